"""The state of the panel by stage: whom it scores, which scores and records of its meeting are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from enum import Enum, auto
from typing import NamedTuple

from vendor_eval.decision.procurement.scored import Scored
from vendor_eval.findings import Finding, Severity
from vendor_eval.forms.define import meeting
from vendor_eval.forms.define.score_sheet import criteria_scored_by, is_stale, row_id
from vendor_eval.model.bids.score_sheet import CONSENSUS, FINAL, Score, ScoreSheet
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.scoring.bids import bids
from vendor_eval.scoring.consensus import evaluators_by_criterion, latest_sheets
from vendor_eval.scoring.missing_scores import scored_after_meeting
from vendor_eval.scoring.shortlist import STAGES


class NoVendors(Enum):
    """Why nobody can be scored in a part of the evaluation."""

    NO_BIDS = auto()
    SHORTLIST_OPEN = auto()
    SHORTLIST_EMPTY = auto()


class Duty(NamedTuple):
    """One missing score of an evaluator. ``row``: a returned sheet has the row, and it is blank."""

    evaluator: str
    criterion: str
    vendor: Vendor
    row: bool


class StageState(NamedTuple):
    """One stage. ``to_agree``: (criterion, vendor) that the meeting has to record, under ``negotiated``.

    ``waits``: the short list before it cannot be made yet, so nobody knows whom to score here.
    """

    stage: str
    vendors: tuple[Vendor, ...]
    waits: bool
    missing: tuple[Duty, ...]
    to_agree: tuple[tuple[str, Vendor], ...]


def vendors_to_score(case: Case, scored: Scored, part: str) -> tuple[tuple[Vendor, ...], NoVendors | None]:
    """The vendors still in; in a stage after the short list, and in ``final``, those on it."""
    out = {s.result.id for s in scored.admissions if s.result.status == "excluded"}
    admitted = tuple(b.vendor for b in scored.bids if b.response and b.vendor.id not in out)
    if not admitted:
        return (), NoVendors.NO_BIDS
    if not after_shortlist(case, part):
        return admitted, None
    if any(p.on is None for p in scored.places):
        return admitted, NoVendors.SHORTLIST_OPEN
    behind = {p.vendor for p in scored.places if p.on is False}
    left = tuple(v for v in admitted if v.name not in behind)
    return left, None if left else NoVendors.SHORTLIST_EMPTY


def after_shortlist(case: Case, part: str) -> bool:
    """Whether ``part`` (a stage, ``final``, the meeting) is for those on the short list only."""
    rule = case.procurement.rules.shortlist
    if rule is None:
        return False
    return part in (FINAL, CONSENSUS) or (part in STAGES and STAGES.index(part) > STAGES.index(rule.after))


def stages_of(case: Case) -> tuple[str, ...]:
    """The stages in which somebody on the panel scores something, in order."""
    duty = evaluators_by_criterion(case.catalogue, case.procurement.panel)
    there = {c.stage for c in case.catalogue.leaves() if duty.get(c.id)}
    return tuple(stage for stage in STAGES if stage in there)


def stage_states(case: Case, scored: Scored) -> list[StageState]:
    """A state for each of :func:`stages_of`. What a vendor left open needs no score."""
    duty = evaluators_by_criterion(case.catalogue, case.procurement.panel)
    sheets = latest_sheets(case.sheets)
    stage_by_id = {c.id: c.stage for c in case.catalogue.leaves()}
    found = []
    for stage in stages_of(case):
        vendors, nobody = vendors_to_score(case, scored, stage)
        by_name = {v.name: v for v in vendors if not nobody}
        cells = [
            c
            for c in scored.cells
            if c.state == "answered" and c.vendor in by_name and stage_by_id[c.criterion] == stage
        ]
        judged = [(c, by_name[c.vendor]) for c in cells if c.criterion in duty]
        owed = tuple(
            Duty(e.id, c.criterion, vendor, _has_row(sheets, e.id, c.criterion, vendor.id))
            for e in case.procurement.panel
            for c, vendor in judged
            if e in duty[c.criterion] and e.name not in c.scores
        )
        agree = tuple((c.criterion, v) for c, v in judged if not _agreed(case, c))
        found.append(StageState(stage, vendors, nobody is NoVendors.SHORTLIST_OPEN, owed, agree))
    return found


def meeting_cells(case: Case, scored: Scored, vendors: Sequence[Vendor], stage: str = "") -> dict[str, Cell]:
    """By row id what the meeting can discuss: answered, and scored by an evaluator."""
    ids = {v.name: v.id for v in vendors}
    wanted = {c.id for c in case.catalogue.leaves() if c.by_panel and stage in ("", c.stage)}
    return {
        row_id(c.criterion, ids[c.vendor]): c
        for c in scored.cells
        if c.criterion in wanted and c.vendor in ids and c.state == "answered" and c.scores
    }


def changed_rows(case: Case, scored: Scored) -> dict[str, list[tuple[str, Vendor]]]:
    """By evaluator, (criterion, vendor): what a vendor still in has changed since the evaluator scored it."""
    still_in = {v.id: v for v in vendors_to_score(case, scored, FINAL)[0]}
    responses = {b.vendor.id: b.response for b in scored.bids if b.response}
    sheets = latest_sheets(case.sheets)
    return {
        e.id: [
            (s.criterion, still_in[s.vendor])
            for s in (sheets[e.id].scores if e.id in sheets else ())
            if s.score is not None
            and s.vendor in still_in
            and s.criterion in {c.id for c in criteria_scored_by(e, case.catalogue)}
            and is_stale(s, responses)
        ]
        for e in case.procurement.panel
    }


def meeting_scores(case: Case, rows: Set[str]) -> meeting.PanelScores:
    """What the sheet of the meeting shows in ``rows``: own scores, and what was agreed on before."""
    met = latest_sheets(case.consensus).get(CONSENSUS)
    own = {evaluator: by_row(sheet.scores) for evaluator, sheet in latest_sheets(case.sheets).items()}
    agreed = by_row(met.scores) if met else {}
    again = {row_id(criterion, vendor) for vendor, criterion in scored_after_meeting(case)}
    responses = {b.vendor.id: b.response for b in bids(case) if b.response}
    unchanged = {row for row, score in agreed.items() if row not in again and not is_stale(score, responses)}
    return meeting.PanelScores(own, agreed, rows, unchanged)


def by_row(scores: Sequence[Score]) -> dict[str, Score]:
    return {row_id(s.criterion, s.vendor): s for s in scores}


def _has_row(sheets: Mapping[str, ScoreSheet], evaluator: str, criterion: str, vendor: str) -> bool:
    return evaluator in sheets and sheets[evaluator].score(vendor, criterion) is not None


def _agreed(case: Case, cell: Cell) -> bool:
    if case.procurement.rules.consensus != "negotiated":
        return True
    return cell.consensus is not None and bool(cell.consensus_reason)


def stages_until(states: Iterable[StageState], after: str) -> list[StageState]:
    """The stages that a short list made after ``after`` rests on."""
    return [s for s in states if STAGES.index(s.stage) <= STAGES.index(after)]


def stage_score_findings(case: Case, states: Iterable[StageState]) -> list[Finding]:
    """What these stages lack: scores by evaluator, and records of the meeting by criterion."""
    negotiated = case.procurement.rules.consensus == "negotiated"
    findings = []
    for state in states:
        for evaluator in dict.fromkeys(d.evaluator for d in state.missing):
            mine = [(d.criterion, d.vendor) for d in state.missing if d.evaluator == evaluator]
            # The meeting begins from these; where it has agreed already, nothing waits for them.
            waits = not negotiated or any(place in state.to_agree for place in mine)
            severity: Severity = "error" if waits else "warning"
            message = f"{evaluator} has not scored, in the stage {state.stage}: {by_criterion(mine, state)}"
            hint = (
                f"vendor-eval sheets DIR --stage {state.stage} writes the sheet, with all scores so far; "
                "take it back with: vendor-eval collect DIR FILE"
            )
            findings.append(Finding("score.missing", severity, evaluator, message, hint))
        if state.to_agree and negotiated:
            message = (
                f"the meeting has recorded no score with a reason, in the stage {state.stage}, for: "
                f"{by_criterion(state.to_agree, state)}"
            )
            hint = (
                f"its sheet: vendor-eval sheets DIR --consensus --stage {state.stage}; take it back with: "
                "vendor-eval collect DIR FILE"
            )
            findings.append(Finding("consensus.missing", "error", CONSENSUS, message, hint))
    return findings


def by_criterion(places: Sequence[tuple[str, Vendor]], state: StageState) -> str:
    """``U-1, U-3 (all bids still in) and U-2 (Aurora)``: criteria of the same vendors are listed together."""
    names: dict[str, list[str]] = {}
    for criterion, vendor in places:
        names.setdefault(criterion, []).append(vendor.name)
    together: dict[tuple[str, ...], list[str]] = {}
    for criterion, vendors in names.items():
        together.setdefault(tuple(vendors), []).append(criterion)
    everybody = len(state.vendors)
    return " and ".join(
        f"{', '.join(ids)} ({'all bids still in' if 1 < everybody == len(whom) else ', '.join(whom)})"
        for whom, ids in together.items()
    )
