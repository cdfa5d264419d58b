"""When files came in, after a mistyped time was corrected with ``settle --received-at``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from vendor_eval.model.decision import Decision, standing
from vendor_eval.model.price import PriceSchedule
from vendor_eval.model.response import Receipt, Response

R = TypeVar("R", Response, PriceSchedule)


def corrected(versions: Sequence[R], decisions: Sequence[Decision]) -> tuple[R, ...]:
    """The versions of bids with the moments that the buyer decided on; the stored files keep the old ones."""
    times = {
        (d.vendor, d.criterion): d.until for d in standing(decisions) if d.act == "received_at" and d.until
    }
    return tuple(
        v.model_copy(update={"receipt": v.receipt.model_copy(update={"received_at": at})})
        if (at := times.get((v.receipt.vendor, named(v.receipt))))
        else v
        for v in versions
    )


def named(receipt: Receipt) -> str:
    """The file as a decision names it: ``response-v1``."""
    return PurePosixPath(receipt.file).stem
