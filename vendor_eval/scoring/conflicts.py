"""What evaluators declared about conflicts of interest, and which sheets count by it."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.forms.text import quoted
from vendor_eval.model.case import Case
from vendor_eval.model.outcome import Declared
from vendor_eval.model.procurement import Evaluator
from vendor_eval.model.scoresheet import Declaration


def declarations(case: Case) -> tuple[Declared, ...]:
    """Of each evaluator of the panel what the sheets declare, in the order they came in.

    A sheet that repeats the evaluator's declaration before is left out.
    """
    names = {e.id: e.name for e in case.procurement.panel}
    found: dict[str, list[Declared]] = {i: [] for i in names}
    for sheet in sorted(case.sheets, key=lambda s: s.version):
        said = sheet.declaration or Declaration()
        if sheet.evaluator not in found:
            continue
        one = Declared(
            evaluator=names[sheet.evaluator], answer=said.answer, on=said.on, interest=said.note.strip()
        )
        if not found[sheet.evaluator] or found[sheet.evaluator][-1] != one:
            found[sheet.evaluator].append(one)
    return tuple(one for of_one in found.values() for one in of_one)


def undeclared(evaluator: Evaluator, declared: Declaration, file: str) -> Iterator[Finding]:
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
            f"{evaluator.name} declares a conflict of interest{why}; the scores are kept and do not count"
        )
        hint = "take the evaluator off the panel: in procurement.yaml, or have the conflict resolved first"
    else:
        message = (
            f"{evaluator.name} has not declared to have no conflict of interest; the scores are kept and do "
            "not count"
        )
        hint = "have the start sheet of the score sheet answered with yes or no, and collect it again"
    yield Finding("panel.declaration", "error", f"{file} Start", message, hint)
