"""The decision methods by name and parameter, without numpy: for shell completion, help and file checks.

``vendor_eval.decision.METHODS`` builds on this and adds the arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a parameter may take; an end that is not ``_in`` is just outside."""

    low: float
    high: float = math.inf
    low_in: bool = True
    high_in: bool = True

    def holds(self, number: float) -> bool:
        above = number >= self.low if self.low_in else number > self.low
        below = number <= self.high if self.high_in else number < self.high
        return above and below and math.isfinite(number)

    def in_words(self) -> str:
        low = f"{self.low:g} or more" if self.low_in else f"above {self.low:g}"
        if math.isinf(self.high):
            return low
        if self.low_in and self.high_in:
            return f"from {self.low:g} to {self.high:g}"
        return f"{low} and {'at most' if self.high_in else 'below'} {self.high:g}"


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """A parameter: one of some words, a number in a range, or the id of a criterion.

    ``choices`` says of each word what it does. ``default`` is None where there is none: a number must then be
    given; a criterion may be left out where the table leaves no doubt.
    """

    meaning: str
    default: str | float | None
    choices: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["word", "number", "criterion"] = "word"
    numbers: Range = Range(-math.inf)

    def in_words(self) -> str:
        """What may be written there."""
        if self.kind == "word":
            return ", ".join(self.choices)
        return "the id of a criterion" if self.kind == "criterion" else self.numbers.in_words()


METHOD_TITLES: dict[str, str] = {
    "weighted_sum": "Weighted sum: every value times its weight, added up",
    "weighted_product": "Weighted product: every value to the power of its weight, multiplied",
    "topsis": "TOPSIS: nearest to the best value of every criterion, farthest from the worst",
    "vikor": "VIKOR: a compromise between the sum of all shortfalls and the largest one",
    "promethee2": "PROMETHEE II: how far each is preferred in all comparisons of two",
    "electre1": "ELECTRE I: those that no other outranks",
    "maut": "MAUT: a utility curve for every criterion, added up by weight",
    "copras": "COPRAS: what is gained and what it costs, in proportion to the others",
    "moora": "MOORA: the criteria where more is better minus those where less is better",
    "waspas": "WASPAS: part weighted sum, part weighted product",
    "quality_per_price": "Quality per price: points divided by the price",
    "ufab_extended": "Extended UfAB: near the best quality per price, the higher quality",
    "fictitious_discount": "Fictitious discount: the price less what the quality is worth in money",
    "adjusted_price": "Adjusted price: the price divided by a coefficient for quality",
}

WEIGHTS_AS_WRITTEN = frozenset(
    {"quality_per_price", "ufab_extended", "fictitious_discount", "adjusted_price"}
)
"""Methods whose weights are points, money per level or shares: not divided by their sum, below 0 allowed."""

LIBRARY_PREFIX = "skcriteria:"
"""``skcriteria:NAME`` is a method of scikit-criteria that is not among METHOD_TITLES."""


def _normalisation(meaning: str, default: str, choices: dict[str, str]) -> ParameterSpec:
    return ParameterSpec(meaning, default, choices)


_SHARES = {
    "none": "values as given; every criterion must be one where more is better",
    "minmax": "the worst of the table is 0, the best is 1",
    "max": "share of the largest value; where less is better, of 1/value",
    "sum": "share of the column's sum; where less is better, of 1/value",
    "vector": "divided by the column's Euclidean length; where less is better, of 1/value",
}
_SCALES = {
    "none": "values as given",
    "minmax": "distance from the column's smallest value, divided by its range",
    "max": "the column's largest absolute value",
    "sum": "the sum of the column's absolute values",
    "vector": "the column's Euclidean length",
}
_COMPARABLE = "how criteria in different units are made comparable"
_DIVIDED = "what the values of a criterion are divided by"
_SHARE = Range(0, 1)
_PRICE = ParameterSpec(
    "the price criterion; may be left out where less is better in just one criterion", None, kind="criterion"
)


def _number(meaning: str, default: float | None, numbers: Range) -> ParameterSpec:
    return ParameterSpec(meaning, default, kind="number", numbers=numbers)


METHOD_PARAMETERS: dict[str, dict[str, ParameterSpec]] = {
    "weighted_sum": {"normalisation": _normalisation(_COMPARABLE, "minmax", _SHARES)},
    "weighted_product": {"normalisation": _normalisation(_COMPARABLE, "max", _SHARES)},
    "topsis": {"normalisation": _normalisation(_DIVIDED, "vector", _SCALES)},
    "vikor": {
        "v": _number("how much the sum of all shortfalls counts; the largest one counts 1 - v", 0.5, _SHARE)
    },
    "promethee2": {},
    "electre1": {
        "p": _number("the share of the weights that must be for the one that outranks", 0.65, _SHARE),
        "q": _number("the largest lag that is still tolerated in a criterion", 0.35, Range(0)),
        "normalisation": _normalisation(_DIVIDED, "sum", _SCALES),
        "discordance": ParameterSpec(
            "what a lag is measured by",
            "range",
            {
                "range": "the largest range of all scaled criteria",
                "absolute": "nothing: the differences of the values as given",
                "pairwise": "the largest weighted difference between the two that are compared",
            },
        ),
    },
    "maut": {},
    "copras": {},
    "moora": {},
    "waspas": {"lambda": _number("the part of the weighted sum; the product has the rest", 0.5, _SHARE)},
    "quality_per_price": {"price": _PRICE},
    "ufab_extended": {
        "price": _PRICE,
        "range": _number(
            "how far below the best quality per price an offer may lie, as a share",
            0.05,
            Range(0, 1, low_in=False, high_in=False),
        ),
    },
    "fictitious_discount": {
        "price": _PRICE,
        "per_point": _number("what one point of quality is worth in money", 1.0, Range(0, low_in=False)),
    },
    "adjusted_price": {
        "price": _PRICE,
        "max_share": _number(
            "the sum of the largest shares that all criteria of quality can have",
            None,
            Range(0, 1, high_in=False),
        ),
    },
}

Formula = Literal[
    "lowest_over_price",
    "squared_lowest_over_price",
    "linear_min_max",
    "linear_to_cap",
    "half_at_mean",
    "fixed_budget",
    "banded",
]
FORMULA_NEEDS = {"linear_to_cap": "k", "fixed_budget": "budget", "banded": "bands"}
"""The field that a price formula needs beside it; the others need none."""

PRICE_FORMULAS: dict[Formula, str] = {
    "lowest_over_price": "lowest price / price",
    "squared_lowest_over_price": "(lowest price / price)²",
    "linear_min_max": "(highest price - price) / (highest price - lowest price)",
    "linear_to_cap": "a straight line from 1 at the lowest price to 0 at k times the lowest",
    "half_at_mean": "1 - price / (2 × mean of all prices)",
    "fixed_budget": "1 - price / budget",
    "banded": "a step for each band of price / lowest price",
}
"""From a price to a value between 0 and 1, by the ``formula`` of a criterion."""

PREFERENCE_TYPES: dict[str, str] = {
    "usual": "any lead counts in full",
    "u_shape": "a lead above q counts in full",
    "v_shape": "a lead counts in proportion up to p",
    "level": "a lead above q counts half, above p in full",
    "linear": "a lead counts in proportion from q up to p",
    "gaussian": "a lead counts along a bell curve of width s",
}
"""How much a lead of d in a criterion counts (PROMETHEE), by ``preference: {type: ...}``."""
