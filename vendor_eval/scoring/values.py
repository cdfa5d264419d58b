"""What each admitted vendor's answer to each scored criterion is worth, before price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vendor_eval.model.criterion import Criterion
from vendor_eval.model.outcome import Cell
from vendor_eval.model.procurement import Evaluator, Rules
from vendor_eval.model.response import Answer
from vendor_eval.model.scoresheet import ScoreSheet
from vendor_eval.model.value import Levels, Price, Rubric
from vendor_eval.scoring.consensus import consensus, scores_of
from vendor_eval.scoring.gates import shown


class Panel(NamedTuple):
    """Who scores what, and the sheets that came back, by evaluator id."""

    assigned: Mapping[str, tuple[Evaluator, ...]]
    sheets: dict[str, ScoreSheet]


def cell(
    vendor_id: str, vendor: str, criterion: Criterion, answer: Answer, panel: Panel, rules: Rules
) -> Cell:
    """One vendor, one criterion. ``value`` is None where a score is missing; unanswered is 0, and says so."""
    value: float | None
    scores: dict[str, float] = {}
    reasons: dict[str, str] = {}
    source = answer.where
    if answer.state != "answered":
        value = 0.0
    elif isinstance(criterion.value, Rubric):
        given = scores_of(vendor_id, criterion.id, panel.assigned.get(criterion.id, ()), panel.sheets)
        scores = {name: s.score for name, s in given.items() if s and s.score is not None}
        reasons = {name: s.reason for name, s in given.items() if s and s.reason}
        complete = bool(given) and len(scores) == len(given)
        value = criterion.value.of(consensus(list(scores.values()), rules)) if complete else None
        source = f"{rules.consensus} of {len(scores)} evaluators"
    else:
        value = answered_value(criterion, answer)
    return Cell(
        vendor=vendor,
        criterion=criterion.id,
        state=answer.state,
        answer=shown(criterion, answer),
        value=value,
        component=None,
        source=source,
        comment=answer.comment,
        evidence=answer.evidence,
        scores=scores,
        reasons=reasons,
    )


def answered_value(criterion: Criterion, answer: Answer) -> float:
    """The value, 0 to 1, of an answer that intake has matched to the criterion."""
    rule = criterion.value
    if rule is None or isinstance(rule, Rubric | Price) or answer.value is None:
        raise ValueError(f"{criterion.id} has no value by its answer alone")
    if isinstance(rule, Levels):
        return rule.of(str(answer.value))
    return rule.of(float(answer.value))
