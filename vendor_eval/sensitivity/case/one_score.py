"""The smallest change of one score of one evaluator that moves the award, exactly.

The consensus of a criterion is piecewise linear in one evaluator's score, and a total is linear in the
consensus, so the score at which two totals meet solves a linear equation. Each one found is tried on the
whole case. Scores and totals are not rounded here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vendor_eval.decision.procurement.mean_of_ranks import evaluators_of, own_totals
from vendor_eval.model.bids.score_sheet import CONSENSUS, Score
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.scoring.admission import tested_by
from vendor_eval.sensitivity.case.ranked_case import Decided, decided, unrounded

_SAME = 1e-9
_BEYOND = 1e-8
"""Of all points: how far beyond a tie a total is tried; ties are told within 1e-9."""


class ScoreFlip(NamedTuple):
    """One score that moves the award if it becomes ``to`` (or goes just beyond, where that only ties).

    ``change`` is ``to - now`` in steps of the scale, 0 where the least change is enough; ``first`` who is
    then first, alone or with others.
    """

    evaluator: str
    vendor: str
    criterion: str
    now: float
    to: float
    change: float
    best: int
    first: tuple[str, ...]


class _Part(NamedTuple):
    """What one evaluator's score x does to a consensus: ``a + b * clamp(x, low, high)``."""

    a: float
    b: float
    low: float
    high: float

    def of(self, x: float) -> float:
        return self.a + self.b * min(max(x, self.low), self.high)

    def solved(self, consensus: float) -> Iterator[float]:
        """The score that makes this consensus, if one between ``low`` and ``high`` does."""
        x = (consensus - self.a) / self.b
        if self.low - _SAME <= x <= self.high + _SAME:
            yield min(max(x, self.low), self.high)


class _Score(NamedTuple):
    """One score that an evaluator gave, and what it does to the totals and to the shares that minima test."""

    evaluator: str
    cell: Cell
    now: float
    best: int
    weight: float
    totals: _Part
    minima: _Part


def score_flips(case: Case, now: Decided | None = None) -> list[ScoreFlip]:
    """For every evaluator the one score that moves the award with the smallest change; smallest first.

    Empty where no single score can, or where there is no single winner to begin with.
    ``now``: the case decided as it is.
    """
    exact = unrounded(case)
    now = now if now is not None and exact is case else decided(exact)
    case = exact
    if now.winner is None:
        return []
    smallest: dict[str, ScoreFlip] = {}
    for flip, step in sorted(_candidates(case, now), key=lambda found: abs(found[0].change)):
        if flip.evaluator not in smallest and (first := _tried(case, flip, step, now.winner)):
            smallest[flip.evaluator] = flip._replace(first=first)
    return list(smallest.values())


def with_score(case: Case, evaluator: str, vendor: str, criterion: str, score: float) -> Case:
    """The case with one score replaced in the newest sheet that holds it. Evaluator and vendor are ids."""
    field = "consensus" if evaluator == CONSENSUS else "sheets"
    sheets = list(case.consensus if evaluator == CONSENSUS else case.sheets)
    mine = [s for s in sheets if s.evaluator == evaluator and s.counts and s.score(vendor, criterion)]
    newest = max(mine, key=lambda s: s.version)
    rows = tuple(_replaced(s, vendor, criterion, score) for s in newest.scores)
    sheets[sheets.index(newest)] = newest.model_copy(update={"scores": rows})
    return case.model_copy(update={field: tuple(sheets)})


def _ids(case: Case, evaluator: str, vendor: str) -> tuple[str, str]:
    evaluators = {e.name: e.id for e in case.procurement.panel} | {CONSENSUS: CONSENSUS}
    return evaluators[evaluator], next(v.id for v in case.vendors if v.name == vendor)


def _replaced(row: Score, vendor: str, criterion: str, score: float) -> Score:
    same = row.vendor == vendor and row.criterion == criterion
    return row.model_copy(update={"score": score}) if same else row


def _tried(case: Case, flip: ScoreFlip, step: float, winner: str) -> tuple[str, ...]:
    """Who is first at the new score or just beyond it; empty if the award stays."""
    evaluator, vendor = _ids(case, flip.evaluator, flip.vendor)
    for score in (flip.to, flip.to + step):
        if not 0 <= score <= flip.best:
            continue
        then = decided(with_score(case, evaluator, vendor, flip.criterion, score))
        if then.ranking is not None and then.ranking.best != (winner,):
            return then.ranking.best
    return ()


