"""Criteria that rest on a law the buyer is not under are told once, before the RFP goes out."""

from __future__ import annotations

import pytest
from steps import change

OTHER = "rfp.other-law"


@pytest.fixture
def whole(cli, tmp_path):
    """A folder that asks the whole PACS catalogue."""
    cli("new", tmp_path / "x", "--profile", "all")
    return tmp_path / "x"


def told(ran):
    return [f for f in ran.findings if f["code"] == OTHER]


@pytest.mark.parametrize("verb", [("criteria", "check"), ("rfp",)])
def test_the_law_of_another_country_is_told_once_with_every_id_and_the_way_out(cli, whole, verb):
    change(whole, "procurement.yaml", "laws: [hipaa]", "laws: [gdpr]")
    (found,) = told(cli(*verb, whole, "--format", "json"))
    assert found["severity"] == "warning"
    assert "SEC-08" in found["message"] and "PERF-01" in found["message"] and "HIPAA" in found["message"]
    assert "SEC-01" not in found["message"]  # it names the GDPR as well
    assert "change: {" in found["hint"] and "drop: {" in found["hint"] and "add hipaa" in found["hint"]


@pytest.mark.parametrize("laws", ["[hipaa]", "[hipaa, gdpr]"])
def test_the_own_law_is_not_told(cli, whole, laws):
    change(whole, "procurement.yaml", "laws: [hipaa]", f"laws: {laws}")
    assert told(cli("criteria", "check", whole, "--format", "json")) == []


def test_a_criterion_that_is_changed_or_dropped_is_told_no_more(cli, whole):
    change(whole, "procurement.yaml", "laws: [hipaa]", "laws: [gdpr]")
    own = whole / "criteria.yaml"
    mended = "\nchange:\n  SEC-08: {standard: Regulation (EU) 2016/679 Art. 32}\ndrop: {WEB-13: A rule of the US.}\n"
    own.write_text(own.read_text("utf-8") + mended, "utf-8")
    (found,) = told(cli("criteria", "check", whole, "--format", "json"))
    assert "SEC-08" not in found["message"] and "WEB-13" not in found["message"]


def test_under_neither_law_both_are_told(cli, whole):
    change(whole, "procurement.yaml", "laws: [hipaa]", "laws: []")
    said = [f["message"] for f in told(cli("criteria", "check", whole, "--format", "json"))]
    assert len(said) == 2 and "SEC-01" in said[0] and "SEC-01" in said[1]
