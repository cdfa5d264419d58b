"""Which files belong to a bid and when they came in, after ``settle misfiled`` and ``settle time``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from vendor_eval.model.bids.buyer_decision import Decision, in_force
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Receipt, Response

R = TypeVar("R", Response, PriceSchedule)


def corrected(versions: Sequence[R], decisions: Sequence[Decision]) -> tuple[R, ...]:
    """The versions that belong to the bid, with the moments that the buyer decided on; the stored files keep
    the old ones.
    """
    aside = {(d.vendor, d.criterion) for d in in_force(decisions) if d.act == "misfiled"}
    times = {
        (d.vendor, d.criterion): d.until for d in in_force(decisions) if d.act == "received_at" and d.until
    }
    return tuple(
        v.model_copy(update={"receipt": v.receipt.model_copy(update={"received_at": at})})
        if (at := times.get((v.receipt.vendor, named(v.receipt))))
        else v
        for v in versions
        if (v.receipt.vendor, named(v.receipt)) not in aside
    )


def named(receipt: Receipt) -> str:
    """The file as a decision names it: ``response-v1``."""
    return PurePosixPath(receipt.file).stem
