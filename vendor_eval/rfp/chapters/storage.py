"""How the terabytes of price lines follow from the volumes, in words: every figure that enters them."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.buyer.volumes import Sizing, Spread
from vendor_eval.rfp.wording import number
from vendor_eval.text import listed


def storage_in_words(procurement: Procurement) -> list[str]:
    """Sentences by which a bidder can recalculate the quantities; none if no price line counts terabytes."""
    if all(line.kind != "per_tb" for line in procurement.price.lines):
        return []
    return list(_sentences(procurement.sizing))


def tiers_in_words(sizing: Sizing) -> list[tuple[str, str]]:
    """Each storage tier and the ages that lie in it."""
    rows, begin = [], 0
    for tier in sizing.storage_tiers:
        end = tier.years
        if end is None:
            words = f"from {_years(begin)} on" if begin else "of every age"
        else:
            words = f"from {begin} to below {_years(end)}" if begin else f"below {_years(end)}"
        rows.append((tier.id, words))
        begin = end or begin
    return rows


def _sentences(sizing: Sizing) -> Iterator[str]:
    copies = f"{sizing.copies} cop{'y' if sizing.copies == 1 else 'ies'}"
    yield (
        "Added in year t: for each modality studies × (1 + growth)^t × megabytes a study × "
        "(1 + growth of their size)^t; the sum of all modalities ÷ 1,000,000 "
        f"× {copies} ÷ {number(sizing.compression)} (compression)."
    )
    retention = sizing.retention_years
    within = f", of these the last {_years(retention)}, year t included" if retention else ""
    yield (
        f"Held at the end of year t: {number(sizing.migrated_tb)} TB that come over from the present system, "
        f"and what was added in the years from {sizing.from_year} to t{within}."
    )
    yield from _tiers(sizing)
    for name, spread in (("low", sizing.low), ("high", sizing.high)):
        if moved := _moved(spread):
            grow = "less" if name == "low" else "more"
            yield f"If volumes grow {grow}, the growth a year moves by {moved}."
    yield (
        "Year 0 has the figures of the tables in the chapter The buyer. A terabyte is 10^12 bytes. The "
        "result is rounded to two decimals, a half up, and divided by the terabytes of one unit of the line."
    )


def _tiers(sizing: Sizing) -> Iterator[str]:
    begin = 0
    for tier in sizing.storage_tiers:
        newest = "t" if begin == 0 else f"t − {begin}"
        if tier.years is None:
            priors = "and what comes over from the present system"
            yield f"Of these in the tier {tier.id}: what was added in year {newest} or earlier, {priors}."
        else:
            oldest = f"t − {tier.years - 1}" if tier.years > 1 else "t"
            when = f"the years {oldest} to {newest}" if oldest != newest else f"year {newest}"
            yield f"Of these in the tier {tier.id}: what was added in {when}."
        begin = tier.years or begin


def _moved(spread: Spread) -> str:
    """By how many points, for what; a figure that does not move is left out."""
    names = {"studies": "studies", "mb_per_study": "their size", "users": "users"}
    moved = {words: getattr(spread, name) for name, words in names.items()}
    return listed([f"{number(points)} points ({words})" for words, points in moved.items() if points])


def _years(count: int) -> str:
    return f"{count} year{'' if count == 1 else 's'}"