def _candidates(case: Case, now: Decided) -> Iterator[tuple[ScoreFlip, float]]:
    """Every score at which the winner may change, at a tie or a published minimum, and a step beyond it."""
    totals = now.shares()
    for score in _scores(case, now):
        step = _BEYOND * score.best / (score.weight * min(score.totals.b, score.minima.b))
        for to in (*_ties(case, now, score, totals), *_minima(case, now, score)):
            place = (score.evaluator, score.cell.vendor, score.cell.criterion)
            flip = ScoreFlip(*place, score.now, to, to - score.now, score.best, ())
            for ahead in (math.copysign(step, flip.change),) if flip.change else (step, -step):
                yield flip, ahead


def _scores(case: Case, now: Decided) -> Iterator[_Score]:
    rule = case.procurement.rules.consensus
    weights = {leaf.criterion: leaf.weight for leaf in now.scored.leaves}
    rules = {criterion.id: criterion.value for criterion in case.catalogue.leaves()}
    for cell in now.scored.cells:
        rubric, weight = rules[cell.criterion], weights[cell.criterion]
        if not isinstance(rubric, Rubric) or cell.state != "answered" or not weight:
            continue
        own = _Part(0.0, 1.0, 0.0, rubric.best)
        if rule == "negotiated":
            if cell.consensus is not None:
                yield _Score(CONSENSUS, cell, cell.consensus, rubric.best, weight, own, own)
            continue
        for name, given in cell.scores.items():
            others = [s for n, s in cell.scores.items() if n != name]
            part = (_median_with if rule == "median" else _mean_with)(others, rubric.best)
            totals = own if rule == "mean_of_ranks" else part
            yield _Score(name, cell, given, rubric.best, weight, totals, part)


def _mean_with(others: Sequence[float], best: float) -> _Part:
    n = len(others) + 1
    return _Part(sum(others) / n, 1 / n, 0.0, best)


def _median_with(others: Sequence[float], best: float) -> _Part:
    padded = [0.0, *sorted(others), best]
    middle = len(padded) // 2
    if len(others) % 2 == 0:
        return _Part(0.0, 1.0, padded[middle - 1], padded[middle])
    return _Part(padded[middle] / 2, 0.5, padded[middle - 1], padded[middle + 1])


def _ties(case: Case, now: Decided, score: _Score, totals: Mapping[str, float]) -> Iterator[float]:
    """Where this vendor's total meets another's; under ``mean_of_ranks`` the evaluator's own totals.

    ``totals`` are the shares of ``now``.
    """
    vendor = score.cell.vendor
    if case.procurement.rules.consensus == "mean_of_ranks":
        points = float(case.procurement.rules.points)
        rows = own_totals(
            case.procurement.rules,
            evaluators_of(case),
            now.scored.leaves,
            now.scored.cells,
            now.scored.ranked,
        )
        totals = {name: total / points for name, total in rows[score.evaluator].items()}
    elif case.procurement.rules.shortlist is None:
        totals = _contended(totals, now.winner, vendor)
    if vendor in totals:
        for rival, total in totals.items():
            if rival != vendor:
                yield from _moved(score, score.totals, total - totals[vendor])


def _contended(totals: Mapping[str, float], winner: str | None, vendor: str) -> Mapping[str, float]:
    """The vendor and those at the top: to meet anybody else moves no award, where totals alone decide."""
    if winner not in totals or vendor not in totals:
        return totals
    top = max(total for name, total in totals.items() if name != vendor) if len(totals) > 1 else 0.0
    return {name: total for name, total in totals.items() if name == vendor or total >= top - _SAME}


def _minima(case: Case, now: Decided, score: _Score) -> Iterator[float]:
    """The scores at which the vendor reaches or misses a published minimum.

    A bid that reaches it may still be behind there; then also the score at which it is first.
    """
    if not case.procurement.rules.thresholds:
        return
    weights = {leaf.criterion: leaf.weight for leaf in now.scored.leaves}
    cell = score.cell
    values = {c.criterion: c.value or 0.0 for c in now.scored.cells if c.vendor == cell.vendor}
    for threshold in case.procurement.rules.thresholds:
        names = [c for c in tested_by(threshold, now.scored.leaves) if c in values]
        if cell.criterion not in names:
            continue
        earned = sum(weights[c] * values[c] for c in names)
        missing = threshold.minimum * sum(weights[c] for c in names) - earned
        for to in _moved(score, score.minima, missing):
            yield to
            if cell.vendor not in now.scored.ranked:
                yield from _from_there(case, score, to)


def _from_there(case: Case, score: _Score, to: float) -> Iterator[float]:
    evaluator, vendor = _ids(case, score.evaluator, score.cell.vendor)
    moved = with_score(case, evaluator, vendor, score.cell.criterion, to)
    then = decided(moved)
    if score.cell.vendor in then.scored.ranked:
        yield from _ties(moved, then, score._replace(now=to), then.shares())


def _moved(score: _Score, part: _Part, share: float) -> Iterator[float]:
    """The score at which the vendor has ``share`` more of all that can be earned."""
    return part.solved(part.of(score.now) + share * score.best / score.weight)
