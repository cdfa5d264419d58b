"""Who is named: evaluators and other bidders, also where somebody wrote them into a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from vendor_eval.findings import Finding
from vendor_eval.model.outcome import Outcome, Ranking
from vendor_eval.model.standings import VendorResult
from vendor_eval.report.cutting import ANOTHER, OWN_WORDS, SOMEBODY, without
from vendor_eval.report.named import Named, spoken_of
from vendor_eval.report.reader import Reader
from vendor_eval.report.rewritten import rewritten
from vendor_eval.rfp.anonymous import PRODUCT, patterns, patterns_of


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
    """Evaluators' names, in full or the family name alone, become roles, or nobody in particular."""
    words: dict[str, str] = {}
    for name, label in reader.labels.items():
        said = label if reader.kind == "board" else SOMEBODY
        words[name] = said
        words[name.upper()] = said
        family = _family(name)
        if family:
            words |= {w: said for w in (family, family.upper()) if w not in words}
    ids = {e.id: words[e.name] for e in reader.panel}
    pattern = _any_of(words)

    def change(text: str) -> str:
        if text in ids:
            return ids[text]
        return pattern.sub(lambda m: words[m.group()], text) if pattern else text

    return change


_TITLES = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|med|pd|priv|doz)\.?\s+)+", re.IGNORECASE)


def _family(name: str) -> str:
    """The last word of a name of several, without what follows a comma; empty if it is short."""
    words = _TITLES.sub("", name.partition(",")[0]).split()
    return words[-1] if len(words) > 1 and len(words[-1]) > 2 else ""


def _any_of(words: dict[str, str]) -> re.Pattern[str] | None:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in longest)) if words else None


def names(o: Outcome, reader: Reader) -> Outcome:
    """The names of bidders that this bidder does not meet in the report, and the products of all others."""
    return rewritten(o, bidders(reader), OWN_WORDS) if reader.kind == "vendor" else o


def bidders(reader: Reader) -> Callable[[str], str]:
    """A text as the bidder that reads may see it: without the names that it does not meet, and products."""
    whose = reader.whose("totals")
    met = {*whose, *reader.ids_of(whose)}
    hidden = Named(_meant(reader, whose))
    return lambda text: text if text in met else hidden(text)


def _meant(reader: Reader, met: frozenset[str]) -> Iterator[tuple[str | None, list[re.Pattern[str]]]]:
    """Every bidder, and its product, with what is written instead; None for what stays."""
    for name, vendor_id in sorted(reader.ids.items()):
        yield None if name in met else ANOTHER, patterns_of(name, vendor_id)
        goods = spoken_of({name: [reader.products[name]]}) if name in reader.products else ()
        yield None if name == reader.vendor else PRODUCT, patterns(goods)
