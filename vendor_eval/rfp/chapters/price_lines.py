"""How the lines of the price workbook work, in words: kinds, tiers, indexation, scenarios of volume."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendor_eval.model.buyer.price_quantities import outlooks
from vendor_eval.model.buyer.pricing import PriceLine
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.rfp.wording import number
from vendor_eval.text import listed

KINDS = {
    "quantity": "the buyer states the quantities",
    "one_off": "paid once",
    "yearly": "paid every year",
    "per_study": "paid for every study of the year",
    "per_tb": "paid for every terabyte",
    "per_user": "paid for every user",
    "per_interface": "paid for every interface",
}
_SCENARIOS = {"low": "Low", "expected": "Expected", "high": "High"}


def line_notes(lines: Sequence[PriceLine]) -> list[dict[str, str]]:
    """For each line that is more than stated quantities: its id and what a bidder should know of it."""
    return [{"id": line.id, "words": words} for line in lines if (words := " ".join(_note(line)))]


def _note(line: PriceLine) -> Iterator[str]:
    if line.kind != "quantity":
        yield f"{_first_up(_kind(line))}, {_when(line)}."
    if line.refresh_years:
        years = listed([str(year) for year in line.refresh_years])
        yield f"It is renewed, and paid again, in year{'s' * (len(line.refresh_years) > 1)} {years}."
    if line.tiers and line.tiering == "graduated":
        yield "Priced in tiers: each unit costs the price of the tier that it falls into."
    elif line.tiers:
        yield "Priced in tiers: all units of a year cost the price of the tier that their number reaches."
    if line.index is not None:
        yield _index(line)


def _kind(line: PriceLine) -> str:
    words = KINDS[line.kind]
    if line.kind == "per_tb":
        where = f" in the storage tier {line.storage_tier}" if line.storage_tier else ""
        amount = f"held at the end of the year{where}" if line.counts == "held" else "added in the year"
        words = f"{words} {amount}"
    return f"{words}, in units of {number(line.per)}" if line.per != 1 else words


def _when(line: PriceLine) -> str:
    """The first and the last year of it, as the quantities have them."""
    if line.from_year == "last":
        return "in the last year only"
    if line.kind == "one_off":
        return f"in year {line.from_year or 0}"
    first = 1 if line.from_year is None else line.from_year
    if line.to_year == first:
        return f"in year {first} only"
    return f"from year {first} to {'the last year' if line.to_year is None else f'year {line.to_year}'}"


def _index(line: PriceLine) -> str:
    index = line.index
    if index is None:
        return ""
    cap = f" (expected {number(index.percent)}%, capped)" if index.counted_percent != index.percent else ""
    most = f"; the contract allows at most {number(index.cap)}% a year" if index.cap is not None else ""
    return (
        f"One price, that of the first year; each later year is counted at {number(index.counted_percent)}% "
        f"more than the year before{cap}{most}."
    )


def scenarios_in_words(procurement: Procurement) -> list[dict[str, str]]:
    """Studies and terabytes of the last year in each scenario; empty where the quantities do not follow."""
    rule = procurement.price
    if all(line.kind == "quantity" for line in rule.lines):
        return []
    last = rule.years - 1
    return [
        {
            "name": _SCENARIOS[name],
            "studies": number(round(outlook.studies(last))),
            "added_tb": number(round(outlook.added_tb(last), 1)),
            "held_tb": number(round(outlook.held_tb(last), 1)),
            "users": number(round(outlook.users(last))),
        }
        for name, outlook in outlooks(procurement).items()
    ]


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
