"""Names of bidders and products in a text, found in one pass: the longest that fits is the one meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from vendor_eval.rfp.questions.remove_names import BIDDER, EVERYDAY


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


# Invisible within a word, where they would hide a name from whoever looks for it.
JOINTS = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def whatever_its_signs(change: Callable[[str], str]) -> Callable[[str], str]:
    """``change`` that also finds a name with accents in signs of their own, or with invisible signs in it."""

    def found(text: str) -> str:
        if text.isascii():
            return change(text)
        bare = unicodedata.normalize("NFC", JOINTS.sub("", text))
        changed = change(bare)
        return changed if changed != bare else change(text)

    return found


def spoken_of(goods: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Products as people call them: in full, without the number of the version, and without the maker.

    One that is called what it is, such as ``Enterprise PACS``, has no name that could give it away.
    """
    for vendor, products in goods.items():
        for name in products:
            if all(word.casefold() in EVERYDAY | _KINDS for word in name.split()):
                continue
            bare = re.sub(r"[\s,v]*\d[\w.\-]*$", "", name)
            maker = vendor.split()[0].casefold()
            rest = [word for word in bare.split() if word.casefold() != maker]
            yield name
            yield bare if len(bare) > 2 else name
            yield " ".join(rest) if len(rest) > 1 or _telling(rest) else name


_KIND_WORDS = "pacs vna viewer suite archive enterprise platform server portal workstation edition"
_KINDS = frozenset(_KIND_WORDS.split())


def _telling(rest: Sequence[str]) -> bool:
    """Whether one word is the name of a product, and not a kind of product."""
    return any(len(w) > 3 and w.casefold() not in EVERYDAY | _KINDS for w in rest)
