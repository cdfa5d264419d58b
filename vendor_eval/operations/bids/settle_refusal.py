"""Why a decision of the buyer is not recorded, as Findings."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Decision


def refuse(code: str, message: str, hint: str) -> Finding:
    return Finding(f"settle.{code}", "error", "", message, hint)


def unknown_question(draft: Decision) -> Finding:
    return refuse("unknown", f"there is no question {draft.criterion!r}", "vendor-eval criteria show DIR")
