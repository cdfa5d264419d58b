"""Scores, and records of the meeting, that are missing for the vendors that can be ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from vendor_eval.findings import Finding
from vendor_eval.model.bids.score_sheet import CONSENSUS, Declaration, ScoreSheet
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.scoring.conflicts import declaration_findings
from vendor_eval.scoring.consensus import missing_consensus, missing_scores
from vendor_eval.scoring.values import Panel


def missing_score_findings(case: Case, cells: Sequence[Cell], panel: Panel, out: Set[str]) -> list[Finding]:
    """One Finding an evaluator, and what the rule ``negotiated`` wants; none for vendors that are ``out``."""
    rubrics = {c.id for c in case.catalogue.leaves() if isinstance(c.value, Rubric)}
    judged = [c for c in cells if c.criterion in rubrics and c.state == "answered" and c.vendor not in out]
    needed: dict[str, dict[tuple[str, str], bool]] = {e.id: {} for e in case.procurement.panel}
    for c in judged:
        for evaluator in panel.assigned[c.criterion]:
            needed[evaluator.id][c.vendor, c.criterion] = evaluator.name in c.scores
    findings = list(_undeclared(case))
    ids = {v.name: v.id for v in case.vendors}
    rowless = {
        e
        for e, places in needed.items()
        if e in panel.sheets
        for (vendor, criterion), there in places.items()
        if not there and panel.sheets[e].score(ids[vendor], criterion) is None
    }
    negotiated = case.procurement.rules.consensus == "negotiated"
    findings += missing_scores(needed, panel.sheets, "warning" if negotiated else "error", rowless)
    if negotiated:
        unscored = [(c.vendor, c.criterion) for c in judged if c.consensus is None]
        bare = [(c.vendor, c.criterion) for c in judged if c.consensus is not None and not c.consensus_reason]
        findings += missing_consensus(unscored, bare) + _scored_again(case)
    nobody = list(dict.fromkeys(c.criterion for c in judged if not panel.assigned[c.criterion]))
    if nobody:
        hint = "name an evaluator with these criteria, or their group, under panel: in procurement.yaml"
        message = f"nobody on the panel scores {', '.join(nobody)}"
        findings.append(Finding("panel.nobody", "error", "procurement.yaml", message, hint))
    return findings


def _undeclared(case: Case) -> Iterator[Finding]:
    """Evaluators whose newest sheet came without the declaration, so that it does not count."""
    newest: dict[str, ScoreSheet] = {}
    for sheet in sorted(case.sheets, key=lambda s: s.version):
        newest[sheet.evaluator] = sheet
    for evaluator in case.procurement.panel:
        last = newest.get(evaluator.id)
        if last is not None and not last.counts:
            yield from declaration_findings(evaluator, last.declaration or Declaration(), last.file)


def scored_after_meeting(case: Case) -> dict[tuple[str, str], list[str]]:
    """By (vendor id, criterion) who scored otherwise after the meeting had agreed on it.

    The meeting cannot have taken that into account. A sheet that repeats what was known then, or
    scores other rows, changes nothing for it.
    """
    met = {
        (score.vendor, score.criterion): sheet.received_at
        for sheet in sorted(case.consensus, key=lambda s: s.version)
        for score in sheet.scores
        if score.score is not None
    }
    known: dict[tuple[str, str, str], float | None] = {}
    later: dict[tuple[str, str], list[str]] = {}
    for sheet in sorted((s for s in case.sheets if s.counts), key=lambda s: s.version):
        for score in sheet.scores:
            row = (score.vendor, score.criterion)
            before, then = known.get((sheet.evaluator, *row)), met.get(row)
            known[sheet.evaluator, *row] = score.score
            after = then is not None and sheet.received_at > then
            if after and score.score not in (None, before):
                later.setdefault(row, []).append(sheet.evaluator)
    return later


def _scored_again(case: Case) -> list[Finding]:
    later = dict.fromkeys(who for names in scored_after_meeting(case).values() for who in names)
    if not later:
        return []
    message = f"scored again after the meeting: {', '.join(later)}"
    hint = "what the meeting agreed on still counts; meet again if it should not"
    return [Finding("consensus.older", "warning", CONSENSUS, message, hint)]
