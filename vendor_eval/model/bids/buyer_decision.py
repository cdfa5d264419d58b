"""What the buyer settled by hand, with a reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from vendor_eval.model.base import Model, Text

Act = Literal[
    "read",
    "accept_na",
    "admit_late",
    "refuse_late",
    "invite_final",
    "withdraw",
    "lot",
    "received_at",
    "misfiled",
]


class Decision(Model):
    """One entry of decisions.yaml. A later entry on the same matter replaces an earlier one.

    ``undone``: the entry takes back what was decided on its matter before, and decides nothing itself.
    ``raw``: the content of the cell that was read; the decision is for that content only.
    ``asked``: the mark of the question when a claim that it does not apply was accepted.
    ``until``: a late bid is admitted, or not, as it had come in by then; after ``invite_final`` new versions
    count that came in from the invitation until then. ``received_at``: a file, named by
    ``criterion`` as ``response-v1``, came in at ``until``, whatever was typed at receipt (``raw``).
    ``misfiled``: that file does not belong in this bid, and counts for nothing.
    """

    act: Act
    vendor: str
    criterion: str | None = None
    value: float | str | None = None
    raw: str | None = None
    asked: str | None = None
    until: datetime | None = None
    undone: bool = False
    reason: Text
    at: datetime
    by: str

    @property
    def matter(self) -> tuple[str, str, str | None]:
        """What it is about; admitting and withdrawing a bid are two answers to one question."""
        act = "admission" if self.act in ("admit_late", "withdraw") else self.act
        return act, self.vendor, self.criterion


class Decisions(Model):
    """decisions.yaml, which the program writes."""

    decisions: tuple[Decision, ...] = ()


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that were not taken back, in the order they were made."""
    valid: list[Decision] = []
    for decision in decisions:
        if decision.undone:
            valid = [d for d in valid if d.matter != decision.matter]
        else:
            valid.append(decision)
    return tuple(valid)
