"""Who goes on after a stage, by the published rule and the scores known so far. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.decision.procurement.scored import Scored, score
from vendor_eval.decision.procurement.stages import stage_score_findings, stage_states, stages_until
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.rules import Shortlist
from vendor_eval.model.case import Case
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.scoring.shortlist import ShortlistPlace


@dataclass(frozen=True, kw_only=True)
class ShortlistResult(OperationResult):
    """A place for each admitted vendor; with scores missing nobody has one yet.

    ``after``: the stage after which the list is made, empty where the rules have none.
    """

    after: str = ""
    places: tuple[ShortlistPlace, ...] = ()


def shortlist(folder: ProcurementFolder) -> ShortlistResult:
    case, findings = folder.load()
    if case is None:
        return ShortlistResult(findings=tuple(findings))
    rule = case.procurement.rules.shortlist
    if rule is None:
        hint = "add shortlist: {after: written, top: 3} under rules: before the RFP goes out"
        message = "the rules have no short list"
        wrong = Finding("shortlist.none", "error", "procurement.yaml", message, hint)
        return ShortlistResult(findings=(*findings, wrong))
    scored = score(case)
    excluded = {e.vendor: e.reason for e in scored.excluded}
    places = tuple(
        p._replace(reason=excluded[p.vendor]) if p.on and p.vendor in excluded else p for p in scored.places
    )
    wrong_now = _missing(case, scored, rule)
    return ShortlistResult(findings=(*findings, *wrong_now), after=rule.after, places=places)


def _missing(case: Case, scored: Scored, rule: Shortlist) -> list[Finding]:
    """What has to come in before the list can be made."""
    findings: list[Finding] = []
    if any(p.on is None for p in scored.places):
        findings += stage_score_findings(case, stages_until(stage_states(case, scored), rule.after))
        findings += [f for f in scored.findings if f.code in ("panel.declaration", "panel.nobody")]
    if not scored.places:
        hint = "see why with: vendor-eval check DIR"
        findings.append(Finding("shortlist.nobody", "error", "", "no bid is admitted", hint))
    return findings
