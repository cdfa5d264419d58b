"""Checks of a workbook as a whole: the vendor, the issue it answers, unknown rows, and amounts of money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from vendor_eval.findings import Finding, Subject
from vendor_eval.forms.define.response import ANSWER, COMMENT, EVIDENCE, VENDOR
from vendor_eval.forms.reading import CellReading, FormReading
from vendor_eval.forms.values.money import currencies_of_format, mentions_money
from vendor_eval.forms.values.numbers import content_in_words
from vendor_eval.forms.values.text import quoted
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.buyer.procurement import Procurement, slug
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.text import first_few


def vendor_name(procurement: Procurement, receipt: Receipt) -> str:
    """The name a person knows; the id where the vendor came in later."""
    return next((v.name for v in procurement.vendors if v.id == receipt.vendor), receipt.vendor)


def settle_command(vendor: str, criterion: str, value: str = "") -> str:
    """The command that settles one unreadable cell."""
    read = f'"{value}"' if " " in value else value or "VALUE"
    return (
        f"vendor-eval settle read DIR --vendor {vendor} --criterion {criterion} --value {read} --reason TEXT"
    )


def cells_in_words(vendor: str, cells: Sequence[Subject]) -> str:
    """``Aurora, P-1 Licence, years 0, 1: “ten” in Prices!D4, Prices!E4``: cells with the same content."""
    first = cells[0]
    years = ", ".join(str(c.year) for c in cells if c.year is not None)
    about = f"{vendor}, {first.title}" + (f", year{'s' if len(cells) > 1 else ''} {years}" if years else "")
    return f"{about}: {first.content} in {', '.join(c.cell for c in cells)}" if first.content else about


def unreadable(vendor: str, cells: Sequence[Subject]) -> str:
    """The message on cells with the same content that cannot be read."""
    return f"{cells_in_words(vendor, cells)} cannot be read. {cells[0].allowed}"


def other_vendor(reading: FormReading, procurement: Procurement, receipt: Receipt) -> Iterator[Finding]:
    """A name on the start sheet that is not that of the vendor the file was received for."""
    cell = reading.fields.get(VENDOR)
    if cell is None or cell.blank:
        return
    expected = vendor_name(procurement, receipt)
    written, names = slug(cell.seen), {slug(expected), receipt.vendor}
    if any(written in name or name in written for name in names):
        return
    message = f"received for {expected}, but the start sheet names {quoted(cell.seen)}"
    name = f"{reading.kind}-v{receipt.version}"
    hint = (
        "if it is another vendor's file, receive it for that vendor, and here: vendor-eval settle misfiled "
        f"DIR --vendor {receipt.vendor} --file {name} --reason TEXT"
    )
    yield Finding("bid.other-vendor", "warning", f"{reading.file} {cell.where}", message, hint)


class Issues(NamedTuple):
    """The fingerprint of the newest issue, and the numbers of all by fingerprint."""

    newest: str = ""
    numbers: Mapping[str, int] = MappingProxyType({})

    def of(self, fingerprint: str) -> str:
        number, newest = self.numbers.get(fingerprint), self.numbers.get(self.newest)
        if number is None or number == newest:
            return "an earlier issue of the RFP"
        return f"issue {number} of the RFP, issue {newest} counts"


UNKNOWN_ISSUE = Issues()


def older_issue(
    reading: FormReading, issues: Issues, changed: Sequence[str], new: Sequence[str], gone: Sequence[str]
) -> Iterator[Finding]:
    """The workbook belongs to an earlier issue of the RFP."""
    gone = [row for row in gone if row in reading.issued]
    other = bool(issues.newest) and reading.fingerprint != issues.newest
    if not (changed or new or gone or other):
        return
    parts = [
        f"{what}: {first_few(list(ids))}"
        for what, ids in (("changed since", changed), ("not asked yet", new), ("no longer asked", gone))
        if ids
    ]
    message = f"the workbook is of {issues.of(reading.fingerprint)}"
    message += f" ({'; '.join(parts)})" if parts else ""
    hint = "send the vendor the present workbook; answers to changed questions do not count"
    yield Finding("bid.older-rfp", "warning", reading.file, message, hint)


def unknown_rows(reading: FormReading, wanted: Mapping[str, object]) -> Iterator[Finding]:
    """Rows that no issue asked for."""
    unknown = [row for row in reading.rows if row not in wanted and row not in reading.issued]
    if unknown:
        message = (
            f"rows that the RFP does not have are not read: {first_few([quoted(row, 40) for row in unknown])}"
        )
        hint = "ask the vendor what they are; rows are not to be added"
        yield Finding("form.row-unknown", "warning", reading.file, message, hint)


def row_missing(reading: FormReading, vendor: str, row: str, title: str) -> Finding:
    """For a workbook without the hidden list of what was issued."""
    message = f"{vendor}: the row {row} {title} is missing from the workbook"
    hint = "ask the vendor for a workbook with all rows; the answer counts as unreadable"
    return Finding("form.row-missing", "error", reading.file, message, hint)


def money_findings(
    reading: FormReading, procurement: Procurement, wanted: Mapping[str, Criterion], vendor: str
) -> Iterator[Finding]:
    """Cells that name an amount of money. The amount itself is not repeated: prices are not opened yet."""
    codes = (procurement.currency.code, *procurement.currency.rates)
    cells = list(reading.fields.values())
    for row, given in reading.rows.items():
        criterion = wanted.get(row)
        keys = [EVIDENCE, COMMENT]
        if not (criterion and criterion.answer and _in_money(criterion.answer.unit, codes)):
            keys.append(ANSWER)
        cells += [given[key] for key in keys if key in given]
    cells += [b.cell for b in reading.beside if b.stray] + list(reading.unread)
    for cell in cells:
        if _is_money(cell, codes):
            message = (
                f"{vendor}: {cell.where} names an amount of money; the response workbook may hold no prices"
            )
            hint = (
                "decide by the rules of the RFP whether the bid may stand, before anybody else reads it; "
                "score sheets withhold the amount"
            )
            yield Finding("bid.price-in-response", "error", f"{reading.file} {cell.where}", message, hint)


def _is_money(cell: CellReading, codes: tuple[str, ...]) -> bool:
    if cell.kind == "number":
        return bool(currencies_of_format(cell.number_format))
    return cell.kind in ("text", "merged") and mentions_money(cell.text, codes)


def _in_money(unit: str, codes: tuple[str, ...]) -> bool:
    """True for a question that asks for an amount, such as the turnover of the company."""
    return mentions_money(f"1 {unit}", codes) or mentions_money(f"{unit} 1", codes)


def content_of(cell: CellReading) -> str:
    """The cell's own text; in words where a formula left none."""
    return content_in_words(cell) if cell.kind == "formula_without_value" else cell.seen


def lost_cell(reading: FormReading, row: str, key: str) -> tuple[str, str]:
    """``sheet!cell`` and text of the column ``key`` in a lost row; of all of them where it occurs twice.

    Where that column is empty, the place follows from the row's.
    """
    cells = [b.cell for b in reading.beside if (b.row, b.key) == (row, key)]
    if cells:
        return cells[0].where, " | ".join(dict.fromkeys(map(content_of, cells)))
    sheet, mark, place = reading.lost[row].rpartition("!")
    number = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    here = (b.cell.where.rpartition("!") for b in reading.beside if b.key == key)
    column = next((p.rstrip("0123456789") for s, _, p in here if s == sheet), "")
    return (f"{sheet}!{column}{number}" if mark and column and number else reading.lost[row]), ""
