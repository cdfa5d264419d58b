"""The stages of a procurement up to the report: what is done, what is missing, the command that does it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from vendor_eval.decision.procurement.published import as_issued
from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.operations.prepare.issue import unfilled
from vendor_eval.operations.status.panel import PanelProgress, final_stages, in_stages, panel_stages
from vendor_eval.operations.status.stage import Stage
from vendor_eval.operations.status.terms import official_again, older_text
from vendor_eval.scoring.bids import Bid, bids
from vendor_eval.scoring.consensus import evaluators_by_criterion, latest_sheets
from vendor_eval.scoring.late import final_offers_open
from vendor_eval.text import first_few
from vendor_eval.workspace.folder.layout import Layout


def stages(layout: Layout, progress: PanelProgress, now: datetime) -> list[Stage]:
    """Every stage in order."""
    case = progress.case
    open_lines = [f.where for f in unfilled(layout.root)]
    reported = _reported(layout, case)
    return [
        Stage("prepare", not open_lines, _list("still FILL IN", open_lines), "fill in these lines of DIR"),
        _issuing(layout, case, now),
        _receiving(case, now),
        _settling(progress),
        *_offers(case, now),
        *_scoring(progress),
        Stage(
            "report",
            reported,
            "" if reported else "no report of what is in the folder now",
            "vendor-eval report DIR",
        ),
    ]


def _issuing(layout: Layout, case: Case, now: datetime) -> Stage:
    """A change after the first issue needs an addendum, which is refused once bids are due."""
    name, command = "issue the RFP", "vendor-eval rfp DIR"
    if case.issue is None:
        return Stage(name, False, "no RFP was written", command)
    if not as_issued(case):
        missing = f"bidders have other terms, those of issue {case.disclosed_issues[-1].number}"
        return Stage(name, False, missing, official_again(layout, case, command, now))
    older = older_text(case)
    done = not older or any(case.responses.values())
    return Stage(name, done, "; ".join(f.message for f in older), command)


def _offers(case: Case, now: datetime) -> list[Stage]:
    """While bidders may still send best and final offers."""
    command = "vendor-eval receive DIR FILE --vendor NAME"
    early = final_offers_open(case, now)
    return [Stage("receive best and final offers", False, f.message, command) for f in early]


def _scoring(progress: PanelProgress) -> list[Stage]:
    """What the panel does, stage by stage if there are several."""
    case = progress.case
    if in_stages(case):
        return panel_stages(progress)
    duty = evaluators_by_criterion(case.catalogue, case.procurement.panel)
    busy = [e.id for e in case.procurement.panel if any(e in who for who in duty.values())]
    sent = {s.evaluator for s in progress.sent}
    unsent = [e for e in busy if e not in sent]
    back = [e for e in busy if e not in latest_sheets(case.sheets)]
    findings = progress.scored.findings
    owed = {f.code: f.message for f in findings if f.severity == "error"}
    scores = _scores(back, findings)
    met = next((owed[code] for code in ("consensus.missing", "consensus.no-reason") if code in owed), "")
    return [
        Stage("send score sheets", not unsent, _list("sheet of", unsent), "vendor-eval sheets DIR"),
        Stage("collect scores", not scores, scores, "vendor-eval collect DIR FILE..."),
        *_meeting(case, "" if scores else met),
        *final_stages(progress),
    ]


def _scores(back: list[str], findings: Sequence[Finding]) -> str:
    """Everything the panel still owes: sheets that are not back, sheets that do not count, single scores."""
    owed = [f.message for f in findings if f.code == "panel.declaration"]
    owed += [f.message for f in findings if f.code == "score.missing" and f.where not in back]
    return "; ".join(([_list("scores of", back)] if back else []) + owed)


def _meeting(case: Case, missing: str) -> list[Stage]:
    """A stage of its own where the panel's score is agreed on."""
    if case.procurement.rules.consensus != "negotiated":
        return []
    command = "vendor-eval sheets DIR --consensus"
    return [Stage("agree on scores", bool(case.consensus) and not missing, missing, command)]


def _receiving(case: Case, now: datetime) -> Stage:
    """Done when every bid is complete; once the time is up, when there is any."""
    received = bids(case)
    waiting = [
        f"response of {b.vendor.name}{_why(case.responses, b)}" for b in received if b.response is None
    ]
    if case.catalogue.price:
        waiting += [f"prices of {b.vendor.name}{_why(case.prices, b)}" for b in received if b.price is None]
    due = case.procurement.timetable.bids_due
    over = due is not None and now > case.procurement.timetable.local(due)
    done = bool(case.vendors) and (not waiting or (over and any(b.response for b in received)))
    missing = _list("", waiting) if case.vendors else "no vendor is named under vendors:"
    if waiting and due is not None and not over:
        missing += f"; bids are due {case.procurement.timetable.local(due):%Y-%m-%d %H:%M}"
    return Stage("receive bids", done, missing, f"vendor-eval receive DIR FILE --vendor {_quoted(case)}")


def _why(received: Mapping[str, Sequence[object]], bid: Bid) -> str:
    """Something came, and does not count."""
    return " (late, not admitted)" if received.get(bid.vendor.id) else ""


def _settling(progress: PanelProgress) -> Stage:
    """Under the rule ``refuse`` nothing is official while an answer is open."""
    case = progress.case
    opened = [f"{o.vendor} {o.criterion}" for s in progress.scored.admissions for o in s.opened]
    done = any(case.responses.values()) and (case.procurement.rules.unanswered != "refuse" or not opened)
    return Stage("settle open answers", done, "" if done else _list("", opened), "vendor-eval check DIR")


def _reported(layout: Layout, case: Case) -> bool:
    """Whether the report rests on what is in the folder now."""
    try:
        outcome = json.loads((layout.report / "outcome.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(outcome, dict) and outcome.get("fingerprints") == case.fingerprints()


def _list(what: str, names: list[str]) -> str:
    if not names:
        return ""
    return f"{what} {first_few(names, 6)}".strip()


def _quoted(case: Case) -> str:
    waiting = next((v.name for v in case.vendors if not case.responses.get(v.id)), "NAME")
    return f'"{waiting}"' if " " in waiting else waiting
