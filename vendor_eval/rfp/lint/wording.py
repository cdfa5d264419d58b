"""Requirements that cannot be answered with one word, measured, or met by more than one maker."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.model.criterion import Criterion
from vendor_eval.rfp.lint.subject import Subject, warn
from vendor_eval.rfp.lint.words import BRANDS, SECOND_DEMAND, STOP_WORDS, VAGUE

SAME = 0.6
"""Share of common words (Jaccard) from which two requirements are taken for one."""

_OBLIGES = re.compile(r"\b(shall|must|has to|have to|is required to|are required to)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'./][^\W_]+)*")


def double(about: Subject) -> Iterator[Finding]:
    """Only what is answered: a line of the price workbook may list what it contains."""
    for c in about.criteria:
        if not c.asked:
            continue
        second = SECOND_DEMAND.search(c.requirement)
        if second or len(_OBLIGES.findall(c.requirement)) > 1:
            words = f" (“{second.group().strip()}”)" if second else ""
            message = f"demands two things at once{words}, so nobody knows what a “no” means"
            yield warn("double", c.id, message, "make two criteria of it")


def vague(about: Subject) -> Iterator[Finding]:
    for c in about.criteria:
        found = dict.fromkeys(word.casefold() for word in VAGUE.findall(c.requirement))
        if found:
            words = ", ".join(f"“{word}”" for word in found)
            hint = "say what is measured, and from which number on it is good"
            yield warn("vague", c.id, f"{words} cannot be measured", hint)


def brand(about: Subject) -> Iterator[Finding]:
    """Names of makers and products, of this procurement's bidders too, and marks such as ®."""
    bidders = [re.escape(v.name) for v in about.case.vendors if len(v.name) > 2]
    own = re.compile(rf"(?<!\w)({'|'.join(bidders)})(?!\w)", re.IGNORECASE) if bidders else None
    for c in about.criteria:
        text = _bidders_read(c)
        found = BRANDS.search(text) or (own.search(text) if own else None)
        if found:
            hint = "say what it has to do, or name the standard; the law may ask for “or equivalent”"
            yield warn(
                "brand", c.id, f"names “{found.group().strip()}”, which only one maker can offer", hint
            )


def near_duplicate(about: Subject) -> Iterator[Finding]:
    bags = [(c.id, _words(c.requirement)) for c in about.criteria]
    for (first, a), (second, b) in itertools.combinations(bags, 2):
        both = len(a & b)
        if both and both >= SAME * len(a | b):
            message = f"says nearly the same as {first}: {both} of {len(a | b)} words are common to both"
            hint = "drop one of the two, or say what is different"
            yield warn("near-duplicate", second, message, hint)


def _bidders_read(c: Criterion) -> str:
    return " | ".join((c.title, c.requirement, *(c.answer.options if c.answer else ())))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - STOP_WORDS
