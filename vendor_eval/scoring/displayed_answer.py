"""A vendor's answer as results display it."""

from __future__ import annotations

from typing import Any

from vendor_eval.model.bids.response import Answer
from vendor_eval.model.criteria.criterion import Criterion


def displayed(criterion: Criterion, answer: Answer) -> dict[str, Any]:
    """The fields of ``Answered``."""
    text = answer_text(criterion, answer)
    read = answer.value if answer.state == "answered" else None
    bare = read.strip() if isinstance(read, str) else read
    return {
        "state": answer.state,
        "answer": text,
        "given": None if bare is None or bare == text else read,
        "source": answer.where,
        "comment": answer.comment,
        "evidence": answer.evidence,
    }


def answer_text(criterion: Criterion, answer: Answer) -> str:
    """The answer as a person reads it: with its unit, or what was in the cell where nothing could be read."""
    if answer.state != "answered" or answer.value is None:
        return answer.raw
    text = f"{answer.value:.10g}" if isinstance(answer.value, float | int) else answer.value
    unit = criterion.answer.unit if criterion.answer else ""
    return f"{text} {unit}".strip()
