"""Words as they are shown: other people's text made harmless, dates and lists in plain English."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

# Controls, direction overrides and code points that no file may hold; they hide or reorder what is read.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STATES = {
    "answered": "answered",
    "unanswered": "not answered",
    "unreadable": "could not be read",
    "not_applicable": "claimed not to apply",
    "declined": "declined to answer",
    "stale": "answered an older wording",
}


def plain(text: str) -> str:
    """``text`` without characters that could hide or reorder it; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HALF.sub("\ufffd", _HIDDEN.sub("", text))


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters; an ellipsis shows that there was more."""
    text = plain(text).strip()
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def when(moment: datetime) -> str:
    """``3 Nov 2026, 14:05 UTC+01:00``; the offset is left out where none is known."""
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"
    offset = moment.utcoffset()
    if offset is None:
        return day
    if not offset:
        return f"{day} UTC"
    minutes = int(abs(offset) / timedelta(minutes=1))
    sign = "+" if offset > timedelta(0) else "−"
    return f"{day} UTC{sign}{minutes // 60:02}:{minutes % 60:02}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 answer``, ``3 answers``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def opening(words: str) -> str:
    """With a capital at the beginning; names inside keep theirs."""
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return opening(words) if words.endswith((".", "!", "?")) else f"{opening(words)}."
