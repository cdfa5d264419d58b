"""Requirements that speak of a table, and costs without a price line: told before the RFP goes out."""

from __future__ import annotations

import pytest
import yaml
from steps import change

VERBS = [("criteria", "check"), ("check",), ("rfp",)]
NEEDY = """add:
  - group: general
    criterion:
      id: OWN-1
      title: Browsers
      requirement: The viewer shall run in each browser that this RFP lists.
      kind: gate
      needs: lists.browsers
      answer: {type: yes_no}
      gate: {passes: ["yes"]}
      evidence: [Demonstration]
"""


@pytest.fixture
def needy(folder):
    own = (folder / "criteria.yaml").read_text("utf-8")
    group = next((folder / "catalogues").rglob("*.yaml"))
    ids = [yaml.safe_load(p.read_text("utf-8")) for p in sorted(group.parent.glob("*.yaml"))]
    first = next(d["id"] for d in ids if "criteria" in d)
    (folder / "criteria.yaml").write_text(own + NEEDY.replace("general", first), "utf-8")
    return folder


@pytest.mark.parametrize("verb", VERBS)
def test_a_list_that_is_missing_is_told_with_criterion_and_remedy(cli, needy, verb):
    found = cli(*verb, needy, "--format", "json").finding("rfp.no-table")
    assert found["severity"] == "warning"
    assert "OWN-1 Browsers" in found["message"] and "“Browsers”" in found["message"]
    assert "lists: {browsers:" in found["hint"]


@pytest.mark.parametrize("verb", VERBS)
def test_once_it_is_filled_in_nothing_is_said_and_the_rfp_prints_it(cli, needy, verb):
    text = (needy / "procurement.yaml").read_text("utf-8")
    (needy / "procurement.yaml").write_text(text + "\nlists:\n  browsers: [Firefox ESR]\n", "utf-8")
    ran = cli(*verb, needy, "--format", "json")
    assert "rfp.no-table" not in {f["code"] for f in ran.findings}
    if verb == ("rfp",):
        page = (needy / "rfp/rfp.html").read_text("utf-8")
        assert "Firefox ESR" in page and "Lists" in page


def test_an_empty_list_is_a_missing_one(cli, needy):
    text = (needy / "procurement.yaml").read_text("utf-8")
    (needy / "procurement.yaml").write_text(text + "\nlists: {browsers: []}\n", "utf-8")
    assert cli("check", needy, "--format", "json").finding("rfp.no-table")


def test_a_table_that_does_not_exist_is_an_error_of_the_criterion(cli, needy):
    change(needy, "criteria.yaml", "lists.browsers", "brosers")
    ran = cli("criteria", "check", needy, "--format", "json")
    assert ran.code == 1
    assert "needs" in str(ran.findings)


def test_changing_a_criterion_keeps_what_it_needs(cli, tmp_path):
    cli("new", tmp_path / "x")
    own = tmp_path / "x/criteria.yaml"
    own.write_text(own.read_text("utf-8") + "\nchange:\n  DICOM-02: {title: All our classes}\n", "utf-8")
    ran = cli("criteria", "check", tmp_path / "x", "--format", "json")
    told = {f["where"]: f["message"] for f in ran.findings if f["code"] == "rfp.no-table"}
    assert "DICOM-02 All our classes" in next(m for w, m in told.items() if w.endswith("devices"))


@pytest.mark.parametrize("verb", VERBS)
def test_a_cost_that_no_line_covers_is_told_and_the_rfp_says_where_it_goes(cli, folder, verb):
    text = (folder / "procurement.yaml").read_text("utf-8")
    covered = next(c for line in yaml.safe_load(text)["price"]["lines"] if (c := line.get("covers")))
    change(folder, "procurement.yaml", f"covers: {covered}", "covers: null")
    ran = cli(*verb, folder, "--format", "json")
    found = ran.finding("rfp.no-price-line")
    assert covered in found["message"] and f"covers: {covered}" in found["hint"]
    if verb == ("rfp",):
        page = (folder / "rfp/rfp.html").read_text("utf-8")
        assert "part of the prices of the other lines" in page
