"""What each admitted vendor's answer to each scored criterion is worth, before price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vendor_eval.model.bids.response import Answer
from vendor_eval.model.bids.score_sheet import CONSENSUS, Score, ScoreSheet
from vendor_eval.model.buyer.procurement import Evaluator, Rules
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels, Price, Rubric, ValueFunction
from vendor_eval.model.outcome.cells import Cell, EarlierScore
from vendor_eval.scoring.consensus import (
    consensus,
    earlier_scores,
    evaluators_by_criterion,
    latest_sheets,
    scores_of,
)
from vendor_eval.scoring.displayed_answer import displayed


class Panel(NamedTuple):
    """Who scores what, the sheets that came back, by evaluator id, that of the meeting, and every version."""

    assigned: Mapping[str, tuple[Evaluator, ...]]
    sheets: dict[str, ScoreSheet]
    meeting: ScoreSheet | None = None
    versions: tuple[ScoreSheet, ...] = ()


def panel_of(case: Case) -> Panel:
    return Panel(
        evaluators_by_criterion(case.catalogue, case.procurement.panel),
        latest_sheets(case.sheets),
        latest_sheets(case.consensus).get(CONSENSUS),
        case.sheets,
    )


def cell(
    vendor_id: str, vendor: str, criterion: Criterion, answer: Answer, panel: Panel, rules: Rules
) -> Cell:
    """One vendor, one criterion. ``value`` is None where a score is missing, 0 if unanswered."""
    value: float | None
    scores: dict[str, float] = {}
    reasons: dict[str, str] = {}
    earlier: dict[str, tuple[EarlierScore, ...]] = {}
    agreed = panel.meeting.score(vendor_id, criterion.id) if panel.meeting else None
    source = answer.where
    if answer.state != "answered":
        value = 0.0
    elif isinstance(criterion.value, Rubric):
        who = panel.assigned.get(criterion.id, ())
        given = scores_of(vendor_id, criterion.id, who, panel.sheets)
        earlier = earlier_scores(vendor_id, criterion.id, who, panel.versions)
        scores = {name: s.score for name, s in given.items() if s and s.score is not None}
        reasons = {name: s.reason for name, s in given.items() if s and s.reason}
        value, source = panel_value(criterion.value, len(given), scores, agreed, rules)
    else:
        value = value_of(criterion.value, answer.value)
    return Cell(
        vendor=vendor,
        criterion=criterion.id,
        value=value,
        component=None,
        **{**displayed(criterion, answer), "source": source},
        scores=scores,
        reasons=reasons,
        earlier=earlier,
        consensus=agreed.score if agreed else None,
        consensus_reason=agreed.reason if agreed else "",
    )


def panel_value(
    rubric: Rubric,
    assigned: int,
    scores: Mapping[str, float],
    agreed: Score | None,
    rules: Rules,
) -> tuple[float | None, str]:
    """The value and where it is from; no value while a score is missing that the rule needs."""
    if rules.consensus == "negotiated":
        recorded = agreed is not None and agreed.score is not None and bool(agreed.reason)
        score = consensus((), agreed.score, rules) if agreed and recorded else None
        return None if score is None else rubric.of(score), agreed.where if agreed else "consensus"
    kind = "median" if rules.consensus == "median" else "mean"
    source = f"{kind} of {len(scores)} evaluators"
    score = consensus(list(scores.values()), None, rules) if assigned and len(scores) == assigned else None
    return None if score is None else rubric.of(score), source


def value_of(rule: ValueFunction | None, answer: float | str | None) -> float:
    """The value, 0 to 1, of an answer that intake has matched to its criterion.

    ValueError where an answer has no value by itself; KeyError for one that is no level.
    """
    if rule is None or isinstance(rule, Rubric | Price) or answer is None:
        raise ValueError("this has no value by its answer alone")
    if isinstance(rule, Levels):
        return rule.of(str(answer))
    return rule.of(float(answer))
