"""Score sheets that were written before a bid was admitted, or before its answers changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.forms.define.score_sheet import bid_hash, criteria_scored_by, is_stale
from vendor_eval.model.bids.response import Response
from vendor_eval.model.bids.score_sheet import CONSENSUS, FINAL, Score, ScoreSheet
from vendor_eval.model.buyer.procurement import Evaluator, Vendor
from vendor_eval.model.case import Case
from vendor_eval.scoring.consensus import latest_sheets

KEEPS = "the new sheets keep the scores given so far: these are filled in"


class SentSheet(NamedTuple):
    """A sheet that was written: ``shown`` says by vendor id which answers it shows, None if it does not."""

    evaluator: str
    part: str
    name: str
    shown: Mapping[str, str] | None


class PartVendors(NamedTuple):
    """A stage (or ``final``, or empty for all criteria) with the vendors to score in it now."""

    part: str
    vendors: Sequence[Vendor]


def stale_sheet_findings(
    case: Case, sent: Sequence[SentSheet], parts: Iterable[PartVendors], responses: Mapping[str, Response]
) -> list[Finding]:
    """A warning for each sheet in the folder that asks too little, or shows what a vendor changed since.

    None where no score is missing, or another sheet of the same evaluator asks for it in its present form.
    """
    known, by_part = latest_sheets(case.sheets), {p.part: p.vendors for p in parts}
    panel = {e.id: e for e in case.procurement.panel}
    found = []
    for sheet in sent:
        if sheet.shown is None or sheet.evaluator not in panel or sheet.part not in by_part:
            continue
        evaluator = panel[sheet.evaluator]
        mine = {c.id for c in criteria_scored_by(evaluator, case.catalogue, sheet.part)}
        scores = known[evaluator.id].scores if evaluator.id in known else ()
        lacks: list[str] = []
        old: list[str] = []
        for vendor in by_part[sheet.part]:
            open_rows = mine - _scored_criteria(scores, vendor, responses) - _unanswered(vendor, responses)
            if not open_rows or has_current_sheet(case, evaluator, vendor, open_rows, sent, responses):
                continue
            (old if vendor.id in sheet.shown else lacks).append(vendor.name)
        if lacks or old:
            found.append(_finding(sheet, evaluator, lacks, old))
    return found


def has_current_sheet(
    case: Case,
    evaluator: Evaluator,
    vendor: Vendor,
    criteria: Set[str],
    sent: Iterable[SentSheet],
    responses: Mapping[str, Response],
) -> bool:
    """Whether a sheet was written that asks the evaluator all of ``criteria`` of the present bid.

    A sheet that does not say what it shows is taken at its name.
    """
    for sheet in sent:
        if sheet.evaluator != evaluator.id:
            continue
        mine = {c.id for c in criteria_scored_by(evaluator, case.catalogue, sheet.part)}
        mark = bid_hash(mine, responses.get(vendor.id))
        if criteria <= mine and (sheet.shown is None or sheet.shown.get(vendor.id) == mark):
            return True
    return False


def returned_sheet_findings(
    case: Case, sheet: ScoreSheet, vendors: Sequence[Vendor], responses: Mapping[str, Response]
) -> list[Finding]:
    """A warning for a returned sheet that lacks rows, or shows answers that changed since.

    ``vendors`` are those to be scored now in the part that the sheet is of. Rows of earlier sheets count.
    """
    evaluator = next((e for e in case.procurement.panel if e.id == sheet.evaluator), None)
    if evaluator is None:
        return []
    mine = {c.id for c in criteria_scored_by(evaluator, case.catalogue, sheet.part)}
    before = latest_sheets(case.sheets).get(evaluator.id)
    there = {s.vendor for s in (*sheet.scores, *(before.scores if before else ())) if s.criterion in mine}
    lacks = [v.name for v in vendors if v.id not in there]
    changed = {s.vendor for s in sheet.scores if is_stale(s, responses)}
    old = [v.name for v in vendors if v.id in changed]
    if not mine or not (lacks or old):
        return []
    return [_finding(SentSheet(evaluator.id, sheet.part, sheet.file, None), evaluator, lacks, old)]


def _scored_criteria(scores: Iterable[Score], vendor: Vendor, responses: Mapping[str, Response]) -> set[str]:
    """The criteria in which the present bid is scored."""
    mine = (s for s in scores if s.vendor == vendor.id and s.score is not None)
    return {s.criterion for s in mine if not is_stale(s, responses)}


def _unanswered(vendor: Vendor, responses: Mapping[str, Response]) -> set[str]:
    """What the vendor left open, where no score is needed."""
    response = responses.get(vendor.id)
    answers = response.answers if response else {}
    return {c for c, answer in answers.items() if answer.state in ("unanswered", "declined")}


def _finding(sheet: SentSheet, evaluator: Evaluator, lacks: Sequence[str], old: Sequence[str]) -> Finding:
    reasons = [f"has no rows for {', '.join(lacks)}, whose bid is admitted now"] if lacks else []
    reasons += [f"shows older answers of {', '.join(old)}"] if old else []
    message = f"this sheet of {evaluator.name} {' and '.join(reasons)}"
    hint = f"write the sheets again with: {sheets_command(sheet.part)}; {KEEPS}"
    return Finding("sheets.older", "warning", sheet.name, message, hint)


def sheets_command(part: str) -> str:
    """What writes the sheets of a stage, of best and final offers, of the meeting, or of everything."""
    option = {"": "", FINAL: " --final", CONSENSUS: " --consensus"}.get(part, f" --stage {part}")
    return f"vendor-eval sheets DIR{option}"
