"""Before any bid is in: what the price formula and the weights would do with plausible bids.

Bids are made up, by rules that are printed with the result (``ASSUMED``). Nothing here knows a vendor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.procurement.cells import leaves_of
from vendor_eval.decision.procurement.scored import formula_of
from vendor_eval.decision.table.prices import price_values
from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels, Rubric
from vendor_eval.model.outcome.cells import Leaf
from vendor_eval.model.problem import ProblemCriterion
from vendor_eval.weighting.tree import global_weights

IntArray = NDArray[np.intp]

DRAWS, BIDS = 10_000, 4
LIKE = 0.5
"""Correlation of a bid's answers with its general quality."""
DEARER = 0.3
"""Correlation of the price with the general quality."""
SPREAD = 0.15
"""Standard deviation of the logarithm of the price."""
OF_BUDGET = 0.85
"""Typical price as a share of the budget, where the formula needs one."""

ASSUMED = (
    "{bids} bids in each of {draws:,} made-up procurements. A bid has a general quality; its answers follow "
    f"it with a correlation of {LIKE:g}, every level of an answer being as likely as the others and panel "
    f"scores lying between 1/5 and full. Prices differ by about {SPREAD:.0%} and rise with quality "
    f"(correlation {DEARER:g}). All bids pass the gates."
)


class FormulaEffect(NamedTuple):
    """What a price formula did, as shares (0 to 1) of all procurements.

    ``ten_percent``: points that a bid 10 percent above the lowest loses. ``weight_in_effect``: the price's
    share of what parts the bids. ``loser_decides``: taking one bid out that does not win changes the winner.
    """

    formula: str
    published: bool
    cheapest_wins: float
    best_wins: float
    loser_decides: float
    weight_in_effect: float
    ten_percent: float


class GroupEffect(NamedTuple):
    """A group's published weight beside its share of what parts the bids."""

    group: str
    title: str
    weight: float
    in_effect: float


class Rehearsal(NamedTuple):
    """Standard errors of the shares of ``formulas`` are at most 0.5 / sqrt(draws)."""

    bids: int
    draws: int
    seed: int
    assumed: str
    formulas: tuple[FormulaEffect, ...]
    groups: tuple[GroupEffect, ...]

    @property
    def published(self) -> FormulaEffect | None:
        return next((f for f in self.formulas if f.published), None)


def rehearse(case: Case, *, bids: int = BIDS, draws: int = DRAWS, seed: int = 1) -> Rehearsal:
    """Play the published weights and price formula, and other formulas beside it, on made-up bids."""
    shares = global_weights(case.catalogue, case.weights).criteria
    leaves = leaves_of(case, shares)
    generator = default_rng(seed)
    quality = generator.standard_normal((draws, bids))
    values = {
        leaf.criterion: _values(case, leaf, quality, generator) for leaf in leaves if leaf.by != "price"
    }
    prices = np.exp(SPREAD * _following(quality, DEARER, generator))
    weight = {leaf.criterion: leaf.weight for leaf in leaves}
    rest = np.asarray(sum(weight[c] * v for c, v in values.items()), dtype=np.float64)
    price = case.catalogue.price
    at = weight.get(price.id, 0.0) if price else 0.0
    effects: list[FormulaEffect] = []
    worth = None
    for formula, published in _formulas(case.procurement.price) if at > 0 else ():
        offered = prices * (OF_BUDGET * formula.budget if formula.budget else 1.0)
        worth = at * price_values(formula, offered) if published else worth
        points = float(case.procurement.rules.points)
        effects.append(_effect(formula, published, rest, offered, at, points))
    return Rehearsal(
        bids,
        draws,
        seed,
        ASSUMED.format(bids=bids, draws=draws),
        tuple(effects),
        tuple(_groups(case, leaves, values, worth)),
    )


def _following(quality: FloatArray, correlation: float, generator: Generator) -> FloatArray:
    own = generator.standard_normal(quality.shape)
    return np.asarray(correlation * quality + np.sqrt(1 - correlation**2) * own)


