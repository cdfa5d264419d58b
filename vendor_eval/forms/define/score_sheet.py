"""The workbook in which one evaluator scores what the panel judges. It shows no price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from vendor_eval.forms.define.score_sheet_words import CHANGED, PARTS, instructions
from vendor_eval.forms.spec import (
    Choice,
    Column,
    Field,
    Form,
    FreeText,
    Heading,
    Line,
    Number,
    Row,
    Sheet,
    Shown,
    Start,
)
from vendor_eval.forms.values.money import without_money
from vendor_eval.model.bids.response import Answer, Response
from vendor_eval.model.bids.score_sheet import FINAL, Score
from vendor_eval.model.buyer.procurement import Evaluator, Procurement, Vendor
from vendor_eval.model.content_hashes import answer_hash, question_hash
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.fingerprint import fingerprint

CRITERION, ANCHORS, VENDOR, OFFER = "criterion", "anchors", "vendor", "offer"
SCORE, REASON = "score", "reason"
EARLIER = "earlier"
# Between the mark of the question and that of the answer that a row shows.
HASH_SEPARATOR = "/"
# What a start sheet asks before its scores count.
DECLARATION, CONFLICT, DECLARED_BY, DECLARED_ON = "declaration", "conflict", "declared_by", "declared_on"

_COLUMNS = (
    Column(CRITERION, "What is scored", 40),
    Column(ANCHORS, "What earns which score", 34),
    Column(VENDOR, "Vendor", 18),
    Column(OFFER, "What the vendor answered", 52),
    Column(SCORE, "Your score", 10, "input", counts=True),
    Column(REASON, "Your reason", 38, "input"),
)
_STATES = {
    "unanswered": "Not answered",
    "declined": "Declined to answer",
    "not_applicable": "Claims that this does not apply",
    "unreadable": "Could not be read",
    "stale": "Answered before the question was changed",
}


_FIELDS = (
    Field(DECLARATION, "I have no conflict of interest with any bidder", Choice(("yes", "no"))),
    Field(CONFLICT, "If no: what it is"),
    Field(DECLARED_BY, "Declared by"),
    Field(DECLARED_ON, "On (date)"),
)
_EARLIER = Column(EARLIER, "Your score so far", 24)
# Before the id of each vendor whose answers a sheet shows, in the properties of its workbook.
BID_PROPERTY = "bid-"
ShownCells = Callable[[Criterion, Vendor], Mapping[str, Shown]]
Inputs = Callable[[Criterion, Vendor], Mapping[str, str | float]]


def row_id(criterion: str, vendor: str) -> str:
    return f"{criterion}|{vendor}"


def criteria_scored_by(evaluator: Evaluator, catalogue: Catalogue, part: str = "") -> tuple[Criterion, ...]:
    """The criteria this evaluator scores, in the order of the catalogue; ``part`` may name one stage."""
    return tuple(
        c
        for path, c in catalogue.placed()
        if c.by_panel
        and part in ("", FINAL, c.stage)
        and (evaluator.scores is None or {c.id, *path} & set(evaluator.scores))
    )


def score_form(
    procurement: Procurement,
    catalogue: Catalogue,
    evaluator: Evaluator,
    vendors: Sequence[Vendor],
    responses_by_vendor_id: Mapping[str, Response],
    fingerprint: str,
    *,
    part: str = "",
    earlier: Mapping[str, Score] = MappingProxyType({}),
) -> Form:
    """A row for each criterion this evaluator scores and each vendor, a sheet for each top-level group.

    ``part`` is a stage, whose criteria alone are asked, or ``final``: scores of best and final offers. What
    the evaluator has scored before (``earlier``, by row id) stands beside the cells and is filled in, but
    where the vendor has changed the answer since: such a row is open, and asks for a score.
    """
    mine = {c.id for c in criteria_scored_by(evaluator, catalogue, part)}
    codes = (procurement.currency.code, *procurement.currency.rates)
    scored = {row: score for row, score in earlier.items() if score.score is not None}
    current = {row: s for row, s in scored.items() if not is_stale(s, responses_by_vendor_id)}
    rows = Rows(
        mine,
        vendors,
        responses_by_vendor_id,
        codes,
        lambda c, v: _earlier_score(scored, current, c, v),
        lambda c, v: earlier_inputs(current.get(row_id(c.id, v.id))),
    )
    there = {row_id(c, v.id) for c in mine for v in vendors} & scored.keys()
    columns = (*_COLUMNS[:4], _EARLIER, *_COLUMNS[4:]) if part == FINAL or there else _COLUMNS
    sheets = [(group, tuple(rows.of(group))) for group in catalogue.groups]
    about = f", {PARTS[part]}" if part else ""
    return Form(
        kind="scores",
        title=f"Score sheet of {evaluator.name}: {procurement.title}",
        subtitle=f"{procurement.buyer.name}, RFP {procurement.id}, {evaluator.role}{about}",
        properties={
            "rfp": procurement.id,
            "fingerprint": fingerprint,
            "evaluator": evaluator.id,
            **({"part": part} if part else {}),
            **{f"{BID_PROPERTY}{v.id}": bid_hash(mine, responses_by_vendor_id.get(v.id)) for v in vendors},
        },
        start=Start(instructions(part, bool(there)), _FIELDS, "Your declaration"),
        sheets=tuple(Sheet(g.title, g.title, columns, r) for g, r in sheets if r),
        noun="score",
    )


def is_stale(score: Score, responses: Mapping[str, Response]) -> bool:
    """Whether the vendor has changed the answer since; False for sheets without the hash of the answer."""
    response = responses.get(score.vendor)
    answer = response.answers.get(score.criterion) if response else None
    return bool(score.given_to) and score.given_to != answer_hash(answer)


def bid_hash(criteria: Iterable[str], response: Response | None) -> str:
    """Hash of what a bid answers to these criteria, by which a sheet is known to be stale."""
    answers = response.answers if response else {}
    return fingerprint([[c, answer_hash(answers.get(c))] for c in sorted(criteria)])[:16]


def _earlier_score(
    scored: Mapping[str, Score], current: Mapping[str, Score], criterion: Criterion, vendor: Vendor
) -> dict[str, Shown]:
    row = row_id(criterion.id, vendor.id)
    before = scored.get(row)
    if before is None:
        return {EARLIER: (Line("not scored yet", "faint"),)}
    changed = () if row in current else (Line(CHANGED, "alert"),)
    reason = (Line(before.reason, "faint"),) if before.reason else ()
    return {EARLIER: (Line(f"{before.score:g}", "bold"), *changed, *reason)}


def earlier_inputs(score: Score | None) -> dict[str, str | float]:
    """Score and reason of before, as they are filled in."""
    if score is None or score.score is None:
        return {}
    return {SCORE: score.score, REASON: score.reason}


class Rows:
    """The rows of a sheet on which scores are written, for ``mine`` criteria.

    ``beside`` adds shown cells, ``given`` what is filled in already, ``wanted`` leaves rows out.
    """

    def __init__(
        self,
        mine: set[str],
        vendors: Sequence[Vendor],
        responses: Mapping[str, Response],
        codes: tuple[str, ...],
        beside: ShownCells,
        given: Inputs = lambda _criterion, _vendor: {},
        wanted: Callable[[Criterion, Vendor], bool] = lambda _criterion, _vendor: True,
    ) -> None:
        self.mine, self.vendors, self.responses, self.codes = mine, vendors, responses, codes
        self.beside, self.given, self.wanted = beside, given, wanted

    def of(self, group: Group, *, top: bool = True) -> Iterator[Row | Heading]:
        if not any(c.id in self.mine for c in group.leaves()):
            return
        if not top:
            yield Heading(group.title)
        for criterion in group.criteria:
            if criterion.id in self.mine:
                yield from self._rows(criterion)
        for inner in group.groups:
            yield from self.of(inner, top=False)

    def _rows(self, criterion: Criterion) -> Iterator[Row]:
        rubric = criterion.value
        assert isinstance(rubric, Rubric), "only what the panel scores is here"  # noqa: S101  tells mypy
        vendors = [vendor for vendor in self.vendors if self.wanted(criterion, vendor)]
        for n, vendor in enumerate(vendors):
            title = Line(f"{criterion.id}  {criterion.title}", "faint" if n else "bold")
            about = () if n else (Line(criterion.requirement),)
            answer = self._answer(criterion, vendor)
            yield Row(
                id=row_id(criterion.id, vendor.id),
                mark=f"{question_hash(criterion)}{HASH_SEPARATOR}{answer_hash(answer)}",
                cells={
                    CRITERION: (title, *about),
                    ANCHORS: () if n else anchors(rubric),
                    VENDOR: (Line(vendor.name, "bold"),),
                    OFFER: self._offer(criterion, vendor),
                    **self.beside(criterion, vendor),
                },
                inputs={SCORE: Number(f"0 to {rubric.best}", 0, rubric.best), REASON: FreeText()},
                given=self.given(criterion, vendor),
            )

    def _answer(self, criterion: Criterion, vendor: Vendor) -> Answer | None:
        response = self.responses.get(vendor.id)
        return response.answers.get(criterion.id) if response else None

    def _offer(self, criterion: Criterion, vendor: Vendor) -> tuple[Line, ...]:
        answer = self._answer(criterion, vendor)
        lines = _answer_lines(answer) if answer else [Line("No answer was received", "faint")]
        return tuple(Line(without_money(line.text, self.codes), line.style) for line in lines)


def anchors(rubric: Rubric) -> tuple[Line, ...]:
    """The best score first, as an evaluator reads it."""
    return tuple(Line(f"{score}: {text}") for score, text in sorted(rubric.anchors.items(), reverse=True))


def _answer_lines(answer: Answer) -> list[Line]:
    state = _STATES.get(answer.state)
    given = answer.raw if answer.state in ("unreadable", "stale") else answer.value
    lines = [Line(state, "faint")] if state else []
    lines += [Line(str(given))] if given not in (None, "") else []
    lines += [Line(f"Comment: {answer.comment}")] if answer.comment else []
    lines += [Line(f"Evidence: {answer.evidence}", "faint")] if answer.evidence else []
    return lines
