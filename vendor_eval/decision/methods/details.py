"""Figures beside the scores, by name, for whoever wants to retrace a ranking by hand.

What compares two alternatives is a list of lists in the order of the table, None on the diagonal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vendor_eval.decision.methods import (
    kernels,
    kernels_electre,
    kernels_promethee,
    kernels_value,
    kernels_vikor,
)
from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.decision.methods.price_formulas import directions_of
from vendor_eval.findings import Finding
from vendor_eval.model.problem import Preference, Problem


def of_topsis(
    problem: Problem, matrix: FloatArray, weights: FloatArray, *, normalisation: str
) -> dict[str, Any]:
    """Distances by alternative, and by criterion the weighted, scaled values they are measured from."""
    directions = directions_of(problem)
    plus, minus = kernels.topsis_distances(matrix, weights, directions, normalisation=normalisation)
    best, worst = kernels.topsis_ideals(matrix, weights, directions, normalisation=normalisation)
    ids = [c.id for c in problem.criteria]
    return {
        "d_plus": named(problem, plus[0]),
        "d_minus": named(problem, minus[0]),
        "ideal": dict(zip(ids, best.tolist(), strict=True)),
        "anti_ideal": dict(zip(ids, worst.tolist(), strict=True)),
    }


def of_vikor(problem: Problem, matrix: FloatArray, weights: FloatArray, *, v: float) -> dict[str, Any]:
    """S, R and Q by alternative, the compromise set, and the two conditions that shape it."""
    directions = directions_of(problem)
    total, largest = kernels_vikor.shortfalls(matrix, weights, directions)
    q = kernels_vikor.vikor(matrix, weights, directions, v=v)
    found = kernels_vikor.compromise(q[0], total[0], largest[0])
    return {
        "S": named(problem, total[0]),
        "R": named(problem, largest[0]),
        "Q": named(problem, q[0]),
        "v": v,
        "compromise_set": [problem.alternatives[i] for i in found.members],
        "acceptable_advantage": found.advantage,
        "acceptable_stability": found.stability,
    }


def of_promethee2(
    problem: Problem, matrix: FloatArray, weights: FloatArray, *, preferences: Sequence[Preference]
) -> dict[str, Any]:
    """The preference pi of every two, and the flows by alternative."""
    pi = kernels_promethee.preference_matrix(matrix, weights, directions_of(problem), preferences=preferences)
    rivals = max(len(matrix) - 1, 1)
    plus, minus = pi.sum(axis=1) / rivals, pi.sum(axis=0) / rivals
    return {
        "pi": pairwise(pi),
        "phi_plus": named(problem, plus),
        "phi_minus": named(problem, minus),
        "phi": named(problem, plus - minus),
    }


def of_electre1(
    problem: Problem,
    matrix: FloatArray,
    weights: FloatArray,
    *,
    p: float,
    q: float,
    normalisation: str,
    discordance: str,
) -> dict[str, Any]:
    """Concordance, discordance and outranking of every two, the kernel, and net indices by alternative."""
    compared = list(
        kernels_electre.comparisons(
            matrix, weights, directions_of(problem), normalisation=normalisation, discordance=discordance
        )
    )
    concordance = np.array([one.concordance[0] for one in compared])
    lag = np.array([one.discordance[0] for one in compared])
    outranks = np.array([kernels_electre.outranks(one, p=p, q=q)[0] for one in compared])
    np.fill_diagonal(outranks, val=False)
    kernel = kernels_electre.kernel_of(outranks[None])[0]
    return {
        "concordance": pairwise(concordance),
        "discordance": pairwise(lag),
        "outranks": pairwise(outranks),
        "kernel": [name for name, inside in zip(problem.alternatives, kernel, strict=True) if inside],
        "net_concordance": named(problem, concordance.sum(axis=1) - concordance.sum(axis=0)),
        "net_discordance": named(problem, lag.sum(axis=1) - lag.sum(axis=0)),
    }


def of_copras(problem: Problem, matrix: FloatArray, weights: FloatArray) -> dict[str, Any]:
    """What is gained and what it costs, and the score in percent of the best."""
    directions = directions_of(problem)
    gain, loss = kernels_value.copras_sums(matrix, weights, directions)
    score = kernels_value.copras(matrix, weights, directions)[0]
    best = float(score.max())
    percent = 100 * (score / best) if best > 0 else np.zeros_like(score)
    return {
        "S_plus": named(problem, gain[0]),
        "S_minus": named(problem, loss[0]),
        "utility_degree": named(problem, percent),
    }


def of_waspas(problem: Problem, matrix: FloatArray, weights: FloatArray, *, of_sum: float) -> dict[str, Any]:
    """The two scores that are mixed."""
    directions = directions_of(problem)
    added = kernels.weighted_sum(matrix, weights, directions, normalisation="max")
    multiplied = kernels_value.weighted_product(matrix, weights, directions, normalisation="max")
    return {
        "weighted_sum": named(problem, added[0]),
        "weighted_product": named(problem, multiplied[0]),
    }


def about_kernel(details: Mapping[str, Any]) -> list[Finding]:
    """A note where a circle of outranking leaves nobody in the kernel."""
    if details["kernel"]:
        return []
    message = "every alternative is outranked by another, in a circle: the kernel is empty"
    hint = "the ranks follow net concordance alone; other p and q may break the circle"
    return [Finding("decision.empty-kernel", "note", ", ".join(details["net_concordance"]), message, hint)]


def about_compromise(details: Mapping[str, Any]) -> list[Finding]:
    """A note where the first by Q may not be proposed alone."""
    together = details["compromise_set"]
    if len(together) < 2:
        return []
    first = min(together, key=lambda name: details["Q"][name])
    why = "its lead is too small" if not details["acceptable_advantage"] else "it is first by Q only"
    message = f"the first is not far enough ahead to stand alone: {why}"
    hint = f"VIKOR proposes together: {', '.join(together)}"
    return [Finding("decision.compromise-set", "note", first, message, hint)]


def named(problem: Problem, numbers: Iterable[float]) -> dict[str, float | None]:
    """Numbers by alternative; None for NaN."""
    return {
        name: None if np.isnan(x) else float(x) for name, x in zip(problem.alternatives, numbers, strict=True)
    }


def pairwise(square: FloatArray | NDArray[np.bool_]) -> list[list[Any]]:
    """Rows and columns in the order of the table, None on the diagonal."""
    rows: list[list[Any]] = square.tolist()
    for i, row in enumerate(rows):
        row[i] = None
    return rows
