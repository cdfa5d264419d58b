"""Whether the award hangs on one evaluator, or on whose weights are taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vendor_eval.model.case import Case
from vendor_eval.scoring.consensus import evaluators_by_criterion
from vendor_eval.sensitivity.case.ranked_case import Decided, decided

NEGOTIATED = "the panel agreed on its scores in a meeting; nobody's own score enters the result"


class Left(NamedTuple):
    """The award without one evaluator. ``changed`` is None where that cannot be told, and ``reason`` why."""

    left_out: str
    winner: str | None
    changed: bool | None
    reason: str


class Wanted(NamedTuple):
    """The award by the weights of one stakeholder, or of a set that lies beside the agreed one."""

    weights_of: str
    winner: str | None
    changed: bool | None
    reason: str


def leave_one_out(case: Case, now: Decided | None = None) -> list[Left]:
    """Every evaluator who scores anything, in the order of the panel. ``now``: the case decided as it is."""
    now, duty = now or decided(case), evaluators_by_criterion(case.catalogue, case.procurement.panel)
    found = []
    for evaluator in case.procurement.panel:
        mine = [criterion for criterion, who in duty.items() if evaluator in who]
        if not mine:
            continue
        alone = [criterion for criterion in mine if len(duty[criterion]) == 1]
        if case.procurement.rules.consensus == "negotiated":
            found.append(Left(evaluator.name, now.winner, False if now.winner else None, NEGOTIATED))
        elif alone:
            reason = f"nobody else scores {', '.join(alone)}"
            found.append(Left(evaluator.name, None, None, reason))
        else:
            found.append(
                Left(
                    evaluator.name, *_beside(now, decided(without(case, evaluator.id), known=now.scored.bids))
                )
            )
    return found


def by_weights(
    case: Case, others: Mapping[str, Mapping[str, float]], now: Decided | None = None
) -> list[Wanted]:
    """``others``: name -> shares of the criteria, as global weights."""
    now = now or decided(case)
    return [
        Wanted(name, *_beside(now, decided(case, shares, now.scored.bids))) for name, shares in others.items()
    ]


def without(case: Case, evaluator: str) -> Case:
    """The case as if this evaluator (id) had not been on the panel."""
    panel = tuple(e for e in case.procurement.panel if e.id != evaluator)
    return case.model_copy(
        update={
            "procurement": case.procurement.model_copy(update={"panel": panel}),
            "sheets": tuple(s for s in case.sheets if s.evaluator != evaluator),
        }
    )


def _beside(now: Decided, then: Decided) -> tuple[str | None, bool | None, str]:
    """Who wins then, whether that is another than now, and why it cannot be told."""
    if now.ranking is None:
        return None, None, now.why_no_winner
    if then.ranking is None:
        return None, None, then.why_no_winner
    return then.winner, then.ranking.best != now.ranking.best, then.why_no_winner
