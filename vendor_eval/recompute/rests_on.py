"""Which inputs a result rests on, in words with JSON paths."""

from __future__ import annotations

import re
from collections.abc import Callable

from vendor_eval.model.outcome.record import Outcome

_Says = Callable[[re.Match[str], Outcome], str]


def _value(match: re.Match[str], o: Outcome) -> str:
    i = int(match[1])
    cell = o.cells[i]
    places = {leaf.criterion: (j, leaf.by) for j, leaf in enumerate(o.criteria)}
    j, by = places.get(cell.criterion, (0, "answer"))
    if by == "price":
        return "$.prices[*].net_present_cost and $.price_rule"
    if by == "panel":
        agreed = o.rules.consensus == "negotiated"
        return f"$.cells[{i}].{'consensus' if agreed else 'scores'} and $.criteria[{j}].value_rule"
    return f"$.cells[{i}].answer (or given) and $.criteria[{j}].value_rule"


def _component(match: re.Match[str], o: Outcome) -> str:
    i = int(match[1])
    j = next((j for j, leaf in enumerate(o.criteria) if leaf.criterion == o.cells[i].criterion), 0)
    return f"the value of $.cells[{i}], $.criteria[{j}].weight, $.rules.points and $.rules.rounding"


def _said(words: str) -> _Says:
    return lambda match, _: words.format(*match.groups())


_TABLE = "$.cells[*].value, $.criteria[*].weight and $.rules"
_RESTS: dict[str, _Says] = {
    r"\$\.vendors\[(\d+)\]\.gates\[(\d+)\]\.": _said(
        "$.vendors[{0}].gates[{1}].answer (or given) and $.gates"
    ),
    r"\$\.vendors\[(\d+)\]\.(?:status|reason)": _said(
        "the gates of $.vendors[{0}], $.rules.thresholds and $.rules.shortlist"
    ),
    r"\$\.excluded": _said("the gates of the vendors, $.rules.thresholds and $.rules.shortlist"),
    r"\$\.cells\[(\d+)\]\.component": _component,
    r"\$\.cells\[(\d+)\]\.(?:value|source|answer)": _value,
    r"\$\.groups\[(\d+)\]\.(?:weight|points)": _said("$.criteria[*].weight and $.rules.points"),
    r"\$\.groups\[(\d+)\]\.scores": _said("$.cells[*].component"),
    r"\$\.prices\[(\d+)\]\.scenarios\[(\d+)\]": _said(
        "$.prices[{0}].scenarios[{1}].by_year, $.volumes, $.sizing and $.price_rule"
    ),
    r"\$\.prices\[(\d+)\]\.lines": _said("$.price_rule.buyer_costs"),
    r"\$\.prices\[(\d+)\]\.(?:net_present_cost|by_year|one_off|running)": _said(
        "$.prices[{0}].lines and $.price_rule"
    ),
    r"\$\.rankings\[(\d+)\]\.weights": _said("$.criteria[*].weight"),
    r"\$\.rankings\[(\d+)\]\.(?:ranks|best)": _said("the scores and $.rules.ties"),
    r"\$\.rankings\[(\d+)\]\.(?:scores|contributions|details)": _said(_TABLE),
    r"\$\.close_call": _said("$.rankings[0]"),
    r"\$\.confirmation": _said("$.rankings[0]"),
    r"\$\.official": _said("$.findings, $.as_issued, $.what_if and the method of $.rankings[0]"),
}
_COMPILED = [(re.compile(pattern), says) for pattern, says in _RESTS.items()]

# The numbers among them, without those that a vendor or the buyer gave.
DERIVED = [
    re.compile(pattern)
    for pattern in (
        r"\$\.cells\[\d+\]\.(?:value|component)$",
        r"\$\.groups\[\d+\]\.(?:weight|points|scores)",
        r"\$\.prices\[\d+\]\.(?:net_present_cost|one_off|running|by_year)",
        r"\$\.prices\[\d+\]\.scenarios\[\d+\]\.(?:net_present_cost|studies|cost_per_study)",
        r"\$\.rankings\[\d+\]\.(?:scores|ranks|weights|contributions|details)",
        r"\$\.close_call\.difference",
        r"\$\.confirmation\.largest_difference",
    )
]


def rests_on(path: str, outcome: Outcome) -> str:
    """The inputs behind the result at ``path``; empty where none are known."""
    for pattern, says in _COMPILED:
        match = pattern.match(path)
        if match:
            return says(match, outcome)
    return ""
