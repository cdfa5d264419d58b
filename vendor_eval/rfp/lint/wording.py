"""Requirements that cannot be answered with one word, measured, or met by more than one maker."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.rfp.lint.lint_input import LintInput, warn
from vendor_eval.rfp.lint.words import BRANDS, SECOND_DEMAND, STOP_WORDS, VAGUE

SAME = 0.6
"""Share of common words (Jaccard) from which two requirements are taken for one."""
TWICE = 0.9
"""Share from which a requirement is a duplicate; such pairs are reported before those that may differ."""

Bag = tuple[str, frozenset[str]]
"""The id of a criterion and the words of its requirement."""

_OBLIGES = re.compile(r"\b(shall|must|has to|have to|is required to|are required to)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'./][^\W_]+)*")


def double(about: LintInput) -> Iterator[Finding]:
    """Only what is answered: a line of the price workbook may list what it contains."""
    for c in about.criteria:
        if not c.is_question:
            continue
        second = SECOND_DEMAND.search(c.requirement)
        if second or len(_OBLIGES.findall(c.requirement)) > 1:
            words = f" (“{second.group().strip()}”)" if second else ""
            message = f"demands two things at once{words}, so nobody knows what a “no” means"
            yield warn("double", c.id, message, "make two criteria of it")


def vague(about: LintInput) -> Iterator[Finding]:
    for c in about.criteria:
        found = dict.fromkeys(word.casefold() for word in VAGUE.findall(c.requirement))
        if found:
            words = ", ".join(f"“{word}”" for word in found)
            hint = "say what is measured, and from which number on it is good"
            yield warn("vague", c.id, f"{words} cannot be measured", hint)


def brand(about: LintInput) -> Iterator[Finding]:
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


def near_duplicate(about: LintInput) -> Iterator[Finding]:
    """One Finding for all criteria that are alike, each like one other at least; the most alike first."""
    bags = [(c.id, _words(c.requirement)) for c in about.criteria]
    pairs = [(a, b) for a, b in itertools.combinations(bags, 2) if _alike(a, b) >= SAME]
    reported = []
    for least, how in ((TWICE, "the same"), (SAME, "nearly the same")):
        for cluster in _clusters([pair for pair in pairs if _alike(*pair) >= least]):
            if {name for name, _ in cluster} not in reported:
                reported.append({name for name, _ in cluster})
                hint = "drop one of the two, or say what is different"
                hint = hint if len(cluster) == 2 else "keep one of them, or say what is different"
                yield warn("near-duplicate", cluster[1][0], _all_texts(cluster, how), hint)


def _alike(first: Bag, second: Bag) -> float:
    """The share of the words of both that is common to both."""
    both = len(first[1] & second[1])
    return both / (len(first[1]) + len(second[1]) - both) if both else 0.0


def _clusters(pairs: Sequence[tuple[Bag, Bag]]) -> list[list[Bag]]:
    """Connected groups of pairs, in reading order; the one that comes first in the catalogue first."""
    found: list[list[Bag]] = []
    for first, second in pairs:
        touched = [cluster for cluster in found if first in cluster or second in cluster]
        joined = [bag for cluster in touched for bag in cluster]
        joined += [bag for bag in (first, second) if bag not in joined]
        at = found.index(touched[0]) if touched else len(found)
        found = [cluster for cluster in found if cluster not in touched]
        found.insert(at, joined)
    return found


def _all_texts(cluster: Sequence[Bag], how: str) -> str:
    (first, a), (second, b) = max(itertools.combinations(cluster, 2), key=lambda pair: _alike(*pair))
    common = f"{len(a & b)} of {len(a | b)} words are common to both"
    if len(cluster) == 2:
        return f"says {how} as {first}: {common}"
    names = ", ".join(name for name, _ in cluster)
    return f"is one of {len(cluster)} that say {how}: {names}; of {first} and {second}, {common}"


def _bidders_read(c: Criterion) -> str:
    return " | ".join((c.title, c.requirement, *(c.answer.options if c.answer else ())))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - STOP_WORDS
