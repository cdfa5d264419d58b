"""Every shape of procurement can be told to every audience, in every form, and without a word that misleads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from vendor_eval.model.buyer.procurement import Rounding
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.audience.anonymise import blinded
from vendor_eval.report.audience.reduce import reduced
from vendor_eval.report.document.render import decision_documents
from vendor_eval.report.html.page import decision_html
from vendor_eval.shipped import shipped

Make = Callable[..., Outcome]
SHIPPED = [shipped("rfp_templates") / "report" / "document"]
TIED = {"Aldermoor Imaging": [1.0] * 24, "Beacon PACS": [1.0] * 24, "Corvane Health": [0.5] * 24}
SHAPES: dict[str, dict[str, object]] = {
    "one": {"vendors": 1, "excluded": 0},
    "two": {"vendors": 2, "excluded": 0},
    "twelve": {"vendors": 12, "criteria": 40, "excluded": 2, "nested": True},
    "nobody": {"vendors": 3, "excluded": 3},
    "waiting": {"vendors": 3, "excluded": 0, "waiting": 3, "unanswered": "refuse"},
    "open": {"vendors": 4, "excluded": 1, "waiting": 1, "unanswered": "refuse"},
    "no prices": {"prices": False},
    "no panel": {"panel": False},
    "no gates": {"gates": 0},
    "not ranked": {"ranked": False},
    "rounded": {"rounding": Rounding(component=1, total=0)},
    "tie": {"vendors": 3, "excluded": 0, "values": TIED},
}
MISLEADING = ("not looked into", "<small>no bid", "No price:", "No conditions for")
ALONE = ("the only vendor", "No failed gates")


def audiences(o: Outcome) -> list[str]:
    return ["panel", "board", "public", *(f"vendor:{v.id}" for v in (o.vendors[0], o.vendors[-1]))]


@pytest.mark.parametrize("shape", SHAPES)
def test_html_of_every_shape(outcome: Make, shape: str) -> None:
    o = outcome(**{"criteria": 24, **SHAPES[shape]})
    for audience in audiences(o):
        part = reduced(o, audience)
        for one in (part, blinded(part)):
            page = decision_html(one)
            wrong = MISLEADING if audience not in ("panel", "board") else ()
            wrong += ALONE if audience.startswith("vendor") else ()
            assert [w for w in wrong if w in page] == []
            assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize("shape", ["two", "open", "no prices", "nobody"])
def test_documents_of_every_shape(outcome: Make, shape: str) -> None:
    o = outcome(**{"criteria": 10, **SHAPES[shape]})
    for audience in audiences(o)[2:]:
        files, findings = decision_documents(reduced(o, audience), SHIPPED)
        assert findings == []
        assert set(files) == {"report.docx", "report.pdf"}


@pytest.mark.parametrize("method", ["mean_of_ranks", "topsis"])
def test_a_ranking_that_is_not_in_points(outcome: Make, method: str) -> None:
    """The evaluators' own totals stand in its details: outside they are gone, for a board they bear roles."""
    o = outcome()
    first = o.rankings[0]
    own = {name: {"totals": dict(first.scores)} for name in ("Dr Ines Keller", "Tom Aldous")}
    changed = {"method": method, "contributions": {}, "details": {"evaluators": own}, "lower_is_better": True}
    o = o.model_copy(update={"rankings": (first.model_copy(update=changed),), "close_call": None})
    for audience in audiences(o):
        part = reduced(o, audience)
        assert ("Keller" in part.model_dump_json()) is (audience == "panel")
        assert decision_html(part)
    assert reduced(o, "public").rankings[0].details == {}
