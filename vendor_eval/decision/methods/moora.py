"""MOORA: the max criteria minus the min criteria, each by its column's length. Brauers, Zavadskas (2006)."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import DEPENDS, Library, Method, Recipe, weighted_values
from vendor_eval.decision.methods.common import column_scales, divide, is_direction, net_sum


def signed_ratios(matrix: FloatArray, directions: Sequence[str]) -> FloatArray:
    """Values x / ||x|| for max and -x / ||x|| for min criteria, (m, n); 0 for a column of zeros."""
    ratios = divide(matrix, column_scales(matrix, directions, "vector"))
    return np.where(is_direction(directions, "min"), -ratios, ratios)


def kernel(matrix: FloatArray, weights: FloatArray, directions: Sequence[str]) -> FloatArray:
    """Sum of the max criteria minus sum of the min criteria, (k, m)."""
    return net_sum(signed_ratios(matrix, directions), weights)


MOORA = Method(
    name="moora",
    title="MOORA: the criteria where more is better minus those where less is better",
    character="subtracts costs from gains, each as a share of its column",
    source="Brauers, W. K. M. and Zavadskas, E. K. (2006). The MOORA method and its application to "
    "privatization in a transition economy. Control and Cybernetics 35(2), 445-469.",
    assumptions=(
        "A lead in one criterion makes up for a lag in another at the rate of their weights.",
        "A criterion in which all are nearly alike hardly counts, whatever its weight.",
        DEPENDS,
    ),
    kernel=kernel,
    two_steps=weighted_values(signed_ratios),
    values=signed_ratios,
    library=Library(lambda _: Recipe("vector", "moora.RatioMOORA", lambda result: result["score"])),
)
