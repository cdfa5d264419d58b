"""The decision methods by name and parameter, without numpy: for shell completion, help and file checks.

``vendor_eval.decision.METHODS`` builds on this and adds the arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """A parameter that takes one of some words. ``choices`` says of each word what it does to a column."""

    meaning: str
    default: str
    choices: Mapping[str, str]


METHOD_TITLES: dict[str, str] = {
    "weighted_sum": "Weighted sum: every value times its weight, added up",
    "topsis": "TOPSIS: nearest to the best value of every criterion, farthest from the worst",
}

METHOD_PARAMETERS: dict[str, dict[str, ParameterSpec]] = {
    "weighted_sum": {
        "normalisation": ParameterSpec(
            meaning="how criteria in different units are made comparable",
            default="minmax",
            choices={
                "none": "values as given; every criterion must be one where more is better",
                "minmax": "the worst of the table is 0, the best is 1",
                "max": "share of the largest value; where less is better, of 1/value",
                "sum": "share of the column's sum; where less is better, of 1/value",
                "vector": "divided by the column's Euclidean length; where less is better, of 1/value",
            },
        )
    },
    "topsis": {
        "normalisation": ParameterSpec(
            meaning="what the values of a criterion are divided by",
            default="vector",
            choices={
                "none": "values as given",
                "minmax": "distance from the column's smallest value, divided by its range",
                "max": "the column's largest absolute value",
                "sum": "the sum of the column's absolute values",
                "vector": "the column's Euclidean length",
            },
        )
    },
}
