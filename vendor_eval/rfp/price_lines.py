"""How the lines of the price workbook work, in words: kinds, tiers, indexation, scenarios of volume."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendor_eval.model.asked import outlooks
from vendor_eval.model.pricing import PriceLine
from vendor_eval.model.procurement import Procurement
from vendor_eval.rfp.wording import listed, number

KINDS = {
    "quantity": "the quantities are stated by the buyer",
    "one_off": "paid once, and again where a renewal is stated",
    "yearly": "paid every year of operation",
    "per_study": "paid by the studies of the year",
    "per_tb": "paid by terabytes",
    "per_user": "paid by users",
    "per_interface": "paid by interfaces",
}
_SCENARIOS = {"low": "Low", "expected": "Expected", "high": "High"}


def line_notes(lines: Sequence[PriceLine]) -> list[dict[str, str]]:
    """For each line that is more than stated quantities: its id and what a bidder should know of it."""
    return [{"id": line.id, "words": words} for line in lines if (words := " ".join(_note(line)))]


def _note(line: PriceLine) -> Iterator[str]:
    if line.kind != "quantity":
        yield f"{_first_up(_kind(line))}."
    if line.refresh_years:
        years = listed([str(year) for year in line.refresh_years])
        yield f"Renewed in year {years}." if len(line.refresh_years) == 1 else f"Renewed in years {years}."
    if line.tiers and line.tiering == "graduated":
        yield "Priced in tiers: only the units within a tier cost its price."
    elif line.tiers:
        yield "Priced in tiers: all units of a year cost the price of the tier that their number reaches."
    if line.index is not None:
        yield _index(line)


def _kind(line: PriceLine) -> str:
    words = KINDS[line.kind]
    if line.kind == "per_tb":
        where = f" in the storage tier {line.storage_tier}" if line.storage_tier else ""
        held = f"held at the end of the year{where}" if line.counts == "held" else "added in the year"
        words = f"{words} {held}"
    return f"{words}, one unit for each {number(line.per)}" if line.per != 1 else words


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
