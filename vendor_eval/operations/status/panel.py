"""The stages of the panel: scores, meetings, short list, best and final offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from vendor_eval.decision.procurement.scored import Scored, score
from vendor_eval.decision.procurement.stages import (
    Duty,
    StageState,
    by_criterion,
    changed_rows,
    meeting_cells,
    meeting_scores,
    stage_states,
    stages_of,
    vendors_to_score,
)
from vendor_eval.findings import Finding
from vendor_eval.forms.define.meeting import shown_hashes
from vendor_eval.forms.define.score_sheet_words import PARTS
from vendor_eval.model.bids.response import Response
from vendor_eval.model.bids.score_sheet import CONSENSUS, FINAL
from vendor_eval.model.case import Case
from vendor_eval.operations.status.stage import Stage
from vendor_eval.scoring.bids import times_of
from vendor_eval.scoring.shortlist import STAGES
from vendor_eval.scoring.stale_sheets import PartVendors, SentSheet, has_current_sheet, stale_sheet_findings


class PanelProgress(NamedTuple):
    """What is known of the panel's work."""

    case: Case
    scored: Scored
    sent: Sequence[SentSheet]
    responses: Mapping[str, Response]


def panel_progress(case: Case, sent: Sequence[SentSheet]) -> PanelProgress:
    scored = score(case)
    return PanelProgress(case, scored, sent, {b.vendor.id: b.response for b in scored.bids if b.response})


def in_stages(case: Case) -> bool:
    """Whether the panel works in stages: there are several, or a short list parts them."""
    return len(stages_of(case)) > 1 or case.procurement.rules.shortlist is not None


def outdated(progress: PanelProgress) -> list[Finding]:
    """Sheets in the folder that were written before a bid was admitted or its answers changed."""
    parts = []
    for part in ("", *STAGES, FINAL):
        vendors, nobody = vendors_to_score(progress.case, progress.scored, part)
        if not nobody:
            parts.append(PartVendors(part, vendors))
    return stale_sheet_findings(progress.case, progress.sent, parts, progress.responses)


def panel_stages(progress: PanelProgress) -> list[Stage]:
    """In order: each stage, its meeting where the rule wants one, the short list, best and final offers."""
    rule = progress.case.procurement.rules.shortlist
    stages: list[Stage] = []
    states = stage_states(progress.case, progress.scored)
    early = [s for s in states if rule and STAGES.index(s.stage) <= STAGES.index(rule.after)]
    for state in early:
        stages += _stage(progress, state)
    if rule:
        stages.append(_shortlist(progress, PARTS[rule.after]))
    for state in states[len(early) :]:
        stages += _stage(progress, state)
    return [*stages, *final_stages(progress)]


def missing_of(duties: Sequence[Duty], state: StageState) -> str:
    """Who owes what, at most six criteria of each."""
    said = []
    for evaluator in dict.fromkeys(d.evaluator for d in duties):
        mine = [(d.criterion, d.vendor) for d in duties if d.evaluator == evaluator]
        first = list(dict.fromkeys(c for c, _ in mine))
        few = by_criterion([(c, v) for c, v in mine if c in first[:6]], state)
        said.append(f"{evaluator}: {few}{f' and {len(first) - 6} more' if len(first) > 6 else ''}")
    return "; ".join(said)


def _stage(progress: PanelProgress, state: StageState) -> Iterator[Stage]:
    name, option = PARTS[state.stage], f" --stage {state.stage}"
    negotiated = progress.case.procurement.rules.consensus == "negotiated"
    waits = "waits for the short list" if state.waits else "" if state.vendors else "no bid to score yet"
    undeclared = _undeclared(progress, state)
    missing = "; ".join(x for x in (missing_of(state.missing, state), *undeclared) if x)
    write = f"vendor-eval sheets DIR{option}"
    command = write if _unsent(progress, state) else "vendor-eval collect DIR FILE..."
    yield Stage(f"score {name}", not (waits or missing), waits or missing, command)
    if negotiated:
        agree = by_criterion(state.to_agree, state) if state.to_agree else ""
        if agree and len(agree) > 200:
            agree = f"{len(state.to_agree)} scores"
        ready = _meeting_sheet(progress, state.stage, {v.id for _, v in state.to_agree})
        command = "vendor-eval collect DIR FILE" if ready else f"vendor-eval sheets DIR --consensus{option}"
        agree = f"the meeting has not agreed on {agree}" if agree else ""
        yield Stage(f"agree on {name}", not (waits or agree), waits or agree, command)


