"""What each answer is worth, again from what was read, or from the panel's scores."""

from __future__ import annotations

from vendor_eval.model.bids.score_sheet import Score
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import GateResult
from vendor_eval.recompute.notes import CALCULATION, Notes, Wrong
from vendor_eval.scoring.values import panel_value, value_of


def given_of(said: Cell | GateResult) -> float | str | None:
    """What was read; None where nothing was."""
    if said.state != "answered":
        return None
    return said.answer if said.given is None else said.given


def cells_again(o: Outcome, notes: Notes) -> Outcome:
    """Every value but that of the price. In a reduced record a value without its basis is believed."""
    leaves = {leaf.criterion: leaf for leaf in o.criteria}
    cells = tuple(_cell(o, c, leaves.get(c.criterion), i, notes) for i, c in enumerate(o.cells))
    return o.model_copy(update={"cells": cells})


def early_values(o: Outcome) -> tuple[Cell, ...]:
    """The cells as the short list saw them: before best and final offers and their scores."""
    rules = {leaf.criterion: leaf for leaf in o.criteria}
    return tuple(_early(o, rules[c.criterion], c) for c in o.cells)


def _early(o: Outcome, leaf: Leaf, cell: Cell) -> Cell:
    then = cell.before_offer
    if then is not None:
        cell = cell.model_copy(update=then.model_dump())
        if then.state != "answered":
            return cell.model_copy(update={"value": 0.0})
        if leaf.value_rule is not None and not isinstance(leaf.value_rule, Rubric):
            try:
                return cell.model_copy(update={"value": value_of(leaf.value_rule, given_of(cell))})
            except CALCULATION:  # the list that follows from it is then not the one in the record
                return cell
    if cell.before_final or then is not None:
        return _of_panel(o, leaf, cell.model_copy(update={"scores": cell.before_final or cell.scores}))
    return cell


def _cell(o: Outcome, cell: Cell, leaf: Leaf | None, i: int, notes: Notes) -> Cell:
    path = f"$.cells[{i}]"
    if leaf is None:
        notes.wrong.append(Wrong(path, f"{cell.criterion} is no criterion of this record"))
        return cell
    if leaf.by == "price":
        return cell
    if leaf.value_rule is None:
        why = "the rule that turns an answer into a value is not in the record"
        notes.miss(f"{path}.value", f"values of {leaf.criterion}", why)
        return cell
    if cell.state != "answered":
        return cell.model_copy(update={"value": 0.0})
    if isinstance(leaf.value_rule, Rubric):
        agreed = o.rules.consensus == "negotiated" and cell.consensus is not None
        basis = cell.scores or agreed
        if not basis and notes.reduced:
            _believed(cell, notes, "values that the panel scored", "the evaluators' scores are not in it")
            return cell
        return _of_panel(o, leaf, cell)
    given = given_of(cell)
    if given == "" and notes.reduced and cell.vendor != o.vendor:
        _believed(cell, notes, "values of answers", "the answers are not in it")
        return cell
    _same_number(cell, path, notes)
    try:
        return cell.model_copy(update={"value": value_of(leaf.value_rule, given)})
    except CALCULATION:
        said = f"the value rule of {leaf.criterion} does not know the answer {str(given)[:80]!r}"
        notes.wrong.append(Wrong(f"{path}.answer", said, f"$.cells[{i}].answer"))
        return cell


def _of_panel(o: Outcome, leaf: Leaf, cell: Cell) -> Cell:
    if not isinstance(leaf.value_rule, Rubric):
        return cell
    agreed = None
    if cell.consensus is not None or cell.consensus_reason:
        agreed = Score(
            vendor=cell.vendor,
            criterion=cell.criterion,
            score=cell.consensus,
            reason=cell.consensus_reason,
            where=cell.source,
        )
    value, source = panel_value(leaf.value_rule, leaf.scored_by, cell.scores, agreed, o.rules)
    return cell.model_copy(update={"value": value, "source": source})


def _believed(cell: Cell, notes: Notes, what: str, why: str) -> None:
    if cell.value is not None:
        notes.unknown[what] = f"{why}; the values stand as they are"


def _same_number(cell: Cell, path: str, notes: Notes) -> None:
    """The answer as shown and the number that was read are one answer."""
    if isinstance(cell.given, float):
        shown = f"{cell.given:.10g}"
        if cell.answer.split(" ")[0] != shown:
            message = f"{cell.answer[:80]!r} in the file, but the number that was read is {shown}"
            notes.wrong.append(Wrong(f"{path}.answer", message, f"{path}.given"))
