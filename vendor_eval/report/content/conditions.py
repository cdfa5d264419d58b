"""What has to be settled with the first vendor before a contract, and what the decision rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.intake.contradictions import future_words
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.gaps import REFUSED, UNDECLARED, UNSIGNED, Settlement, declarations
from vendor_eval.report.content.points import rounding_effect
from vendor_eval.report.content.rules import tie_rule_words
from vendor_eval.report.format.numbers import Amount
from vendor_eval.report.format.text import STATES, counted
from vendor_eval.text import listed


@dataclass(frozen=True, slots=True)
class CostCard:
    """The evaluated price of ``first``, and by how much it is ``more`` or ``less`` than the second's.

    ``total`` is the sum of its ``years`` without discount, None where they are not shown. ``difference`` is
    never negative; None where there is no second with a price.
    """

    first: str
    amount: Amount
    currency: str
    second: str
    difference: Amount | None
    relation: str
    total: Amount | None
    years: int


def cost_card(outcome: Outcome, order: tuple[str, ...]) -> CostCard | None:
    """None where nobody is ranked or the first offers no price."""
    prices = {p.vendor: p for p in outcome.prices}
    first = prices.get(order[0]) if order else None
    if first is None:
        return None
    second = order[1] if len(order) > 1 else ""
    gap, relation = None, ""
    if second in prices:
        gap = first.net_present_cost - prices[second].net_present_cost
        gap, relation = abs(gap), "less" if gap < 0 else "more"
    years = len(first.by_year)
    total = sum(first.by_year, Decimal(0)) if years else None
    return CostCard(
        first.vendor, first.net_present_cost, outcome.currency, second, gap, relation, total, years
    )


def conditions(outcome: Outcome, first: str | None, settled: tuple[Settlement, ...]) -> tuple[str, ...]:
    """For the vendor that is first; empty where nobody is, or where nothing is left to settle."""
    if first is None:
        return ()
    return (
        *_undeclared(outcome, first),
        *_unanswered(outcome, first),
        *_promised(outcome, first),
        *_price(outcome, first),
        *_settled(first, settled),
        *_close(outcome, first),
        *_confirmed(outcome),
    )


def _undeclared(outcome: Outcome, first: str) -> Iterator[str]:
    """Declarations come before all else: without them a bid may have to be left out."""
    vendor = next((v for v in outcome.vendors if v.name == first), None)
    rows = declarations(vendor) if vendor else ()
    empty = [row.title for row in rows if row.state == UNDECLARED]
    if empty:
        yield (
            f"Not declared ({listed(empty, 8)}): to be declared in writing before the award; otherwise "
            "decide by the rules of the request for proposal whether the bid may stand."
        )
    for row in rows:
        if row.state == REFUSED:
            yield (
                f"{row.title} was not declared but answered “{row.said}”: decide by the rules of the request "
                "for proposal whether the bid may stand."
            )
        if row.state == UNSIGNED:
            yield "The declarations bear no name or no date: to be signed before the award."


def _unanswered(outcome: Outcome, first: str) -> Iterator[str]:
    for state, words in STATES.items():
        ids = [o.criterion for o in outcome.open if o.vendor == first and o.state == state]
        if ids:
            questions = counted(len(ids), "question")
            yield f"{questions} {words} ({listed(ids, 8)}): counted as zero, to be settled in the contract."


def promised(outcome: Outcome, vendor: str) -> list[tuple[str, str]]:
    """Answers of ``vendor`` that pass or earn something while the remark beside them speaks of the future.

    Each is the criterion, id and title, and the words of the remark.
    """
    answered = {leaf.criterion: leaf.title for leaf in outcome.criteria if leaf.by == "answer"}
    gates = next((v.gates for v in outcome.vendors if v.name == vendor), ())
    claims = [(g.criterion, g.title, g.comment) for g in gates if g.result == "passed"]
    claims += [
        (c.criterion, answered[c.criterion], c.comment)
        for c in outcome.cells
        if c.vendor == vendor and c.criterion in answered and c.state == "answered" and c.value
    ]
    return [(f"{name} {title}", words) for name, title, remark in claims if (words := future_words(remark))]


def _promised(outcome: Outcome, first: str) -> Iterator[str]:
    found = promised(outcome, first)
    if found:
        remarks = listed([f"{criterion}: “{words}”" for criterion, words in found], 8)
        yield (
            f"{counted(len(found), 'answer')} with a remark that speaks of the future ({remarks}): "
            "ask whether the release offered does it, and settle it in the contract."
        )


def _price(outcome: Outcome, first: str) -> Iterator[str]:
    price = next((p for p in outcome.prices if p.vendor == first), None)
    if price is None:
        return
    empty = [line.title for line in price.lines if line.empty_years]
    if empty:
        lines = counted(len(empty), "price line")
        left = f"{lines} left empty ({listed(empty, 8)})"
        yield f"{left}: counted as free of charge, to be confirmed in writing."
    if price.offered_in != price.currency:
        yield f"The price was offered in {price.offered_in} and converted to {price.currency}."


def _settled(first: str, settled: tuple[Settlement, ...]) -> Iterator[str]:
    for s in settled:
        if s.vendor == first and s.in_force:
            yield f"Settled by the buyer already: {s.matter}, {s.act} ({s.reason})."


def _close(outcome: Outcome, first: str) -> Iterator[str]:
    ranking = outcome.rankings[0]
    for tie in ranking.details.get("ties", ()):
        if first in tie["vendors"]:
            others = listed([name for name in tie["vendors"] if name != first], 8)
            rule = tie_rule_words(tie["rule"])
            yield f"Equal points with {others}; the published tie rule decided: {rule}."
    effect = rounding_effect(outcome)
    if effect:
        yield effect


def _confirmed(outcome: Outcome) -> Iterator[str]:
    confirmation = outcome.confirmation
    if confirmation is not None and confirmation.agrees is False:
        yield (
            f"{confirmation.library} recalculated the ranking and comes to another result: "
            "find out why before deciding."
        )
    if confirmation is not None and confirmation.agrees is None:
        yield f"{confirmation.library} could not confirm the ranking; see “Confirmation”."
