"""The arithmetic of pairwise judgements: priorities, consistency, missing comparisons.

A matrix is (n, n), positive, reciprocal, 1 on the diagonal; priorities are (n,), above 0, sum 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vendor_eval.weighting.methods.judgements import Judgements

FloatArray = NDArray[np.float64]

RANDOM_INDEX = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random matrices of 1 to 15 items. Saaty, T. L. (1980). The Analytic Hierarchy
Process. McGraw-Hill."""
NOISE = 1e-11


class Consistency(NamedTuple):
    """``cr`` is None for more items than the table of random matrices has; 0 is fully consistent."""

    lambda_max: float
    ci: float
    ri: float | None
    cr: float | None


def eigenvector(matrix: FloatArray) -> FloatArray:
    """The principal right eigenvector. Saaty (1980). Takes any non-negative irreducible matrix."""
    values, vectors = np.linalg.eig(matrix)
    principal = np.abs(vectors[:, int(np.argmax(values.real))].real)
    return np.asarray(principal / principal.sum())


def geometric_mean(matrix: FloatArray) -> FloatArray:
    """The geometric means of the rows.

    Crawford, G. and Williams, C. (1985). A note on the analysis of subjective judgment matrices.
    Journal of Mathematical Psychology 29(4), 387-405.
    """
    means = np.exp(np.log(matrix).mean(axis=1))
    return np.asarray(means / means.sum())


def column_mean(matrix: FloatArray) -> FloatArray:
    """The means of the rows after each column was divided by its sum. Saaty (1980)."""
    return np.asarray((matrix / matrix.sum(axis=0)).mean(axis=1))


PRIORITIES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "eigenvector": eigenvector,
    "geometric_mean": geometric_mean,
    "column_mean": column_mean,
}


def completed(found: Judgements) -> FloatArray:
    """The reciprocal matrix of the judgements; a missing one becomes the ratio of Harker's priorities.

    Harker, P. T. (1987). Incomplete pairwise comparisons in the analytic hierarchy process. Mathematical
    Modelling 9(11), 837-848: a missing comparison is 0, and the diagonal is 1 + those missing in the row.
    That eigenvector is also the one of the completed matrix, with the same eigenvalue.
    Raises ValueError where comparisons do not join all items.
    """
    n = len(found.names)
    matrix = np.eye(n)
    for (i, j), x in found.known.items():
        matrix[i, j], matrix[j, i] = x, 1 / x
    missing = matrix == 0
    if not missing.any():
        return matrix
    matrix[np.diag_indices(n)] += missing.sum(axis=1)
    weights = eigenvector(matrix)
    if not (weights > 0).all():
        raise ValueError("comparisons do not join all items")
    ratios = weights[:, None] / weights[None, :]
    matrix[np.diag_indices(n)] = 1.0
    return np.where(missing, ratios, matrix)


def consistency(matrix: FloatArray, weights: FloatArray) -> Consistency:
    """Lambda max is the mean of (Aw)_i / w_i, whatever the priorities; CI = CR = 0 for up to 2 items."""
    n = len(weights)
    lambda_max = float(np.mean(matrix @ weights / weights))
    ci = (lambda_max - n) / (n - 1) if n > 2 else 0.0
    ci = 0.0 if ci < NOISE else ci
    ri = RANDOM_INDEX[n - 1] if n <= len(RANDOM_INDEX) else None
    cr = None if ri is None else ci / ri if ri else 0.0
    return Consistency(lambda_max, ci, ri, cr)
