"""The score sheets of the evaluators: for whom, with which criteria and vendors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vendor_eval.decision.procurement.scored import Scored, score
from vendor_eval.decision.procurement.stages import (
    NoVendors,
    by_row,
    changed_rows,
    stage_score_findings,
    stage_states,
    stages_until,
    vendors_to_score,
)
from vendor_eval.findings import Finding
from vendor_eval.forms.define.score_sheet import criteria_scored_by, score_form
from vendor_eval.forms.write.form import write
from vendor_eval.model.bids.score_sheet import CONSENSUS
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.scoring.bids import bids
from vendor_eval.scoring.consensus import evaluators_by_criterion, latest_sheets


def evaluator_sheets(case: Case, part: str) -> tuple[dict[str, bytes], list[Finding]]:
    """File name -> workbook, for each evaluator with something to score in ``part``; scores so far are in it.

    None where the Findings have an error that forbids it. ``part``: a stage, ``final``, or empty for all.
    """
    vendors, findings = sheet_vendors(case, score(case), part)
    if not vendors:
        return {}, findings
    panel = case.procurement.panel
    findings += _without_evaluator(evaluators_by_criterion(case.catalogue, panel))
    busy = [e for e in panel if criteria_scored_by(e, case.catalogue, part)]
    if not busy:
        return {}, [*findings, no_criteria(part)]
    responses = {b.vendor.id: b.response for b in bids(case) if b.response}
    fingerprint = rfp_fingerprint(case.procurement, case.catalogue, case.weights)
    known = latest_sheets(case.sheets)
    files = {}
    for evaluator in busy:
        earlier = by_row(known[evaluator.id].scores) if evaluator.id in known else {}
        form = score_form(
            case.procurement,
            case.catalogue,
            evaluator,
            vendors,
            responses,
            fingerprint,
            part=part,
            earlier=earlier,
        )
        files[f"{evaluator.id}{f'-{part}' if part else ''}.xlsx"] = write(form)
    return files, findings


def rows_to_score_again(case: Case) -> dict[str, tuple[str, ...]]:
    """By evaluator, ``CRITERION vendor`` of each answer that changed since it was scored."""
    rows = changed_rows(case, score(case))
    return {e: tuple(f"{c} {v.name}" for c, v in mine) for e, mine in rows.items() if mine}


def no_criteria(part: str) -> Finding:
    hint = "stages stand in the catalogue: vendor-eval criteria show DIR"
    message = f"no criterion of the stage {part} is scored by the panel"
    return Finding("sheets.no-criteria", "error", part, message, hint)


def sheet_vendors(case: Case, scored: Scored, part: str) -> tuple[Sequence[Vendor], list[Finding]]:
    """The vendors still in; in a stage after the short list, those on it."""
    vendors, nobody = vendors_to_score(case, scored, part)
    if not nobody or (nobody is NoVendors.SHORTLIST_OPEN and part == CONSENSUS):
        return vendors, []
    if nobody is NoVendors.SHORTLIST_OPEN:
        return (), _no_shortlist(case, scored)
    if nobody is NoVendors.SHORTLIST_EMPTY:
        hint = "see why with: vendor-eval shortlist DIR"
        return (), [Finding("sheets.no-bids", "error", "", "no vendor is on the short list", hint)]
    hint = "take bids in first: vendor-eval receive DIR FILE --vendor NAME"
    return (), [Finding("sheets.no-bids", "error", "", "there is no admitted bid to score", hint)]


def _no_shortlist(case: Case, scored: Scored) -> list[Finding]:
    rule = case.procurement.rules.shortlist
    owed = stage_score_findings(case, stages_until(stage_states(case, scored), rule.after)) if rule else []
    hint = "see what is missing with: vendor-eval shortlist DIR"
    message = "the short list cannot be made yet, so it is not known whose bids to score"
    owed += [f for f in scored.findings if f.code == "panel.declaration"]
    return [Finding("sheets.no-shortlist", "error", "", message, hint), *owed]


def _without_evaluator(assignment: Mapping[str, Sequence[object]]) -> list[Finding]:
    """Criteria that the panel scores and nobody is assigned to."""
    criteria = [criterion for criterion, evaluators in assignment.items() if not evaluators]
    if not criteria:
        return []
    hint = "name an evaluator with these criteria, or their group, under panel: in procurement.yaml"
    message = f"nobody on the panel scores {', '.join(criteria)}"
    return [Finding("panel.nobody", "error", "procurement.yaml", message, hint)]
