"""From the cells of a price workbook to a price schedule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from vendor_eval.findings import Finding, Subject
from vendor_eval.forms.define.price import CURRENCY, currencies
from vendor_eval.forms.define.price_sums import price_column
from vendor_eval.forms.reading import CellReading, FormReading
from vendor_eval.forms.spec import INCLUDED
from vendor_eval.forms.values.money import currencies_of_format
from vendor_eval.forms.values.numbers import content_in_words, number_of
from vendor_eval.forms.values.text import folded, quoted
from vendor_eval.intake.workbook_checks import (
    UNKNOWN_ISSUE,
    Issues,
    cells_in_words,
    content_of,
    lost_cell,
    older_issue,
    other_vendor,
    row_missing,
    settle_command,
    unknown_rows,
    unreadable,
    vendor_name,
)
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.buyer.price_quantities import AskedRow, asked_rows
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.buyer.volumes import MOST
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.numbers import probable_number
from vendor_eval.text import first_few


def prices_from(
    reading: FormReading,
    procurement: Procurement,
    catalogue: Catalogue,
    receipt: Receipt,
    *,
    issues: Issues = UNKNOWN_ISSUE,
) -> PriceSchedule:
    """A cell for every line and year of the procurement; what is wrong is in ``findings``.

    ``catalogue`` names the criterion that a line covers, for Findings.
    """
    intake = _Prices(reading, procurement, catalogue, receipt)
    wanted = {row.id: row for row in asked_rows(procurement)}
    lines = {line.id: intake.line(line) for line in wanted.values()}
    currency = intake.currency()
    gone = [row for row in reading.rows if row not in wanted]
    findings = [
        *reading.findings,
        *other_vendor(reading, procurement, receipt),
        *older_issue(reading, issues, (), intake.new, gone),
        *unknown_rows(reading, wanted),
        *intake.findings,
        *intake.other_currency(currency),
    ]
    optional = tuple(row.id for row in wanted.values() if row.line.optional)
    return PriceSchedule(
        receipt=receipt, currency=currency, lines=lines, optional=optional, findings=tuple(findings)
    )


class _Prices:
    def __init__(
        self, reading: FormReading, procurement: Procurement, catalogue: Catalogue, receipt: Receipt
    ) -> None:
        self.reading, self.procurement, self.catalogue, self.receipt = (
            reading,
            procurement,
            catalogue,
            receipt,
        )
        self.vendor = vendor_name(procurement, receipt)
        self.findings: list[Finding] = []
        self.new: list[str] = []
        self.formats: dict[tuple[str, ...], list[str]] = defaultdict(list)

    def currency(self) -> str:
        """The chosen currency. An unknown word stays, so that no amount is read in another one."""
        own = self.procurement.currency.code
        cell = self.reading.fields.get(CURRENCY)
        where = f"{self.reading.file} {cell.where}" if cell else self.reading.file
        known = currencies(self.procurement)
        if cell is None or cell.blank:
            message = f"no currency is chosen; the prices are taken to be in {own}"
            hint = "ask the vendor to confirm the currency"
            self.findings.append(Finding("price.no-currency", "warning", where, message, hint))
            return own
        written = "".join(cell.seen.split()).upper()
        if written not in known:
            message = f"{quoted(cell.seen)} is no currency here; allowed: {', '.join(known)}"
            hint = "ask the vendor, or add a dated rate under currency: rates: in procurement.yaml"
            self.findings.append(Finding("price.currency", "error", where, message, hint))
        return written

    def line(self, line: AskedRow) -> tuple[PriceCell, ...]:
        cells = self.reading.rows.get(line.id)
        if cells is None:
            return self._lost(line)
        return tuple(self._cell(line, year, cells.get(price_column(year))) for year in range(len(line.asked)))

    def _lost(self, line: AskedRow) -> tuple[PriceCell, ...]:
        """A line that did not come back, or was not in the workbook yet."""
        if line.id in self.reading.lost:
            places = [lost_cell(self.reading, line.id, price_column(y)) for y in range(len(line.asked))]
            return tuple(
                PriceCell(state="unreadable", where=where, raw=raw) if needed else PriceCell(state="empty")
                for needed, (where, raw) in zip(line.asked, places, strict=True)
            )
        if self.reading.issued:
            self.new.append(line.id)
            return tuple(PriceCell(state="empty") for _ in line.asked)
        self.findings.append(row_missing(self.reading, self.vendor, line.id, line.title))
        return tuple(_where_needed(line, PriceCell(state="unreadable", where=self.reading.file)))

    def _cell(self, line: AskedRow, year: int, cell: CellReading | None) -> PriceCell:
        if not line.asked[year]:
            return PriceCell(state="empty", where=cell.where if cell else "")
        if cell is None:
            return PriceCell(state="unreadable", where=self.reading.file)
        about = {"raw": content_of(cell), "where": cell.where}
        if cell.blank:
            return PriceCell(state="empty", where=cell.where)
        if cell.kind == "text" and folded(cell.text) == folded(INCLUDED):
            return PriceCell(state="included", **about)
        amount = None if cell.percent else number_of(cell)
        if amount is None or not 0 <= amount <= MOST:
            self.findings += self._unreadable(line, year, cell)
            return PriceCell(state="unreadable", **about)
        self.formats[currencies_of_format(cell.number_format)].append(cell.where)
        return PriceCell(state="priced", amount=amount, **about)

    def _unreadable(self, line: AskedRow, year: int, cell: CellReading) -> Iterator[Finding]:
        if cell.kind in ("merged", "formula_without_value"):
            return  # reported when the file was read
        covers = line.line.covers
        covered = self.catalogue.criterion(covers) if covers else None
        of = f" ({covered.id})" if covered and covered.id != line.id else ""
        allowed = f"Allowed: a number of 0 or more, or {INCLUDED}."
        meant = probable_number(cell.text) if cell.kind == "text" and "-" not in cell.text else ""
        if folded(cell.text).startswith("incl"):
            meant = INCLUDED
        subject = Subject(
            vendor=self.receipt.vendor,
            criterion=covered.id if covered else "",
            line=line.id,
            year=year,
            file=self.reading.file,
            cell=cell.where,
            title=f"{line.id} {line.title}{of}",
            content=content_in_words(cell),
            allowed=f"{allowed} It probably means {meant}." if meant else allowed,
        )
        message = unreadable(self.vendor, [subject])
        hint = (
            f"ask the vendor, or settle it: {settle_command(self.receipt.vendor, f'{line.id}:{year}', meant)}"
        )
        if cell.kind == "number" and not cell.percent:
            negative = (number_of(cell) or 0) < 0
            what = "a negative price" if negative else f"a price above {MOST:,}"
            subject = replace(subject, content="", allowed="")
            message = (
                f"{cells_in_words(self.vendor, [subject])}: {what} in {cell.where} is refused. {allowed}"
            )
            if negative:
                hint = "ask the vendor to offer the discount as a lower unit price"
        yield Finding(
            "price.unreadable", "error", f"{self.reading.file} {cell.where}", message, hint, subject
        )

    def other_currency(self, currency: str) -> Iterator[Finding]:
        """Cells shown in a currency other than the chosen one."""
        for shown, places in self.formats.items():
            if shown and currency not in shown:
                message = (
                    f"the chosen currency is {currency}, but prices are shown in {shown[0]}: "
                    f"{first_few(places)}"
                )
                where = f"{self.reading.file} {places[0]}"
                hint = "ask the vendor which currency is meant"
                yield Finding("price.other-currency", "warning", where, message, hint)


def _where_needed(line: AskedRow, cell: PriceCell) -> Iterator[PriceCell]:
    for needed in line.asked:
        yield cell if needed else PriceCell(state="empty")
