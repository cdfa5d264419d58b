"""All ten steps, with nothing filled in and with everything; and what is wrong in roadmap.yaml."""

from __future__ import annotations

import csv
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from vendor_eval.model.roadmap.roadmap import STEPS, Roadmap
from vendor_eval.roadmap.overview.practices import SAFEGUARDS, paragraphs
from vendor_eval.shipped import shipped

SAMPLE = Path(__file__).parents[2] / "examples" / "community-hospital-pacs"
PRACTICES = ("stakeholders", "security", "scalability", "communication", "resources")


def made(cli, folder, *more):
    return cli("roadmap", folder, *more, "--format", "json")


@pytest.fixture
def sample(tmp_path):
    """The sample before any bid is in."""
    return shutil.copytree(SAMPLE, tmp_path / "sample")


@pytest.mark.parametrize("stage", ["folder", "bid"])
def test_nothing_filled_in_says_what_is_missing_and_where(cli, request, stage):
    where = request.getfixturevalue(stage)
    ran = made(cli, where)
    assert ran.code == 0, ran.out
    steps = ran.data["steps"]
    assert [s["id"] for s in steps] == list(STEPS) and [s["number"] for s in steps] == list(range(1, 11))
    for step in steps:
        if step["id"] != "selection" or stage == "folder":
            assert step["missing"], step["id"]
        for gap in step["missing"]:
            assert re.search(r"\.yaml|vendor-eval ", gap["fill"]), gap
    assert [p["id"] for p in ran.data["practices"]] == list(PRACTICES)
    again = made(cli, where)
    assert again.data["changed"] is False


def test_everything_filled_in(cli, sample):
    ran = made(cli, sample)
    assert ran.code == 0, ran.out
    steps = {s["id"]: s for s in ran.data["steps"]}
    late = {"selection", "acceptance", "deployment"}
    assert {s for s in steps if steps[s]["missing"]} == late  # no bid is in yet, so nothing follows from one
    whole = json.loads((sample / "roadmap/roadmap.json").read_text())
    assert whole["format"] == "vendor_eval roadmap 1"
    assert whole["needs"]["links"][2]["site"] == "Lake Haven Hospital"
    assert whole["migration"]["duration"]["quantiles"]["0.5"] > 10
    assert whole["training"]["groups"][1]["sessions"] == 24
    assert not any(row["flaw"] for row in whole["team"]["raci"])


