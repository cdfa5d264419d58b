"""What the verbs after the selection do first: folder, ranking and roadmap.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import now, opened

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.record import Outcome
    from vendor_eval.model.roadmap.roadmap import Roadmap
    from vendor_eval.workspace.folder.layout import Layout


class Onward(NamedTuple):
    """``there``: whether the folder has a roadmap.yaml; without one ``roadmap`` is empty."""

    layout: Layout
    case: Case
    outcome: Outcome
    roadmap: Roadmap
    there: bool


def onward(directory: Path) -> tuple[Onward | None, list[Finding]]:
    """None where a file has an error. The Findings are those of the files; the ranking keeps its own."""
    from vendor_eval.pipeline import Question, evaluate
    from vendor_eval.workspace.state.roadmap import read_roadmap

    layout, case, findings = opened(directory)
    if case is None:
        return None, findings
    roadmap, there, wrong = read_roadmap(layout, case)
    if roadmap is None:
        return None, wrong
    return Onward(layout, case, evaluate(case, Question(now=now())), roadmap, there), wrong
