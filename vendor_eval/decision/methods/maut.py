"""MAUT: a utility curve for every criterion, added up by weight. Keeney and Raiffa (1976)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods import weighted_sum
from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import DEPENDS, BoundMethod, Library, Method, weighted_values
from vendor_eval.decision.methods.checks import constant_columns
from vendor_eval.decision.methods.common import normalised

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem


def utilities(matrix: FloatArray, directions: Sequence[str], *, rho: Sequence[float | None]) -> FloatArray:
    """Utility of every value, (m, n), 0 to 1: (1 - e^(-r/rho)) / (1 - e^(-1/rho)), r by minmax.

    ``rho`` n times; None is a straight line. Written so that neither a large nor a small rho loses digits
    or overflows.
    """
    r = normalised(matrix, directions, normalisation="minmax")
    bent = r.copy()
    with np.errstate(over="ignore"):  # e^(-1/rho) of a very small rho: the limit is what is meant
        for j, tolerance in enumerate(rho):
            if tolerance is not None:
                width = abs(tolerance)
                rising = np.expm1(-r[:, j] / width) / np.expm1(-1 / width)
                bent[:, j] = rising if tolerance > 0 else rising * np.exp((r[:, j] - 1) / width)
    return bent


def _settings(problem: Problem, _: Mapping[str, Any]) -> dict[str, Any]:
    return {"rho": [c.rho for c in problem.criteria]}


def _limit(bound: BoundMethod) -> str:
    bent = any(rho is not None for rho in bound.settings["rho"])
    return "it has no utility curves, which rho asks for" if bent else ""


_ADDED = weighted_values(utilities)
MAUT = Method(
    name="maut",
    title="MAUT: a utility curve for every criterion, added up by weight",
    character="adds up utilities, by the curve of each criterion",
    source="Keeney, R. L. and Raiffa, H. (1976). Decisions with Multiple Objectives: Preferences and Value "
    "Tradeoffs. Wiley.",
    assumptions=(
        "A lead in one criterion makes up for a lag in another at the rate of their weights.",
        "With rho above 0 the first steps up from the worst are worth most, below 0 the last.",
        DEPENDS,
    ),
    kernel=_ADDED.kernel,
    two_steps=_ADDED,
    values=utilities,
    check=constant_columns,
    settings=_settings,
    library=Library(lambda _: weighted_sum.recipe({"normalisation": "minmax"}), _limit),
)
