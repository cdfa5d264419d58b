"""Pass, fail, or open: never a score."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from vendor_eval.model.bids.response import Answer
from vendor_eval.model.buyer.procurement import Rules
from vendor_eval.model.criteria.criterion import Criterion, Gate
from vendor_eval.model.outcome.vendor_status import GateResult
from vendor_eval.scoring.displayed_answer import displayed


def gate_result(
    criterion: Criterion, answer: Answer, rules: Rules, group: tuple[str, ...] = ()
) -> GateResult:
    """One gate for one vendor. An unanswered gate is open under ``refuse`` and failed otherwise."""
    if criterion.gate is None:
        raise ValueError(f"{criterion.id} is no gate")
    return GateResult.model_validate(
        {
            "criterion": criterion.id,
            "title": criterion.title,
            "group": group,
            "result": gate_outcome(criterion.gate, answer, rules),
            "rule": criterion.gate.in_words(),
            **displayed(criterion, answer),
        }
    )


def gate_outcome(gate: Gate, answer: Answer, rules: Rules) -> Literal["passed", "failed", "open"]:
    """What comes of the answer to a gate."""
    if answer.state == "answered":
        return "passed" if passes(gate, answer) else "failed"
    return "open" if rules.unanswered == "refuse" else "failed"


def passes(gate: Gate, answer: Answer) -> bool:
    """Whether a given answer passes. Numbers are compared as written, without binary rounding."""
    value = answer.value
    if gate.passes:
        return value in gate.passes
    if gate.provided:
        return bool(str(value).strip())
    number = Decimal(str(value))
    if gate.at_least is not None:
        return number >= gate.at_least
    return gate.at_most is not None and number <= gate.at_most
