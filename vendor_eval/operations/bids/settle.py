"""Record the buyer's decision on a single case, with its reason; or take one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Act, Decision
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.operations.arguments import find_vendor, not_in_future
from vendor_eval.operations.bids.settle_validation import validate
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.scoring.bids import Bid, bids
from vendor_eval.workspace.additions import add_decision


@dataclass(frozen=True, kw_only=True)
class SettleResult(OperationResult):
    """``new`` is false where the same was decided before. ``summary``: the decision in the log's words.

    ``answers_dropped``: the vendors whose answers drop out with a criterion that does not apply.
    """

    decision: Decision | None = None
    new: bool = False
    summary: str = ""
    answers_dropped: tuple[str, ...] = ()


def settle(
    folder: ProcurementFolder,
    act: Act,
    vendor: str,
    *,
    reason: str,
    criterion: str | None = None,
    value: str | None = None,
    file: str | None = None,
    at: datetime | None = None,
    undo: bool = False,
    by: str | None = None,
) -> SettleResult:
    """Record a decision on the bid of ``vendor`` (a name, an id, or the beginning of a name).

    ``criterion``: of ``read`` and ``accept_na``; a price is ``LINE:YEAR``. ``value``: what an unreadable cell
    means. ``file``: of ``misfiled`` and ``received_at``, such as ``response-v1``; ``at``: when that file
    came in, without an offset in the buyer's time zone. ``undo``: take the decision of this kind back.
    """
    case, findings = folder.load()
    if case is None:
        return SettleResult(findings=tuple(findings))
    bidder, wrong = find_vendor(case.vendors, vendor)
    now = folder.clock()
    received_at = case.procurement.timetable.local(at) if at else None
    wrong = [*wrong, *_without_reason(reason), *_in_future(received_at, now)]
    if bidder is None or wrong:
        return SettleResult(findings=tuple(wrong))
    draft = Decision(
        act=act,
        vendor=bidder.id,
        criterion=criterion or file,
        until=received_at,
        value=value,
        undone=undo,
        reason=reason,
        at=now,
        by="",
    )
    every = bids(case)
    decision, wrong = validate(draft, next(b for b in every if b.vendor.id == bidder.id), case)
    if wrong:
        return SettleResult(findings=tuple(wrong))
    return _record(folder, decision, bidder, every, by)


def _record(
    folder: ProcurementFolder, decision: Decision, vendor: Vendor, every: list[Bid], by: str | None
) -> SettleResult:
    summary = _summary(decision, vendor)
    with folder.act("settle", by, f"{summary}: {decision.reason}") as act:
        decision = decision.model_copy(update={"at": act.at, "by": act.by})
        new = add_decision(act, decision)
    dropped = _dropped(decision, every)
    return SettleResult(decision=decision, new=new, summary=summary, answers_dropped=dropped)


def _without_reason(reason: str) -> list[Finding]:
    if reason.strip():
        return []
    hint = "write what an auditor should read"
    return [Finding("settle.reason", "error", "--reason", "a decision needs a reason", hint)]


def _in_future(at: datetime | None, now: datetime) -> list[Finding]:
    return not_in_future(at, now) if at else []


def _dropped(decision: Decision, every: list[Bid]) -> tuple[str, ...]:
    if decision.act != "accept_na" or decision.undone:
        return ()
    criterion = str(decision.criterion)
    return tuple(b.vendor.name for b in every if b.response and b.answers[criterion].state == "answered")


def _summary(decision: Decision, vendor: Vendor) -> str:
    if decision.undone:
        about = f" {decision.criterion}" if decision.criterion else ""
        return f"taken back for {vendor.name}{about}: {decision.act.replace('_', '-')}"
    came = f"{decision.until:%Y-%m-%d %H:%M %Z}" if decision.until else ""
    return {
        "read": f"{vendor.name} {decision.criterion} reads {_plain(decision.value)}",
        "accept_na": f"{decision.criterion} does not apply and drops out for all vendors",
        "admit_late": f"the bid of {vendor.name} is admitted",
        "refuse_late": f"what came late of {vendor.name} is not admitted",
        "invite_final": f"{vendor.name} is invited to a best and final offer",
        "withdraw": f"the bid of {vendor.name} is withdrawn",
        "received_at": f"{decision.criterion} of {vendor.name} came in {came}",
        "misfiled": f"{decision.criterion} is set aside: it does not belong in the bid of {vendor.name}",
        "lot": f"the lot fell on {vendor.name}",
    }[decision.act]


def _plain(value: float | str | None) -> str:
    """A number as people write it: 14, not 14.0."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
