"""status: where the procurement stands, and what to type next."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.cli.prepare.rfp import unfilled
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import now, opened
from vendor_eval.workspace.folder.layout import WEIGHTS, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vendor_eval.model.buyer.clarification import Clarifications
    from vendor_eval.model.case import Case
    from vendor_eval.operations.status.panel import Standing
    from vendor_eval.scoring.bids import Bid
    from vendor_eval.workspace.folder.layout import Layout


class Stage(NamedTuple):
    """One stage of the run: is it done, what is missing, and the command that does it."""

    name: str
    done: bool
    missing: str
    command: str


@verb
def status(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """Say which stage the procurement is in, what is missing, and the next command to type.

    Example: vendor-eval status our-pacs
    """
    from vendor_eval.operations.stale_reports import stale
    from vendor_eval.operations.status.panel import outdated, standing_of
    from vendor_eval.operations.status.roadmap import roadmap_line
    from vendor_eval.rfp.checks.dates import past_dates
    from vendor_eval.rfp.checks.readiness import not_ready
    from vendor_eval.scoring.bids import bids
    from vendor_eval.scoring.expired_readings import lapsed_findings
    from vendor_eval.scoring.late import not_counting
    from vendor_eval.weighting.tree import sum_note
    from vendor_eval.workspace.folder.sent_sheets import sent_sheets
    from vendor_eval.workspace.state.questions import read_qa

    layout, case, findings = opened(directory)
    if case is None:
        again = f"vendor-eval status {typed(directory)}"
        words = "The files have errors. Mend what is listed, then run this again."
        return Output({"stage": "prepare", "next": again}, findings, [words])
    findings += sum_note(case.catalogue, case.weights, WEIGHTS)
    each = bids(case)
    findings += lapsed_findings(case, each)
    findings += [f for bid in each for f in not_counting(case, bid) if f.severity == "warning"]
    if case.issue is None:
        findings += past_dates(case.procurement.timetable, now())
    if not any(case.responses.values()):
        findings += not_ready(case.procurement, case.vendors)
    findings += _older_text(case)
    standing = standing_of(case, sent_sheets(layout, case.procurement.panel))
    findings += [*outdated(standing), *stale(layout, case)]
    stages = _stages(directory, layout, standing)
    here = next((s for s in stages if not s.done), None)
    rows = [("done" if s.done else "NEXT" if s is here else "", s.name, s.missing) for s in stages]
    table = Table(f"{case.procurement.id} {case.procurement.title}", ("", "stage", "missing"), rows)
    next_command = here.command if here else f"open {layout.report / 'report.html'}"
    data: dict[str, object] = {
        "stage": here.name if here else "done",
        "next": next_command,
        "stages": [s._asdict() for s in stages],
    }
    said: list[str | Table] = [table, f"Next: {next_command}"]
    known = read_qa(layout)
    data["questions"] = {"unanswered": known.unanswered, "unpublished": list(known.waiting)}
    said.append(roadmap_line(layout, directory))
    return Output(data, [*findings, *_asked(known)], said, csv=table)


def _older_text(case: Case) -> list[Finding]:
    """The terms of evaluation are those that went out, and something else that the RFP says is not."""
    from vendor_eval.decision.procurement.published import as_issued
    from vendor_eval.model.buyer.disclosed_terms import told

    if case.issue is None or not case.issue.told or not as_issued(case):
        return []
    if told(case.procurement, case.catalogue, case.weights).mark() == case.issue.told:
        return []
    message = "rfp.docx on disk is older than procurement.yaml: run rfp again"
    hint = "vendor-eval rfp DIR; criteria, weights, rules and prices asked are as issued, so bids stay valid"
    return [Finding("rfp.older-text", "warning", "rfp/rfp.docx", message, hint)]


def _asked(known: Clarifications) -> list[Finding]:
    """Bidders wait for an answer, or answers wait to be published."""
    found = []
    if known.unanswered:
        message = f"questions without an answer: {', '.join(known.unanswered)}"
        hint = f"vendor-eval qa answer DIR {known.unanswered[0]} --text TEXT"
        found.append(Finding("qa.unanswered", "warning", "qa.yaml", message, hint))
    if known.waiting:
        message = f"answers that no bidder has seen yet: {', '.join(known.waiting)}"
        found.append(Finding("qa.unpublished", "warning", "qa.yaml", message, "vendor-eval qa publish DIR"))
    return found


def _stages(directory: Path, layout: Layout, standing: Standing) -> list[Stage]:
    case, here = standing.case, typed(directory)
    open_lines = [f.where for f in unfilled(directory)]
    reported = _reported(layout, case)
    return [
        Stage(
            "prepare", not open_lines, _list("still FILL IN", open_lines), f"fill in these lines of {here}"
        ),
        _issuing(here, layout, case),
        _receiving(here, case),
        _settling(here, standing),
        *_offers(here, case),
        *_scoring(here, standing),
        Stage(
            "report",
            reported,
            "" if reported else "no report of what lies here",
            f"vendor-eval report {here}",
        ),
    ]


def _issuing(here: str, layout: Layout, case: Case) -> Stage:
    """A change after the first issue is told by an addendum, which is refused once bids are due."""
    from vendor_eval.decision.procurement.published import as_issued
    from vendor_eval.operations.status.terms import official_again

    name, command = "issue the RFP", f"vendor-eval rfp {here}"
    if case.issue is None:
        return Stage(name, False, "no RFP was written", command)
    if not as_issued(case):
        missing = f"bidders were told other terms by issue {case.told_issues[-1].number}"
        return Stage(name, False, missing, official_again(layout, case, command, now()))
    older = _older_text(case)
    done = not older or any(case.responses.values())
    return Stage(name, done, "; ".join(f.message for f in older), command)


def _offers(here: str, case: Case) -> list[Stage]:
    """While bidders may still send best and final offers."""
    from vendor_eval.scoring.late import offers_early

    command = f"vendor-eval receive {here} FILE --vendor NAME"
    early = offers_early(case, now())
    return [Stage("receive best and final offers", False, f.message, command) for f in early]


def _scoring(here: str, standing: Standing) -> list[Stage]:
    """What the panel does, stage by stage if there are several."""
    from vendor_eval.operations.status.panel import final_lines, in_stages, panel_lines
    from vendor_eval.scoring.consensus import assigned, latest

    case = standing.case
    if in_stages(case):
        return _lines(here, panel_lines(standing))
    duty = assigned(case.catalogue, case.procurement.panel)
    busy = [e.id for e in case.procurement.panel if any(e in who for who in duty.values())]
    sent = {s.evaluator for s in standing.sent}
    unsent = [e for e in busy if e not in sent]
    back = [e for e in busy if e not in latest(case.sheets)]
    findings = standing.scored.findings
    owed = {f.code: f.message for f in findings if f.severity == "error"}
    scores = _scores(back, findings)
    met = next((owed[code] for code in ("consensus.missing", "consensus.no-reason") if code in owed), "")
    return [
        Stage("send score sheets", not unsent, _list("sheet of", unsent), f"vendor-eval sheets {here}"),
        Stage("collect scores", not scores, scores, f"vendor-eval collect {here} FILE..."),
        *_meeting(here, case, "" if scores else met),
        *_lines(here, final_lines(standing)),
    ]


def _lines(here: str, lines: Iterable[tuple[str, bool, str, str]]) -> list[Stage]:
    """Lines whose commands say DIR, as they are typed."""
    return [Stage(*line[:3], re.sub(r"\bDIR\b", lambda _: here, line[3])) for line in lines]


def _scores(back: list[str], findings: Sequence[Finding]) -> str:
    """Everything the panel still owes: sheets that are not back, sheets that do not count, single scores."""
    owed = [f.message for f in findings if f.code == "panel.declaration"]
    owed += [f.message for f in findings if f.code == "score.missing" and f.where not in back]
    return "; ".join(([_list("scores of", back)] if back else []) + owed)


def _meeting(here: str, case: Case, missing: str) -> list[Stage]:
    """A stage of its own where the panel's score is agreed on."""
    if case.procurement.rules.consensus != "negotiated":
        return []
    command = f"vendor-eval sheets {here} --consensus"
    return [Stage("agree on scores", bool(case.consensus) and not missing, missing, command)]


