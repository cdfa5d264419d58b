"""The numbers of the list at the top are those of the sections: each section has its entry, in order."""

from __future__ import annotations

from collections.abc import Callable

import lxml.html
import pytest

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.audience.reduce import reduced
from vendor_eval.report.html.page import decision_html

Make = Callable[..., Outcome]


@pytest.mark.parametrize(
    "changes", [{}, {"prices": False, "panel": False}, {"vendors": 1, "excluded": 0}, {"ranked": False}]
)
@pytest.mark.parametrize("audience", ["", "board", "public", "vendor:Aldermoor Imaging"])
def test_every_section_has_its_entry(outcome: Make, changes: dict[str, object], audience: str) -> None:
    o = outcome(**changes)
    page = lxml.html.document_fromstring(decision_html(reduced(o, audience) if audience else o))
    entries = [a.get("href")[1:] for a in page.xpath("//nav[@aria-label='In this report']//a")]
    assert entries == [e.get("id") for e in page.iter("section")]
    numbered = [a.get("href")[1:] for a in page.xpath("//nav//li[not(contains(@class, 'side'))]/a")]
    beside = {e.get("id") for e in page.iter("section") if "side" in (e.get("class") or "").split()}
    assert numbered == [entry for entry in entries if entry not in beside], "the column beside has no number"
