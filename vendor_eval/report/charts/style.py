"""What all charts share: shades and dashes that tell apart in black and white, words that fit."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

    Chart = alt.LayerChart

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, GREY, PALE = "#111111", "#6b6b6b", "#e8e8e8"
SHADES = ("#1f1f1f", "#707070", "#a8a8a8", "#d4d4d4", "#f4f4f4")
"""From dark to light, each told from its neighbours in print; labels on the first two are white."""
DASHES = ((1, 0), (8, 3), (2, 2), (8, 3, 2, 3), (4, 4), (12, 3), (1, 4), (12, 3, 2, 3, 2, 3))
LETTER = 6.1
"""Pixels that a letter of size 11 takes on average."""
MANY = 20
"""So many vendors can be told apart on one page."""


def cut(text: str, most: int) -> str:
    """At most so many letters: the end of a long text, and what no printer knows, is left out."""
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", " ", text).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def cut_middle(text: str, most: int) -> str:
    """The same with the end kept: companies of one group differ there."""
    plain = cut(text, len(text) + 1)
    head = (most - 1) // 2
    return plain if len(plain) <= most else f"{plain[:head].rstrip()}…{plain[head + 1 - most :].lstrip()}"


def cut_apart(names: Sequence[str], most: int) -> dict[str, str]:
    """Names cut so that no two look the same: from the word on that differs, if need be by a number."""
    found: dict[str, str] = {}
    short = [cut(name, most) for name in names]
    for name, label in zip(names, short, strict=True):
        k = 1
        alike = [other for other, its in zip(names, short, strict=True) if its == label]
        if len(set(alike)) > 1:
            label = cut_before(name, alike, most)
        while label in found.values():
            k += 1
            label = f"{cut(name, most - len(str(k)) - 1)} {k}"
        found[name] = label
    return found


def cut_before(name: str, alike: Sequence[str], most: int) -> str:
    """The beginning, and what follows from the first word on in which it differs from one of ``alike``."""
    rows = [cut(other, len(other) + 1).split() for other in alike]
    words = cut(name, len(name) + 1).split()
    same = min(
        (sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, r, strict=False))) for r in rows
         if r != words),
        default=0,
    )  # fmt: skip
    rest = " ".join(words[same:])
    if same == 0 or len(rest) > most - 6:
        head = max(most - len(rest) - 2, most // 3)
        return cut(f"{' '.join(words)[:head].rstrip()}… {rest}", most) if same else cut_middle(name, most)
    return f"{' '.join(words[:same])[: most - len(rest) - 2].rstrip()}… {rest}"


def two_lines(label: str, most: int) -> str:
    """With a line end where a label is longer than so many letters."""
    return "\n".join(textwrap.wrap(label, max(most, -(-len(label) // 2) + 4), break_long_words=False)[:2])


TWO_LINES: dict[str, Any] = {
    "labelExpr": "split(datum.label, '\\n')",
    "labelLineHeight": 12,
    "labelBaseline": {
        "condition": {"test": "indexof(datum.label, '\\n') >= 0", "value": "bottom"},
        "value": "middle",
    },
    "ticks": False,
}
"""Of an axis whose labels have a line end."""
LONG = 50
"""Letters of a group's title beside a chart; they are small, so that titles need not be cut."""
SMALL: dict[str, Any] = {"labelFontSize": 10, "labelLimit": 0, "ticks": False}
"""Of an axis with titles of groups."""


def percent(share: float) -> str:
    """``0.0784`` -> ``7.8``; nothing that is not 0 or 100 looks like it."""
    words = f"{100 * share:.1f}".removesuffix(".0")
    if words == "0" and share > 0:
        return "<0.1"
    return ">99.9" if words == "100" and share < 1 else words


def more(hidden: int, which: str) -> list[str]:
    """The line about vendors that are not drawn; none if all are."""
    if hidden < 1:
        return []
    return [f"{hidden} more {'vendor' if hidden == 1 else 'vendors'} {which} not shown."]


def wrapped(lines: Sequence[str], width: int) -> list[str]:
    """Wrapped for so many pixels."""
    return [x for line in lines for x in textwrap.wrap(cut(line, 600), max(20, int(width / LETTER)))]


def headed(title: str, below: Sequence[str], width: int) -> Any:  # noqa: ANN401  altair's own type
    import altair as alt

    text = wrapped([title], int(width * 0.78))
    return alt.TitleParams(text=text, subtitle=wrapped(below, width))


def finished(chart: Any, description: str) -> alt.LayerChart:  # noqa: ANN401  altair's own type
    """With the looks of the house; ``description`` is what a screen reader says."""
    found: alt.LayerChart = (
        chart.properties(description=cut(description, 400), background="white")
        .configure(font=FONT, padding=8)
        .configure_view(stroke=None)
        .configure_title(
            anchor="start", frame="group", fontSize=14, subtitleFontSize=11, subtitlePadding=5, offset=12
        )
        .configure_axis(
            labelColor=INK, labelFontSize=11, labelLimit=400, labelFlush=False, titleColor=INK,
            titleFontSize=11, titleFontWeight="normal", titlePadding=8, gridColor="#e4e4e4",
            domainColor=GREY, tickColor=GREY,
        )
        .configure_legend(labelFontSize=11, titleFontSize=11, titleFontWeight="normal", orient="bottom")
    )  # fmt: skip
    return found


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved as little as need be so that neighbours are ``gap`` apart, between low and high."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    found = [0.0] * len(places)
    last = low - gap
    for i in order:
        found[i] = last = max(places[i], last + gap)
    limit = high
    for i in reversed(order):
        found[i] = min(found[i], limit)
        limit = found[i] - gap
    return found


def scaled(low: float, high: float, pixels: float) -> Callable[[float], float]:
    """From a value on an upward axis to pixels from the top."""
    return lambda value: pixels * (high - value) / (high - low)


def padded(values: Sequence[float], by: float = 0.06) -> tuple[float, float]:
    """The ends of an axis around the values; never an empty one."""
    low, high = min(values), max(values)
    room = (high - low) * by or abs(high) * by or 1.0
    return low - room, high + room
