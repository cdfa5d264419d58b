"""How far methods agree on an order, and why they differ, in words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from vendor_eval.decision.methods import find_method
from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.decision.table.bind import BoundMethod, bind
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.model.problem import Problem

Matrix = dict[str, dict[str, float | None]]

NAMED = 5
"""So many criteria are named for each of two alternatives; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two methods that disagree, and two alternatives that they order the other way round.

    ``one`` puts ``ahead`` before ``behind``, ``other`` the reverse. ``first``: they disagree on who is first,
    and the two alternatives are their firsts. ``criterion``: without its weight both methods agree; None
    where no single criterion does that.
    """

    one: str
    other: str
    tau_b: float
    ahead: str
    behind: str
    first: bool
    criterion: str | None


def agreement(rankings: Sequence[Ranking]) -> Matrix:
    """Kendall's tau-b of every two rankings, -1 (reversed) to 1 (the same order), by method.

    Over the alternatives that both rank. None where one of the two has no order among them.
    """
    labels = labelled(rankings)
    found: Matrix = {label: {} for label in labels}
    for (a, one), (b, other) in itertools.combinations_with_replacement(
        zip(labels, rankings, strict=True), 2
    ):
        found[a][b] = found[b][a] = _tau_b(_ranks(one), _ranks(other))
    return {a: {b: found[a][b] for b in labels} for a in labels}


def labelled(rankings: Sequence[Ranking]) -> list[str]:
    """A name for each ranking: its method, with the parameters where a method occurs twice."""
    names = [r.method for r in rankings]
    long = [f"{r.method} ({', '.join(f'{k} {v}' for k, v in r.parameters.items())})" for r in rankings]
    labels = [full if names.count(name) > 1 else name for name, full in zip(names, long, strict=True)]
    return [f"{x} #{labels[:i].count(x) + 1}" if x in labels[:i] else x for i, x in enumerate(labels)]


def largest_disagreement(problem: Problem, rankings: Sequence[Ranking]) -> Disagreement | None:
    """Where the methods disagree most: on who is first, else where two agree least.

    None where no two of them order two alternatives the other way round.
    """
    labels, taus = labelled(rankings), agreement(rankings)
    pairs = [
        (not _firsts_differ(rankings[i], rankings[j]), tau, i, j)
        for i, j in itertools.combinations(range(len(rankings)), 2)
        if (tau := taus[labels[i]][labels[j]]) is not None
    ]
    for same_first, tau, i, j in sorted(pairs):
        one, other = rankings[i], rankings[j]
        turned = _farthest_apart(one, other) if same_first else (one.best[0], other.best[0])
        if turned is not None:
            criterion = _turning_criterion(problem, one, other, *turned)
            return Disagreement(labels[i], labels[j], tau, *turned, not same_first, criterion)
    return None


def in_words(problem: Problem, rankings: Sequence[Ranking]) -> tuple[str, ...]:
    """Who is first by which methods; which two agree least, on whom, and why. One sentence each."""
    if len(rankings) < 2:
        return ()
    found = largest_disagreement(problem, rankings)
    sentences = [_firsts(rankings)]
    if found is None:
        return (*sentences, "No two of these methods order two alternatives the other way round.")
    where = "part on who is first" if found.first else "agree least"
    sentences.append(f"{found.one} and {found.other} {where} (Kendall tau-b {found.tau_b:.2f}).")
    sentences.append(
        f"{found.one} puts {found.ahead} before {found.behind}, {found.other} the other way round."
    )
    sentences += _leads(problem, found)
    sentences += _characters(rankings, found)
    if found.criterion is not None:
        sentences.append(f"They part over {found.criterion}: without its weight both order the two alike.")
    else:
        sentences.append("No single criterion makes the difference: without any one of them they still part.")
    return tuple(sentences)


def _ranks(ranking: Ranking) -> FloatArray:
    """(m,), NaN where an alternative has no rank."""
    return np.array([math.nan if r is None else float(r) for r in ranking.ranks.values()])


def _tau_b(one: FloatArray, other: FloatArray) -> float | None:
    both = ~np.isnan(one) & ~np.isnan(other)
    a, b = (np.sign(r[None, both] - r[both, None]).astype(np.int8) for r in (one, other))
    size = float(np.abs(a).sum()) * float(np.abs(b).sum())
    return float((a * b).sum() / math.sqrt(size)) if size > 0 else None


def _firsts_differ(one: Ranking, other: Ranking) -> bool:
    """Whether each has a first of its own, which the other ranks behind its own first."""
    if set(one.best) & set(other.best) or not (one.best and other.best):
        return False
    return one.ranks[other.best[0]] is not None and other.ranks[one.best[0]] is not None


def _farthest_apart(one: Ranking, other: Ranking) -> tuple[str, str] | None:
    """Two alternatives that the rankings order the other way round, farthest apart; the first by ``one``."""
    r, s = _ranks(one), _ranks(other)
    before, after = r[None, :] - r[:, None], s[:, None] - s[None, :]
    apart = np.where((before > 0) & (after > 0), before + after, 0.0)
    a, b = divmod(int(np.argmax(apart)), len(r))
    names = list(one.ranks)
    return (names[a], names[b]) if apart[a, b] > 0 else None


def _turning_criterion(problem: Problem, one: Ranking, other: Ranking, ahead: str, behind: str) -> str | None:
    """The criterion with the largest weight without which both methods order the two alike."""
    bound = [_bound(problem, r) for r in (one, other)]
    if bound[0] is None or bound[1] is None:
        return None
    a, b = problem.alternatives.index(ahead), problem.alternatives.index(behind)
    for j in sorted(range(len(problem.criteria)), key=lambda j: -abs(problem.criteria[j].weight)):
        orders = [_order_without(method, j, a, b) for method in bound if method is not None]
        if None not in orders and orders[0] == orders[1]:
            return problem.criteria[j].id
    return None


def _bound(problem: Problem, ranking: Ranking) -> BoundMethod | None:
    return bind(problem, ranking.method, ranking.parameters)[0]


def _order_without(bound: BoundMethod, j: int, a: int, b: int) -> float | None:
    """1 if ``a`` is ahead of ``b`` without criterion ``j``, -1 if behind, 0 if tied; None without order."""
    weights = bound.weights.copy()
    if weights[0, j] == 0:
        return None
    weights[0, j] = 0
    if not weights.any():
        return None
    scores = bound.rank_scores(weights)[0]
    if np.isnan(scores[[a, b]]).any():
        return None
    gap = scores[a] - scores[b]
    return 0.0 if abs(gap) <= TOLERANCE * max(1.0, float(np.ptp(scores))) else float(np.sign(gap))


def _firsts(rankings: Sequence[Ranking]) -> str:
    firsts: dict[str, list[str]] = {}
    for label, ranking in zip(labelled(rankings), rankings, strict=True):
        firsts.setdefault(" and ".join(ranking.best), []).append(label)
    if len(firsts) == 1:
        return f"All {len(rankings)} methods put {next(iter(firsts))} first."
    return "First by method: " + "; ".join(f"{who} by {', '.join(by)}" for who, by in firsts.items()) + "."


def _leads(problem: Problem, found: Disagreement) -> Iterator[str]:
    """In which criteria each of the two is better, the heaviest first, with the weights."""
    total = sum(abs(c.weight) for c in problem.criteria)
    rows = dict(zip(problem.alternatives, problem.matrix, strict=True))
    for one, other in ((found.ahead, found.behind), (found.behind, found.ahead)):
        better = [
            c
            for c, x, y in zip(problem.criteria, rows[one], rows[other], strict=True)
            if (x < y if c.direction == "min" or c.formula else x > y) and c.weight != 0
        ]
        better.sort(key=lambda c: -abs(c.weight))
        named = [f"{c.id} ({c.weight / total:.0%})" for c in better[:NAMED]]
        more = f" and {len(better) - NAMED} more" if len(better) > NAMED else ""
        if named:
            yield f"{one} is better in {', '.join(named)}{more}."


def _characters(rankings: Sequence[Ranking], found: Disagreement) -> Iterator[str]:
    methods = dict(zip(labelled(rankings), (r.method for r in rankings), strict=True))
    for label in (found.one, found.other):
        method = find_method(methods[label])
        if method is not None and method.character:
            yield f"{label} {method.character}."
