"""Steps that many tests of a folder take."""

from __future__ import annotations

import json

from filling import BID, OFFER, cell, fill

AT = "2030-01-30T12:00"


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def receive(cli, folder, tmp_path, answers, vendor="Aurora", kind="response", **more):
    filled = (BID if kind == "response" else OFFER) | answers
    file = fill(folder / f"rfp/{kind}.xlsx", tmp_path / f"{kind}-{len(answers)}.xlsx", filled, **more)
    return cli("receive", folder, file, "--vendor", vendor, "--at", AT, "--format", "json")


def settle(cli, folder, criterion, value, vendor="Aurora"):
    given = ("--criterion", criterion, "--value", value, "--reason", "e-mail of 3 March")
    return cli("settle", "read", folder, "--vendor", vendor, *given, "--format", "json")


def scored(folder, name, scores, reason="as I saw it", **more):
    """A sheet as the evaluator hands it in, every score with a reason."""

    def reasons(book):
        for row in scores:
            cell(book, row, "reason").value = reason

    return fill(
        folder / f"sheets/{name}.xlsx", folder.parent / f"{name}.xlsx", scores, "score", reasons, **more
    )


def with_rules(folder, **rules):
    """Rules that differ from those of the mini procurement."""
    path = folder / "procurement.yaml"
    lines = "".join(f"  {key}: {json.dumps(value)}\n" for key, value in rules.items())
    path.write_text(path.read_text().replace("rules:\n", f"rules:\n{lines}"))
    return folder


def status_lines(cli, folder):
    """Status: name of each stage -> (done, what is missing), in order, and the next command."""
    data = cli("status", folder, "--format", "json").data
    return {s["name"]: (s["done"], s["missing"]) for s in data["stages"]}, data["next"]


def scored_by_panel(cli, folder, stage, scores, who=("ann", "bob")):
    assert cli("sheets", folder, "--stage", stage).code == 0
    for name in who:
        assert cli("collect", folder, scored(folder, f"{name}-{stage}", scores)).code == 0


def agreed_by_panel(cli, folder, stage, scores):
    assert cli("sheets", folder, "--consensus", "--stage", stage).code == 0
    assert cli("collect", folder, scored(folder, f"consensus-{stage}", scores)).code == 0
