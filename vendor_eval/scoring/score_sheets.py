"""From a filled score sheet to one evaluator's, or the meeting's, scores. What is missing is never zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from vendor_eval.findings import Finding
from vendor_eval.forms.define.meeting import HELD_ON, PRESENT
from vendor_eval.forms.define.score_sheet import (
    CONFLICT,
    DECLARATION,
    DECLARED_BY,
    DECLARED_ON,
    HASH_SEPARATOR,
    REASON,
    SCORE,
    criteria_scored_by,
    row_id,
)
from vendor_eval.forms.reading import CellReading, FormReading
from vendor_eval.forms.values.numbers import content_in_words, number_of
from vendor_eval.forms.values.text import quoted
from vendor_eval.model.bids.score_sheet import CONSENSUS, Declaration, Score, ScoreSheet
from vendor_eval.model.buyer.procurement import Evaluator, Procurement, Vendor
from vendor_eval.model.content_hashes import question_hash
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.scoring.conflicts import declaration_findings
from vendor_eval.text import first_few


def score_sheet_of(
    reading: FormReading,
    procurement: Procurement,
    catalogue: Catalogue,
    evaluator: Evaluator | None,
    vendors: Sequence[Vendor],
    *,
    version: int,
    file: str,
    sha256: str,
    received_at: datetime,
    received_by: str,
) -> ScoreSheet:
    """The scores with what is known of the file; a sheet of another procurement gets a Finding.

    ``evaluator`` is None for the sheet of the consensus meeting.
    """
    scores, findings = scores_from(reading, catalogue, evaluator, vendors)
    declared = declaration_in(reading) if evaluator else None
    if evaluator and declared:
        findings = (*findings, *declaration_findings(evaluator, declared, reading.file))
    if reading.rfp != procurement.id:
        message = f"this sheet belongs to the RFP {quoted(reading.rfp)}, not to {procurement.id}"
        hint = "collect it in the folder of its own procurement"
        findings = (*findings, Finding("form.other-rfp", "error", reading.file, message, hint))
    return ScoreSheet(
        evaluator=evaluator.id if evaluator else CONSENSUS,
        version=version,
        part=reading.properties.get("vendor_eval_part", ""),
        declaration=declared,
        present=_field(reading, PRESENT),
        held_on=_field(reading, HELD_ON),
        file=file,
        sha256=sha256,
        received_at=received_at,
        received_by=received_by,
        scores=scores,
        findings=findings,
    )


def scores_from(
    reading: FormReading, catalogue: Catalogue, evaluator: Evaluator | None, vendors: Sequence[Vendor]
) -> tuple[tuple[Score, ...], tuple[Finding, ...]]:
    """A score, or None, for each row that the sheet was written with, and what is wrong with it.

    A vendor who joined after the sheet was written has no row in it and gets no score here.
    """
    sheet = _Sheet(reading, evaluator)
    mine = (
        criteria_scored_by(evaluator, catalogue)
        if evaluator
        else [c for c in catalogue.leaves() if c.by_panel]
    )
    expected = [(c, v) for c in mine for v in vendors]
    there = [(c, v) for c, v in expected if sheet.has(c, v)]
    scores = tuple(sheet.score(c, v) for c, v in there)
    return scores, (*reading.findings, *sheet.whose(), *sheet.unknown(scores), *sheet.all_findings())


class _Sheet:
    """One score sheet while it is read; places are collected, so that each sheet has one Finding."""

    def __init__(self, reading: FormReading, evaluator: Evaluator | None) -> None:
        self.reading = reading
        self.id, self.name = (evaluator.id, evaluator.name) if evaluator else (CONSENSUS, "Consensus meeting")
        self.findings: list[Finding] = []
        self.missing: dict[str, list[str]] = defaultdict(list)
        self.unreasoned: dict[str, list[str]] = defaultdict(list)
        self.changed: dict[str, None] = {}

    def has(self, criterion: Criterion, vendor: Vendor) -> bool:
        key = row_id(criterion.id, vendor.id)
        return key in self.reading.rows or key in self.reading.lost

    def score(self, criterion: Criterion, vendor: Vendor) -> Score:
        """None for a lost row, which has a Finding from when the file was read."""
        key = row_id(criterion.id, vendor.id)
        cells = self.reading.rows.get(key)
        if cells is None:
            where = self.reading.lost[key]
            return Score(vendor=vendor.id, criterion=criterion.id, score=None, where=where)
        question, _, shown = self.reading.marks.get(key, "").partition(HASH_SEPARATOR)
        if question not in ("", question_hash(criterion)):
            self.changed[criterion.id] = None
        cell, reason = cells.get(SCORE), cells.get(REASON)
        where = cell.where if cell else self.reading.file
        number = self._number(criterion, vendor, cell) if cell else None
        text = reason.seen.strip() if reason and reason.kind != "merged" else ""
        if number is not None and not text and reason:
            self.unreasoned[_sheet(where)].append(reason.where.rpartition("!")[2])
        score = None if number is None else float(number)
        return Score(
            vendor=vendor.id, criterion=criterion.id, score=score, reason=text, where=where, given_to=shown
        )

    def _number(self, criterion: Criterion, vendor: Vendor, cell: CellReading) -> Decimal | None:
        best = criterion.value.best if isinstance(criterion.value, Rubric) else 0
        if cell.blank:
            self.missing[_sheet(cell.where)].append(cell.where.rpartition("!")[2])
            return None
        number = None if cell.percent else number_of(cell)
        if number is not None and 0 <= number <= best:
            return number
        if cell.kind not in ("merged", "formula_without_value"):
            message = (
                f"{self.name}, {criterion.id} {criterion.title}, {vendor.name}: "
                f"{content_in_words(cell)} in {cell.where} is no score. Allowed: a number from 0 to {best}."
            )
            hint = "correct it in the score sheet and collect it again: vendor-eval collect DIR FILE"
            where = f"{self.reading.file} {cell.where}"
            self.findings.append(Finding("score.unreadable", "error", where, message, hint))
        return None

    def whose(self) -> Iterator[Finding]:
        """A sheet that was written for somebody else."""
        written = self.reading.properties.get("vendor_eval_evaluator", "")
        if written != self.id:
            message = f"this sheet was written for {quoted(written)}, not for {self.name}"
            hint = "collect each sheet for the evaluator it was written for"
            yield Finding("score.other-evaluator", "error", self.reading.file, message, hint)

    def unknown(self, scores: Sequence[Score]) -> Iterator[Finding]:
        wanted = {row_id(s.criterion, s.vendor) for s in scores}
        rows = [quoted(row, 60) for row in self.reading.rows if row not in wanted]
        if rows:
            message = f"scores that are not asked for here are left out: {first_few(rows)}"
            hint = "a vendor may no longer be admitted, or the criterion no longer be scored by the panel"
            yield Finding("form.row-unknown", "warning", self.reading.file, message, hint)

    def all_findings(self) -> Iterator[Finding]:
        yield from self.findings
        meeting = self.id == CONSENSUS
        again = "a missing score is not a zero: complete the sheet and collect it again"
        if meeting:
            again = "what was agreed before, if anything was, still counts there"
        for sheet, places in self.missing.items():
            message = f"{self.name}: scores are missing in the sheet {sheet!r}: {first_few(places)}"
            where = f"{self.reading.file} {sheet}"
            yield Finding("score.missing", "warning" if meeting else "error", where, message, again)
        for sheet, places in self.unreasoned.items():
            message = f"{self.name}: scores without a reason in the sheet {sheet!r}: {first_few(places)}"
            hint = "a vendor who asks is owed a reason; add them and collect the sheet again"
            where = f"{self.reading.file} {sheet}"
            if meeting:
                yield Finding("consensus.no-reason", "error", where, message, hint)
            else:
                yield Finding("score.no-reason", "warning", where, message, hint)
        if self.changed:
            message = f"{self.name} scored questions that changed since: {first_few(list(self.changed))}"
            hint = "write the score sheets anew and have these scored again"
            yield Finding("score.older-rfp", "warning", self.reading.file, message, hint)


def declaration_in(reading: FormReading) -> Declaration:
    """The declaration on the start sheet; Excel may have made a boolean of the word."""
    answer = _field(reading, DECLARATION).casefold()
    return Declaration(
        answer={"true": "yes", "false": "no"}.get(answer, answer),
        note=_field(reading, CONFLICT),
        name=_field(reading, DECLARED_BY),
        on=_field(reading, DECLARED_ON),
    )


def _field(reading: FormReading, key: str) -> str:
    cell = reading.fields.get(key)
    return cell.seen.strip()[:1000] if cell and cell.kind != "merged" else ""


def _sheet(where: str) -> str:
    return where.rpartition("!")[0]