def _receiving(here: str, case: Case) -> Stage:
    """Done when every bid is complete; once the time is up, when there is any."""
    from vendor_eval.scoring.bids import bids

    standing = bids(case)
    waiting = [
        f"response of {b.vendor.name}{_why(case.responses, b)}" for b in standing if b.response is None
    ]
    if case.catalogue.price:
        waiting += [f"prices of {b.vendor.name}{_why(case.prices, b)}" for b in standing if b.price is None]
    due = case.procurement.timetable.bids_due
    over = due is not None and now() > case.procurement.timetable.local(due)
    done = bool(case.vendors) and (not waiting or (over and any(b.response for b in standing)))
    missing = _list("", waiting) if case.vendors else "no vendor is named under vendors:"
    if waiting and due is not None and not over:
        missing += f"; bids are due {case.procurement.timetable.local(due):%Y-%m-%d %H:%M}"
    return Stage("receive bids", done, missing, f"vendor-eval receive {here} FILE --vendor {_quoted(case)}")


def _why(received: Mapping[str, Sequence[object]], bid: Bid) -> str:
    """Something came, and does not count."""
    return " (late, not admitted)" if received.get(bid.vendor.id) else ""


def _settling(here: str, standing: Standing) -> Stage:
    """Under the rule ``refuse`` nothing is official while an answer is open."""
    case = standing.case
    opened = [f"{o.vendor} {o.criterion}" for s in standing.scored.standings for o in s.opened]
    done = any(case.responses.values()) and (case.procurement.rules.unanswered != "refuse" or not opened)
    return Stage("settle open answers", done, "" if done else _list("", opened), f"vendor-eval check {here}")


def _reported(layout: Layout, case: Case) -> bool:
    """Whether the report rests on what lies in the folder now."""
    try:
        outcome = json.loads((layout.report / "outcome.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(outcome, dict) and outcome.get("fingerprints") == case.fingerprints()


def _list(what: str, names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return f"{what} {', '.join(names[:6])}{more}".strip()


def _quoted(case: Case) -> str:
    waiting = next((v.name for v in case.vendors if not case.responses.get(v.id)), "NAME")
    return f'"{waiting}"' if " " in waiting else waiting
