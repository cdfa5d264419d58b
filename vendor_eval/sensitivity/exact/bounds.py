"""What holds when less is known of the weights than their numbers: a set of them, by order or by ranges.

Scores [least, most], who can be first or must be, who is ahead of whom whatever the weights, and the two
cautious choices: the largest least score (maximin) and the smallest regret (minimax_regret), the regret of a
vendor being the most by which it can be behind another (Savage, L. J. (1951). The theory of statistical
decision. Journal of the American Statistical Association 46, 55-67). Differences are taken before they are
bounded: bounds of two scores may overlap though one is always ahead.
"""

from __future__ import annotations

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.findings import Finding
from vendor_eval.sensitivity.exact.linear import Linear
from vendor_eval.sensitivity.exact.results import Bounds, ScoreBounds
from vendor_eval.sensitivity.exact.weight_set import WeightSet, weight_set

ALIKE = 1e-9
MOST_PROGRAMMES = 100_000
"""Order and ranges together: so many programmes times criteria are worth waiting for."""


def set_findings(table: Linear, known: str) -> list[Finding]:
    """An order and ranges that contradict each other."""
    found = weight_set(table, known)
    if not found.boxed or found.root is None or found.search().holds_weights():
        return []
    message = "no weights have the order of the agreed ones and keep the ranges as well"
    hint = "mend a range, or look at one of the two alone with --known order or --known ranges"
    return [Finding("sensitivity.ranges", "error", "weight_range", message, hint)]


def bounds(table: Linear, known: str = "both") -> Bounds:
    """``known``: order, ranges, both or nothing. The set must hold weights (``set_findings``)."""
    weights, names = weight_set(table, known), table.names
    least, most = -weights.largest(-table.values), weights.largest(table.values)
    lead = leads(table.values, weights)
    slack = ALIKE * max(float(np.abs(table.values).max()), np.finfo(float).tiny)
    behind = lead.T.max(axis=1)  # (m,): the most by which someone leads each
    never_behind = slack >= lead.T  # [a, b]: b never leads a
    ever_ahead = lead > slack
    dominance = [(names[a], names[b]) for a, b in np.argwhere(never_behind & ever_ahead)]
    possible = _possible(table, weights, lead, slack)
    vendors = {
        name: ScoreBounds(
            score=(float(least[i]), float(most[i])),
            possible_winner=possible[i],
            necessary_winner=bool(never_behind[i].all()),
            regret=max(0.0, float(behind[i])),
        )
        for i, name in enumerate(names)
    }
    return Bounds(
        known=weights.in_words,
        vendors=vendors,
        dominance=tuple(dominance),
        maximin=tuple(n for i, n in enumerate(names) if least[i] >= least.max() - slack),
        minimax_regret=tuple(n for i, n in enumerate(names) if behind[i] <= behind.min() + slack),
    )


def too_many(table: Linear, known: str) -> str | None:
    """Why the set would take too long, if it would."""
    m, n = table.values.shape
    found = weight_set(table, known)
    if found.root is None or not found.boxed or m * (m - 1) * n <= MOST_PROGRAMMES:
        return None
    return (
        f"order and ranges together would take {m * (m - 1):,} linear programmes; look at one of the two "
        "with --known order or --known ranges"
    )


def leads(values: FloatArray, weights: WeightSet) -> FloatArray:
    """The most by which a leads b over the set, (m, m); 0 on the diagonal."""
    found = np.zeros((len(values), len(values)))
    for a in range(len(values)):
        others = np.arange(len(values)) != a
        if others.any():
            found[a, others] = weights.largest(values[a] - values[others])
    return found


def _possible(table: Linear, weights: WeightSet, lead: FloatArray, slack: float) -> list[bool]:
    """Whether each can be first.

    No programme is needed for those whom someone always leads, and for those who are first under some weights
    that a programme for another has found.
    """
    values = table.values
    size = max(float(np.abs(values).max()), np.finfo(float).tiny)
    found: dict[int, bool] = {}
    for i in range(len(values)):
        others = np.arange(len(values)) != i
        if (lead[i, others] < -slack).any():
            found[i] = False
        elif (lead.T[i] <= slack).all():
            found[i] = True
    search = weights.search()
    for i in range(len(values)):
        if i not in found:
            others = np.arange(len(values)) != i
            at = search.winning((values[i] - values[others]) / size)
            found[i] = at is not None
            if at is not None:
                scores = values @ at
                found |= {int(j): True for j in np.flatnonzero(scores >= scores.max())}
    return [found[i] for i in range(len(values))]
