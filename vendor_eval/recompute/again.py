"""The whole record calculated again, step by step, each from what the step before gave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import fsum

from vendor_eval.findings import has_errors
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.recompute.amounts import price_values_again, prices_again
from vendor_eval.recompute.cells import cells_again
from vendor_eval.recompute.differences import checked, differences
from vendor_eval.recompute.fits import fits, readers
from vendor_eval.recompute.notes import Notes, Unknown, Wrong, notes_of
from vendor_eval.recompute.order import gaps, ranked_names, rankings_again, verdict_again
from vendor_eval.recompute.reduced import partly_again
from vendor_eval.recompute.remains import remains
from vendor_eval.recompute.standings import gates_again, open_again, ranked_again

_NAMED = 20


@dataclass(frozen=True)
class Recomputed:
    """``wrong``: what does not follow, by JSON path; ``unknown``: what could not be calculated, and why.

    ``checked`` counts the numbers that were calculated and compared; None where only a part could be.
    """

    wrong: tuple[Wrong, ...]
    unknown: tuple[Unknown, ...]
    checked: int | None


def recompute(outcome: Outcome) -> Recomputed:
    """Every derived number of ``outcome`` from the inputs in it, beside the number in the record.

    Never raises: inputs that allow no calculation are among ``wrong``.
    """
    notes = notes_of(outcome)
    notes.wrong += readers(outcome)
    again = outcome
    if _sound(outcome, notes):
        notes.wrong += fits(outcome, notes)
        notes.wrong += remains(outcome) if notes.reduced else ()
        again = notes.attempt("$", lambda: _again(outcome, notes), outcome)
    if notes.renamed:
        notes.unknown["reasons and rules in words"] = "names may have been taken out of them"
    wrong = [*notes.wrong, *differences(outcome, again, words=not notes.renamed)]
    unknown = tuple(Unknown(what, why) for what, why in notes.unknown.items())
    return Recomputed(tuple(dict.fromkeys(wrong)), unknown, None if unknown else checked(again))


def _again(o: Outcome, notes: Notes) -> Outcome:
    _weights(o, notes)
    o = cells_again(prices_again(o, notes), notes)
    o = gates_again(o, notes)
    if not notes.reduced:
        open_again(o, notes)
        o = ranked_again(o)
    else:
        open_again(o, notes, o.vendor)
    if notes.reduced and (not o.gates or any(not v.gates for v in o.vendors)):
        notes.unknown["who is admitted"] = "the answers to gates are not in it"
    names = ranked_names(o)
    o = price_values_again(o, names, notes)
    if not o.rankings:
        _no_ranking(o, notes)
        return o
    missing = gaps(o, names)
    if notes.reduced:
        seen = getattr(o, "audience", "") != "vendor" and set(names) == set(o.rankings[0].ranks)
        notes.unknown["whether the result is official"] = "that rests on all that the buyer knows"
        return partly_again(o, notes) if missing or not seen else rankings_again(o, notes)
    if missing:
        listed = [f"{vendor} {criterion}" for vendor, criterion in missing]
        more = f" and {len(listed) - _NAMED} more" if len(listed) > _NAMED else ""
        notes.wrong.append(
            Wrong("$.cells", f"ranked, but without a value: {', '.join(listed[:_NAMED])}{more}")
        )
        return o
    return verdict_again(rankings_again(o, notes), notes)


def _no_ranking(o: Outcome, notes: Notes) -> None:
    if not has_errors(o.findings) and not notes.reduced:
        notes.wrong.append(Wrong("$.rankings", "there is no ranking, and no error among $.findings says why"))
    else:
        why = "" if notes.reduced else "; the errors among its findings say why"
        notes.unknown["the ranking"] = f"the record holds none{why}"


def _sound(o: Outcome, notes: Notes) -> bool:
    """Whether everything is named once: two answers to one question have no one value."""
    before = len(notes.wrong)
    named = {
        "$.vendors": [v.name for v in o.vendors],
        "$.criteria": [leaf.criterion for leaf in o.criteria],
        "$.cells": [f"{c.criterion} of {c.vendor}" for c in o.cells],
        "$.prices": [p.vendor for p in o.prices],
        "$.informational": [f"{x.criterion} of {x.vendor}" for x in o.informational],
    }
    for path, names in named.items():
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            notes.wrong.append(Wrong(path, f"stands there more than once: {', '.join(twice[:_NAMED])}"))
    known = set(named["$.vendors"])
    of_vendors = (o.cells, o.prices, o.excluded, o.open, o.informational)
    strangers = {x.vendor for part in of_vendors for x in part}
    if strangers - known:
        message = f"named in the record, but not among its vendors: {', '.join(sorted(strangers - known))}"
        notes.wrong.append(Wrong("$.vendors", message))
    return len(notes.wrong) == before


def _weights(o: Outcome, notes: Notes) -> None:
    """Shares of the whole, and the same where a ranking says by which weights it was made."""
    total = fsum(leaf.weight for leaf in o.criteria)
    if o.criteria and abs(total - 1) > 1e-9:
        message = f"the weights add up to {total:.10g}, and shares of the whole add up to 1"
        notes.wrong.append(Wrong("$.criteria[*].weight", message))
    first = o.rankings[0].weights if o.rankings else {}
    for i, leaf in enumerate(o.criteria):
        used = first.get(leaf.criterion, leaf.weight)
        if abs(used - leaf.weight) > 1e-9 and o.rankings[0].method == "weighted_sum":
            message = f"{leaf.weight:.10g} in the file, but the ranking was made by {used:.10g}"
            notes.wrong.append(Wrong(f"$.criteria[{i}].weight", message, "$.rankings[0].weights"))
