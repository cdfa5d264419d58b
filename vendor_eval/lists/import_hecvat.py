"""HECVAT 4, the questionnaire on security and privacy of EDUCAUSE: its questions as a catalogue.

A vendor's sheets hold the questions (A: id, B: question, C: answer, chosen from a list); a row that begins a
section has its title in A and the word Answer in C. The hidden sheet Questions says which answer is
compliant, how important it is, and why it is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from vendor_eval.findings import Finding
from vendor_eval.forms.read.any_workbook import PlainBook, PlainSheet
from vendor_eval.lists.import_result import ImportedList
from vendor_eval.lists.words import is_yes_no, title_of, weight_of
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import Criterion

SHEETS = (
    "START HERE",
    "Organization",
    "Product",
    "Infrastructure",
    "IT Accessibility",
    "Case-Specific",
    "AI",
    "Privacy",
)
QUESTIONS = "Questions"
COLUMNS = {
    "id": "new id",
    "question": "question",
    "compliant": "compliant response",
    "importance": "default importance",
    "weight": "default weight",
    "why": "reason for question",
    "guidance": "yes guidance",
}
WEIGHTS = {"critical": 20.0, "standard": 10.0, "minor": 5.0}
"""What the importance weighs where the workbook gives no weight."""

_ID = re.compile(r"([A-Z]{4})-(\d{2,3})")
_EVIDENCE = "Explanation in the column Additional Information"


@dataclass(slots=True)
class _Question:
    id: str
    where: str
    text: str = ""
    section: str = ""
    options: tuple[str, ...] = ()
    about: dict[str, str] = field(default_factory=dict)


def catalogue_of(book: PlainBook, file: str, name: str) -> ImportedList:
    """Every question with its options; the Findings say what the workbook leaves open."""
    found: dict[str, _Question] = {}
    for sheet in (s for n in SHEETS if (s := book.sheet(n))):
        _asked(book, sheet, found)
    findings = list(book.findings)
    hidden = book.sheet(QUESTIONS)
    if hidden is not None:
        _described(hidden, found, findings, file)
    if not found:
        if not findings:
            hint = "give the Excel workbook of HECVAT 4, as EDUCAUSE publishes it"
            message = "this is no HECVAT workbook: no question such as COMP-01 was found"
            findings.append(Finding("import.not-hecvat", "error", file, message, hint))
        return ImportedList(None, findings)
    if hidden is None:
        hint = "take the complete workbook, if you want its answers scored"
        message = (
            f"the sheet {QUESTIONS} is missing, so no answer is known to be compliant; nothing is scored"
        )
        findings.append(Finding("import.no-key", "warning", file, message, hint))
    return _made(found, findings, file, name)


def _asked(book: PlainBook, sheet: PlainSheet, found: dict[str, _Question]) -> None:
    section = ""
    for row in range(1, sheet.last_row + 1):
        first = sheet.text(row, 1)
        if not _ID.fullmatch(first):
            section = first if sheet.text(row, 3).casefold() == "answer" else section
            continue
        question = found.setdefault(first, _Question(first, sheet.where(row, 1)))
        question.text = question.text or sheet.text(row, 2)
        question.section = question.section or section
        question.options = question.options or book.options(sheet, row, 3)


def _described(sheet: PlainSheet, found: dict[str, _Question], findings: list[Finding], file: str) -> None:
    header, columns = _columns(sheet)
    lacking = [words for key, words in COLUMNS.items() if key not in columns]
    if lacking:
        hint = "this may be another edition of HECVAT; look at what was imported"
        message = f"the sheet {QUESTIONS} has no column {', '.join(lacking)}"
        findings.append(Finding("import.column", "warning", f"{file} {sheet.name}", message, hint))
    for row in range(header + 1, sheet.last_row + 1):
        name = sheet.text(row, columns.get("id", 1))
        if not _ID.fullmatch(name):
            continue
        question = found.setdefault(name, _Question(name, sheet.where(row, 1)))
        question.about = {key: sheet.text(row, at) for key, at in columns.items()}
        question.text = question.text or question.about.get("question", "")


def _columns(sheet: PlainSheet) -> tuple[int, dict[str, int]]:
    """The row that names the columns, among the first ten, and where each is."""
    for row in range(1, 11):
        words = {sheet.text(row, c).casefold(): c for r, c in sorted(sheet.cells) if r == row}
        if COLUMNS["id"] in words:
            return row, {key: words[name] for key, name in COLUMNS.items() if name in words}
    return 0, {}


def _made(found: dict[str, _Question], findings: list[Finding], file: str, name: str) -> ImportedList:
    groups: dict[str, list[Criterion]] = {}
    titles: dict[str, str] = {}
    for question in found.values():
        where = f"{file} {question.where}"
        if not question.text:
            hint = "open the workbook in a spreadsheet program, let it calculate, save it, and import again"
            message = f"{question.id} has no text in the file; it was left out"
            findings.append(Finding("import.no-text", "warning", where, message, hint))
            continue
        code = question.id[:4]
        titles[code] = titles.get(code) or question.section
        groups.setdefault(code, []).append(_criterion(question, where, findings))
    made = tuple(
        Group(id=code, title=titles[code] or code, criteria=tuple(criteria))
        for code, criteria in groups.items()
    )
    criteria = [c for group in made for c in group.criteria]
    counts = {
        "questions": len(criteria),
        "with_options": sum(bool(question.options) for question in found.values()),
        "scored": sum(c.kind == "scored" for c in criteria),
    }
    if not made:
        return ImportedList(None, findings, counts)
    source = f"HECVAT, EDUCAUSE; imported from {file}"
    return ImportedList(Catalogue(id=name, title="HECVAT", source=source, groups=made), findings, counts)


def _criterion(question: _Question, where: str, findings: list[Finding]) -> Criterion:
    compliant = question.about.get("compliant", "").casefold()
    given: dict[str, Any] = {
        "id": question.id,
        "title": title_of(question.text.rstrip("* ")),
        "requirement": question.text.rstrip("* "),
        "why": question.about.get("why", ""),
        "source": ["hecvat"],
    }
    if compliant in ("yes", "no"):
        if not is_yes_no(question.options):
            hint = "look at its answer and value in the catalogue"
            message = f"{question.id} offers no list of yes and no; it became a question of yes or no"
            findings.append(Finding("import.guessed", "note", where, message, hint))
        levels = {"yes": 1, "no": 0} if compliant == "yes" else {"yes": 0, "no": 1}
        given |= {
            "kind": "scored",
            "answer": {"type": "yes_no"},
            "value": {"rule": "levels", "levels": levels},
            "weight": _weight(question, where, findings),
            "evidence": [question.about.get("guidance") or _EVIDENCE],
        }
    else:
        given |= {"kind": "informational", "answer": _free(question)}
    return Criterion.model_validate(given)


def _free(question: _Question) -> dict[str, Any]:
    if is_yes_no(question.options):
        return {"type": "yes_no"}
    if len(question.options) > 1:
        return {"type": "choice", "options": question.options}
    return {"type": "text"}


def _weight(question: _Question, where: str, findings: list[Finding]) -> float:
    weight = weight_of(question.about.get("weight", ""))
    if weight is not None:
        return weight
    importance = question.about.get("importance", "").casefold().partition(" ")[0]
    if importance not in WEIGHTS:
        hint = "it weighs as one of standard importance; change it in the catalogue"
        message = f"{question.id} is scored, and the workbook gives it no importance"
        findings.append(Finding("import.weight", "warning", where, message, hint))
    return WEIGHTS.get(importance, WEIGHTS["standard"])
