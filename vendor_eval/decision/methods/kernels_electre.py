"""ELECTRE I: one outranks another where enough weight is for it and no single lag is too large.

Roy, B. (1968). Classement et choix en présence de points de vue multiples (la méthode ELECTRE). RIRO 2(8),
57-75; net indices after Hwang and Yoon (1981). Shapes and directions as in ``kernels``; min criteria are
negated, never inverted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vendor_eval.decision.methods.kernels import FloatArray, are, divided, in_order, netted, scales, shares
from vendor_eval.decision.methods.ranks import TOLERANCE


class Comparison(NamedTuple):
    """One alternative against each, (k, m): the weight that is for it, and its largest lag.

    The lag is (1, m) where it does not depend on the weights.
    """

    concordance: FloatArray
    discordance: FloatArray


def comparisons(
    matrix: FloatArray,
    weights: FloatArray,
    directions: Sequence[str],
    *,
    normalisation: str,
    discordance: str,
) -> Iterator[Comparison]:
    """Every alternative in turn against all, itself included (C = 1, D = 0)."""
    upward, share = np.where(are(directions, "min"), -matrix, matrix), shares(weights)
    scale = {"range": normalisation, "absolute": "none", "pairwise": "vector"}[discordance]
    scaled = divided(upward, scales(upward, directions, scale))
    largest = float(np.ptp(scaled, axis=0).max()) if discordance == "range" else 1.0
    for own, row in zip(upward, scaled, strict=True):
        concordance = share @ (own >= upward).astype(np.float64).T
        if discordance == "pairwise":
            yield Comparison(concordance, _lag_of_the_pair(scaled - row, share))
            continue
        lag = np.maximum(scaled - row, 0).max(axis=1)[None, :]
        yield Comparison(concordance, lag / largest if largest > 0 else lag)


def net_concordance(matrix: FloatArray, weights: FloatArray, directions: Sequence[str]) -> FloatArray:
    """Sum over all others of C(a, b) - C(b, a), (k, m)."""
    upward = np.where(are(directions, "min"), -matrix, matrix)
    ahead = np.array([np.sign(own - upward).sum(axis=0) for own in upward])
    return netted(weights, ahead)


def outranks(one: Comparison, *, p: float, q: float) -> NDArray[np.bool_]:
    """Whether C >= p and D <= q, but for rounding: shares that add up to 0.6 reach a p of 0.6; (k, m)."""
    enough = one.concordance >= p - TOLERANCE
    return np.asarray(enough & (one.discordance <= q + TOLERANCE * max(1.0, q)))


def members(
    matrix: FloatArray,
    weights: FloatArray,
    directions: Sequence[str],
    *,
    p: float,
    q: float,
    normalisation: str,
    discordance: str,
) -> NDArray[np.bool_]:
    """Which alternatives no other outranks, but one that it outranks itself, (k, m). May be none at all."""
    m = len(matrix)
    relation = np.zeros((len(weights), m, m), dtype=np.bool_)
    compared = comparisons(matrix, weights, directions, normalisation=normalisation, discordance=discordance)
    for i, one in enumerate(compared):
        relation[:, i] = outranks(one, p=p, q=q)
        relation[:, i, i] = False
    return kernel_of(relation)


def kernel_of(relation: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Not outranked by any; two that outrank each other do not remove each other. (k, m, m) -> (k, m)."""
    removed = relation & ~relation.transpose(0, 2, 1)
    return np.asarray(~removed.any(axis=1))


def electre1(
    matrix: FloatArray,
    weights: FloatArray,
    directions: Sequence[str],
    *,
    p: float,
    q: float,
    normalisation: str,
    discordance: str,
) -> FloatArray:
    """Net concordance, (k, m). The order is that of ``standing``: it needs p and q, this score does not."""
    return net_concordance(matrix, weights, directions)


def standing(
    matrix: FloatArray,
    weights: FloatArray,
    directions: Sequence[str],
    *,
    p: float,
    q: float,
    normalisation: str,
    discordance: str,
) -> FloatArray:
    """Minus the number of alternatives ahead, (k, m): the kernel first, then by net concordance."""
    kernel = members(
        matrix, weights, directions, p=p, q=q, normalisation=normalisation, discordance=discordance
    )
    return in_order(kernel.astype(np.float64), net_concordance(matrix, weights, directions))


def _lag_of_the_pair(differences: FloatArray, share: FloatArray) -> FloatArray:
    """Largest weighted lag over largest weighted difference of each pair, (k, m); 0 where there is none."""
    worst = np.zeros((len(share), len(differences)))
    most = np.zeros_like(worst)
    for j in range(differences.shape[1]):
        weighted = share[:, j, None] * differences[None, :, j]
        np.maximum(worst, weighted, out=worst)
        np.maximum(most, np.abs(weighted), out=most)
    return divided(worst, most)
