"""What evaluators declared about conflicts of interest, and which sheets count by it."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding, Severity, Subject
from vendor_eval.forms.values.text import quoted
from vendor_eval.model.bids.score_sheet import Declaration
from vendor_eval.model.buyer.procurement import Evaluator
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Declared
from vendor_eval.text import first_few


def declarations(case: Case) -> tuple[Declared, ...]:
    """Of each evaluator what the sheets declare, in the order they came in; the present panel first.

    A sheet that repeats the evaluator's declaration before is left out. Who was taken off the panel stays:
    a declared conflict must not go with the person.
    """
    names = {e.id: e.name for e in case.procurement.panel}
    gone = former_evaluators(case)
    found: dict[str, list[Declared]] = {i: [] for i in (*names, *gone)}
    for sheet in sorted(case.sheets, key=lambda s: s.version):
        current = sheet.declaration or Declaration()
        one = Declared(
            evaluator=names.get(sheet.evaluator) or gone[sheet.evaluator],
            answer=current.answer,
            on=current.on,
            interest=current.note.strip(),
            former=sheet.evaluator in gone,
        )
        if not found[sheet.evaluator] or found[sheet.evaluator][-1] != one:
            found[sheet.evaluator].append(one)
    return tuple(one for of_one in found.values() for one in of_one)


def former_evaluators(case: Case) -> dict[str, str]:
    """Evaluators with sheets who are no longer on the panel: id -> the name they signed with."""
    present = {e.id for e in case.procurement.panel}
    gone = sorted({s.evaluator for s in case.sheets} - present)
    signed = {s.evaluator: s.declaration.name.strip() for s in case.sheets if s.declaration}
    return {one: signed.get(one) or one for one in gone}


def former_evaluator_findings(case: Case) -> list[Finding]:
    """A note for each member who left the panel, with what was declared last."""
    last = {d.evaluator: d for d in declarations(case) if d.former}
    found = []
    for one, name in former_evaluators(case).items():
        file = max((s for s in case.sheets if s.evaluator == one), key=lambda s: s.version).file
        declared = {"yes": "no conflict of interest", "no": "a conflict of interest"}
        current = declared.get(last[name].answer, "nothing about conflicts of interest")
        why = f": {quoted(last[name].interest, 200)}" if last[name].interest else ""
        message = f"{name} is no longer on the panel; the sheet counts nothing. Declared {current}{why}"
        found.append(Finding("panel.former-member", "note", file, message, ""))
    return found


def single_scorer_findings(case: Case) -> list[Finding]:
    """Criteria that one person alone scores; a warning where there were more before somebody left."""
    from vendor_eval.forms.define.score_sheet import criteria_scored_by

    panel, gone = case.procurement.panel, former_evaluators(case)
    judged = [c for c in case.catalogue.leaves() if c.by_panel]
    alone = {c.id for c in judged if sum(c in criteria_scored_by(e, case.catalogue) for e in panel) == 1}
    had = {s.criterion for sheet in case.sheets if sheet.evaluator in gone for s in sheet.scores}
    left = [c.id for c in judged if c.id in alone & had]
    others = [c.id for c in judged if c.id in alone - had]
    parts: tuple[tuple[list[str], Severity, str], ...] = (
        (left, "warning", " since a member left the panel"),
        (others, "note", ""),
    )
    found = []
    for ids, severity, since in parts:
        if ids:
            message = f"scored by one person only{since}: {first_few(ids)}"
            hint = "one person's score is nobody's check: give them to a second evaluator, under `panel`"
            found.append(Finding("panel.one-scorer", severity, "procurement.yaml panel", message, hint))
    return found


def declaration_findings(evaluator: Evaluator, declared: Declaration, file: str) -> Iterator[Finding]:
    """Why a sheet does not count, or what is missing beside a declaration."""
    if declared.answer == "yes":
        if not (declared.name and declared.on):
            message = f"{evaluator.name}: the declaration has no name or no date"
            hint = "ask for a sheet with both; the scores count"
            yield Finding("panel.declaration-unsigned", "warning", f"{file} Start", message, hint)
        return
    if declared.answer == "no":
        why = f": {quoted(declared.note, 200)}" if declared.note else ""
        message = (
            f"{evaluator.name} declares a conflict of interest{why}; the scores are stored and do not count"
        )
        hint = "take the evaluator off the panel: in procurement.yaml, or have the conflict resolved first"
    else:
        message = (
            f"{evaluator.name} has not declared to have no conflict of interest; the scores are stored and "
            "do not count"
        )
        hint = "have the start sheet of the score sheet answered with yes or no, and collect it again"
    yield Finding("panel.declaration", "error", f"{file} Start", message, hint, Subject(file=file))
