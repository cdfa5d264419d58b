"""What was asked, as it was weighed, and what each vendor's answers to it are worth."""

from typing import Literal

from vendor_eval.model.base import Model
from vendor_eval.model.bids.response import AnswerState
from vendor_eval.model.criteria.criterion import Stage
from vendor_eval.model.criteria.value import ValueFunction
from vendor_eval.model.outcome.answered import Answered


class Leaf(Model):
    """A scored criterion as it was weighed. ``weight`` is its share of the whole (all leaves sum to 1).

    ``value_rule`` is ``rule`` as data; ``scored_by`` counts the evaluators whose scores it needs. In a
    what-if, ``agreed`` is the weight in force, by which the short list was made.
    """

    criterion: str
    title: str
    group: tuple[str, ...]
    weight: float
    rule: str
    by: Literal["answer", "panel", "price"]
    value_rule: ValueFunction | None = None
    stage: Stage = "written"
    scored_by: int = 0
    agreed: float | None = None


class GroupLine(Model):
    """A group and each admitted vendor's points in it, out of ``points``."""

    id: str
    title: str
    path: tuple[str, ...]
    weight: float
    points: float
    scores: dict[str, float]


class EarlierScore(Model):
    """What an evaluator had scored before a later sheet scored the same again."""

    version: int
    score: float
    reason: str = ""


class EarlierAnswer(Model):
    """What a vendor had answered when the short list was made, before its best and final offer."""

    state: AnswerState
    answer: str
    given: float | str | None = None


class Cell(Answered):
    """One vendor's answer to one scored criterion and what it is worth.

    ``value`` is 0 to 1 (0 where an unanswered question counts as zero), ``component`` is
    points * weight * value after rounding. ``scores`` and ``reasons`` are the evaluators', by name,
    ``earlier`` what they had scored before; ``consensus`` is what the panel agreed on in its meeting, if it
    was recorded.
    ``before_final`` are the scores that the short list depends on, where scores of best and final offers have
    replaced them, ``before_offer`` the answer that it depends on, where such an offer has another.
    """

    vendor: str
    criterion: str
    value: float | None
    component: float | None
    scores: dict[str, float] = {}
    reasons: dict[str, str] = {}
    earlier: dict[str, tuple[EarlierScore, ...]] = {}
    consensus: float | None = None
    consensus_reason: str = ""
    before_final: dict[str, float] = {}
    before_offer: EarlierAnswer | None = None


class Statement(Answered):
    """One vendor's answer to a question asked for information: it passes nothing and earns nothing."""

    vendor: str
    criterion: str
    title: str
    group: tuple[str, ...]
