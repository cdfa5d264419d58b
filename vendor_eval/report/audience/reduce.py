"""An outcome as one audience may see it. What it may not see is taken out before anything is rendered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vendor_eval.model.buyer.procurement import Evaluator, Vendor
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.audience import people as names
from vendor_eval.report.audience import redaction_rules as rules
from vendor_eval.report.audience.replace_text import rewritten
from vendor_eval.report.audience.table import KINDS, Kind, Reader, labels, reader_of
from vendor_eval.sensitivity.verdict import Robustness

Rule = Callable[[Outcome, Reader], Outcome]

# One for each row of the definitions' table; they are applied in this order.
RULES: dict[str, Rule] = {
    "criterion scores": rules.criterion_scores,
    "answers": rules.answers,
    "prices": rules.prices,
    "evidence": rules.evidence,
    "totals": rules.totals,
    "evaluators": names.evaluators,
    "names of other bidders": names.names,
}


def reduced(
    outcome: Outcome, audience: str, panel: Sequence[Evaluator] = (), vendors: Sequence[Vendor] = ()
) -> Outcome:
    """What ``audience`` may see: ``panel``, ``board``, ``public``, or ``vendor:NAME`` (name or id).

    ``panel``: who evaluates; an evaluator who is not in it is called ``Evaluator``. ``vendors`` may name
    products besides those of the bids. The given outcome has to be the full record. KeyError for another
    audience, or a vendor that is not in it.
    """
    kind, vendor = asked_for(outcome, audience)
    reader = reader_of(outcome, kind, vendor, panel, vendors)
    outcome = outcome.model_copy(update={"inputs": None})
    for rule in RULES.values():
        outcome = rule(outcome, reader)
    outcome = rules.swept(outcome, reader)
    said = {"audience": kind, "vendor": vendor, "left_out": reader.left_out()}
    outcome = outcome.model_copy(update=said)
    return Outcome.model_validate(outcome.model_dump())


def asked_for(outcome: Outcome, audience: str) -> tuple[Kind, str]:
    """The kind of audience, and the name of the vendor or nothing."""
    head, colon, name = audience.partition(":")
    found: dict[str, Kind] = {kind: kind for kind in KINDS}
    kind = found[head]
    if (kind == "vendor") != bool(colon):
        raise KeyError(audience)
    if kind != "vendor":
        return kind, ""
    names = {v.id: v.name for v in outcome.vendors} | {v.name: v.name for v in outcome.vendors}
    return kind, names[name]


def reduced_robustness(
    found: Robustness | None, outcome: Outcome, audience: str, panel: Sequence[Evaluator] = ()
) -> Robustness | None:
    """How far the decision holds, for those in the house; a board reads roles. ``outcome`` is the full one.

    It speaks of every rival's score and price, so outside of the house nothing of it is told.
    """
    kind, vendor = asked_for(outcome, audience)
    reader = reader_of(outcome, kind, vendor, panel)
    if found is None or reader.outside or not reader.opened:
        return None
    return rewritten(found, names.people(reader)) if kind == "board" else found


def told_to(
    outcome: Outcome, vendor: str, panel: Sequence[Evaluator] = (), vendors: Sequence[Vendor] = ()
) -> Callable[[str], str]:
    """A text of the buyer as this bidder (name or id) may read it: without evaluators and other bidders.

    For what a letter tells beside the reduced outcome, such as why a file was not admitted.
    """
    reader = reader_of(outcome, *asked_for(outcome, f"vendor:{vendor}"), panel, vendors)
    people, bidders = names.people(reader), names.bidders(reader)
    return lambda text: bidders(people(text))


def called(outcome: Outcome, audience: str, panel: Sequence[Evaluator] = ()) -> dict[str, str]:
    """What the reduced outcome calls an evaluator -> what a report calls it."""
    kind, _ = asked_for(outcome, audience)
    if kind == "panel":
        return {n: n for n in (*(e.name for e in panel), *(d.evaluator for d in outcome.declarations))}
    return {label: label for label in labels(outcome, panel).values()} if kind == "board" else {}
