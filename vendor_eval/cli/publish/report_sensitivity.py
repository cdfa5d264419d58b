"""How far a decision holds, for the report: what a report tells of ``sensitivity`` with its own defaults."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.decision.procurement.scored import Scored
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.record import Outcome
    from vendor_eval.sensitivity.verdict import Found
    from vendor_eval.workspace.folder.layout import Layout

DRAWS, SEED = 100_000, 1


def found_of(
    layout: Layout, case: Case, outcome: Outcome, scored: Scored | None = None
) -> tuple[Found | None, list[Finding]]:
    """None where nobody is ranked. The same folder gives the same answer: draws and seed are fixed.

    ``scored``: what ``outcome`` was made of, to spare the second time.
    """
    from vendor_eval.cli.decide.monte_carlo import Draws
    from vendor_eval.cli.decide.sensitivity import found_out
    from vendor_eval.cli.decide.sensitivity_request import asked_about
    from vendor_eval.scoring.agreement.panel import agreement
    from vendor_eval.scoring.agreement.ratings import ratings_of
    from vendor_eval.sensitivity.verdict import CaseDoubt

    if not outcome.rankings:
        return None, []
    asked = replace(asked_about(layout, case, outcome), scored=scored)
    sampling = Draws(draws=DRAWS, seed=SEED)
    found, _, findings = found_out(asked, "both", sampling, told=True)
    if found is None:
        return None, findings
    ratings = ratings_of(case)
    agreed = agreement(ratings, "interval") if ratings.items else None
    return replace(found, case=replace(found.case or CaseDoubt(), agreed=agreed)), findings
