"""What all operations after the selection begin with: the folder, its ranking and roadmap.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.decision.procurement.scored import Scored, score
from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.roadmap.roadmap import Roadmap
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.pipeline import Question, outcome_of
from vendor_eval.roadmap.acceptance.tests import vendor_named, winner_of
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.state.roadmap import read_roadmap


@dataclass(frozen=True)
class SelectedVendor:
    """A procurement and the vendor that is first. ``written``: there is a roadmap.yaml; else it is empty."""

    layout: Layout
    case: Case
    scored: Scored
    outcome: Outcome
    roadmap: Roadmap
    written: bool

    @property
    def name(self) -> str | None:
        """The vendor that is first alone; None without a ranking or if several are."""
        return winner_of(self.outcome)

    @property
    def id(self) -> str | None:
        return vendor_named(self.case, self.name).id if self.name else None


def selected_vendor(folder: ProcurementFolder) -> tuple[SelectedVendor | None, list[Finding]]:
    """None where a file has an error. The Findings are those of the files; the ranking keeps its own."""
    case, findings = folder.load()
    if case is None:
        return None, findings
    roadmap, written, wrong = read_roadmap(folder.layout, case)
    if roadmap is None:
        return None, wrong
    scored = score(case)
    outcome = outcome_of(case, scored, Question(now=folder.clock()))
    return SelectedVendor(folder.layout, case, scored, outcome, roadmap, written), wrong
