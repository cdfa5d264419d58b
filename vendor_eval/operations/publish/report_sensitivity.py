"""How robust a decision is, for the report: with a fixed seed, so that a folder gives one answer."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.findings import Finding
from vendor_eval.operations.decide.sensitivity import SamplingParameters, exact_answers, robustness
from vendor_eval.operations.decide.sensitivity_request import ScoredCase, request_for
from vendor_eval.scoring.agreement.panel import agreement
from vendor_eval.scoring.agreement.ratings import ratings_of
from vendor_eval.sensitivity.verdict import CaseRobustness, Robustness

SAMPLING = SamplingParameters(draws=100_000, seed=1)


def report_robustness(of: ScoredCase) -> tuple[Robustness | None, list[Finding]]:
    """With the agreement of the panel; None where nobody is ranked."""
    if not of.outcome.rankings:
        return None, []
    request = request_for(of)
    answers, findings = exact_answers(request, quick=True)
    if answers is None:
        return None, findings
    found, _, more = robustness(request, answers, SAMPLING)
    ratings = ratings_of(of.case)
    agreed = agreement(ratings, "interval") if ratings.items else None
    return replace(found, case=replace(found.case or CaseRobustness(), agreed=agreed)), [*findings, *more]
