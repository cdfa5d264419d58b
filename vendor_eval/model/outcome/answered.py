"""A vendor's answer as it is displayed: what a cell, a gate and a statement have in common."""

from vendor_eval.model.base import Model
from vendor_eval.model.bids.response import AnswerState


class Answered(Model):
    """``given`` is what was read where ``answer`` is not exactly that (a number without its unit).

    ``source`` is a ``sheet!cell``; in a cell it may also be the evaluators, or the price.
    """

    state: AnswerState
    answer: str
    given: float | str | None = None
    source: str
    comment: str = ""
    evidence: str = ""
