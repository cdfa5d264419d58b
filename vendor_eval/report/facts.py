"""Every number of the report once, with its source. Renderers show what stands here and calculate nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.agreement import PanelAgreement, panel_agreement
from vendor_eval.report.content.answers import Chapter, chapters
from vendor_eval.report.content.conditions import CostCard, conditions, cost_card
from vendor_eval.report.content.cost_quality import PlaneRow, plane_rows
from vendor_eval.report.content.declarations import DeclaredRow, declared_rows
from vendor_eval.report.content.gaps import Gaps, Settlement, gaps, settlements, sorted_findings
from vendor_eval.report.content.headline import NOT_AS_ISSUED, Headline, headline
from vendor_eval.report.content.meeting import Meeting, meeting
from vendor_eval.report.content.money import Money, money
from vendor_eval.report.content.panel import Panel, labels_of, panel
from vendor_eval.report.content.points import Points, percentages, points_of
from vendor_eval.report.content.profile import Profile, Why, profile, why
from vendor_eval.report.content.provenance import (
    Check,
    FileRow,
    IssueRow,
    Methods,
    check,
    files,
    further_methods,
    issues,
)
from vendor_eval.report.content.ranking import (
    GateRow,
    OutRow,
    RankRow,
    gate_rows,
    gate_words,
    out_rows,
    rank_rows,
    vendor_order,
)
from vendor_eval.report.content.recommendation import BriefRow, brief
from vendor_eval.report.content.robustness import RobustnessFacts, robustness
from vendor_eval.report.content.rules import RuleRow, WeightRow, rule_rows, weight_rows
from vendor_eval.report.content.sections import (
    AdvantageRow,
    Shows,
    advantage_rows,
    columns,
    for_outside,
    shows,
)
from vendor_eval.report.content.strengths import Portraits, portraits
from vendor_eval.report.format.numbers import Percent
from vendor_eval.report.format.text import when
from vendor_eval.sensitivity.verdict import Robustness


@dataclass(frozen=True, slots=True)
class Facts:
    """The report's content. ``vendors`` is the order of every column: ranked by rank, open, excluded.

    What ``shows`` says is not shown has no section: that it is empty means nothing.

    ``points``, ``profile`` and ``why`` are None where there is no ranking in points; ``weight_sum`` is what
    the weights shown add up to. ``brief`` is the first page, ``meeting`` what the panel's meeting changed,
    ``portraits`` each vendor's strengths and weaknesses, ``issues`` what bidders were sent, and ``plane``
    price beside points; each is empty or None where there is nothing of the kind. ``unpublished``: what
    rules and weights are if not those that bidders were sent.
    """

    id: str
    title: str
    buyer: str
    decided: str
    headline: Headline
    brief: tuple[BriefRow, ...]
    conditions: tuple[str, ...]
    cost: CostCard | None
    vendors: tuple[str, ...]
    points: Points | None
    ranking: tuple[RankRow, ...]
    out: tuple[OutRow, ...]
    gates: tuple[GateRow, ...]
    gate_words: str
    profile: Profile | None
    why: Why | None
    robustness: RobustnessFacts | None
    money: Money
    gaps: Gaps
    settlements: tuple[Settlement, ...]
    findings: tuple[Finding, ...]
    panel: Panel | None
    meeting: Meeting
    agreement: PanelAgreement | None
    declared: tuple[DeclaredRow, ...]
    portraits: Portraits | None
    plane: tuple[PlaneRow, ...]
    issues: tuple[IssueRow, ...]
    rules: tuple[RuleRow, ...]
    unpublished: str
    weights: tuple[WeightRow, ...]
    weight_sum: Percent
    check: Check
    methods: Methods | None
    chapters: tuple[Chapter, ...]
    files: tuple[FileRow, ...]
    versions: dict[str, str]
    fingerprints: dict[str, str]
    shows: Shows
    advantages: tuple[AdvantageRow, ...]


def facts(outcome: Outcome, roles: Mapping[str, str] | None = None, found: Robustness | None = None) -> Facts:
    """``roles``: evaluator's name -> role on the panel. The names go into no report for a board.

    ``found`` is what was found out about how robust the decision is; None where nobody asked.
    """
    points, weights = points_of(outcome), percentages(outcome)
    order = vendor_order(outcome)
    ranked = points.order if points else tuple(row.vendor for row in rank_rows(outcome, None))
    result, settled = for_outside(headline(outcome, points), outcome, points), settlements(outcome)
    seen, shown = columns(outcome, order), shows(outcome)
    to_settle, card, spent = (
        conditions(outcome, result.first, settled) if shown.inside else (),
        cost_card(outcome, ranked),
        money(outcome, order),
    )
    labels = {**(roles or {}), **labels_of(outcome, roles or {})}
    agree = panel_agreement(found.case.agreed if found and found.case else None, labels)
    robust, checked, out = robustness(found, outcome, roles or {}), check(outcome), out_rows(outcome, order)
    return Facts(
        id=outcome.id,
        title=outcome.title,
        buyer=outcome.buyer.name,
        decided=when(outcome.decided_at) if outcome.decided_at else "",
        headline=result,
        brief=brief(outcome, result, to_settle, card, spent, robust, checked, out, agree),
        conditions=to_settle,
        cost=card,
        vendors=seen,
        points=points,
        ranking=rank_rows(outcome, points),
        out=out,
        gates=gate_rows(outcome, seen),
        gate_words=gate_words(outcome) if shown.everyone else "",
        profile=profile(outcome, points, weights) if points else None,
        why=why(outcome, points, weights) if points else None,
        robustness=robust,
        money=spent,
        gaps=gaps(outcome, seen),
        settlements=settled,
        findings=sorted_findings(outcome),
        panel=panel(outcome, seen, roles or {}),
        meeting=meeting(outcome, seen),
        agreement=agree,
        declared=declared_rows(outcome, labels),
        portraits=portraits(outcome, order, points) if shown.everyone else None,
        plane=plane_rows(outcome, points),
        issues=issues(outcome),
        rules=rule_rows(outcome, points),
        unpublished="" if outcome.as_issued else NOT_AS_ISSUED,
        weights=weight_rows(outcome, points, weights),
        weight_sum=weights.whole,
        check=checked,
        methods=further_methods(outcome),
        chapters=chapters(outcome, seen, points, weights, labels) if shown.answers else (),
        files=files(outcome, order),
        versions=dict(outcome.versions),
        fingerprints=dict(outcome.fingerprints),
        shows=shown,
        advantages=advantage_rows(outcome),
    )
