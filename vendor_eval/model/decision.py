"""What the buyer settled by hand, with a reason."""

from datetime import datetime
from typing import Literal

from vendor_eval.model.base import Model, Text

Act = Literal["read", "accept_na", "admit_late", "withdraw", "lot"]


class Decision(Model):
    """One entry of decisions.yaml. A later entry on the same matter replaces an earlier one.

    ``raw``: what stood in the cell that was read; the decision holds for that content only.
    ``until``: a late bid is admitted as it had come in by then.
    """

    act: Act
    vendor: str
    criterion: str | None = None
    value: float | str | None = None
    raw: str | None = None
    until: datetime | None = None
    reason: Text
    at: datetime
    by: str


class Decisions(Model):
    """decisions.yaml, which the program writes."""

    decisions: tuple[Decision, ...] = ()
