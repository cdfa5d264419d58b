"""Steps that many tests of a folder take."""

from __future__ import annotations

from filling import BID, OFFER, fill

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
    given = ("--criterion", criterion, "--read", value, "--reason", "e-mail of 3 March")
    return cli("settle", folder, "--vendor", vendor, *given, "--format", "json")
