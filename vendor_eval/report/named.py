"""Names of bidders and products in a text, found in one pass: the longest that fits is the one meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vendor_eval.rfp.anonymous import BIDDER


class Named:
    """Puts a word in place of every name. ``said``: (word, patterns that mean it); None leaves the name.

    A short name that several bidders share stands for none of them: it becomes ``[bidder]``.
    """

    def __init__(self, said: Iterable[tuple[str | None, Iterable[re.Pattern[str]]]]) -> None:
        meant: dict[str, set[str | None]] = {}
        for word, patterns in said:
            for pattern in patterns:
                meant.setdefault(pattern.pattern, set()).add(word)
        longest = sorted(meant, key=lambda p: (-len(p), p))
        self._words = [next(iter(meant[p])) if len(meant[p]) == 1 else BIDDER for p in longest]
        self._any = re.compile("|".join(f"({p})" for p in longest)) if longest else None

    def __call__(self, text: str) -> str:
        return self._any.sub(self._word, text) if self._any else text

    def _word(self, found: re.Match[str]) -> str:
        word = self._words[(found.lastindex or 1) - 1]
        return found.group() if word is None else word