def _unsent(progress: PanelProgress, state: StageState) -> bool:
    """Whether somebody who owes a score has no sheet with its row."""
    panel = {e.id: e for e in progress.case.procurement.panel}
    wanted: dict[tuple[str, str], set[str]] = {}
    for d in state.missing:
        if not d.row:
            wanted.setdefault((d.evaluator, d.vendor.id), set()).add(d.criterion)
    by_id = {v.id: v for v in state.vendors}
    return any(
        not has_current_sheet(progress.case, panel[e], by_id[v], criteria, progress.sent, progress.responses)
        for (e, v), criteria in wanted.items()
    )


def _undeclared(progress: PanelProgress, state: StageState) -> list[str]:
    """Sheets of this stage that came back without the declaration; those of no stage stand with the first."""
    part = {s.file: s.part for s in progress.case.sheets}
    first = stages_of(progress.case)[0]
    return [
        f.message
        for f in progress.scored.findings
        if f.code == "panel.declaration"
        and f.subject
        and state.stage == (of if (of := part.get(f.subject.file)) in STAGES else first)
    ]


def _meeting_sheet(progress: PanelProgress, part: str, needed: Set[str]) -> bool:
    """Whether a sheet of the meeting lies there that has the vendors ``needed`` with scores of now."""
    for stage in dict.fromkeys((part, "")):
        vendors, _ = vendors_to_score(progress.case, progress.scored, stage or CONSENSUS)
        rows = meeting_cells(progress.case, progress.scored, vendors, stage)
        shown = shown_hashes(vendors, progress.responses, meeting_scores(progress.case, rows.keys()))
        there = [s.shown for s in progress.sent if s.evaluator == CONSENSUS and s.part == stage]
        if rows and shown in there and needed <= shown.keys():
            return True
    return False


def _shortlist(progress: PanelProgress, name: str) -> Stage:
    places = progress.scored.places
    done = bool(places) and all(p.on is not None for p in places)
    waiting = "" if done else "not decided: scores are missing" if places else "no bid is admitted"
    return Stage(f"short list after {name}", done, waiting, "vendor-eval shortlist DIR")


def final_stages(progress: PanelProgress) -> Iterator[Stage]:
    """Only once bidders were invited, or such sheets were written: nobody has to ask for such offers."""
    back = {s.evaluator for s in progress.case.sheets if s.part == FINAL and s.counts}
    sent = {s.evaluator for s in progress.sent if s.part == FINAL and s.evaluator != CONSENSUS}
    changed = {e: rows for e, rows in changed_rows(progress.case, progress.scored).items() if rows}
    invited = any(times_of(progress.case, v.id).final for v in progress.case.vendors)
    if not (sent or back or (invited and changed)):
        return
    # Where no answer changed, all are asked for what they saw; otherwise those whose rows are open.
    out = [e.id for e in progress.case.procurement.panel if e.id in (changed or (set() if back else sent))]
    rows = {e: ", ".join(f"{criterion} {v.name}" for criterion, v in mine) for e, mine in changed.items()}
    missing = [f"{e}: {rows[e]}" if e in rows else f"sheet of {e}" for e in out]
    panel = {e.id: e for e in progress.case.procurement.panel}
    asked = all(
        has_current_sheet(progress.case, panel[e], v, {criterion}, progress.sent, progress.responses)
        for e, mine in changed.items()
        for criterion, v in mine
    )
    command = "collect DIR FILE..." if asked else "sheets DIR --final"
    yield Stage(f"score {PARTS[FINAL]}", not out, "; ".join(missing), f"vendor-eval {command}")
    older = [
        f.message
        for f in progress.scored.findings
        if f.code == "consensus.older" or (f.code == "score.older-answer" and f.where == CONSENSUS)
    ]
    if progress.case.procurement.rules.consensus == "negotiated":
        ready = _meeting_sheet(progress, "", set())
        command = "vendor-eval collect DIR FILE" if ready else "vendor-eval sheets DIR --consensus"
        yield Stage(f"agree on {PARTS[FINAL]}", not older and not out, "; ".join(older), command)
