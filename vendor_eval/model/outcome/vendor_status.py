"""The status of each vendor before any score: gates, declarations, what is open, and who is excluded."""

from enum import StrEnum
from typing import Literal

from vendor_eval.model.base import Model
from vendor_eval.model.bids.response import AnswerState, Receipt
from vendor_eval.model.outcome.answered import Answered

Status = Literal["admitted", "excluded", "open"]


class BidState(StrEnum):
    """Whether a bid counts at all. The reason why one does not begins with the value, also in a record."""

    COUNTS = ""
    LATE = "late"
    WITHDRAWN = "withdrawn"
    MISSING = "no bid received"

    @classmethod
    def of(cls, reason: str) -> "BidState":
        """The state that a stored reason begins with; a gate or minimum excludes a bid that counts."""
        word = reason.partition(":")[0]
        return cls(word) if word in set(cls) else cls.COUNTS


class GateResult(Answered):
    """One gate for one vendor, with the answer that decides it. ``group`` is the path to it."""

    criterion: str
    title: str
    group: tuple[str, ...] = ()
    result: Literal["passed", "failed", "open"]
    rule: str


class Undeclared(Model):
    """One declaration of the bidder that is not a yes. ``said``: what it wrote, empty if nothing.

    ``unsigned``: the declarations as a whole bear no name or no date.
    """

    title: str
    said: str = ""
    unsigned: bool = False


class VendorResult(Model):
    """The status of a vendor before any score. ``reason``: why it is not admitted.

    ``was_admitted``: it was when the short list was made, and is not any more: by its best and final offer,
    or withdrawn after a later stage was scored. It keeps its place.
    """

    id: str
    name: str
    status: Status
    reason: str = ""
    product: str = ""
    gates: tuple[GateResult, ...] = ()
    undeclared: tuple[Undeclared, ...] = ()
    response: Receipt | None = None
    price: Receipt | None = None
    was_admitted: bool = False

    @property
    def bid_state(self) -> BidState:
        return BidState.of(self.reason)


class Excluded(Model):
    """``gate`` is the criterion or threshold that excluded the vendor, None for a late or withdrawn bid."""

    vendor: str
    gate: str | None
    reason: str

    @property
    def bid_state(self) -> BidState:
        return BidState.of(self.reason)


class Open(Model):
    """A question that keeps the ranking from being official, or would under the rule ``refuse``."""

    vendor: str
    criterion: str
    title: str
    state: AnswerState
    where: str = ""
