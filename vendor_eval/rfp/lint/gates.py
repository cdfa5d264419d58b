"""Gates that decide nothing, or decide everything."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.rfp.lint.lint_input import LintInput, warn
from vendor_eval.scoring.bids import Bid, accepted_na, bids
from vendor_eval.scoring.gates import passes


def open_gate(about: LintInput) -> Iterator[Finding]:
    for c in about.criteria:
        allowed = set(c.answer.allowed) if c.answer else set()
        if c.gate and allowed and allowed <= set(c.gate.passes):
            message = "is a gate that every answer passes"
            yield warn("open-gate", c.id, message, "take an option out of passes:")


def no_choice(about: LintInput) -> Iterator[Finding]:
    """Once the bids of two vendors or more are in: a gate that none or only one of them passes."""
    received = [bid for bid in bids(about.case) if bid.counts]
    dropped = accepted_na(about.case)
    if len(received) < 2:
        return
    for c in about.criteria:
        if c.gate is None or c.id in dropped:
            continue
        through = [bid.vendor.name for bid in received if _passes(c, bid)]
        if len(through) < 2:
            who = f"only {through[0]} passes it" if through else "none passes it"
            message = f"is a gate that leaves no choice: of {len(received)} bids {who}"
            hint = (
                "ask whether it was meant so; after the RFP went out, only an addendum for all can change it"
            )
            yield warn("no-choice", c.id, message, hint)


def _passes(c: Criterion, bid: Bid) -> bool:
    answer = bid.answers[c.id]
    return c.gate is not None and answer.state == "answered" and passes(c.gate, answer)