def _values(case: Case, leaf: Leaf, quality: FloatArray, generator: Generator) -> FloatArray:
    from scipy.special import ndtr

    u = ndtr(_following(quality, LIKE, generator))
    rule = _criterion(case, leaf).value
    if isinstance(rule, Levels):
        levels = np.sort(np.array(list(rule.levels.values())))
        return np.asarray(levels[np.minimum((u * len(levels)).astype(int), len(levels) - 1)])
    return np.asarray(0.2 + 0.8 * u if isinstance(rule, Rubric) else u)


def _criterion(case: Case, leaf: Leaf) -> Criterion:
    criterion = case.catalogue.criterion(leaf.criterion)
    if criterion is None:
        raise KeyError(leaf.criterion)
    return criterion


def _formulas(rule: PriceRule) -> list[tuple[ProblemCriterion, bool]]:
    """The published formula, then those that need nothing more to be said."""
    others = ("lowest_over_price", "linear_min_max", "half_at_mean")
    published = formula_of(rule, "price")
    plain = [
        ProblemCriterion.model_validate({"id": "price", "direction": "min", "weight": 1.0, "formula": name})
        for name in others
        if name != rule.formula
    ]
    return [(published, True), *((formula, False) for formula in plain)]


def _effect(
    formula: ProblemCriterion,
    published: bool,
    rest: FloatArray,
    prices: FloatArray,
    weight: float,
    scale: float,
) -> FormulaEffect:
    points = weight * price_values(formula, prices)
    winner = (rest + points).argmax(axis=1)
    spread = _spread(points)
    return FormulaEffect(
        formula.formula or "",
        published,
        float((winner == prices.argmin(axis=1)).mean()),
        float((winner == rest.argmax(axis=1)).mean()),
        _loser_decides(formula, rest, prices, weight, winner),
        spread / (spread + _spread(rest)) if spread + _spread(rest) > 0 else 0.0,
        scale * weight * _ten_percent(formula, prices),
    )


def _ten_percent(formula: ProblemCriterion, prices: FloatArray) -> float:
    """The mean value that a bid 10 percent above the lowest has less than the lowest."""
    lowest = prices.min(axis=1, keepdims=True)
    values = price_values(formula, np.hstack([prices, lowest, 1.1 * lowest]))
    return float((values[:, -2] - values[:, -1]).mean())


def _loser_decides(
    formula: ProblemCriterion, rest: FloatArray, prices: FloatArray, weight: float, winner: IntArray
) -> float:
    """Share of procurements in which some bid that does not win decides by being there."""
    draws, bids = rest.shape
    changed = np.zeros(draws, dtype=bool)
    for out in range(bids) if bids > 2 else ():
        left = np.delete(np.arange(bids), out)
        again = rest[:, left] + weight * price_values(formula, prices[:, left])
        changed |= (winner != out) & (left[again.argmax(axis=1)] != winner)
    return float(changed.mean())


def _spread(points: FloatArray) -> float:
    """Mean standard deviation among the bids of one procurement."""
    return float(points.std(axis=1).mean())


def _groups(
    case: Case, leaves: Sequence[Leaf], values: Mapping[str, FloatArray], price: FloatArray | None
) -> list[GroupEffect]:
    """The top groups; what parts the bids is the spread of each group's points."""
    found = []
    for path, group in case.catalogue.walk():
        mine = [leaf for leaf in leaves if leaf.group[:1] == path] if len(path) == 1 else []
        if mine:
            parts = [leaf.weight * values[leaf.criterion] for leaf in mine if leaf.criterion in values]
            parts += [price] if price is not None and any(leaf.by == "price" for leaf in mine) else []
            spread = _spread(np.asarray(sum(parts))) if parts else 0.0
            found.append((group.id, group.title, sum(leaf.weight for leaf in mine), spread))
    whole = sum(spread for *_, spread in found) or 1.0
    return [GroupEffect(i, title, weight, spread / whole) for i, title, weight, spread in found]
