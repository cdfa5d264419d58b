"""The one workbook of the panel's meeting, for one stage or all, and which of its rows are marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vendor_eval.decision.procurement.scored import Scored, score
from vendor_eval.decision.procurement.stages import (
    meeting_cells,
    meeting_scores,
    stage_score_findings,
    stage_states,
    stages_of,
)
from vendor_eval.findings import Finding
from vendor_eval.forms.define import meeting
from vendor_eval.forms.write.form import write
from vendor_eval.model.bids.score_sheet import CONSENSUS
from vendor_eval.model.case import Case
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.operations.panel.evaluator_sheets import no_criteria, sheet_vendors
from vendor_eval.scoring.bids import bids


def meeting_sheet(case: Case, stage: str = "") -> tuple[dict[str, bytes], tuple[str, ...], list[Finding]]:
    """File name -> workbook (none where a Finding forbids it), and ``CRITERION vendor`` of the marked rows.

    Its rows are those that somebody has scored alone and whose answer can be scored at all.
    """
    scored = score(case)
    vendors, findings = sheet_vendors(case, scored, stage or CONSENSUS)
    if not vendors:
        return {}, (), findings
    rows = meeting_cells(case, scored, vendors, stage)
    if not rows:
        return {}, (), [*findings, _no_scores(case, stage)]
    findings += _owed(case, scored, stage)
    form = meeting.meeting_form(
        case.procurement,
        case.catalogue,
        vendors,
        {b.vendor.id: b.response for b in bids(case) if b.response},
        meeting_scores(case, rows.keys()),
        rfp_fingerprint(case.procurement, case.catalogue, case.weights),
        stage,
    )
    name = f"consensus{f'-{stage}' if stage else ''}.xlsx"
    return {name: write(form)}, tuple(_flagged(case, rows.values())), findings


def _no_scores(case: Case, stage: str) -> Finding:
    if stage and stage not in stages_of(case):
        return no_criteria(stage)
    message = f"no evaluator's scores{f' of the stage {stage}' if stage else ''} are in yet"
    option = f" --stage {stage}" if stage else ""
    hint = f"the meeting begins from independent scores: vendor-eval sheets DIR{option}, then collect"
    return Finding("sheets.no-scores", "error", stage, message, hint)


def _owed(case: Case, scored: Scored, stage: str) -> list[Finding]:
    """Who has not scored what the meeting will speak of. Its sheet can be written; it better waits."""
    states = [s for s in stage_states(case, scored) if stage in ("", s.stage)]
    found = [f for f in stage_score_findings(case, states) if f.code == "score.missing"]
    found += [f for f in scored.findings if f.code == "panel.declaration"]
    return [replace(f, severity="warning") for f in found]


def _flagged(case: Case, cells: Iterable[Cell]) -> list[str]:
    rubrics = {c.id: c.value for c in case.catalogue.leaves() if isinstance(c.value, Rubric)}
    limit = case.procurement.rules.spread_percent
    return [
        f"{c.criterion} {c.vendor}"
        for c in cells
        if meeting.above_spread_limit(meeting.spread(rubrics[c.criterion], list(c.scores.values())), limit)
    ]
