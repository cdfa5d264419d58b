"""The workbook in which a vendor prices every line, opened apart from the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vendor_eval.errors import VendorEvalError
from vendor_eval.forms.define.price_sums import (
    SUMS,
    price_column,
    quantity_column,
    sum_if,
    varies_with_volumes,
    volumes_in_words,
    year_cost,
)
from vendor_eval.forms.define.response import UNCHANGED, changed_line
from vendor_eval.forms.spec import (
    INCLUDED,
    NUMBER_KEY,
    Choice,
    Column,
    Field,
    Form,
    Formula,
    Input,
    Line,
    Number,
    Row,
    Sheet,
    Shown,
    Start,
    Total,
)
from vendor_eval.model.buyer.disclosed_terms import Change
from vendor_eval.model.buyer.price_quantities import AskedRow, asked_rows, outlooks
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue

CURRENCY, VENDOR = "currency", "vendor"
OPTIONS = "Options"
LINE, TITLE, UNIT, SUM = NUMBER_KEY, "title", "unit", "sum"


def price_form(
    procurement: Procurement,
    catalogue: Catalogue,
    fingerprint: str,
    changes: Mapping[str, Change] = UNCHANGED,
) -> Form:
    """A row for each price line, with the quantity and the unit price of each year."""
    if not procurement.price.lines:
        raise VendorEvalError(
            "this procurement has no price lines, so there is nothing to price",
            hint="add lines under price: lines: in procurement.yaml",
            where="procurement.yaml",
            code="price.no-lines",
        )
    return Form(
        kind="price",
        title=f"Price workbook: {procurement.title}",
        subtitle=f"{procurement.buyer.name}, RFP {procurement.id}",
        properties={"rfp": procurement.id, "fingerprint": fingerprint},
        start=Start(_instructions(procurement), _fields(procurement), "Your company and currency"),
        sheets=tuple(_sheets(procurement, catalogue, changes)),
        noun="price",
    )


def _instructions(procurement: Procurement) -> tuple[tuple[str, str], ...]:
    tax = "including" if procurement.price.include_tax else "excluding"
    last = procurement.price.years - 1
    return (
        (
            "Unit prices",
            "Write the price of one unit into the yellow or orange cells, for each year. The quantity is "
            "the buyer's; the sums are worked out for your convenience, the buyer works out its own.",
        ),
        (
            "Years",
            "Year 0 is the time before go-live: licences, installation, migration, training. "
            f"Years 1 to {last} are the years of operation after it. A grey cell needs nothing."
            if last
            else "Year 0 is the time before go-live. A grey cell needs nothing.",
        ),
        ("Tax", f"All prices are {tax} value added tax, sales tax and similar taxes."),
        (
            "At no extra charge",
            f"Write {INCLUDED} (or 0) where a line costs nothing extra. An empty cell means not priced, and "
            "the buyer will come back to you for it.",
        ),
        *_special(procurement),
        (
            "Discounts",
            "Offer a discount as a lower unit price: a negative price, a text or a range is not read.",
        ),
        ("Currency", f"All prices are in one currency, chosen below: {_allowed(procurement)}."),
        (
            "This file",
            "Keep it an Excel workbook (.xlsx). Do not delete, merge or move rows, columns or sheets, and "
            "write into the coloured cells only: nothing else is read.",
        ),
    )


def _special(procurement: Procurement) -> Iterator[tuple[str, str]]:
    """Rules for tiers, indexed lines and options, where there are any."""
    lines = procurement.price.lines
    if any(line.tiers for line in lines):
        yield (
            "Tiers",
            "A line with tiers has a row for each: write the price of a unit that falls into it, also where "
            "the expected quantity does not reach it.",
        )
    if any(line.index for line in lines):
        yield (
            "Price rises",
            "Some lines have one price only, that of their first year; the later years are worked out from "
            "it with the yearly rise that the RFP states.",
        )
    if varies_with_volumes(asked_rows(procurement)):
        last = procurement.price.years - 1
        yield (
            "Volumes",
            "The quantities follow from the volumes that the buyer expects, and these are evaluated. The "
            "last columns show what your bid costs if volumes grow less or more. "
            f"In year {last}: {volumes_in_words(outlooks(procurement), last)}.",
        )
    if any(line.optional for line in lines):
        yield (
            "Options",
            f"The sheet {OPTIONS} is not part of the evaluated price. Price what you can supply; an empty "
            "cell there means that you do not offer it.",
        )


def currencies(procurement: Procurement) -> tuple[str, ...]:
    """The currencies a bid may be in: the procurement's own, then those with a rate."""
    own = procurement.currency.code
    return (own, *(code for code in procurement.currency.rates if code != own))


