"""What ``sensitivity`` looks into: a bare table, or a procurement by the ranking that ``rank`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.decide import monte_carlo as mc
from vendor_eval.decision.methods import LIBRARY_PREFIX
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import opened

if TYPE_CHECKING:
    from vendor_eval.cli.decide.sensitivity_tables import Units
    from vendor_eval.decision.procurement.scored import Scored
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.record import Outcome, Ranking
    from vendor_eval.model.problem import Parameter, Problem
    from vendor_eval.sensitivity.monte_carlo.blocks import Tables
    from vendor_eval.workspace.folder.layout import Layout

_EMPTY: dict[str, Any] = {
    "weight_intervals": [],
    "acceptability": None,
    "smallest_change": {},
    "criticality": {"table": [], "most_critical_top": None, "most_critical_any": None},
    "bounds": {},
    "dominance": [],
    "maximin": [],
    "minimax_regret": [],
    "reversal": [],
    "panel": [],
    "stakeholders": [],
    "score_changes": [],
    "price_changes": [],
    "verdict": None,
    "reason": "there is no ranking; the findings say why",
}


@dataclass(frozen=True)
class Asked:
    """What is looked into. ``ranking`` is what ``rank`` prints; ``priced`` holds prices as they are.

    ``award``: who is first by the published method where another is asked for.
    ``open_values`` draws what the case leaves open; ``case`` is there where the method is the published one,
    ``scored`` where it is scored already.
    """

    problem: Problem
    ranking: Ranking | None
    units: Units
    method: str | None
    parameters: Mapping[str, Parameter]
    priced: Problem | None = None
    data: dict[str, Any] = field(default_factory=dict)
    open_values: Tables | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    case: Case | None = None
    layout: Layout | None = None
    outcome: Outcome | None = None
    scored: Scored | None = None
    award: tuple[str, ...] = ()

    @property
    def by_ranks(self) -> bool:
        """Whether ranks of evaluators are averaged, so that there is no table whose weights could move."""
        return self.ranking is not None and self.ranking.method == "mean_of_ranks"

    @property
    def drawable(self) -> bool:
        """Whether the program calculates the method itself, and so can for many weightings."""
        name = self.problem.method if self.method is None else self.method
        return not self.by_ranks and not name.startswith(LIBRARY_PREFIX)


def asked_of(
    path: Path, method: str | None, parameters: Mapping[str, Parameter], uncertain: bool
) -> tuple[Asked | None, list[Finding]]:
    if path.is_dir() or not path.suffix:
        return _of_folder(path, method, parameters, uncertain)
    from vendor_eval.cli.decide.sensitivity_tables import Units
    from vendor_eval.versions import versions
    from vendor_eval.workspace.tables.problem_file import read_problem

    problem, findings = read_problem(path)
    if problem is None:
        return None, findings
    if problem.rounding is not None or problem.ties:
        message = "sensitivity works on unrounded scores and knows no tie rule: the table's are left out"
        hint = "see with rank whether rounding or a tie decides"
        findings = [*findings, Finding("sensitivity.unrounded", "note", path.name, message, hint)]
        problem = problem.model_copy(update={"rounding": None, "ties": ()})
    weights = sum(c.weight for c in problem.criteria)
    units = Units(weights=weights, scores=1.0)
    return Asked(problem, None, units, method, parameters, data={"versions": versions()}), findings


def _of_folder(
    path: Path, method: str | None, parameters: Mapping[str, Parameter], uncertain: bool
) -> tuple[Asked | None, list[Finding]]:
    """A procurement, by the ranking that ``rank`` prints of it."""
    from vendor_eval.decision.procurement.scored import METHOD
    from vendor_eval.pipeline import Question, evaluate

    layout, case, findings = opened(path)
    if case is None:
        return None, findings
    published = method is None and not parameters
    if parameters and method is None:
        method = METHOD
    outcome = evaluate(case, Question(methods=((method, parameters),) if method else ()))
    if not outcome.rankings:
        return None, list(outcome.findings)
    asked = asked_about(layout, case, outcome, parameters, published=published, uncertain=uncertain)
    if not published:
        by_rules = evaluate(case).rankings
        asked = replace(asked, award=by_rules[0].best if by_rules else ())
    return asked, list(outcome.findings)


def asked_about(
    layout: Layout,
    case: Case,
    outcome: Outcome,
    parameters: Mapping[str, Parameter] | None = None,
    *,
    published: bool = True,
    uncertain: bool = False,
) -> Asked:
    """The first ranking of ``outcome``, which must have one."""
    from vendor_eval.cli.decide.sensitivity_tables import Units
    from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS
    from vendor_eval.sensitivity.case.case_tables import priced, table_of

    ranking = outcome.rankings[0]
    problem = table_of(outcome, case.weights.range)
    points = float(outcome.rules.points)
    in_force = {**(PARAMETERS if ranking.method == METHOD else {}), **(parameters or {})}
    units = Units(weights=points, scores=points if ranking.method == METHOD else 1.0)
    data = {
        "official": outcome.official,
        "rankings": [ranking.model_dump(mode="json")],
        "versions": outcome.versions,
    }
    return Asked(
        problem,
        ranking,
        units,
        ranking.method,
        in_force,
        priced(problem, outcome),
        data,
        mc.open_values(case) if uncertain else None,
        {group.id: group.title for group in outcome.groups},
        case if published else None,
        layout,
        outcome,
    )


def empty() -> dict[str, Any]:
    """The keys of an answer that has none, so that a script finds what it looks for."""
    from vendor_eval.versions import versions

    return {**_EMPTY, "versions": versions()}
