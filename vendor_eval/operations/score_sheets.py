"""Which sheets ``sheets`` writes: for whom, with which criteria and vendors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from vendor_eval.decision.procurement.scored import Scored, score
from vendor_eval.decision.procurement.stages import (
    NoVendors,
    by_row,
    changed_rows,
    meeting_cells,
    meeting_scores,
    stage_score_findings,
    stage_states,
    stages_of,
    stages_until,
    vendors_to_score,
)
from vendor_eval.findings import Finding
from vendor_eval.forms.define import meeting
from vendor_eval.forms.define.score_sheet import criteria_scored_by, score_form
from vendor_eval.forms.write.form import write
from vendor_eval.model.bids.score_sheet import CONSENSUS, FINAL
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.scoring.bids import bids
from vendor_eval.scoring.consensus import evaluators_by_criterion, latest_sheets


class Sheets(NamedTuple):
    """Name in the folder ``sheets`` -> bytes; nothing where ``findings`` have an error that stops it."""

    files: dict[str, bytes]
    what: str
    findings: list[Finding]
    said: tuple[str, ...] = ()
    data: dict[str, Any] = {}


def evaluators_sheets(case: Case, part: str) -> Sheets:
    """A workbook for each evaluator who has something to score in ``part``; scores so far are in it."""
    scored = score(case)
    vendors, findings = _vendors(case, scored, part)
    if not vendors:
        return Sheets({}, "", findings)
    panel = case.procurement.panel
    findings += _nobody(evaluators_by_criterion(case.catalogue, panel))
    busy = [e for e in panel if criteria_scored_by(e, case.catalogue, part)]
    if not busy:
        return Sheets({}, "", [*findings, _no_criteria(part)])
    responses = {b.vendor.id: b.response for b in bids(case) if b.response}
    mark = rfp_fingerprint(case.procurement, case.catalogue, case.weights)
    known = latest_sheets(case.sheets)
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
                earlier=by_row(known[e.id].scores) if e.id in known else {},
            )
        )
        for e in busy
    }
    said, data = _again(case, scored) if part == FINAL else ((), {})
    return Sheets(files, f"{len(files)} score sheets{f', {part}' if part else ''}", findings, said, data)


def _no_criteria(part: str) -> Finding:
    hint = "stages stand in the catalogue: vendor-eval criteria show DIR"
    message = f"no criterion of the stage {part} is scored by the panel"
    return Finding("sheets.no-criteria", "error", part, message, hint)


def _again(case: Case, scored: Scored) -> tuple[tuple[str, ...], dict[str, Any]]:
    """What has to be scored again, since the vendor changed its answer; all else is filled in."""
    by_evaluator = {e: rows for e, rows in changed_rows(case, scored).items() if rows}
    rows = list(dict.fromkeys(f"{c} {v.name}" for mine in by_evaluator.values() for c, v in mine))
    if not rows:
        said = "No answer has changed since it was scored: all scores so far are filled in."
        return (said,), {"again": []}
    said = (
        f"To score again, since the answer changed: {', '.join(rows)}. Other scores so far are filled in, so "
        f"sheets have to come back of: {', '.join(by_evaluator)}."
    )
    return (said,), {"again": rows}


def meeting_sheet(case: Case, stage: str = "") -> Sheets:
    """The one workbook of the panel's meeting, for one stage or all, and how many of its rows are marked.

    Its rows are those that somebody has scored alone and whose answer can be scored at all.
    """
    scored = score(case)
    vendors, findings = _vendors(case, scored, stage or CONSENSUS)
    if not vendors:
        return Sheets({}, "", findings)
    rows = meeting_cells(case, scored, vendors, stage)
    if not rows:
        return Sheets({}, "", [*findings, _no_scores(case, stage)])
    findings += _still_owed(case, scored, stage)
    form = meeting.meeting_form(
        case.procurement,
        case.catalogue,
        vendors,
        {b.vendor.id: b.response for b in bids(case) if b.response},
        meeting_scores(case, rows.keys()),
        rfp_fingerprint(case.procurement, case.catalogue, case.weights),
        stage,
    )
    flagged = _flagged(case, rows.values())
    limit = case.procurement.rules.spread_percent
    said = f"{len(flagged)} scores differ by more than {limit:g} percent of the scale" + (
        f": {', '.join(flagged[:8])}{' ...' if len(flagged) > 8 else ''}" if flagged else "."
    )
    name = f"consensus{f'-{stage}' if stage else ''}.xlsx"
    what = f"sheet of the meeting{f', {stage}' if stage else ''}"
    return Sheets({name: write(form)}, what, findings, (said,), {"flagged": flagged})


def _no_scores(case: Case, stage: str) -> Finding:
    if stage and stage not in stages_of(case):
        return _no_criteria(stage)
    message = f"no evaluator's scores{f' of the stage {stage}' if stage else ''} are in yet"
    option = f" --stage {stage}" if stage else ""
    hint = f"the meeting begins from independent scores: vendor-eval sheets DIR{option}, then collect"
    return Finding("sheets.no-scores", "error", stage, message, hint)


def _still_owed(case: Case, scored: Scored, stage: str) -> list[Finding]:
    """Who has not scored what the meeting will speak of. Its sheet can be written; it better waits."""
    states = [s for s in stage_states(case, scored) if stage in ("", s.stage)]
    found = [f for f in stage_score_findings(case, states) if f.code == "score.missing"]
    found += [f for f in scored.findings if f.code == "panel.declaration"]
    return [replace(f, severity="warning") for f in found]


def _flagged(case: Case, cells: Iterable[Cell]) -> list[str]:
    best = {c.id: c.value for c in case.catalogue.leaves() if isinstance(c.value, Rubric)}
    limit = case.procurement.rules.spread_percent
    return [
        f"{c.criterion} {c.vendor}"
        for c in cells
        if meeting.above_spread_limit(meeting.spread(best[c.criterion], list(c.scores.values())), limit)
    ]


def _vendors(case: Case, scored: Scored, part: str) -> tuple[Sequence[Vendor], list[Finding]]:
    """The vendors still in; in a stage after the short list, those on it."""
    vendors, nobody = vendors_to_score(case, scored, part)
    if not nobody or (nobody is NoVendors.SHORTLIST_OPEN and part == CONSENSUS):
        return vendors, []
    if nobody is NoVendors.SHORTLIST_OPEN:
        after = case.procurement.rules.shortlist
        owed = (
            stage_score_findings(case, stages_until(stage_states(case, scored), after.after)) if after else []
        )
        hint = "see what is missing with: vendor-eval shortlist DIR"
        message = "the short list cannot be made yet, so it is not known whose bids to score"
        owed += [f for f in scored.findings if f.code == "panel.declaration"]
        return (), [Finding("sheets.no-shortlist", "error", "", message, hint), *owed]
    if nobody is NoVendors.SHORTLIST_EMPTY:
        hint = "see why with: vendor-eval shortlist DIR"
        return (), [Finding("sheets.no-bids", "error", "", "no vendor is on the short list", hint)]
    hint = "take bids in first: vendor-eval receive DIR FILE --vendor NAME"
    return (), [Finding("sheets.no-bids", "error", "", "there is no admitted bid to score", hint)]


def _nobody(duty: Mapping[str, Sequence[object]]) -> list[Finding]:
    """Criteria that the panel scores and nobody is assigned to."""
    alone = [criterion for criterion, who in duty.items() if not who]
    if not alone:
        return []
    hint = "name an evaluator with these criteria, or their group, under panel: in procurement.yaml"
    message = f"nobody on the panel scores {', '.join(alone)}"
    return [Finding("panel.nobody", "error", "procurement.yaml", message, hint)]