def test_the_project_plan_can_be_imported(cli, sample):
    made(cli, sample)
    rows = list(csv.DictReader((sample / "roadmap/plan.csv").read_text("utf-8-sig").splitlines()))
    assert [r["ID"] for r in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert [r["Name"] for r in rows if r["Outline Level"] == "1"] == list(STEPS.values())
    by_name = {r["Name"]: r for r in rows}
    contract, build = by_name["Contract negotiated and signed"], by_name["Machines and network built"]
    assert build["Predecessors"] == contract["ID"] and contract["Duration"] == "25 days"
    assert contract["Finish"] == "2027-07-21"  # 25 working days from 15 June, without 18 June and 5 July
    assert contract["Critical"] == "Yes"
    tests, configured, built = (
        by_name[n]
        for n in (
            "Tests by users",
            "Worklists and hanging protocols configured",
            "Interfaces built and tested",
        )
    )
    both = sorted((int(configured["ID"]), int(built["ID"])))
    assert tests["Predecessors"] == ",".join(f"{n}FS" for n in both)
    for row in rows:
        for day in (row["Start"], row["Finish"]):
            assert not day or date.fromisoformat(day)
        assert re.fullmatch(r"(\d+ days)?", row["Duration"])
        assert all(0 < int(n) <= len(rows) for n in re.findall(r"\d+", row["Predecessors"]))


def test_one_volume_goes_through_to_storage_time_and_money(cli, sample):
    """Twice the studies of CT: more storage, a higher peak, a longer migration, a dearer wait."""
    path = sample / "roadmap/roadmap.json"
    made(cli, sample)
    before = json.loads(path.read_text())
    text = (sample / "procurement.yaml").read_text()
    assert "modality: CT, studies_per_year: 54000" in text
    (sample / "procurement.yaml").write_text(
        text.replace("CT, studies_per_year: 54000", "CT, studies_per_year: 108000")
    )
    made(cli, sample)
    after = json.loads(path.read_text())
    added = [x["needs"]["years"][0]["added_tb"]["expected"] for x in (before, after)]
    assert added[1] - added[0] == pytest.approx(54_000 * 280 / 1e6)
    studies = [x["needs"]["years"][0]["studies"]["expected"] for x in (before, after)]
    assert studies[1] - studies[0] == 54_000
    moved = [x["migration"]["stock"]["added"] for x in (before, after)]
    days = 308  # from the count on 30 November 2026 to the start on 4 October 2027
    assert moved[1] - moved[0] == pytest.approx(54_000 * days / 365.25, abs=1)
    for get in (
        lambda x: x["needs"]["peaks"][5]["line_mbit"]["expected"],
        lambda x: x["needs"]["bounds"][0]["amount"]["expected"],
        lambda x: x["migration"]["duration"]["mean"],
    ):
        assert get(after) > get(before)


def test_new_writes_an_example_of_every_part_that_reads_as_it_stands(cli, folder):
    assert made(cli, folder, "--new").data["changed"] is True
    text = (folder / "roadmap.yaml").read_text()
    assert made(cli, folder).code == 0
    assert made(cli, folder, "--new").data["changed"] is False
    assert (
        (folder / "roadmap.yaml").read_text()
        == text
        == (shipped("rfp_templates") / "new/roadmap.yaml").read_text()
    )
    filled = yaml.safe_load(
        re.sub(r"^(\s*)#(?=\S)", r"\1", text, flags=re.MULTILINE).replace("yaml-lang", "#yaml-lang", 1)
    )
    model = Roadmap.model_validate(filled)
    assert {f for f in Roadmap.model_fields if f in filled} == set(Roadmap.model_fields)
    assert model.migration.windows and model.deployment.checks


def test_it_is_no_part_of_what_bidders_are_told(cli, bid):
    before = cli("rank", bid, "--format", "json").data
    (bid / "roadmap.yaml").write_text("steps: {needs: {owner: Ann}}\n")
    assert cli("rank", bid, "--format", "json").data == before


BAD = [
    ("steps: {need: {owner: x}}", "file.", 1),
    ("steps: {needs: {start: 2027-02-30}}", "file.", 1),
    ("steps: {needs: {start: 2027-03-01, finish: 2027-02-01}}", "file.", 1),
    ("steps:\n  needs: {hours: -1}", "file.", 2),
    ("today: [{criterion: NO-1, now: met}]", "roadmap.unknown-criterion", 1),
    ("today: [{criterion: T-1, now: met}, {criterion: T-1, now: met}]", "roadmap.twice", 1),
    ("today: [{criterion: T-1, now: good}]", "file.", 1),
    ("today: [{criterion: T-1, now: met, criticality: 6}]", "file.", 1),
    ("kpis:\n  - {id: a, title: a, unit: s, better: lower, criterion: NO-1}", "roadmap.unknown-criterion", 2),
    ("kpis:\n  - {id: a, title: a, unit: s, better: lower}", "file.", 2),
    ("acceptance: {tests: [{criterion: NO-1}]}", "roadmap.unknown-criterion", 1),
    ("team: {raci: {needs: {accountable: nobody}}}", "roadmap.unknown-role", 1),
    ("team:\n  roles: [{id: a, title: A, evaluators: [zed]}]", "roadmap.unknown-evaluator", 2),
    ("team: {roles: [{id: a, title: A}]}\nsteps:\n  needs: {owner: b}", "roadmap.unknown-role", 3),
    ("goals: {goals: [{id: g, title: g, groups: {no: 3}}]}", "roadmap.unknown-group", 1),
    ("goals: {goals: [{id: g, title: g, points: {no: 3}}]}", "roadmap.unknown-stakeholder", 1),
    ("goals: {goals: [{id: g, title: g, groups: {tech: 2}}]}", "file.", 1),
    ("network: {site_percent: {A: 50}}", "file.", 1),
    ("network: {site_percent: {A: 100}}", "roadmap.unknown-site", 1),
    ("network: {minutes_by_modality: {CT: 5}}", "roadmap.unknown-modality", 1),
    ("tasks: [{id: a, title: a, step: needs, days: -1}]", "file.", 1),
    ("tasks: [{id: a, title: a, step: needs, days: 1, after: [b]}]", "roadmap.unknown-task", 1),
    (
        "tasks:\n  - {id: a, title: a, step: needs, days: 1, after: [b]}\n"
        "  - {id: b, title: b, step: needs, days: 1, after: [a]}",
        "roadmap.cycle",
        2,
    ),
    ("funding: {funds: [{source: a, by_year: [-1]}]}", "file.", 1),
    ("training: {groups: [{who: a, people: -3}]}", "file.", 1),
    ("deployment: {waves: [], checks: [{id: c, title: c, waves: [W9]}]}", "file.", 1),
    ("holidays: {country: usa}", "file.", 1),
    ("a: b: c", "file.syntax", 1),
    ("tasks: [{id: a, title: a, step: needs, days: 5000, start: 9999-12-01}]", "file.", 1),
    ("deployment: {waves: [{id: W, site: A, go_live: 2028-01-01, hypercare_days: 99999999}]}", "file.", 1),
    ("migration: {start: 2027-01-01, counted_on: 0001-01-01}", "file.", 1),
    ("training: {start: 0001-01-01, finish: 2028-12-31}", "file.", 1),
    (
        "tasks:\n" + "".join(f"  - {{id: t{i}, title: t, step: needs, days: 5000}}\n" for i in range(5)),
        "roadmap.too-long",
        1,
    ),
]


@pytest.mark.parametrize(("text", "code", "line"), BAD)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_written(cli, folder, text, code, line):
    (folder / "roadmap.yaml").write_text(text + "\n")
    ran = made(cli, folder)
    assert ran.code == 1
    found = [f for f in ran.findings if f["code"].startswith(code)]
    assert found, ran.findings
    assert found[0]["where"] == f"roadmap.yaml:{line}" and found[0]["hint"]
    assert not (folder / "roadmap").exists()


def test_a_timetable_that_no_calendar_holds_is_told(cli, sample):
    path = sample / "procurement.yaml"
    path.write_text(path.read_text("utf-8").replace("go_live: 2028-", "go_live: 9928-", 1), "utf-8")
    ran = made(cli, sample)
    assert ran.code == 1 and "9928" in ran.finding("roadmap.date")["message"]


def test_a_migration_without_an_end_has_no_date_and_its_cost_is_named(cli, sample):
    path = sample / "roadmap.yaml"
    text = path.read_text("utf-8")
    slow = text.replace("low: 420, likely: 640, high: 800", "low: 0.0001, likely: 0.0001, high: 0.0001")
    assert slow != text
    path.write_text(slow, "utf-8")
    ran = made(cli, sample)
    missing = [m["what"] for s in ran.data["steps"] for m in s["missing"]]
    assert ran.code == 0 and any("ends within a hundred years" in m for m in missing)
    assert any(m.startswith("not in the costs by year: the old system") for m in missing)


def test_an_unknown_country_and_an_idle_treatment_are_warnings(cli, folder):
    (folder / "roadmap.yaml").write_text("holidays: {country: ZZ}\ntreatments: [{risk: NONE}]\n")
    ran = made(cli, folder)
    assert ran.code == 0
    assert (
        ran.finding("roadmap.holidays")["severity"]
        == ran.finding("roadmap.treatment")["severity"]
        == "warning"
    )


def test_paragraphs_of_the_security_rule():
    assert paragraphs("45 CFR 164.312(e)(1) and (e)(2)(ii); DICOM PS3.15 B.12") == (
        "164.312(e)(1)",
        "164.312(e)(2)(ii)",
    )
    assert paragraphs("45 CFR 164.312(a)(1) and 164.308(a)(4)") == ("164.312(a)(1)", "164.308(a)(4)")
    assert all(paragraphs(s) == (s,) for s in SAFEGUARDS)


@pytest.mark.parametrize("page", [*STEPS, *PRACTICES])
def test_every_step_and_practice_has_a_page_with_inputs_and_outputs(page):
    text = (SAMPLE.parents[1] / "docs" / "roadmap" / f"{page}.md").read_text("utf-8")
    assert "## What goes in" in text and "## What comes out" in text
    assert f"({page}.md)" in (SAMPLE.parents[1] / "docs" / "roadmap" / "index.md").read_text("utf-8")


def test_a_contract_signed_too_soon_or_before_the_decision_is_told(cli, sample):
    path = sample / "roadmap.yaml"
    text = path.read_text("utf-8")
    assert "contract_on: 2027-07-21" in text
    for day, code in (("2027-06-20", "PERIOD-"), ("2027-06-01", "ORDER-")):
        path.write_text(text.replace("contract_on: 2027-07-21", f"contract_on: {day}"), "utf-8")
        risks = {r["id"]: r["title"] for r in made(cli, sample).data["risks"]}
        assert any(i.startswith(code) and ("signature" in t or "signed" in t) for i, t in risks.items()), (
            risks
        )


def test_an_owner_is_one_resource_and_no_formula(cli, folder):
    owner = "=Lindqvist, RT [50%]"
    (folder / "roadmap.yaml").write_text(
        f"tasks: [{{id: t, title: '@SUM(1)', step: needs, days: 1, start: 2027-01-04, owner: '{owner}'}}]\n"
    )
    made(cli, folder)
    rows = list(csv.DictReader((folder / "roadmap/plan.csv").read_text("utf-8-sig").splitlines()))
    (task,) = [r for r in rows if r["Outline Level"] == "2" and r["Resource Names"]]
    assert (task["Name"], task["Resource Names"]) == ("'@SUM(1)", "'=Lindqvist RT 50%")


def test_quantities_that_do_not_follow_the_volumes_are_named(cli, sample):
    steps = {s["id"]: s for s in made(cli, sample).data["steps"]}
    told = [x for x in steps["needs"]["outputs"] if x["what"].startswith("Price lines with typed quantities")]
    assert len(told) == 1
    assert "storage" in told[0]["value"].split(", ")
