"""Methods that reward every value by itself: product, utility, COPRAS, MOORA, WASPAS.

Shapes and directions as in ``kernels``. Each raises ValueError for values it cannot calculate with.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vendor_eval.decision.methods.kernels import (
    FloatArray,
    are,
    divided,
    netted,
    normalised,
    scales,
    shares,
    totals,
    weighted_sum,
)


def weighted_product(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, normalisation: str
) -> FloatArray:
    """Product of r to the power of w, (k, m), with r as ``normalised`` gives it; 0 to the power of 0 is 1.

    Raises ValueError for r < 0, which ``none`` lets through. Miller and Starr (1969).
    """
    r = normalised(matrix, directions, normalisation)
    if (r < 0).any():
        raise ValueError("a value below 0 has no power")
    nothing = r == 0
    logs = np.log(r, where=~nothing, out=np.zeros_like(r))
    weighed = (weights > 0).astype(np.float64)
    zeros: FloatArray = weighed @ nothing.T.astype(np.float64)
    return np.where(zeros > 0, 0.0, np.exp(shares(weights) @ logs.T))


def utilities(matrix: FloatArray, directions: Sequence[str], *, rho: Sequence[float | None]) -> FloatArray:
    """Utility of every value, (m, n), 0 to 1: (1 - e^(-r/rho)) / (1 - e^(-1/rho)), r by minmax.

    ``rho`` n times; None is a straight line. Written so that neither a large nor a small rho loses digits
    or overflows. Keeney and Raiffa (1976).
    """
    r = normalised(matrix, directions, "minmax")
    bent = r.copy()
    with np.errstate(over="ignore"):  # e^(-1/rho) of a very small rho: the limit is what is meant
        for j, tolerance in enumerate(rho):
            if tolerance is not None:
                width = abs(tolerance)
                rising = np.expm1(-r[:, j] / width) / np.expm1(-1 / width)
                bent[:, j] = rising if tolerance > 0 else rising * np.exp((r[:, j] - 1) / width)
    return bent


def maut(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, rho: Sequence[float | None]
) -> FloatArray:
    """Sum of w * u(r), (k, m)."""
    return np.asarray(weights @ utilities(matrix, directions, rho=rho).T / totals(weights))


def copras_sums(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str]
) -> tuple[FloatArray, FloatArray]:
    """S+ and S-, (k, m) each: weighted sum-normalised values of the max and of the min criteria.

    Raises ValueError for a value below 0.
    """
    if (matrix < 0).any():
        raise ValueError("COPRAS takes no value below 0")
    share = shares(weights)
    parts = divided(matrix, scales(matrix, directions, "sum"))
    low = are(directions, "min")
    return share[:, ~low] @ parts[:, ~low].T, share[:, low] @ parts[:, low].T


def copras(matrix: FloatArray, weights: FloatArray, directions: Sequence[str]) -> FloatArray:
    """Q = S+ + sum(S-) / (S- sum(1/S-)), (k, m); Q = S+ where no min criterion has weight.

    Raises ValueError for S- = 0 of an alternative, which would make Q infinite. Zavadskas and
    Kaklauskas (1996).
    """
    gain, loss = copras_sums(matrix, weights, directions)
    costs = (weights[:, are(directions, "min")] > 0).any(axis=1, keepdims=True)
    if ((loss <= 0) & costs).any():
        raise ValueError("COPRAS divides by the sum of the min criteria, which is 0 for an alternative")
    safe = np.where(costs, loss, 1.0)
    offset = safe.sum(axis=1, keepdims=True) / (safe * (1 / safe).sum(axis=1, keepdims=True))
    return np.asarray(gain + np.where(costs, offset, 0.0))


def signed_ratios(matrix: FloatArray, directions: Sequence[str]) -> FloatArray:
    """Values x / ||x|| for max and -x / ||x|| for min criteria, (m, n); 0 for a column of zeros."""
    ratios = divided(matrix, scales(matrix, directions, "vector"))
    return np.where(are(directions, "min"), -ratios, ratios)


def moora(matrix: FloatArray, weights: FloatArray, directions: Sequence[str]) -> FloatArray:
    """Sum of the max criteria minus sum of the min criteria, (k, m). Brauers and Zavadskas (2006)."""
    return netted(weights, signed_ratios(matrix, directions))


def waspas(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, of_sum: float
) -> FloatArray:
    """``of_sum`` times the weighted sum plus the rest times the weighted product, under ``max``, (k, m).

    Zavadskas et al. (2012), who call ``of_sum`` lambda.
    """
    added = weighted_sum(matrix, weights, directions, normalisation="max")
    multiplied = weighted_product(matrix, weights, directions, normalisation="max")
    return np.asarray(of_sum * added + (1 - of_sum) * multiplied)
