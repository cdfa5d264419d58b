"""Which sheets ``sheets`` writes: for whom, with which criteria and vendors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from vendor_eval.decision.table import Scored, score
from vendor_eval.findings import Finding
from vendor_eval.forms import meeting
from vendor_eval.forms.scoresheet import row_id, score_form, scored_by
from vendor_eval.forms.write import write
from vendor_eval.model.case import Case
from vendor_eval.model.fingerprint import rfp_fingerprint
from vendor_eval.model.procurement import Vendor
from vendor_eval.model.scoresheet import CONSENSUS, FINAL, Score
from vendor_eval.model.value import Rubric
from vendor_eval.scoring.bids import bids
from vendor_eval.scoring.consensus import assigned, latest
from vendor_eval.scoring.shortlist import STAGES


class Sheets(NamedTuple):
    """Name in the folder ``sheets`` -> bytes; nothing where ``findings`` have an error that stops it."""

    files: dict[str, bytes]
    what: str
    findings: list[Finding]
    said: tuple[str, ...] = ()
    data: dict[str, Any] = {}


def evaluators_sheets(case: Case, part: str) -> Sheets:
    """A workbook for each evaluator who has something to score in ``part``."""
    vendors, findings = _vendors(case, score(case), part)
    if not vendors:
        return Sheets({}, "", findings)
    panel = case.procurement.panel
    findings += _nobody(assigned(case.catalogue, panel))
    busy = [e for e in panel if scored_by(e, case.catalogue, part)]
    if not busy:
        hint = "stages stand in the catalogue: vendor-eval criteria show DIR"
        message = f"no criterion of the stage {part} is scored by the panel"
        return Sheets({}, "", [*findings, Finding("sheets.no-criteria", "error", part, message, hint)])
    responses = {b.vendor.id: b.response for b in bids(case) if b.response}
    mark = rfp_fingerprint(case.procurement, case.catalogue, case.weights)
    known = latest(case.sheets) if part == FINAL else {}
    tail = f"-{part}" if part else ""
    files = {
        f"{e.id}{tail}.xlsx": write(
            score_form(
                case.procurement,
                case.catalogue,
                e,
                vendors,
                responses,
                mark,
                part=part,
                earlier=_by_row(known[e.id].scores) if e.id in known else {},
            )
        )
        for e in busy
    }
    return Sheets(files, f"{len(files)} score sheets{f', {part}' if part else ''}", findings)


def meeting_sheet(case: Case) -> Sheets:
    """The one workbook of the panel's meeting, and how many of its rows are marked."""
    scored = score(case)
    vendors, findings = _vendors(case, scored, CONSENSUS)
    sheets = latest(case.sheets)
    if not vendors:
        return Sheets({}, "", findings)
    if not sheets:
        hint = "the meeting begins from independent scores: vendor-eval sheets DIR, then collect"
        findings.append(Finding("sheets.no-scores", "error", "", "no evaluator's scores are in yet", hint))
        return Sheets({}, "", findings)
    findings += [
        Finding(f.code, "warning", f.where, f.message, f.hint)
        for f in scored.findings
        if f.code in ("score.missing", "panel.declaration")
    ]
    agreed = latest(case.consensus).get(CONSENSUS)
    own = {evaluator: _by_row(sheet.scores) for evaluator, sheet in sheets.items()}
    form = meeting.meeting_form(
        case.procurement,
        case.catalogue,
        vendors,
        {b.vendor.id: b.response for b in bids(case) if b.response},
        meeting.Scored(own, _by_row(agreed.scores) if agreed else {}),
        rfp_fingerprint(case.procurement, case.catalogue, case.weights),
    )
    rows = _flagged(case, scored, {v.name for v in vendors})
    limit = case.procurement.rules.spread_percent
    said = f"{len(rows)} scores differ by more than {limit:g} percent of the scale" + (
        f": {', '.join(rows[:8])}{' ...' if len(rows) > 8 else ''}" if rows else "."
    )
    return Sheets(
        {"consensus.xlsx": write(form)}, "sheet of the meeting", findings, (said,), {"flagged": rows}
    )


def _flagged(case: Case, scored: Scored, vendors: set[str]) -> list[str]:
    best = {c.id: c.value for c in case.catalogue.leaves() if isinstance(c.value, Rubric)}
    limit = case.procurement.rules.spread_percent
    return [
        f"{c.criterion} {c.vendor}"
        for c in scored.cells
        if c.vendor in vendors
        and c.criterion in best
        and meeting.flagged(meeting.spread(best[c.criterion], list(c.scores.values())), limit)
    ]


def _by_row(scores: Sequence[Score]) -> dict[str, Score]:
    return {row_id(s.criterion, s.vendor): s for s in scores}


def _vendors(case: Case, scored: Scored, part: str) -> tuple[list[Vendor], list[Finding]]:
    """The vendors still in; in a stage after the short list, those on it."""
    out = {s.result.id for s in scored.standings if s.result.status == "excluded"}
    standing = [b.vendor for b in scored.bids if b.response and b.vendor.id not in out]
    if not standing:
        hint = "take bids in first: vendor-eval receive DIR FILE --vendor NAME"
        return [], [Finding("sheets.no-bids", "error", "", "there is no admitted bid to score", hint)]
    rule = case.procurement.rules.shortlist
    after = rule is not None and (
        part in (FINAL, CONSENSUS) or (part in STAGES and STAGES.index(part) > STAGES.index(rule.after))
    )
    if not after:
        return standing, []
    behind = {p.vendor for p in scored.places if p.on is False}
    undecided = [p.vendor for p in scored.places if p.on is None]
    if undecided and part != CONSENSUS:
        hint = "see what is missing with: vendor-eval shortlist DIR"
        message = "the short list cannot be made yet, so it is not known whose bids to score"
        return [], [Finding("sheets.no-shortlist", "error", "", message, hint)]
    left = [v for v in standing if v.name not in behind]
    if not left:
        hint = "see why with: vendor-eval shortlist DIR"
        return [], [Finding("sheets.no-bids", "error", "", "no vendor is on the short list", hint)]
    return left, []


def _nobody(duty: Mapping[str, Sequence[object]]) -> list[Finding]:
    """Criteria that the panel scores and nobody is assigned to."""
    alone = [criterion for criterion, who in duty.items() if not who]
    if not alone:
        return []
    hint = "name an evaluator with these criteria, or their group, under panel: in procurement.yaml"
    message = f"nobody on the panel scores {', '.join(alone)}"
    return [Finding("panel.nobody", "error", "procurement.yaml", message, hint)]
