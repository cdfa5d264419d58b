"""Reports for readers and letters with the result, after something was decided that changes the result."""

from __future__ import annotations

import json

import pytest

GONE = ("--vendor", "borealis", "--reason", "letter of 3 March")
BACK = ("withdraw", "--vendor", "borealis", "--reason", "a slip")


def older(cli, folder, verb="status"):
    ran = cli(verb, folder, "--format", "json")
    return {f["where"]: f for f in ran.findings if f["code"] in ("report.older", "letter.older")}


@pytest.fixture
def told(cli, bid):
    """The report, one for the public, one for a vendor without names, and both letters."""
    assert cli("report", bid).code == 0
    for reader in (("public",), ("vendor:borealis", "--blind")):
        assert cli("report", bid, "--only", "json", "--audience", *reader).code == 0
    for kind in ("award", "regret"):
        assert cli("letter", kind, bid).code == 0
    return bid


def test_what_was_told_before_a_decision_is_named_with_the_command_that_writes_it_again(cli, told):
    assert older(cli, told) == {}
    assert cli("settle", "withdraw", told, *GONE).code == 0
    assert cli("settle", "undo", told, *BACK).code == 0
    assert cli("report", told).code == 0  # the folder itself is new again
    assert cli("status", told, "--format", "json").data["stage"] == "done"
    found = older(cli, told)
    assert set(found) == {
        "report/public",
        "report/vendor-borealis-blind",
        "letters/award-aurora.docx",
        "letters/regret-borealis.docx",
    }
    assert older(cli, told, "check").keys() == found.keys()
    assert {f["severity"] for f in found.values()} == {"warning"}
    assert "before decisions changed" in found["report/public"]["message"]
    assert found["report/public"]["hint"].endswith("--audience public")
    assert found["report/vendor-borealis-blind"]["hint"].endswith("--audience vendor:borealis --blind")
    hint = found["letters/regret-borealis.docx"]["hint"]
    assert f"vendor-eval letter regret {told} --vendor borealis" in hint


def test_written_again_they_are_not_named_and_a_letter_that_says_the_same_stays(cli, told):
    assert cli("settle", "withdraw", told, *GONE).code == 0
    assert cli("settle", "undo", told, *BACK).code == 0
    for reader in (("public",), ("vendor:borealis", "--blind")):
        assert cli("report", told, "--only", "json", "--audience", *reader).code == 0
    for kind in ("award", "regret"):
        ran = cli("letter", kind, told, "--format", "json")
        assert [x["new"] for x in ran.data["letters"]] == [False]
    assert older(cli, told) == {}
    log = (told / "log.jsonl").read_bytes()
    assert cli("letter", "award", told).code == 0
    assert (told / "log.jsonl").read_bytes() == log
    assert "log.broken" not in {f["code"] for f in cli("check", told, "--format", "json").findings}


def test_a_letter_that_was_deleted_or_logged_without_marks_is_not_named(cli, told):
    assert cli("settle", "withdraw", told, *GONE).code == 0
    (told / "letters/award-aurora.docx").unlink()
    assert "letters/award-aurora.docx" not in older(cli, told)
    lines = [json.loads(line) for line in (told / "log.jsonl").read_text().splitlines()]
    for line in lines:
        line.pop("rests_on", None)
    (told / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert [where for where in older(cli, told) if where.startswith("letters/")] == []
