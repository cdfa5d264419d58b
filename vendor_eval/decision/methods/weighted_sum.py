"""Weighted sum. Fishburn (1967)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods import checks
from vendor_eval.decision.methods.base import BoundMethod, Library, Method, Recipe, weighted_values
from vendor_eval.decision.methods.common import normalised
from vendor_eval.decision.methods.parameters import normalisation as normalisation_parameter
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem

LIBRARY_STEPS = {
    "none": "none",
    "minmax": "minmax",
    "max": "share of best",
    "sum": "inverted sum",
    "vector": "inverted vector",
}


def check(problem: Problem, *, normalisation: str) -> list[Finding]:
    """Min criteria that cannot be added, values that cannot be inverted or shared out, constant columns."""
    if normalisation == "none":
        message = (
            "less is better here, but normalisation none adds the values as given, so more would earn more"
        )
        hint = "choose normalisation minmax, max, sum or vector, or give values of which more is better"
        low = [c.id for c in problem.criteria if c.direction == "min"]
        return [checks.error("min-not-normalised", name, message, hint) for name in low]
    if normalisation == "minmax":
        return checks.constant_columns(problem)
    return checks.no_shares(problem, f"normalisation {normalisation}", "choose normalisation minmax")


def recipe(parameters: Mapping[str, Any]) -> Recipe:
    steps = LIBRARY_STEPS[parameters["normalisation"]]
    return Recipe(steps, "simple.WeightedSumModel", lambda result: result["score"])


def _limit(bound: BoundMethod) -> str:
    negative = bound.parameters["normalisation"] == "none" and bool((bound.matrix < 0).any())
    return "its weighted sum refuses values below 0" if negative else ""


_ADDED = weighted_values(normalised)
WEIGHTED_SUM = Method(
    name="weighted_sum",
    title="Weighted sum: every value times its weight, added up",
    character="adds up leads and lags by weight",
    source="Fishburn, P. C. (1967). Additive utilities with incomplete product sets: application to "
    "priorities and assignments. Operations Research 15(3), 537-542.",
    assumptions=(
        "A lead in one criterion makes up for a lag in another at the rate of their weights.",
        "What a criterion adds does not depend on the other criteria.",
        "Except under normalisation none, a bid that joins or leaves can change the order of the others.",
    ),
    parameters={"normalisation": normalisation_parameter("minmax")},
    kernel=_ADDED.kernel,
    two_steps=_ADDED,
    values=normalised,
    check=check,
    library=Library(recipe, _limit),
)