def _allowed(procurement: Procurement) -> str:
    own, *others = currencies(procurement)
    rates = [
        f"{code} (converted at {procurement.currency.rates[code].rate} {own}, the rate of "
        f"{procurement.currency.rates[code].on:%d %B %Y})"
        for code in others
    ]
    return " or ".join([own, *rates])


def _fields(procurement: Procurement) -> tuple[Field, ...]:
    choice = Choice(currencies(procurement), prompt="The currency of all your prices.")
    return (
        Field(VENDOR, "Company"),
        Field(CURRENCY, "Currency of all prices", choice, procurement.currency.code),
        Field("valid_until", "Prices are valid until"),
        Field("contact", "Contact for questions"),
        Field("email", "E-mail of the contact"),
    )


def _sheets(procurement: Procurement, catalogue: Catalogue, changes: Mapping[str, Change]) -> Iterator[Sheet]:
    """The lines of the evaluated price; options on a sheet of their own, so that no sum includes them."""
    rows, years = asked_rows(procurement), range(procurement.price.years)
    base = [row for row in rows if not row.line.optional]
    options = [row for row in rows if row.line.optional]
    if base:
        yield _sheet("Prices", base, catalogue, years, changes)
    if options:
        yield _sheet(OPTIONS, options, catalogue, years, changes)


def _sheet(
    name: str,
    rows: Sequence[AskedRow],
    catalogue: Catalogue,
    years: range,
    changes: Mapping[str, Change],
) -> Sheet:
    by_volume = varies_with_volumes(rows)
    priced = tuple(_row(row, catalogue, changes.get(row.id)) for row in rows)
    return Sheet(name, name, tuple(_columns(years, by_volume)), (*priced, _total(rows, years)), frozen=2)


def _columns(years: range, scenarios: bool) -> Iterator[Column]:
    yield Column(LINE, "No.", 11)
    yield Column(TITLE, "What is priced", 40)
    yield Column(UNIT, "Unit", 16)
    for year in years:
        when = f"year {year}\n(before go-live)" if year == 0 else f"year {year}"
        yield Column(quantity_column(year), f"Quantity\n{when}", 15)
        yield Column(price_column(year), f"Unit price\n{when}", 15, "input", counts=True)
    yield Column(SUM, "Sum of all years", 18)
    for scenario, words in SUMS.items() if scenarios else ():
        yield Column(f"{SUM}_{scenario}", words, 18)


_CHANGED = {
    "new": "New: addendum {}",
    "again": "Changed by addendum {}",
    "told": "See addendum {}",
}


def _row(row: AskedRow, catalogue: Catalogue, change: Change | None = None) -> Row:
    line = row.line
    covered = catalogue.criterion(line.covers) if line.covers else None
    about = [Line(covered.requirement, "faint")] if covered else []
    years = range(len(row.asked))
    cell = Number(line.unit, 0, None, (INCLUDED,), "#,##0.00##")
    priced: dict[str, Input] = {price_column(y): cell for y in years if row.asked[y]}
    charged = [y for y in years if row.expected[y] or row.asked[y]]
    cells: dict[str, Shown] = {
        LINE: row.id,
        TITLE: (Line(row.title, "bold"), *about, *changed_line(change, _CHANGED)),
        UNIT: line.unit,
        **{quantity_column(y): row.expected[y] for y in years},
        SUM: Formula("=" + "+".join(year_cost(row, y) for y in charged)) if priced else "",
        **{f"{SUM}_{s}": sum_if(row, s) if priced else "" for s in SUMS},
    }
    return Row(row.id, cells, priced, need="optional" if line.optional else "must")


def _total(rows: Sequence[AskedRow], years: range) -> Total:
    """Sums by year only where each year has prices of its own: an indexed line has one for all."""
    by_year = () if any(row.line.index for row in rows) else years
    sums: dict[str, Shown] = {
        price_column(y): Formula(
            f"=SUMPRODUCT({{{quantity_column(y)}_all}},{{{price_column(y)}_all}})", "#,##0.00"
        )
        for y in by_year
    }
    whole = [SUM, *(f"{SUM}_{s}" for s in SUMS if varies_with_volumes(rows))]
    sums |= {key: Formula(f"=SUM({{{key}_all}})") for key in whole}
    return Total({TITLE: (Line("Sum of all lines", "bold"),), **sums})
