"""Which parts of a record a result depends on, in words with JSON paths."""

from __future__ import annotations

import re

from vendor_eval.model.outcome.record import Outcome

# Pattern of a path -> what the result there depends on. {0} and {1} are the numbers in the path; for a cell
# {1} is the number of its criterion, and empty words stand for those of _VALUES.
_DEPENDENCIES = {
    r"vendors\[(\d+)\]\.gates\[(\d+)\]\.": "$.vendors[{0}].gates[{1}].answer (or given) and $.gates",
    r"vendors\[(\d+)\]\.(?:status|reason)": "the gates of $.vendors[{0}], $.rules.thresholds and "
    "$.rules.shortlist",
    r"excluded": "the gates of the vendors, $.rules.thresholds and $.rules.shortlist",
    r"cells\[(\d+)\]\.component": "the value of $.cells[{0}], $.criteria[{1}].weight, $.rules.points and "
    "$.rules.rounding",
    r"cells\[(\d+)\]\.(?:value|source)": "",
    r"groups\[\d+\]\.(?:weight|points)": "$.criteria[*].weight and $.rules.points",
    r"groups\[\d+\]\.scores": "$.cells[*].component",
    r"prices\[(\d+)\]\.scenarios\[(\d+)\]": "$.prices[{0}].scenarios[{1}].by_year, $.volumes, $.sizing and "
    "$.price_rule",
    r"prices\[\d+\]\.lines": "unit prices, quantities and $.price_rule",
    r"prices\[(\d+)\]\.(?:net_present_cost|by_year|one_off|running)": "$.prices[{0}].lines and $.price_rule",
    r"rankings\[\d+\]\.weights": "$.criteria[*].weight",
    r"rankings\[\d+\]\.(?:ranks|best)": "the scores and $.rules.ties",
    r"rankings\[\d+\]": "$.cells[*].value, $.criteria[*].weight and $.rules",
    r"(?:close_call|confirmation)": "$.rankings[0]",
    r"official": "$.findings, $.as_issued, $.what_if and the method of $.rankings[0]",
}
_VALUES = {
    "price": "$.prices[*].net_present_cost and $.price_rule",
    "panel": "$.cells[{0}].scores (or consensus) and $.criteria[{1}].value_rule",
    "answer": "$.cells[{0}].answer (or given) and $.criteria[{1}].value_rule",
}
_COMPILED = [(re.compile(r"\$\." + pattern), words) for pattern, words in _DEPENDENCIES.items()]

# The numbers among them, without those that a vendor or the buyer gave.
_NUMBERS = (
    r"cells\[\d+\]\.(?:value|component)$|groups\[\d+\]\.(?:weight|points|scores)"
    r"|prices\[\d+\]\.(?:net_present_cost|one_off|running|by_year)"
    r"|prices\[\d+\]\.scenarios\[\d+\]\.(?:net_present_cost|studies|cost_per_study)"
    r"|rankings\[\d+\]\.(?:scores|ranks|weights|contributions|details)"
    r"|close_call\.difference|confirmation\.largest_difference"
)
DERIVED = re.compile(rf"\$\.(?:{_NUMBERS})")


def dependencies(path: str, outcome: Outcome) -> str:
    """What the result at ``path`` depends on; empty where that is not known."""
    for pattern, words in _COMPILED:
        match = pattern.match(path)
        if match and path.startswith("$.cells"):
            criterion = outcome.cells[int(match[1])].criterion
            places = {leaf.criterion: (j, leaf.by) for j, leaf in enumerate(outcome.criteria)}
            j, by = places.get(criterion, (0, "answer"))
            return (words or _VALUES[by]).format(match[1], j)
        if match:
            return words.format(*match.groups())
    return ""
