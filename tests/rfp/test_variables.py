"""What is written about the variables is what templates get, no more and no less."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rfp.small import FINGERPRINT, full

from vendor_eval.model.buyer.clarification import Clarifications, Published, QaEntry
from vendor_eval.model.buyer.pricing import BuyerCost, PriceLine, PriceRule
from vendor_eval.model.buyer.procurement import Shortlist
from vendor_eval.rfp.changes import addendum
from vendor_eval.rfp.changes.compare_issues import Changed, Changes, Difference
from vendor_eval.rfp.chapters.outline import context
from vendor_eval.rfp.chapters.variables import VARIABLES, as_markdown
from vendor_eval.rfp.questions import answers_document
from vendor_eval.weighting.tree import global_weights

NOW = datetime(2029, 12, 1, tzinfo=UTC)
DOCS = Path(__file__).parents[2] / "docs" / "templates.md"


def paths(value, name=""):
    """``a.b`` for what can be printed, ``a.b[]`` for a list; the first entry that has a name stands for all."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{name}[]")
    else:
        yield name


def everything():
    procurement, catalogue, weights = full()
    lines = (
        *procurement.price.lines,
        PriceLine(id="OPT", title="Option", unit="unit", quantity=(1, 0, 0), optional=True),
        PriceLine(id="STUDY", title="Study", unit="study", kind="per_study"),
        PriceLine(id="TB", title="Storage", unit="TB", kind="per_tb"),
    )
    price = procurement.price.model_dump() | {
        "lines": lines,
        "buyer_costs": [BuyerCost(id="own", title="Own", by_year=(1, 0, 0), source="us")],
    }
    rules = procurement.rules.model_copy(
        update={"shortlist": Shortlist(top=2, group_minimums={"people": 0.5})}
    )
    procurement = procurement.model_copy(update={"price": PriceRule.model_validate(price), "rules": rules})
    return context(procurement, catalogue, global_weights(catalogue, weights), 1, FINGERPRINT)


def test_every_variable_is_listed_and_every_listed_one_is_there():
    given = set(paths(everything()))
    listed = set(VARIABLES)
    parents = {name for name in listed if any(other.startswith((f"{name}.", f"{name}[")) for other in listed)}
    assert given == listed - parents


def test_the_page_has_the_same_list():
    """To make it again: python -m vendor_eval.rfp.chapters.variables"""
    assert as_markdown() in DOCS.read_text("utf-8")


def an_addendum():
    rows = (Difference("what", "old", "new"),)
    all_kinds = [Changed(kind, "Title", kind, rows) for kind in ("new", "again", "told", "dropped")]
    lines = tuple(c for c in all_kinds if c.kind != "told")
    changes = Changes(tuple(all_kinds), rows, rows, rows, lines, rows, rows)
    return addendum.context(full()[0], changes, addendum.Addendum(1, 1, 2, NOW, "why"))


def answers():
    asked = QaEntry(act="question", question="Q1", text="Is it?", at=NOW, by="x")
    known = Clarifications(
        {}, {}, (Published(1, asked, "Yes.", 1, NOW, 0), Published(2, asked, "No.", 1, NOW, 1))
    )
    return answers_document.context(full()[0], full()[1], known, NOW)


@pytest.mark.parametrize(
    ("heading", "variables", "said"),
    [
        ("an addendum", addendum.VARIABLES, an_addendum),
        ("answers", answers_document.VARIABLES, answers),
    ],
)
def test_the_variables_of_letters_to_all_are_written_down_and_there(heading, variables, said):
    text = DOCS.read_text("utf-8").partition(f"## Variables of {heading}\n")[2].partition("\n## ")[0]
    for name, meaning in variables.items():
        assert f"| `{name}` | {meaning} |" in text, name
    assert set(paths(said())) == set(variables)
