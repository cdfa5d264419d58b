"""Which values the answers to a criterion can reach at all."""

from __future__ import annotations

from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels, Linear, Piecewise, Rubric, Target


def values(c: Criterion) -> tuple[float, ...]:
    """The values at every answer where the value can be lowest or highest; empty where nothing is scored.

    Of a panel's scale: the scores that have an anchor, for only these are described.
    """
    rule = c.value
    if isinstance(rule, Levels):
        return tuple(rule.levels.values())
    if isinstance(rule, Rubric):
        return tuple(rule.of(score) for score in sorted(rule.anchors))
    if isinstance(rule, Linear | Piecewise | Target):
        return tuple(rule.of(answer) for answer in _turning_points(c, rule))
    return ()


def _turning_points(c: Criterion, rule: Linear | Piecewise | Target) -> list[float]:
    """Where the value changes course, and the ends of what may be answered."""
    if isinstance(rule, Linear):
        turns = [rule.worst, rule.best]
    elif isinstance(rule, Piecewise):
        turns = [answer for answer, _ in rule.points]
    else:
        turns = [rule.target - rule.zero_at, rule.target, rule.target + rule.zero_at]
    low = c.answer.min if c.answer and c.answer.min is not None else min(turns)
    high = c.answer.max if c.answer and c.answer.max is not None else max(turns)
    return [low, *(turn for turn in turns if low < turn < high), high]
