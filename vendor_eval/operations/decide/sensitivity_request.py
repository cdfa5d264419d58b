"""What a sensitivity analysis looks into: a bare table, or the ranking that ``rank`` gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from vendor_eval.decision.methods import LIBRARY_PREFIX
from vendor_eval.decision.procurement.mean_of_ranks import NAME as MEAN_OF_RANKS
from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS, Scored, score
from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.model.problem import Parameter, Problem
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.pipeline import Question, outcome_of
from vendor_eval.sensitivity.case.case_tables import priced, table_of
from vendor_eval.sensitivity.case.ranked_case import ranked_by_rules
from vendor_eval.sensitivity.case.uncertain import Uncertain, uncertain
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.tables.problem_file import read_problem


class Units(NamedTuple):
    """What a share of 1 is for the reader: points of the weights, and of the scores."""

    weights: float
    scores: float


@dataclass(frozen=True)
class ScoredCase:
    """A ranked procurement. ``published``: by its own method, so other panels and prices can be tried."""

    layout: Layout
    case: Case
    scored: Scored
    outcome: Outcome
    published: bool = True

    @property
    def titles(self) -> Mapping[str, str]:
        """Titles of the groups by id."""
        return {group.id: group.title for group in self.outcome.groups}

    @property
    def open_values(self) -> Uncertain | None:
        """Samples what the procurement leaves open; None where it leaves nothing open."""
        return uncertain(self.case, ranked_by_rules(self.case, self.scored))


@dataclass(frozen=True)
class SensitivityRequest:
    """What is looked into. ``ranking`` is what ``rank`` gives; ``priced`` holds prices as they are.

    ``award``: who is first by the published method where another is asked for. ``open_values`` samples what
    the case leaves open. ``of``: the procurement; None for a bare table.
    """

    problem: Problem
    units: Units
    method: str | None
    parameters: Mapping[str, Parameter]
    ranking: Ranking | None = None
    priced: Problem | None = None
    open_values: Uncertain | None = None
    award: tuple[str, ...] = ()
    of: ScoredCase | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_ranks(self) -> bool:
        """Whether ranks of evaluators are averaged, so that there is no table whose weights could move."""
        return self.ranking is not None and self.ranking.method == MEAN_OF_RANKS

    @property
    def can_be_sampled(self) -> bool:
        """Whether the program calculates the method itself, and so can for many weightings."""
        name = self.problem.method if self.method is None else self.method
        return not self.by_ranks and not name.startswith(LIBRARY_PREFIX)


def request_for_table(
    path: Path, method: str | None, parameters: Mapping[str, Parameter]
) -> tuple[SensitivityRequest | None, list[Finding]]:
    """None where the table has an error. Rounding and tie rules of the table are left out, with a note."""
    problem, findings = read_problem(path)
    if problem is None:
        return None, findings
    if problem.rounding is not None or problem.ties:
        message = "sensitivity works on unrounded scores and knows no tie rule: the table's are left out"
        hint = "see with rank whether rounding or a tie decides"
        findings = [*findings, Finding("sensitivity.unrounded", "note", path.name, message, hint)]
        problem = problem.model_copy(update={"rounding": None, "ties": ()})
    units = Units(weights=sum(c.weight for c in problem.criteria), scores=1.0)
    return SensitivityRequest(problem, units, method, parameters), findings


def request_for_folder(
    folder: ProcurementFolder, method: str | None, parameters: Mapping[str, Parameter], uncertain: bool
) -> tuple[SensitivityRequest | None, list[Finding]]:
    """By the published method, or by another one; None where nobody is ranked, and the Findings say why."""
    case, findings = folder.load()
    if case is None:
        return None, findings
    published = method is None and not parameters
    name = method or METHOD
    scored = score(case)
    outcome = outcome_of(case, scored, Question(methods=() if published else ((name, parameters),)))
    if not outcome.rankings:
        return None, list(outcome.findings)
    by_rules = () if published else outcome_of(case, scored).rankings
    award = by_rules[0].best if by_rules else ()
    of = ScoredCase(folder.layout, case, scored, outcome, published)
    return request_for(of, parameters, uncertain=uncertain, award=award), list(outcome.findings)


def request_for(
    of: ScoredCase,
    parameters: Mapping[str, Parameter] | None = None,
    *,
    uncertain: bool = False,
    award: tuple[str, ...] = (),
) -> SensitivityRequest:
    """Look into the first ranking of the outcome, which must have one."""
    outcome, ranking = of.outcome, of.outcome.rankings[0]
    problem = table_of(outcome, of.case.weights.range)
    points = float(outcome.rules.points)
    summed = ranking.method == METHOD
    return SensitivityRequest(
        problem=problem,
        units=Units(weights=points, scores=points if summed else 1.0),
        method=ranking.method,
        parameters={**(PARAMETERS if summed else {}), **(parameters or {})},
        ranking=ranking,
        priced=priced(problem, outcome),
        open_values=of.open_values if uncertain else None,
        award=award,
        of=of,
        titles=of.titles,
    )
