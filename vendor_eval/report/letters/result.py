"""The letters that tell bidders the result: award to the winner, regret with a debrief to every other.

What they may say is what ``audience.reduced`` leaves for the bidder. Their texts are
``rfp_templates/letters``, their variables ``AWARD`` and ``REGRET``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from vendor_eval.documents.files import Dress
from vendor_eval.documents.template.variables import variables
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.conditions import promised
from vendor_eval.report.content.gaps import REFUSED, UNDECLARED, UNSIGNED, declarations
from vendor_eval.report.format.numbers import figure, money
from vendor_eval.report.format.text import STATES, counted
from vendor_eval.report.letters.debrief import Debrief, Prices, debrief
from vendor_eval.rfp.letters.common import COMMON, letter_about, letter_files, opening
from vendor_eval.rfp.wording import day, moment
from vendor_eval.text import listed

TEMPLATES = {"award": "letters/award.md.j2", "regret": "letters/regret.md.j2"}
AWARD: dict[str, str] = {
    **COMMON,
    "award.vendor": "the bidder that is first",
    "award.total": "its points, or empty",
    "award.full": "the points of full marks",
    "award.price": "its evaluated price, or empty",
    "award.currency": "currency of the procurement",
    "award.basis": "how prices were made comparable: discount and tax",
    "award.groups[].title": "a group of criteria; at the end, if need be, what rounding does to the total",
    "award.groups[].possible": "what can be earned in it",
    "award.groups[].own": "what the bid earned",
    "award.conditions[]": "what is to be settled before the contract, sentences",
    "award.standstill": "the last day on which nothing is signed (`--standstill`), or empty",
    "award.go_live": "`go_live` of the timetable, or empty",
    "award.review": "`procedure: review`, or empty",
}
REGRET: dict[str, str] = {
    **COMMON,
    "regret.vendor": "the bidder",
    "regret.winner": "the bidder that is first",
    "regret.ranked": "false for a bid that was left out of the ranking",
    "regret.rank": "its place, or empty",
    "regret.full": "the points of full marks",
    "regret.own": "its points, or empty",
    "regret.first": "the winner's points",
    "regret.gap": "what lies between the two, or empty",
    "regret.groups[].title": "a group of criteria; at the end, if need be, what rounding does to the total",
    "regret.groups[].possible": "what can be earned in it",
    "regret.groups[].own": "the bidder's points",
    "regret.groups[].winner": "the winner's points",
    "regret.ahead[]": "titles of the groups in which the winner has more points",
    "regret.sum": "points of all criteria in the sections, for a bid that was not ranked",
    "regret.most": "what could be earned in them",
    "regret.sections[].title": "a group of criteria",
    "regret.sections[].criteria[].id": "its id",
    "regret.sections[].criteria[].title": "a criterion",
    "regret.sections[].criteria[].possible": "what can be earned",
    "regret.sections[].criteria[].own": "the bidder's points",
    "regret.sections[].criteria[].answer": "the bidder's answer, or empty",
    "regret.sections[].criteria[].state": "why the answer does not count, or empty",
    "regret.sections[].criteria[].reasons[]": "what evaluators wrote, without names",
    "regret.sections[].criteria[].advantage": "in words, that the winner was rated higher; or empty",
    "regret.prices.own": "the bidder's evaluated price, or a dash",
    "regret.prices.winner": "the winner's evaluated price, or a dash",
    "regret.prices.currency": "currency of the procurement",
    "regret.prices.offered_in": "the currency of the bid where it was converted, or empty",
    "regret.prices.basis": "how prices were made comparable: discount and tax",
    "regret.stopped[].id": "its id",
    "regret.stopped[].title": "a gate that the bid did not pass",
    "regret.stopped[].rule": "its condition",
    "regret.stopped[].answer": "the bidder's answer, or empty",
    "regret.stopped[].state": "why it does not count, or empty",
    "regret.stopped[].where": "where it stands in the bidder's workbook",
    "regret.reason": "why a bid was left out, a sentence; or empty",
    "regret.rules[].name": "a rule of evaluation",
    "regret.rules[].words": "what it says",
    "regret.late[].kind": "a workbook of the bidder that came too late: `response` or `price`",
    "regret.late[].came": "when",
    "regret.late[].reason": "why it was not admitted (`settle refuse-late`), or empty",
    "regret.standstill": "the last day on which nothing is signed (`--standstill`), or empty",
    "regret.review": "`procedure: review`, who hears a complaint; or empty",
}


class LateFile(NamedTuple):
    """``kind`` of workbook, when it ``came``, and why it was not admitted, if that was decided."""

    kind: str
    came: datetime
    refused: str = ""


class Sent(NamedTuple):
    """What a letter takes from the day on which it is written, and files of the bidder that came too late."""

    dated: date
    standstill: date | None = None
    late: tuple[LateFile, ...] = ()


def award(
    procurement: Procurement,
    outcome: Outcome,
    sent: Sent,
    folders: Sequence[Path],
    dress: Dress | None = None,
    stem: str = "award",
) -> tuple[dict[str, bytes], list[Finding]]:
    """Files for the winner, for whom ``outcome`` was reduced; none, and why, if the template is wrong."""
    about = letter_about(procurement, "Result", sent.dated)
    variables = award_variables(procurement, outcome, sent)
    return letter_files(
        folders, TEMPLATES["award"], variables, about, stem, dress or Dress(procurement.paper)
    )


def regret(
    procurement: Procurement,
    outcome: Outcome,
    sent: Sent,
    folders: Sequence[Path],
    dress: Dress | None = None,
    stem: str = "regret",
) -> tuple[dict[str, bytes], list[Finding]]:
    """Files for one bidder that did not win, for whom ``outcome`` was reduced; or why there are none."""
    about = letter_about(procurement, "Result", sent.dated)
    variables = regret_variables(procurement, outcome, sent)
    return letter_files(
        folders, TEMPLATES["regret"], variables, about, stem, dress or Dress(procurement.paper)
    )


def award_variables(procurement: Procurement, outcome: Outcome, sent: Sent) -> dict[str, object]:
    found = _printed(debrief(outcome))
    own, prices = found["own"], found["prices"]
    go_live = procurement.timetable.go_live
    return {
        **opening(procurement, sent.dated),
        "award": {
            "vendor": found["vendor"],
            "total": own or "",
            "full": found["full"],
            "price": prices["own"] or "",
            "currency": prices["currency"],
            "basis": prices["basis"] if prices["own"] else "",
            "groups": [{name: row[name] for name in ("title", "possible", "own")} for row in found["groups"]],
            "conditions": list(conditions(outcome)),
            "go_live": day(go_live) if go_live else "",
            **_end(procurement, sent),
        },
    }


def regret_variables(procurement: Procurement, outcome: Outcome, sent: Sent) -> dict[str, object]:
    result = debrief(outcome)
    found, judged = _printed(result), [c for section in result.sections for c in section.criteria]
    prices, zone = found["prices"], procurement.timetable.timezone
    return {
        **opening(procurement, sent.dated),
        "regret": {
            **found,
            "ranked": result.rank is not None,
            "rank": str(result.rank or ""),
            "own": found["own"] or "",
            "first": found["first"] or "–",
            "gap": found["gap"] if result.gap else "",
            "sum": figure(sum((c.own for c in judged), Decimal(0))),
            "most": figure(sum((c.possible for c in judged), Decimal(0))),
            "prices": {**prices, "own": prices["own"] or "–", "winner": prices["winner"] or "–"},
            "late": [{"kind": f.kind, "came": moment(f.came, zone), "reason": f.refused} for f in sent.late],
            **_end(procurement, sent),
        },
    }


def _printed(found: Debrief) -> dict[str, Any]:
    """The debrief as its letter prints it; what is None stays None."""
    amounts = (found.prices.own, found.prices.winner)
    price = partial(money, cents=any(amount % 1 for amount in amounts if amount is not None))
    return dict(variables(found, str, lambda kind, _: price if kind is Prices else figure))


def _end(procurement: Procurement, sent: Sent) -> dict[str, str]:
    standstill = day(sent.standstill) if sent.standstill else ""
    return {"standstill": standstill, "review": procurement.procedure.review}


def conditions(outcome: Outcome) -> Iterator[str]:
    """What the winner has to settle before a contract, said to the winner.

    What the buyer settled by itself, and what is between the first and others, is for the report alone.
    """
    own = next(v for v in outcome.vendors if v.name == outcome.vendor)
    rows = declarations(own)
    empty = [row.title for row in rows if row.state in (UNDECLARED, REFUSED)]
    if empty:
        yield f"Declare in writing, or tell us why you cannot: {listed(empty, 50)}."
    if any(row.state == UNSIGNED for row in rows):
        yield "Sign the declarations, with name and date."
    for state, words in STATES.items():
        ids = [o for o in outcome.open if o.vendor == own.name and o.state == state]
        if ids:
            questions = listed([f"{o.criterion} {o.title}" for o in ids], 50)
            yield f"{counted(len(ids), 'question')} {words}: {questions}. Answer in writing."
    promises = promised(outcome, own.name)
    if promises:
        remarks = listed([f"{criterion} (“{words}”)" for criterion, words in promises], 50)
        ask = "Confirm that the release offered does it, or say when it will."
        yield f"Remarks beside your answers speak of the future: {remarks}. {ask}"
    price = next((p for p in outcome.prices if p.vendor == own.name), None)
    blank = [line.title for line in price.lines if line.empty_years] if price else []
    if blank:
        yield (
            f"Price lines left empty: {listed(blank, 50)}. They were counted as free of charge; confirm that "
            "they are."
        )
