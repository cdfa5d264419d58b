"""settle as it was spelled before: it does not run, and ends with the new command line."""

from __future__ import annotations

import pytest

REASON = ("--reason", "e-mail of 3 March")
TOLD = '--reason "e-mail of 3 March"'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ("DIR", "--vendor", "Aurora", "--criterion", "T-2", "--read", "99.5", *REASON),
            f"read DIR --vendor Aurora --criterion T-2 --value 99.5 {TOLD}",
        ),
        (
            ("--vendor=A B", "--criterion", "FEE:2", "--read", "-5", "DIR", *REASON, "--as", "Ann"),
            f'read DIR --vendor "A B" --criterion FEE:2 --value -5 {TOLD} --as Ann',
        ),
        (
            ("DIR", "--vendor", "Aurora", "--criterion", "T-2", "--accept-na", *REASON),
            f"accept-na DIR --vendor Aurora --criterion T-2 {TOLD}",
        ),
        (("DIR", "--vendor", "Aurora", "--admit-late"), "admit-late DIR --vendor Aurora --reason TEXT"),
        (("DIR", "--refuse-late"), "refuse-late DIR --vendor NAME --reason TEXT"),
        (("DIR", "--withdraw", "--vendor", "A", *REASON), f"withdraw DIR --vendor A {TOLD}"),
        (("DIR", "--lot", "--vendor", "A", *REASON), f"lot DIR --vendor A {TOLD}"),
        (
            ("DIR", "--vendor", "A", "--file", "price-v1", "--received-at", "2030-01-30T10:00", *REASON),
            f"time DIR --vendor A --file price-v1 --at 2030-01-30T10:00 {TOLD}",
        ),
        (
            ("DIR", "--vendor", "A", "--file", "price-v1", "--misfiled", *REASON, "--format", "json"),
            f"misfiled DIR --vendor A --file price-v1 {TOLD} --format json",
        ),
        (
            ("DIR", "--vendor", "A", "--criterion", "T-2", "--undo", "accept-na", "--reason", "it's $5"),
            "undo DIR accept-na --vendor A --criterion T-2 --reason 'it'\"'\"'s $5'",
        ),
        (("DIR", "--vendor", "A", *REASON), "--help  (lists them; each command records one decision)"),
        (("DIR", "--nonsense"), "--help  (lists them)"),
    ],
)
def test_the_former_spelling_ends_with_the_new_one(cli, folder, given, expected):
    ran = cli("settle", *[str(folder) if word == "DIR" else word for word in given])
    assert ran.code == 2
    assert ran.err.splitlines()[1].strip() == f"vendor-eval settle {expected.replace('DIR', str(folder))}"
    assert not (folder / "decisions.yaml").exists()


def test_the_new_command_line_runs(cli, folder):
    ran = cli("settle", "withdraw", folder, "--vendor", "Aurora", "--reason", "x", "--format", "json")
    assert ran.finding("settle.no-bid")


@pytest.mark.parametrize(
    "name",
    ["read", "accept-na", "admit-late", "refuse-late", "withdraw", "lot", "time", "misfiled", "undo"],
)
def test_each_kind_of_decision_has_its_help_and_example(cli, name):
    ran = cli("settle", name, "--help")
    assert ran.code == 0
    assert f"vendor-eval settle {name} our-pacs" in " ".join(ran.out.split())
    assert ("--criterion" in ran.out) is (name in ("read", "accept-na", "undo"))
