"""Sensitivity of a procurement beyond its table: evaluators, single scores, prices, other weights."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.operations.decide.sensitivity_request import ScoredCase
from vendor_eval.scoring.bids import accepted_na
from vendor_eval.sensitivity.case.one_score import score_flips
from vendor_eval.sensitivity.case.panel import by_weights, leave_one_out
from vendor_eval.sensitivity.case.price_moves import price_moves
from vendor_eval.sensitivity.case.ranked_case import ranked_by_rules
from vendor_eval.sensitivity.verdict import CaseRobustness
from vendor_eval.weighting import ask
from vendor_eval.weighting.levels import levels, with_shares
from vendor_eval.weighting.methods.registry import weigh
from vendor_eval.weighting.tree import check_weights, global_weights
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.state.stakeholders import read_sittings
from vendor_eval.workspace.yaml_files.load import read_model


def case_robustness(of: ScoredCase | None) -> tuple[CaseRobustness | None, list[Finding]]:
    """None for a bare table, and where the method is not the published one."""
    if of is None or not of.published:
        return None, []
    case = of.case
    others, findings = _other_weights(of.layout, case)
    now = ranked_by_rules(case, of.scored)
    moves, no_moves = price_moves(case, now)
    return CaseRobustness(
        left=leave_one_out(case, now),
        wanted=by_weights(case, others, now),
        flips=score_flips(case, now),
        moves=moves,
        no_moves=no_moves,
    ), findings


def _other_weights(layout: Layout, case: Case) -> tuple[dict[str, Mapping[str, float]], list[Finding]]:
    """Shares by whose they are: weights in files ``weights-*.yaml``, and those of stakeholders."""
    found: dict[str, Weights] = {}
    findings: list[Finding] = []
    for path in sorted(layout.root.glob("weights-*.yaml")):
        other, _, wrong = read_model(Weights, path)
        wrong = wrong or (check_weights(case.catalogue, other, path.name) if other else [])
        if other is not None and not wrong:
            found[path.name] = other
        for f in wrong:  # a file beside the agreed weights stops nothing
            message = f"{f.message}; {path.name} is left out here"
            findings.append(Finding(f.code, "warning", f.where, message, f.hint))
    found |= _stakeholder_weights(layout, case)
    dropped = accepted_na(case)
    return {name: global_weights(case.catalogue, w, dropped).criteria for name, w in found.items()}, findings


def _stakeholder_weights(layout: Layout, case: Case) -> dict[str, Weights]:
    """The agreed weights with each stakeholder's own on the levels that he or she answered in full."""
    found = {}
    for sitting in read_sittings(layout)[0]:
        own = {}
        for level in levels(case.catalogue, case.weights):
            answers = sitting.on(level.id)
            weighing = ask.weighing(level, answers) if answers else None
            weighed = weigh(weighing)[0] if weighing else None
            if weighed is not None:
                own[level.id] = weighed.weights
        if own:
            found[sitting.stakeholder] = with_shares(case.weights, own, case.catalogue)
    return found
