"""Declarations, rationale and agreement of the sample, from the score sheets and weights.yaml to the page."""

from __future__ import annotations

import json
import re


def page_of(demo, name):
    return " ".join(re.sub(r"<[^>]+>", " ", (demo / name).read_text("utf-8")).split())


def test_the_report_tells_who_declared_what_and_when(demo):
    record = json.loads((demo / "report/outcome.json").read_text("utf-8"))
    assert [d["answer"] for d in record["declarations"]] == ["yes"] * 3
    assert all(re.fullmatch(r"2027-04-\d\d", d["on"]) for d in record["declarations"])
    page = page_of(demo, "report/report.html")
    assert "Conflicts of interest" in page
    assert "Chief of radiology no conflict of interest 2027-04-28" in page


def test_the_rationale_of_the_weights_is_in_rfp_and_report(demo):
    words = "with eleven votes to one"
    assert f"Why they are so. Agreed by the selection committee on 2026-12-09 {words}" in page_of(
        demo, "rfp/rfp.html"
    )
    assert words in page_of(demo, "report/report.html")
    assert words in json.loads((demo / "report/outcome.json").read_text("utf-8"))["rationale"]


def test_the_first_page_tells_how_far_the_panel_agrees(demo):
    summary = (demo / "report/summary.md").read_text("utf-8")
    sure = summary.partition("## How sure")[2].partition("##")[0]
    assert re.search(r"Panel: Krippendorff’s alpha over \d+ scores of bids is 0\.\d+ \(95 % interval", sure)
    assert "## Cost, years 0 to 7" in summary
