"""Who is named: evaluators and other bidders, also where somebody wrote them into a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.model.outcome.vendor_status import VendorResult
from vendor_eval.report.audience.find_names import Named, spoken_of, whatever_its_signs
from vendor_eval.report.audience.redaction import ANOTHER, OWN_WORDS, SOMEBODY, without
from vendor_eval.report.audience.replace_text import rewritten
from vendor_eval.report.audience.table import Reader
from vendor_eval.rfp.questions.remove_names import MAIL, PRODUCT, patterns, patterns_of, spellings


def evaluators(o: Outcome, reader: Reader) -> Outcome:
    """Names of evaluators, also where somebody wrote them into a text."""
    if reader.kind == "panel":
        return o
    if reader.kind == "board":
        findings = tuple(_of_somebody(f, reader) for f in o.findings)
        return rewritten(o.model_copy(update={"findings": findings}), people(reader))
    cells = tuple(
        without(
            c,
            scores={},
            earlier={},
            before_final={},
            before_offer=None,
            reasons={str(n): r for n, r in enumerate(c.reasons.values(), 1)},
        )
        for c in o.cells
    )
    seen = o.model_copy(
        update={
            "cells": cells,
            "decisions": tuple(without(d, by="") for d in o.decisions),
            "declarations": (),
            "vendors": tuple(_unreceived(v) for v in o.vendors),
            "rankings": tuple(r.model_copy(update={"details": _anonymous(r)}) for r in o.rankings),
        }
    )
    return rewritten(seen, people(reader), OWN_WORDS)


# Areas whose Findings speak of an evaluator by the id, which may be the family name.
_OF_PEOPLE = ("score.", "panel.", "consensus.", "agreement.")


def _of_somebody(f: Finding, reader: Reader) -> Finding:
    ids = _any_of({e.id: "" for e in reader.panel})
    if ids is None or not f.code.startswith(_OF_PEOPLE):
        return f
    named = {e.id: reader.labels[e.name] for e in reader.panel}

    def said(text: str) -> str:
        return ids.sub(lambda m: named[m.group()], text)

    return replace(f, where=said(f.where), message=said(f.message), hint=said(f.hint))


def _anonymous(ranking: Ranking) -> dict[str, object]:
    return {k: v for k, v in ranking.details.items() if k != "evaluators"}


def _unreceived(v: VendorResult) -> VendorResult:
    """Without who took the files in, who may be on the panel."""
    return without(
        v,
        response=v.response and without(v.response, received_by=""),
        price=v.price and without(v.price, received_by=""),
    )


def people(reader: Reader) -> Callable[[str], str]:
    """Evaluators' names become roles, or nobody in particular: in full or the family name alone.

    Also with titles and initials before it, in capitals, without accents, as a genitive, and in an address.
    """
    said = {name: label if reader.kind == "board" else SOMEBODY for name, label in reader.labels.items()}
    families = {name: family for name in said if (family := _family(name))}
    words: dict[str, str] = {}
    bare = {name: _bare(name) for name in said if _bare(name)}
    for name, written in [*zip(said, said, strict=True), *bare.items(), *families.items()]:
        for spelled in spellings(written):
            for word in (spelled, spelled.upper()):
                words.setdefault(word, said[name])
    ids = {e.id: said[e.name] for e in reader.panel}
    pattern = _any_of(words, before=_TITLED, after="s?")
    boxes = {f.casefold(): said[name] for name, family in families.items() for f in spellings(family)}

    def address(found: re.Match[str]) -> str:
        owner = found.group().partition("@")[0].casefold()
        return next((who for family, who in boxes.items() if family in owner), found.group())

    def change(text: str) -> str:
        if text in ids:
            return ids[text]
        text = MAIL.sub(address, text)
        return pattern.sub(lambda m: words[m.group("name")], text) if pattern else text

    return whatever_its_signs(change)


_TITLED = r"(?:(?i:dr|prof|mrs?|ms|frau|herrn?)\b\.?\s+)*(?:[A-Z]\.\s*)*"
_TITLES = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|med|pd|priv|doz)\.?\s+)+", re.IGNORECASE)


def _bare(name: str) -> str:
    """The name without titles before it and what follows a comma."""
    return _TITLES.sub("", name.partition(",")[0]).strip()


def _family(name: str) -> str:
    """The last word of a name of several; empty if it is short."""
    words = _bare(name).split()
    return words[-1] if len(words) > 1 and len(words[-1]) > 2 else ""


def _any_of(words: dict[str, str], before: str = "", after: str = "") -> re.Pattern[str] | None:
    """The longest that fits, as the group ``name``; what may stand around it belongs to the match."""
    longest = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w){before}(?P<name>{longest}){after}(?!\w)") if words else None


def names(o: Outcome, reader: Reader) -> Outcome:
    """The names of bidders that this bidder does not meet in the report, and the products of all others."""
    return rewritten(o, bidders(reader), OWN_WORDS) if reader.kind == "vendor" else o


def bidders(reader: Reader) -> Callable[[str], str]:
    """A text as the bidder that reads may see it: without the names that it does not meet, and products."""
    whose = reader.whose("totals")
    met = {*whose, *reader.ids_of(whose)}
    hidden = Named(_meant(reader, whose))
    return whatever_its_signs(lambda text: text if text in met else hidden(text))


def _meant(reader: Reader, met: frozenset[str]) -> Iterator[tuple[str | None, list[re.Pattern[str]]]]:
    """Every bidder, and its product, with what is written instead; None for what stays."""
    for name, vendor_id in sorted(reader.ids.items()):
        yield None if name in met else ANOTHER, patterns_of(name, vendor_id)
        goods = patterns(spoken_of({name: reader.products[name]}))
        yield None if name == reader.vendor else PRODUCT, goods
