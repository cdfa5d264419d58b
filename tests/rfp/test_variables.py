"""What is written about the variables is what templates get, no more and no less."""

from __future__ import annotations

from pathlib import Path

from rfp.small import FINGERPRINT, full

from vendor_eval.model.pricing import BuyerCost, PriceLine, PriceRule
from vendor_eval.model.procurement import Shortlist
from vendor_eval.rfp.outline import context
from vendor_eval.rfp.variables import VARIABLES, as_markdown
from vendor_eval.weighting.tree import global_weights

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
    """To make it again: python -m vendor_eval.rfp.variables"""
    assert as_markdown() in DOCS.read_text("utf-8")
