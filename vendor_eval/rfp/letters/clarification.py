"""What a bidder is asked to make clear before the decision: its own cells, and what belongs in them.

A letter to one bidder alone; answers to bidders' questions, which go to all, are in clarification.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from vendor_eval.documents.files import Dress
from vendor_eval.findings import Finding
from vendor_eval.intake.contradictions import future_claims, without_evidence
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Answer
from vendor_eval.model.buyer.price_quantities import AskedRow, asked_rows
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.rfp.chapters.requirements import answer_in_words
from vendor_eval.rfp.letters.common import COMMON, letter_about, letter_files, opening
from vendor_eval.rfp.letters.points_to_clarify import Point
from vendor_eval.rfp.wording import moment

TEMPLATE = "letters/clarification.md.j2"
VARIABLES: dict[str, str] = {
    **COMMON,
    "clarification.vendor": "the bidder",
    "clarification.until": "by when it answers",
    "clarification.replace": "until when a new version of a workbook counts, or empty once bids are due",
    "clarification.answers[].id": "its id",
    "clarification.answers[].title": "a question of the response workbook",
    "clarification.answers[].gate": "true for a requirement that every bid must meet",
    "clarification.answers[].where": "where the answer is, `sheet!cell`",
    "clarification.answers[].said": "what is there now, or empty",
    "clarification.answers[].matter": "what is not clear",
    "clarification.answers[].form": "what belongs there",
    "clarification.prices[].id": "its id",
    "clarification.prices[].title": "a line of the price workbook",
    "clarification.prices[].where": "where the price is, `sheet!cell`",
    "clarification.prices[].year": "the year, or years",
    "clarification.prices[].said": "what is there now, or empty",
    "clarification.prices[].matter": "what is not clear",
    "clarification.prices[].form": "what belongs there",
    "clarification.points[].where": "file and place of something else to ask",
    "clarification.points[].found": "what was found there",
    "clarification.points[].asked": "what is asked",
}
_MATTERS = {
    "unanswered": "not answered",
    "unreadable": "cannot be read as an answer",
    "declined": "declined; do you stay with that?",
    "not_applicable": "you claim that this does not apply: why does it not?",
    "stale": "answered before the question changed",
}
LATER = "the answer claims it, the remark says “{}”: does the offered release do it?"
UNPROVED = "no evidence is named: where does it stand?"
_PRICE = "A unit price in {}, or “included” if it costs nothing"
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Query:
    """One cell. ``said`` is its content, ``form`` what is allowed in it."""

    id: str
    title: str
    where: str
    said: str
    matter: str
    form: str
    gate: bool = False
    year: str = ""


def answer_queries(
    catalogue: Catalogue, answers: dict[str, Answer], accepted_na: Collection[str] = ()
) -> tuple[Query, ...]:
    """In the order of the questions: what has no answer that counts, contradicts itself, or lacks evidence.

    ``answers`` are those that count after the buyer's decisions; ``accepted_na`` dropped out for all.
    """
    asked = [c for c in catalogue.leaves() if c.is_question and c.id not in accepted_na]
    given = [(c, answers.get(c.id, Answer(state="unanswered"))) for c in asked]
    answered = [(c, a) for c, a in given if a.state == "answered" and c.kind in ("gate", "scored")]
    later = {c.id: word for c, _, word in future_claims(answered)}
    bare = {c.id for c in without_evidence(answered)}
    found = []
    for criterion, answer in given:
        for matter in _matters(criterion, answer, later.get(criterion.id, ""), criterion.id in bare):
            found.append(_query(criterion, answer, matter))
    return tuple(found)


def _matters(criterion: Criterion, answer: Answer, later: str, bare: bool) -> Iterator[str]:
    """A question asked for information may be left empty."""
    if answer.state in _MATTERS and (criterion.kind != "informational" or answer.state != "unanswered"):
        yield _MATTERS[answer.state]
    if later:
        yield LATER.format(later)
    if bare:
        yield UNPROVED


def _query(criterion: Criterion, answer: Answer, matter: str) -> Query:
    form = answer_in_words(criterion.answer) if criterion.answer else ""
    if matter == UNPROVED:
        form = "\n".join(("Name document and page:", *(f"• {e}" for e in criterion.evidence)))
    said = answer.raw if answer.state != "answered" else str(answer.value)
    if matter.startswith(LATER.partition("{")[0]):
        said = f"{said}\n{answer.comment}"
    return Query(
        id=criterion.id,
        title=criterion.title,
        where=answer.where,
        said=said[:_LONGEST],
        matter=matter,
        form=form,
        gate=criterion.kind == "gate",
    )


def price_queries(procurement: Procurement, schedule: PriceSchedule | None) -> tuple[Query, ...]:
    """Cells without a price that is needed, or with one that cannot be read; options may be left out."""
    if schedule is None:
        return ()
    return tuple(
        merged
        for row in asked_rows(procurement)
        for merged in _merged_years(
            query for year, needed in enumerate(row.asked) if needed for query in _price(row, year, schedule)
        )
    )


def _merged_years(queries: Iterable[Query]) -> Iterator[Query]:
    """One query for all years of a line in which the same is not clear."""
    same: dict[str, list[Query]] = {}
    for query in queries:
        same.setdefault(query.matter, []).append(query)
    for years in same.values():
        said = list(dict.fromkeys(q.said for q in years))
        if len(said) > 1:
            said = [f"{q.year}: {q.said or 'nothing'}" for q in years]
        places = [q.where for q in years if q.where]
        cells = [place.rpartition("!")[2] for place in places[1:]]
        yield replace(
            years[0],
            where=", ".join([*places[:1], *cells]),
            said="\n".join(said),
            year=", ".join(q.year for q in years),
        )


def _price(row: AskedRow, year: int, schedule: PriceSchedule) -> Iterator[Query]:
    cells = schedule.lines.get(row.id, ())
    cell = cells[year] if year < len(cells) else PriceCell(state="empty")
    if cell.state not in ("empty", "unreadable") or (row.line.optional and cell.state == "empty"):
        return
    matter = "no price" if cell.state == "empty" else "cannot be read as a price"
    form = _PRICE.format(schedule.currency)
    yield Query(row.id, row.title, cell.where, cell.raw[:_LONGEST], matter, form, year=str(year))


def clarification(
    procurement: Procurement,
    vendor: str,
    queries: tuple[Sequence[Query], Sequence[Query]],
    until: datetime,
    dated: date,
    folders: Sequence[Path],
    *,
    points: Sequence[Point] = (),
    replace_until: datetime | None = None,
    dress: Dress | None = None,
    stem: str = "clarification",
) -> tuple[dict[str, bytes], list[Finding]]:
    """Files for one bidder; none, and the reasons, if the template is wrong.

    ``queries``: of the response and of the price workbook; ``points``: what else. ``replace_until``: when
    bids are due, if that is still to come, so that a new version answers everything.
    """
    about = letter_about(procurement, "Questions on your bid", dated)
    variables = {
        **opening(procurement, dated),
        "clarification": {
            "vendor": vendor,
            "until": moment(until, procurement.timetable.timezone),
            "replace": moment(replace_until, procurement.timetable.timezone) if replace_until else "",
            "answers": [_row(q, ("gate",)) for q in queries[0]],
            "prices": [_row(q, ("year",)) for q in queries[1]],
            "points": [asdict(p) for p in points],
        },
    }
    return letter_files(folders, TEMPLATE, variables, about, stem, dress or Dress(procurement.paper))


def _row(query: Query, more: Sequence[str]) -> dict[str, object]:
    names = ("id", "title", "where", "said", "matter", "form", *more)
    return {name: getattr(query, name) for name in names}
