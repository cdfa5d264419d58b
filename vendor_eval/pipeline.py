"""The whole story on one page: from all that is known to a defended ranking. No disk, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from vendor_eval.decision.official import (
    Methods,
    as_issued,
    close_call,
    comparison,
    in_shares,
    is_published,
    rankings,
    verdict_findings,
)
from vendor_eval.decision.table import Scored, problem_of, score, with_thresholds
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.case import Case
from vendor_eval.model.outcome import Cell, Confirmation, GroupLine, Issued, Outcome, Ranking
from vendor_eval.scoring.informed import for_information
from vendor_eval.scoring.lapsed import settled
from vendor_eval.versions import versions


class Question(NamedTuple):
    """What is asked of a case beyond its published rules.

    ``methods``: (name, parameters) pairs; empty for the published method alone. ``weights``: shares of the
    criteria that replace the agreed ones (a what-if is never official).
    """

    methods: Methods = ()
    weights: Mapping[str, float] | None = None
    confirmed: bool = False
    at: datetime | None = None


AS_PUBLISHED = Question()


def evaluate(case: Case, question: Question = AS_PUBLISHED) -> Outcome:
    """Gates, values, price, ranking. What stands in its way is among the Findings of the outcome."""
    scored = score(case, question.weights)
    findings = [*case.findings, *scored.findings]
    ranked, confirmation = _ranked(case, scored, question, findings)
    opened = tuple(o for s in scored.standings for o in s.opened)
    findings += verdict_findings(case, opened, ranked)
    published = is_published(case, question.methods)
    if ranked and not published:
        findings.append(comparison(case, ranked[0]))
    first = ranked[0] if ranked else None
    procurement = case.procurement
    return Outcome(
        id=procurement.id,
        title=procurement.title,
        buyer=procurement.buyer,
        volumes=procurement.volumes,
        decided_at=question.at,
        official=bool(ranked)
        and published
        and as_issued(case)
        and question.weights is None
        and not has_errors(findings),
        what_if=question.weights is not None,
        rules=procurement.rules,
        price_rule=procurement.price,
        currency=procurement.currency.code,
        vendors=tuple(s.result for s in with_thresholds(scored)),
        criteria=scored.leaves,
        groups=_group_lines(case, scored, first),
        cells=_with_components(scored.cells, first),
        informational=for_information(case.catalogue, scored.bids),
        prices=scored.prices,
        rankings=ranked,
        excluded=scored.excluded,
        open=opened,
        confirmation=confirmation,
        close_call=close_call(first, scored.leaves),
        decisions=case.decisions,
        settled=settled(case, scored.bids),
        issues=_issues(case),
        findings=tuple(findings),
        versions=versions(),
        fingerprints=case.fingerprints(),
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
    from vendor_eval.decision.reference import confirm

    return ranked, confirm(problem, in_shares(ranked[0], case, problem))


def _group_lines(case: Case, scored: Scored, ranking: Ranking | None) -> tuple[GroupLine, ...]:
    points = float(case.procurement.rules.points)
    lines = []
    for path, group in case.catalogue.walk():
        inside = [leaf for leaf in scored.leaves if path == leaf.group[: len(path)]]
        if not inside:
            continue
        weight = sum(leaf.weight for leaf in inside)
        rows = ranking.contributions.items() if ranking else ()
        scores = {name: sum(row[leaf.criterion] for leaf in inside) for name, row in rows}
        lines.append(
            GroupLine(
                id=group.id,
                title=group.title,
                path=path,
                weight=weight,
                points=points * weight,
                scores=scores,
            )
        )
    return tuple(lines)


def _issues(case: Case) -> tuple[Issued, ...]:
    issues = (*case.earlier_issues, *((case.issue,) if case.issue else ()))
    return tuple(
        Issued(number=i.number, issued_at=i.issued_at, addendum=i.addendum, reason=i.reason) for i in issues
    )


def _with_components(cells: Sequence[Cell], ranking: Ranking | None) -> tuple[Cell, ...]:
    rows = ranking.contributions if ranking else {}
    return tuple(
        c.model_copy(update={"component": rows[c.vendor][c.criterion]}) if c.vendor in rows else c
        for c in cells
    )
