"""The letters that tell bidders the result: award to the winner, regret with a debrief to every other.

What they may say is what ``audience.reduced`` leaves for the bidder. Their texts are
``rfp_templates/letters``, their variables ``AWARD`` and ``REGRET``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from vendor_eval.documents.files import Dress
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.conditions import promised
from vendor_eval.report.content.gaps import REFUSED, UNDECLARED, UNSIGNED, declarations
from vendor_eval.report.format.numbers import figure, money
from vendor_eval.report.format.text import STATES, counted, listed
from vendor_eval.report.letters.debrief import Debrief, GroupPoints, Section, debrief
from vendor_eval.rfp.letters.common import COMMON, letter_about, letter_files, opening
from vendor_eval.rfp.wording import day, moment

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
    said = debrief(outcome)
    prices = said.prices
    go_live = procurement.timetable.go_live
    return {
        **opening(procurement, sent.dated),
        "award": {
            "vendor": said.vendor,
            "total": figure(said.own) if said.own is not None else "",
            "full": said.full,
            "price": money(prices.own, prices.cents) if prices.own is not None else "",
            "currency": prices.currency,
            "basis": prices.basis if prices.own is not None else "",
            "groups": [_group(g, winner=False) for g in _rows(said)],
            "conditions": list(conditions(outcome)),
            "standstill": day(sent.standstill) if sent.standstill else "",
            "go_live": day(go_live) if go_live else "",
            "review": procurement.procedure.review,
        },
    }


def regret_variables(procurement: Procurement, outcome: Outcome, sent: Sent) -> dict[str, object]:
    said = debrief(outcome)
    return {
        **opening(procurement, sent.dated),
        "regret": {
            "vendor": said.vendor,
            "winner": said.winner,
            "ranked": said.rank is not None,
            "rank": str(said.rank or ""),
            "full": said.full,
            "own": figure(said.own) if said.own is not None else "",
            "first": figure(said.first),
            "gap": figure(said.gap) if said.gap else "",
            "groups": [_group(g, winner=True) for g in _rows(said)],
            "ahead": list(said.ahead),
            "sum": figure(sum((c.own for s in said.sections for c in s.criteria), Decimal(0))),
            "most": figure(sum((c.possible for s in said.sections for c in s.criteria), Decimal(0))),
            "sections": [_section(s) for s in said.sections],
            "prices": _prices(said),
            "stopped": [
                {
                    "id": g.id,
                    "title": g.title,
                    "rule": g.rule,
                    "answer": g.answer,
                    "state": g.state,
                    "where": g.where,
                }
                for g in said.stopped
            ],
            "reason": said.reason,
            "rules": [{"name": name, "words": words} for name, words in said.rules.items()],
            "late": [
                {
                    "kind": late.kind,
                    "came": moment(late.came, procurement.timetable.timezone),
                    "reason": late.refused,
                }
                for late in sent.late
            ],
            "standstill": day(sent.standstill) if sent.standstill else "",
            "review": procurement.procedure.review,
        },
    }


def _rows(said: Debrief) -> tuple[GroupPoints, ...]:
    """All that adds up to the totals; what rounding does to them is a row as well."""
    return (*said.groups, *([said.rounding] if said.rounding else []))


def _group(group: GroupPoints, *, winner: bool) -> dict[str, str]:
    rows = {"title": group.title, "possible": figure(group.possible), "own": figure(group.own)}
    return {**rows, "winner": figure(group.winner)} if winner else rows


def _section(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "criteria": [
            {
                "id": c.id,
                "title": c.title,
                "possible": figure(c.possible),
                "own": figure(c.own),
                "answer": c.answer,
                "state": c.state,
                "reasons": list(c.reasons),
                "advantage": c.advantage,
            }
            for c in section.criteria
        ],
    }


def _prices(said: Debrief) -> dict[str, str]:
    return {
        "own": money(said.prices.own, said.prices.cents),
        "winner": money(said.prices.winner, said.prices.cents),
        "currency": said.prices.currency,
        "offered_in": said.prices.offered_in,
        "basis": said.prices.basis,
    }


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
            named = listed([f"{o.criterion} {o.title}" for o in ids], 50)
            yield f"{counted(len(ids), 'question')} {words}: {named}. Answer in writing."
    promises = promised(outcome, own.name)
    if promises:
        said = listed([f"{criterion} (“{words}”)" for criterion, words in promises], 50)
        ask = "Confirm that the release offered does it, or say when it will."
        yield f"Remarks beside your answers speak of the future: {said}. {ask}"
    price = next((p for p in outcome.prices if p.vendor == own.name), None)
    blank = [line.title for line in price.lines if line.empty_years] if price else []
    if blank:
        yield (
            f"Price lines left empty: {listed(blank, 50)}. They were counted as free of charge; confirm that "
            "they are."
        )
