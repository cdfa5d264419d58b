"""ELECTRE I: one outranks another where enough weight is for it and no single lag is too large.

Roy (1968); net indices after Hwang and Yoon (1981). Min criteria are negated, never inverted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from vendor_eval.decision.methods.arrays import BoolArray, FloatArray, np
from vendor_eval.decision.methods.base import (
    DEPENDS,
    NO_DIFFERENCE,
    BoundMethod,
    Library,
    LibraryScores,
    Method,
    Recipe,
    pairwise,
)
from vendor_eval.decision.methods.common import column_scales, divide, is_direction, net_sum, shares
from vendor_eval.decision.methods.parameters import ParameterSpec, Range, number, scale
from vendor_eval.decision.methods.ranks import TOLERANCE, lexicographic
from vendor_eval.decision.methods.topsis import library_limit
from vendor_eval.findings import Finding


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
    upward, share = np.where(is_direction(directions, "min"), -matrix, matrix), shares(weights)
    scale = {"range": normalisation, "absolute": "none", "pairwise": "vector"}[discordance]
    scaled = divide(upward, column_scales(upward, directions, scale))
    largest = float(np.ptp(scaled, axis=0).max()) if discordance == "range" else 1.0
    for own, row in zip(upward, scaled, strict=True):
        concordance = share @ (own >= upward).astype(np.float64).T
        if discordance == "pairwise":
            yield Comparison(concordance, _lag_of_the_pair(scaled - row, share))
            continue
        lag = np.maximum(scaled - row, 0).max(axis=1)[None, :]
        yield Comparison(concordance, lag / largest if largest > 0 else lag)


def _lag_of_the_pair(differences: FloatArray, share: FloatArray) -> FloatArray:
    """Largest weighted lag over largest weighted difference of each pair, (k, m); 0 where there is none."""
    worst = np.zeros((len(share), len(differences)))
    most = np.zeros_like(worst)
    for j in range(differences.shape[1]):
        weighted = share[:, j, None] * differences[None, :, j]
        np.maximum(worst, weighted, out=worst)
        np.maximum(most, np.abs(weighted), out=most)
    return divide(worst, most)


def outranks(one: Comparison, *, p: float, q: float) -> BoolArray:
    """Whether C >= p and D <= q, but for rounding: shares that add up to 0.6 reach a p of 0.6; (k, m)."""
    enough = one.concordance >= p - TOLERANCE
    return np.asarray(enough & (one.discordance <= q + TOLERANCE * max(1.0, q)))


def kernel_of(relation: BoolArray) -> BoolArray:
    """Not outranked by any; two that outrank each other do not remove each other. (k, m, m) -> (k, m)."""
    removed = relation & ~relation.transpose(0, 2, 1)
    return np.asarray(~removed.any(axis=1))


def net_concordance(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], **_: object
) -> FloatArray:
    """Sum over all others of C(a, b) - C(b, a), (k, m). The order needs p and q, this score does not."""
    upward = np.where(is_direction(directions, "min"), -matrix, matrix)
    ahead = np.array([np.sign(own - upward).sum(axis=0) for own in upward])
    return net_sum(ahead, weights)


def rank_scores(
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
    m = len(matrix)
    relation = np.zeros((len(weights), m, m), dtype=np.bool_)
    scaled = {"normalisation": normalisation, "discordance": discordance}
    for i, one in enumerate(comparisons(matrix, weights, directions, **scaled)):
        relation[:, i] = outranks(one, p=p, q=q)
        relation[:, i, i] = False
    inside = kernel_of(relation).astype(np.float64)
    return lexicographic(inside, net_concordance(matrix, weights, directions))


def _details(bound: BoundMethod) -> dict[str, Any]:
    """Concordance, discordance and outranking of every two, the kernel, and net indices by alternative."""
    p, q = bound.settings["p"], bound.settings["q"]
    scaled = {name: bound.settings[name] for name in ("normalisation", "discordance")}
    compared = list(comparisons(bound.matrix, bound.weights, bound.directions, **scaled))
    concordance = np.array([one.concordance[0] for one in compared])
    lag = np.array([one.discordance[0] for one in compared])
    relation = np.array([outranks(one, p=p, q=q)[0] for one in compared])
    np.fill_diagonal(relation, val=False)
    inside = kernel_of(relation[None])[0]
    return {
        "concordance": pairwise(concordance),
        "discordance": pairwise(lag),
        "outranks": pairwise(relation),
        "kernel": [name for name, x in zip(bound.problem.alternatives, inside, strict=True) if x],
        "net_concordance": bound.by_name(concordance.sum(axis=1) - concordance.sum(axis=0)),
        "net_discordance": bound.by_name(lag.sum(axis=1) - lag.sum(axis=0)),
    }


def _notes(details: Mapping[str, Any]) -> list[Finding]:
    """A note where a circle of outranking leaves nobody in the kernel."""
    if details["kernel"]:
        return []
    message = "every alternative is outranked by another, in a circle: the kernel is empty"
    hint = "the ranks follow net concordance alone; other p and q may break the circle"
    return [Finding("decision.empty-kernel", "note", ", ".join(details["net_concordance"]), message, hint)]


def _recipe(parameters: Mapping[str, Any]) -> Recipe:
    steps = parameters["normalisation"] if parameters["discordance"] == "range" else "none"
    matrices = ("matrix_concordance", "matrix_discordance")
    return Recipe(steps, "electre.ELECTRE1", lambda result: np.stack([result[name] for name in matrices]))


def _limit(bound: BoundMethod) -> str:
    if bound.tied:
        return NO_DIFFERENCE
    if bound.parameters["discordance"] == "pairwise":
        return "it measures a lag by the largest range only"
    return library_limit(bound) if bound.parameters["discordance"] == "range" else ""


def _from_library(bound: BoundMethod, found: FloatArray) -> LibraryScores:
    """Net concordance and our order from the library's two matrices.

    Its kernel is another one: there two that outrank each other both fall out, and its comparisons with p and
    q are exact to the last bit.
    """
    concordance, lag = np.where(np.isnan(found), 0.0, found)
    if bound.parameters["discordance"] == "absolute":
        lag = lag * float(np.ptp(bound.matrix, axis=0).max())
    relation = outranks(Comparison(concordance, lag), p=bound.parameters["p"], q=bound.parameters["q"])
    inside = kernel_of((relation & ~np.eye(len(lag), dtype=np.bool_))[None]).astype(np.float64)
    scores = concordance.sum(axis=1) - concordance.sum(axis=0)
    return LibraryScores(scores, lexicographic(inside, scores[None])[0])


ELECTRE1 = Method(
    name="electre1",
    title="ELECTRE I: those that no other outranks",
    character="asks for enough weight on one side and lets a single large lag veto",
    source="Roy, B. (1968). Classement et choix en présence de points de vue multiples (la méthode ELECTRE). "
    "RIRO 2(8), 57-75.",
    assumptions=(
        "A single lag above q cannot be made up for by anything.",
        "It chooses a kernel; the order inside and outside of it, by net concordance, is an addition.",
        "Under discordance range and absolute a criterion of weight 0 can still veto; leave it out.",
        DEPENDS,
    ),
    parameters={
        "p": number("the share of the weights that must be for the one that outranks", 0.65),
        "q": number("the largest lag that is still tolerated in a criterion", 0.35, Range(0)),
        "normalisation": scale("sum"),
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
    kernel=net_concordance,
    rank_scores=rank_scores,
    details=_details,
    notes=_notes,
    library=Library(_recipe, _limit, _from_library),
)
