"""The workbook in which one evaluator scores what the panel judges. It shows no price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vendor_eval.forms.money import without_money
from vendor_eval.forms.spec import (
    Column,
    Form,
    FreeText,
    Heading,
    Line,
    Number,
    Row,
    Sheet,
    Start,
)
from vendor_eval.model.catalogue import Catalogue, Group
from vendor_eval.model.criterion import Criterion
from vendor_eval.model.fingerprint import asked
from vendor_eval.model.procurement import Evaluator, Procurement, Vendor
from vendor_eval.model.response import Answer, Response
from vendor_eval.model.value import Rubric

CRITERION, ANCHORS, VENDOR, OFFER = "criterion", "anchors", "vendor", "offer"
SCORE, REASON = "score", "reason"

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


def row_id(criterion: str, vendor: str) -> str:
    return f"{criterion}|{vendor}"


def scored_by(evaluator: Evaluator, catalogue: Catalogue) -> tuple[Criterion, ...]:
    """The criteria this evaluator scores, in the order of the catalogue."""
    return tuple(
        c
        for path, c in catalogue.placed()
        if c.by_panel and (evaluator.scores is None or {c.id, *path} & set(evaluator.scores))
    )


def score_form(
    procurement: Procurement,
    catalogue: Catalogue,
    evaluator: Evaluator,
    vendors: Sequence[Vendor],
    responses_by_vendor_id: Mapping[str, Response],
    fingerprint: str,
) -> Form:
    """A row for each criterion this evaluator scores and each vendor, a sheet for each top-level group."""
    mine = {c.id for c in scored_by(evaluator, catalogue)}
    codes = (procurement.currency.code, *procurement.currency.rates)
    rows = _Rows(mine, vendors, responses_by_vendor_id, codes)
    sheets = [(group, tuple(rows.of(group))) for group in catalogue.groups]
    return Form(
        kind="scores",
        title=f"Score sheet of {evaluator.name}: {procurement.title}",
        subtitle=f"{procurement.buyer.name}, RFP {procurement.id}, {evaluator.role}",
        properties={"rfp": procurement.id, "fingerprint": fingerprint, "evaluator": evaluator.id},
        start=Start(_INSTRUCTIONS),
        sheets=tuple(Sheet(g.title, g.title, _COLUMNS, r) for g, r in sheets if r),
        noun="score",
    )


_INSTRUCTIONS = (
    (
        "Scores",
        "Give each vendor a score in every row, from 0 to the best score named there. Decimals are "
        "allowed. The second column says what earns which score. An empty cell is a missing score, "
        "not a zero.",
    ),
    (
        "Reasons",
        "Give a reason for each score in a sentence or two, so that the vendor and an auditor can follow "
        "it. Reasons may be quoted to the vendor.",
    ),
    (
        "On your own",
        "Score by yourself, from the answers and the evidence alone. The panel speaks about the scores "
        "after all sheets are in; a sheet is kept as it was handed in.",
    ),
    (
        "No prices",
        "Prices are not part of this sheet and must not influence it. Where a vendor wrote an amount "
        "of money into an answer, it is withheld here.",
    ),
    (
        "This file",
        "Write into the coloured cells only. Do not delete, merge or move rows, columns or sheets.",
    ),
)


class _Rows:
    def __init__(
        self,
        mine: set[str],
        vendors: Sequence[Vendor],
        responses: Mapping[str, Response],
        codes: tuple[str, ...],
    ) -> None:
        self.mine, self.vendors, self.responses, self.codes = mine, vendors, responses, codes

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
        assert isinstance(rubric, Rubric), "only what the panel scores is in here"  # noqa: S101
        for n, vendor in enumerate(self.vendors):
            title = Line(f"{criterion.id}  {criterion.title}", "faint" if n else "bold")
            about = () if n else (Line(criterion.requirement),)
            yield Row(
                id=row_id(criterion.id, vendor.id),
                mark=asked(criterion),
                cells={
                    CRITERION: (title, *about),
                    ANCHORS: () if n else anchors(rubric),
                    VENDOR: (Line(vendor.name, "bold"),),
                    OFFER: self._offer(criterion, vendor),
                },
                inputs={SCORE: Number(f"0 to {rubric.best}", 0, rubric.best), REASON: FreeText()},
            )

    def _offer(self, criterion: Criterion, vendor: Vendor) -> tuple[Line, ...]:
        response = self.responses.get(vendor.id)
        answer = response.answers.get(criterion.id) if response else None
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
