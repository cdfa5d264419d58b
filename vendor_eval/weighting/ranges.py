"""The step that a weight is the worth of: an item from its worst to its best, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vendor_eval.model.criteria.catalogue import Group
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels, Linear, Piecewise, Rubric, Target

LONGEST = 160


class AnswerRange(NamedTuple):
    """``worst`` and ``best`` are the ends that earn least and most; ``received``: the range of the bids."""

    worst: str
    best: str
    received: str = ""

    def in_words(self) -> str:
        bids = f" (answers received: {self.received})" if self.received else ""
        return f"from {self.worst} to {self.best}{bids}"


def answer_range(item: Group | Criterion, received: Sequence[float | str] = ()) -> AnswerRange:
    """The whole step, and the part of it that the answers ``received`` cover, from worst to best.

    A weight multiplies the published value, 0 to 1, so it is the whole step that is asked about; the answers
    received only show how much of it is at stake.
    """
    if isinstance(item, Group):
        return AnswerRange("all of it at its worst", f"all of it at its best: {_inside(item)}")
    ends = _ends(item)
    return AnswerRange(*ends, _received(item, received))


def _inside(group: Group) -> str:
    text = ", ".join(c.title for c in group.leaves() if c.kind == "scored")
    return text if len(text) <= LONGEST else text[: LONGEST - 3].rsplit(",", 1)[0] + ", ..."


def _ends(criterion: Criterion) -> tuple[str, str]:
    rule = criterion.value
    if isinstance(rule, Levels):
        ordered = sorted(rule.levels, key=lambda word: rule.levels[word])
        return _earning(ordered[0], rule.levels[ordered[0]]), _earning(ordered[-1], rule.levels[ordered[-1]])
    if isinstance(rule, Linear):
        return _with_unit(criterion, rule.worst), _with_unit(criterion, rule.best)
    if isinstance(rule, Piecewise):
        (low, low_value), (high, high_value) = (
            end(rule.points, key=lambda point: point[1]) for end in (min, max)
        )
        return (
            _earning(_with_unit(criterion, low), low_value),
            _earning(_with_unit(criterion, high), high_value),
        )
    if isinstance(rule, Target):
        off = f"{_with_unit(criterion, rule.zero_at)} away from it"
        return off, f"exactly {_with_unit(criterion, rule.target)}"
    if isinstance(rule, Rubric):
        low_mark, high_mark = min(rule.anchors), max(rule.anchors)
        return f"{low_mark} ({rule.anchors[low_mark]})", f"{high_mark} ({rule.anchors[high_mark]})"
    return "a price that earns nothing", "the lowest price"


def _earning(answer: str, value: float) -> str:
    """An end of the step; with its value where that is neither nothing nor all."""
    return answer if value in (0, 1) else f"{answer} (earns {value:g})"


def _with_unit(criterion: Criterion, number: float) -> str:
    unit = criterion.answer.unit if criterion.answer else ""
    return f"{number:g} {unit}".strip()


def _received(criterion: Criterion, received: Sequence[float | str]) -> str:
    rule = criterion.value
    if not received or not isinstance(rule, Levels | Linear | Piecewise | Target):
        return ""
    if isinstance(rule, Levels):
        words = sorted({str(x) for x in received}, key=lambda word: (rule.levels[word], word))
    else:
        numbers = sorted({float(x) for x in received}, key=lambda x: (rule.of(x), x))
        words = [_with_unit(criterion, x) for x in numbers]
    return f"all {words[0]}" if len(words) == 1 else f"{words[0]} to {words[-1]}"
