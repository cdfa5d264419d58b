"""Figures beside the scores, by name, for whoever wants to retrace a ranking by hand."""

from __future__ import annotations

from typing import Any

from vendor_eval.decision import kernels
from vendor_eval.decision.kernels import FloatArray
from vendor_eval.model.problem import Problem


def of_topsis(
    problem: Problem, matrix: FloatArray, weights: FloatArray, *, normalisation: str
) -> dict[str, Any]:
    """Distances by alternative, and by criterion the weighted, scaled values they are measured from."""
    directions = [c.direction for c in problem.criteria]
    plus, minus = kernels.topsis_distances(matrix, weights, directions, normalisation=normalisation)
    best, worst = kernels.topsis_ideals(matrix, weights, directions, normalisation=normalisation)
    ids = [c.id for c in problem.criteria]
    return {
        "d_plus": dict(zip(problem.alternatives, plus[0].tolist(), strict=True)),
        "d_minus": dict(zip(problem.alternatives, minus[0].tolist(), strict=True)),
        "ideal": dict(zip(ids, best.tolist(), strict=True)),
        "anti_ideal": dict(zip(ids, worst.tolist(), strict=True)),
    }
