"""A dot that may group thousands is asked about, never read in silence."""

from __future__ import annotations

import re

import pytest
import yaml

FIELDS = {
    "volumes": [{"modality": "CT", "studies_per_year": 28.0, "mb_per_study": 45.5, "growth_percent": 3.125}],
    "sizing": {"users": 350, "migrated_tb": 38.5, "compression": 2.125, "high": {"studies": 1.0}},
    "budget": {"amount": 1.5},
}
WRITTEN = {"28.0": "28.000", "45.5": "45.500", "38.5": '"38.500"', "1.5": "1.500"}


def put(folder, text):
    path = folder / "procurement.yaml"
    whole = path.read_text("utf-8")
    for key in yaml.safe_load(text):
        whole = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", whole, flags=re.M)
    path.write_text(whole.rstrip() + "\n" + text, "utf-8")


def test_amounts_with_three_decimals_are_refused_with_both_readings(cli, folder):
    text = yaml.safe_dump(FIELDS, sort_keys=False)
    for plain, german in WRITTEN.items():
        text = text.replace(f": {plain}\n", f": {german}\n")
    put(folder, text.replace("350", "1.250"))
    ran = cli("check", folder, "--format", "json")
    assert ran.code == 1
    found = {f["message"]: f["hint"] for f in ran.findings if f["code"] == "file.thousands"}
    assert found["volumes.0.studies_per_year: 28.000 means 28 to one reader and 28000 to another"] == (
        "write 28000 if the dot groups thousands, 28 if not"
    )
    assert {message.split(" means")[0] for message in found} >= {
        "volumes.0.mb_per_study: 45.500",
        "sizing.users: 1.250",
        "budget.amount: 1.500",
    }
    assert sum("users" in f["message"] for f in ran.findings) == 1
    assert [f["where"].startswith("procurement.yaml:") for f in ran.findings] == [True] * len(ran.findings)
    assert not any("compression" in f["message"] or "percent" in f["message"] for f in ran.findings)


def test_a_number_in_quotes_is_asked_about_and_a_text_is_not(cli, folder):
    put(folder, 'budget: {amount: "38.500", note: "12.345"}\n')
    ran = cli("check", folder, "--format", "json")
    assert [f["message"].split(" means")[0] for f in ran.findings] == ["budget.amount: 38.500"]


@pytest.mark.parametrize(
    "text",
    [
        "service: {availability_percent: 99.950}\n",
        "sizing: {compression: 2.125, low: {studies: -1.000}}\n",
        'currency: {code: USD, rates: {EUR: {rate: 1.085, "on": 2030-01-01}}}\n',
        "budget: {amount: 38.50}\n",
        "budget: {amount: 1000.125}\n",
    ],
)
def test_percentages_rates_and_ratios_are_taken_as_written(cli, folder, text):
    put(folder, text.replace("2030-01-01", '"2030-01-01"'))
    assert "file.thousands" not in {f["code"] for f in cli("check", folder, "--format", "json").findings}


def test_several_groups_of_three_are_told_with_the_number_to_write(cli, folder):
    put(folder, "budget: {amount: 1.250.000}\n")
    ran = cli("check", folder, "--format", "json")
    assert ran.code == 1
    assert ran.findings[0]["hint"] == "a thousands separator? write 1250000"


def test_the_roadmap_too(cli, folder):
    text = 'steps:\n  migration: {hours: 1.200}\nfunding:\n  funds: [{source: Own, by_year: [1.500, "20"]}]\n'
    (folder / "roadmap.yaml").write_text(text)
    ran = cli("roadmap", folder, "--format", "json")
    assert ran.code == 1
    found = [
        (f["where"], f["message"].split(" means")[0]) for f in ran.findings if f["code"] == "file.thousands"
    ]
    assert found == [
        ("roadmap.yaml:2", "steps.migration.hours: 1.200"),
        ("roadmap.yaml:4", "funding.funds.0.by_year.0: 1.500"),
    ]
