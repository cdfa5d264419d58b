"""From the cells of a filled workbook to a vendor's answers and prices."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding, Subject
from vendor_eval.forms.define.response import ANSWER, COMMENT, EVIDENCE, PRODUCT, VERSION
from vendor_eval.forms.reading import CellReading, FormReading
from vendor_eval.forms.values.money import without_money
from vendor_eval.forms.values.numbers import content_in_words
from vendor_eval.forms.values.text import quoted
from vendor_eval.intake.declarations import declarations_in
from vendor_eval.intake.match import Match, match, match_value
from vendor_eval.intake.prices import prices_from
from vendor_eval.intake.workbook_checks import (
    UNKNOWN_ISSUE,
    Issues,
    content_of,
    lost_cell,
    money_findings,
    older_issue,
    other_vendor,
    row_missing,
    settle_command,
    unknown_rows,
    unreadable,
    vendor_name,
)
from vendor_eval.model.bids.response import Answer, Receipt, Response
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.content_hashes import question_hash
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion

__all__ = ["match_value", "prices_from", "response_from"]


def response_from(
    reading: FormReading,
    procurement: Procurement,
    catalogue: Catalogue,
    receipt: Receipt,
    *,
    issues: Issues = UNKNOWN_ISSUE,
) -> Response:
    """Every question that is asked gets an answer, if only ``unanswered``; what is wrong is in ``findings``.

    With ``issues`` an older workbook is noticed even where no question changed.
    """
    intake = _Intake(reading, procurement, receipt)
    answers = {c.id: intake.answer(c) for c in catalogue.leaves() if c.is_question}
    wanted = {c.id: c for c in catalogue.leaves() if c.is_question}
    changed = [i for i, a in answers.items() if a.state == "stale"]
    findings = [
        *reading.findings,
        *other_vendor(reading, procurement, receipt),
        *older_issue(reading, issues, changed, intake.new, [r for r in reading.rows if r not in wanted]),
        *unknown_rows(reading, wanted),
        *intake.findings,
        *money_findings(reading, procurement, wanted, intake.vendor),
    ]
    return Response(
        receipt=receipt,
        product=_product(reading),
        declared=declarations_in(reading),
        answers=answers,
        findings=tuple(findings),
    )


def _product(reading: FormReading) -> str:
    parts = [reading.fields[key].seen.strip() for key in (PRODUCT, VERSION) if key in reading.fields]
    return " ".join(part for part in parts if part)


class _Intake:
    """One response while it is read; ``new`` collects questions that the workbook did not ask yet."""

    def __init__(self, reading: FormReading, procurement: Procurement, receipt: Receipt) -> None:
        self.reading, self.receipt = reading, receipt
        self.vendor = vendor_name(procurement, receipt)
        self.codes = (procurement.currency.code, *procurement.currency.rates)
        self.findings: list[Finding] = []
        self.new: list[str] = []

    def answer(self, criterion: Criterion) -> Answer:
        reading = self.reading
        if criterion.id in reading.rows:
            return self._read(criterion, reading.rows[criterion.id])
        if criterion.id in reading.lost:
            mark = reading.issued.get(criterion.id, "")
            where, raw = lost_cell(reading, criterion.id, ANSWER)
            return Answer(state="unreadable", raw=raw, where=where, asked=mark)
        if reading.issued:
            self.new.append(criterion.id)
            return Answer(state="unanswered")
        self.findings.append(row_missing(reading, self.vendor, criterion.id, criterion.title))
        return Answer(state="unreadable", where=reading.file)

    def _read(self, criterion: Criterion, cells: dict[str, CellReading]) -> Answer:
        mark = self.reading.marks.get(criterion.id, "")
        about = {"asked": mark, "comment": _text(cells.get(COMMENT)), "evidence": _text(cells.get(EVIDENCE))}
        cell = cells.get(ANSWER)
        if cell is None or criterion.answer is None:
            return Answer(state="unreadable", where=self.reading.file, **about)
        found = match(cell, criterion.answer)
        if mark and mark != question_hash(criterion) and found.state != "unanswered":
            return Answer(state="stale", raw=content_of(cell), where=cell.where, **about)
        self.findings += self._remarks(criterion, cell, found)
        return Answer(state=found.state, value=found.value, raw=content_of(cell), where=cell.where, **about)

    def _remarks(self, criterion: Criterion, cell: CellReading, found: Match) -> Iterator[Finding]:
        where = f"{self.reading.file} {cell.where}"
        if found.state == "unreadable" and found.allowed:
            inside = without_money(content_in_words(cell), self.codes)
            meant = f" It probably means {found.probably}." if found.probably else ""
            subject = Subject(
                vendor=self.receipt.vendor,
                criterion=criterion.id,
                file=self.reading.file,
                cell=cell.where,
                title=f"{criterion.id} {criterion.title}",
                content=inside,
                allowed=f"Allowed: {found.allowed}.{meant}",
            )
            message = unreadable(self.vendor, [subject])
            command = settle_command(self.receipt.vendor, criterion.id, found.probably)
            hint = f"ask the vendor, or settle it: {command}"
            yield Finding("bid.unreadable", "error", where, message, hint, subject)
        elif found.as_text:
            about = f"{self.vendor}, {criterion.id} {criterion.title}"
            message = f"{about}: {quoted(cell.text)} in {cell.where} is stored as text and read as a number"
            yield Finding("bid.number-as-text", "note", where, message)


def _text(cell: CellReading | None) -> str:
    return cell.seen.strip() if cell is not None and cell.kind != "merged" else ""
