"""The whole story on one page: from all that is known to a defended ranking. No disk, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from vendor_eval.decision.procurement.group_points import group_line, with_components
from vendor_eval.decision.procurement.published import (
    Methods,
    as_issued,
    close_call,
    comparison,
    in_shares,
    is_published,
    rankings,
    verdict_findings,
)
from vendor_eval.decision.procurement.scored import Scored, problem_of, score, with_thresholds
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.cells import GroupLine
from vendor_eval.model.outcome.inputs import Inputs
from vendor_eval.model.outcome.record import Confirmation, Issued, Outcome, Ranking
from vendor_eval.model.problem import Problem
from vendor_eval.scoring.conflicts import declarations
from vendor_eval.scoring.expired_readings import settled_decisions
from vendor_eval.scoring.informational import informational_answers
from vendor_eval.scoring.late import final_offers_open, final_offers_until
from vendor_eval.versions import versions


class Question(NamedTuple):
    """What is asked of a case beyond its published rules.

    ``methods``: (name, parameters) pairs; empty for the published method alone. ``weights``: shares of the
    criteria that replace the agreed ones (a what-if is never official). ``now``: when it is asked, with an
    offset: nothing is official while best and final offers may still come in.
    """

    methods: Methods = ()
    weights: Mapping[str, float] | None = None
    confirmed: bool = False
    at: datetime | None = None
    now: datetime | None = None


AS_PUBLISHED = Question()


def evaluate(case: Case, question: Question = AS_PUBLISHED) -> Outcome:
    """Gates, values, price, ranking. What stands in its way is among the Findings of the outcome."""
    return outcome_of(case, score(case, question.weights), question)


def outcome_of(case: Case, scored: Scored, question: Question = AS_PUBLISHED) -> Outcome:
    """``evaluate`` where the case is already scored, by the weights that ``question`` asks for."""
    findings = [*case.findings, *scored.findings]
    ranked, confirmation = _ranked(case, scored, question, findings)
    opened = tuple(o for s in scored.admissions for o in s.opened)
    findings += verdict_findings(case.procurement.rules, opened, ranked)
    offers_open = final_offers_open(case, question.now) if question.now is not None else []
    findings += offers_open
    published = is_published(case.procurement.rules, question.methods)
    if ranked and not published:
        findings.append(comparison(case, ranked[0]))
    first = ranked[0] if ranked else None
    procurement, issued = case.procurement, as_issued(case)
    return Outcome(
        id=procurement.id,
        title=procurement.title,
        buyer=procurement.buyer,
        volumes=procurement.volumes,
        sizing=procurement.sizing,
        decided_at=question.at,
        official=bool(ranked)
        and published
        and issued
        and question.weights is None
        and not has_errors(findings),
        what_if=question.weights is not None,
        as_issued=issued,
        rules=procurement.rules,
        price_rule=procurement.price,
        currency=procurement.currency.code,
        vendors=tuple(s.result for s in with_thresholds(scored)),
        gates={c.id: c.gate for c in case.catalogue.leaves() if c.gate is not None},
        criteria=scored.leaves,
        groups=_group_lines(case, scored, first),
        cells=with_components(scored.cells, first),
        informational=informational_answers(case.catalogue, scored.bids),
        prices=scored.prices,
        rankings=ranked,
        excluded=scored.excluded,
        open=opened,
        confirmation=confirmation,
        close_call=close_call(first, scored.leaves),
        decisions=case.decisions,
        settled=settled_decisions(case, scored.bids),
        issues=_issues(case),
        declarations=declarations(case),
        weights_by=case.weights.stakeholder,
        rationale=case.weights.rationale.strip(),
        findings=tuple(findings),
        versions=versions(),
        fingerprints=case.fingerprints(),
        inputs=Inputs(
            case=case,
            methods=tuple((name, dict(parameters)) for name, parameters in question.methods),
            weights=None if question.weights is None else dict(question.weights),
            now=final_offers_until(case) if offers_open else None,
        ),
    )


def _ranked(
    case: Case, scored: Scored, question: Question, findings: list[Finding]
) -> tuple[tuple[Ranking, ...], Confirmation | None]:
    """The rankings asked for and the first one's confirmation; nothing while a score is missing."""
    if not scored.ranked or has_errors(findings):
        return (), None
    problem = problem_of(scored.leaves, scored.cells, scored.ranked)
    ranked, wrong = rankings(case, scored, problem, question.methods)
    findings += wrong
    if not ranked or not question.confirmed:
        return ranked, None
    from vendor_eval.decision.library.confirm import confirm

    return ranked, confirm(problem, in_shares(ranked[0], case.procurement.rules, problem))


def to_confirm(outcome: Outcome) -> tuple[Problem, Ranking] | None:
    """The first ranking of an outcome and its table, for a library to confirm; None without a ranking.

    ``Question(confirmed=True)`` asks the same of the library, and waits for the answer.
    """
    if not outcome.rankings:
        return None
    first = outcome.rankings[0]
    problem = problem_of(outcome.criteria, outcome.cells, tuple(first.scores))
    return problem, in_shares(first, outcome.rules, problem)


def _group_lines(case: Case, scored: Scored, ranking: Ranking | None) -> tuple[GroupLine, ...]:
    lines = []
    for path, group in case.catalogue.walk():
        inside = [leaf for leaf in scored.leaves if path == leaf.group[: len(path)]]
        if not inside:
            continue
        lines.append(group_line(group.id, group.title, path, scored.leaves, case.procurement.rules, ranking))
    return tuple(lines)


def _issues(case: Case) -> tuple[Issued, ...]:
    issues = (*case.earlier_issues, *((case.issue,) if case.issue else ()))
    return tuple(
        Issued(number=i.number, issued_at=i.issued_at, addendum=i.addendum, reason=i.reason) for i in issues
    )
