"""What a vendor answered, and how sure we are that it is an answer."""

from datetime import datetime
from typing import Literal

from vendor_eval.model.base import Model, StoredFinding

AnswerState = Literal["answered", "unanswered", "unreadable", "not_applicable", "declined", "stale"]


class Answer(Model):
    """One cell as it was read. ``value`` is the matched option, the number or the text; None unless answered.

    ``raw`` is the cell's own text, ``where`` its ``sheet!cell``; ``asked`` is the fingerprint of the
    criterion's meaning when the vendor answered it.
    """

    state: AnswerState
    value: float | str | None = None
    raw: str = ""
    where: str = ""
    comment: str = ""
    evidence: str = ""
    asked: str = ""


class Receipt(Model):
    """When, by whom and as which bytes a file came in."""

    vendor: str
    version: int
    file: str
    original_name: str
    sha256: str
    received_at: datetime
    received_by: str
    rfp_id: str
    rfp_fingerprint: str


class Response(Model):
    """A filled response workbook, read once at receipt.

    ``declared``: the answer to each declaration; empty if the workbook asked for none.
    """

    receipt: Receipt
    product: str = ""
    declared: dict[str, str] = {}
    answers: dict[str, Answer]
    findings: tuple[StoredFinding, ...] = ()
