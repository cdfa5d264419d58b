"""The workbook in which a vendor answers every requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from vendor_eval.forms.define.declarations import NO, SIGNED_BY, SIGNED_ON, TEXTS, YES
from vendor_eval.forms.spec import (
    DECLINED,
    NOT_APPLICABLE,
    NUMBER_KEY,
    Choice,
    Column,
    Field,
    Form,
    FreeText,
    Heading,
    Input,
    Line,
    Need,
    Number,
    Row,
    Section,
    Sheet,
    Start,
)
from vendor_eval.forms.write.validation import number_in_words
from vendor_eval.model.buyer.disclosed_terms import Change
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.content_hashes import question_hash
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import AnswerForm, Criterion

NUMBER, MARK, REQUIREMENT, WANTED = NUMBER_KEY, "mark", "requirement", "wanted"
ANSWER, EVIDENCE, COMMENT = "answer", "evidence", "comment"
VENDOR, PRODUCT, VERSION = "vendor", "product", "version"
WORDS = (NOT_APPLICABLE, DECLINED)
UNCHANGED: Mapping[str, Change] = MappingProxyType({})

_COLUMNS = (
    Column(NUMBER, "No.", 12),
    Column(MARK, "Kind", 13),
    Column(REQUIREMENT, "Requirement", 58),
    Column(WANTED, "Evidence asked for", 22),
    Column(ANSWER, "Your answer", 28, "input", counts=True),
    Column(EVIDENCE, "Where we find the evidence\n(document, page)", 27, "input"),
    Column(COMMENT, "Your comment", 32, "input"),
)
_NEEDS: dict[str, Need] = {"gate": "must", "scored": "asked", "informational": "optional"}
_FIELDS = (
    Field(VENDOR, "Company"),
    Field(PRODUCT, "Product offered"),
    Field(VERSION, "Version of the product"),
    Field("contact", "Contact for questions"),
    Field("email", "E-mail of the contact"),
    Field("phone", "Telephone of the contact"),
)

_DECLARATION = Choice((YES, NO), prompt="yes: we declare this. no: we do not, and say why in the bid.")
_DECLARATIONS = (
    Section(
        "Declarations",
        "The chapter “Declarations” of the request for proposal has the full wording, which counts. "
        "Exceptions are explained in the bid; the buyer decides on them.",
        (
            *(Field(key, title, _DECLARATION, about=about) for key, title, about in TEXTS),
            Field(SIGNED_BY, "Declared by (name, function)"),
            Field(SIGNED_ON, "Date"),
        ),
    ),
)


def response_form(
    procurement: Procurement,
    catalogue: Catalogue,
    fingerprint: str,
    changes: Mapping[str, Change] = UNCHANGED,
) -> Form:
    """A row for each criterion that vendors answer, a sheet for each top-level group that has any.

    ``fingerprint`` is that of the issue the workbook goes out with, ``changes`` what addenda did to its rows.
    """
    return Form(
        kind="response",
        title=f"Response workbook: {procurement.title}",
        subtitle=f"{procurement.buyer.name}, RFP {procurement.id}",
        properties={"rfp": procurement.id, "fingerprint": fingerprint},
        start=Start(_instructions(procurement), _FIELDS, "Your company and product", _DECLARATIONS),
        sheets=tuple(
            _sheet(group, changes) for group in catalogue.groups if any(c.is_question for c in group.leaves())
        ),
    )


_INSTRUCTIONS = (
    (
        "Answers",
        "Answer in the column “Your answer”, one answer for each row. Where a list opens, choose from it. "
        "Numbers stand alone, without unit, text or thousands separator. A cell left empty counts as not "
        "answered.",
    ),
    (
        "Gates",
        "A row marked “Gate” is a requirement that every bid must meet; a bid that fails one is not ranked. "
        "The row says which answer passes. Its cell stays orange until it is filled in; the others are "
        "yellow. A cell that is filled in turns green.",
    ),
    (
        f"“{NOT_APPLICABLE}” and “{DECLINED}”",
        f"Write {NOT_APPLICABLE} where a requirement cannot apply to what you offer, and say why in the "
        "comment. That is a claim: until the buyer accepts it for all vendors, the row counts as not "
        f"answered. Write {DECLINED} where you choose not to answer; that counts as not answered.",
    ),
    (
        "Evidence",
        "Name the document and page where the buyer finds the proof of your answer. What only a comment "
        "claims may be scored lower, or not at all.",
    ),
    (
        "No prices",
        "No price, fee, rate or discount belongs into this workbook, not in comments either. Prices go "
        "into the price workbook alone, which is opened later. A price found here is reported to the "
        "buyer, and your bid may be excluded for it.",
    ),
    (
        "This file",
        "Keep it an Excel workbook (.xlsx). Do not delete, merge or move rows, columns or sheets. Write "
        "values, not formulas, and into the coloured cells only: nothing else is read, nor are pictures, "
        "cell notes and embedded files.",
    ),
)


def _instructions(procurement: Procurement) -> tuple[tuple[str, str], ...]:
    due = procurement.timetable.bids_due
    if due is None:
        return _INSTRUCTIONS
    moment = f"{procurement.timetable.local(due):%d %B %Y, %H:%M} ({procurement.timetable.timezone})"
    return (*_INSTRUCTIONS, ("Due", f"{moment}, by the way the RFP names."))


def _sheet(group: Group, changes: Mapping[str, Change]) -> Sheet:
    rows = tuple(_rows(group, changes, top=True))
    return Sheet(group.title, group.title, _COLUMNS, rows, intro=group.intro.strip(), frozen=1)


def _rows(
    group: Group, changes: Mapping[str, Change], *, top: bool = False, above: str = ""
) -> Iterator[Row | Heading]:
    """The rows of the group itself, then those of the groups within, each under its heading."""
    title = f"{above} / {group.title}" if above else group.title
    if not any(c.is_question for c in group.leaves()):
        return
    if not top:
        yield Heading(title, group.intro.strip())
    yield from (row(c, changes.get(c.id)) for c in group.criteria if c.is_question)
    for inner in group.groups:
        yield from _rows(inner, changes, above="" if top else title)


def row(criterion: Criterion, change: Change | None = None) -> Row:
    answer = criterion.answer
    assert answer is not None, "only criteria that are asked have a row"  # noqa: S101  callers filter
    standard = [Line(criterion.standard, "faint")] if criterion.standard else []
    requirement = (
        Line(criterion.title, "bold"),
        Line(criterion.requirement),
        *standard,
        Line(how_to_answer(answer), "faint"),
    )
    return Row(
        id=criterion.id,
        mark=question_hash(criterion),
        need=_NEEDS[criterion.kind],
        cells={
            NUMBER: criterion.id,
            MARK: (*_mark(criterion), *changed_line(change, _ANEW)),
            REQUIREMENT: requirement,
            WANTED: "\n".join(criterion.evidence),
        },
        inputs={ANSWER: _input(answer), EVIDENCE: FreeText(), COMMENT: FreeText()},
    )


def _mark(criterion: Criterion) -> tuple[Line, ...]:
    if criterion.gate is not None:
        return (Line("Gate", "alert"), Line(criterion.gate.in_words(), "faint"))
    if criterion.kind == "scored":
        return (Line("Scored"),)
    return (Line("Information", "faint"),)


_ANEW = {
    "new": "New: addendum {}",
    "again": "Changed by addendum {}: answer anew",
    "told": "See addendum {}; answers stand",
}


def changed_line(change: Change | None, words: Mapping[str, str]) -> tuple[Line, ...]:
    """What an addendum did to a row, for whoever filled in an earlier workbook."""
    return (Line(words[change.kind].format(change.addendum), "alert"),) if change else ()


def how_to_answer(answer: AnswerForm) -> str:
    """One sentence on what the answer cell accepts."""
    if answer.allowed:
        return "Answer: " + " | ".join(answer.allowed)
    if answer.type == "number":
        return f"Answer: {number_in_words(number_input(answer))}"
    if answer.type == "file":
        return "Answer: the name of the document you enclose"
    return "Answer: in words"


def _input(answer: AnswerForm) -> Input:
    if answer.allowed:
        return Choice(answer.allowed, WORDS)
    if answer.type == "number":
        return number_input(answer)
    if answer.type == "file":
        return FreeText("Write the name of the document you enclose, and the page where it matters.")
    return FreeText()


def number_input(answer: AnswerForm) -> Number:
    return Number(answer.unit, answer.min, answer.max, WORDS)
