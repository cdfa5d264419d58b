"""From a case to a decision table: admissions, values, prices, and what is missing for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from vendor_eval.decision.procurement.cells import cells_of, leaves_of
from vendor_eval.decision.procurement.prices import priced
from vendor_eval.decision.procurement.shortlist_basis import short_list, with_admission_then, with_scores_then
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.buyer.pricing import PriceRule
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.model.outcome.vendor_status import Excluded
from vendor_eval.model.problem import Parameter, Problem, ProblemCriterion
from vendor_eval.scoring.admission import Admission, admission_of, below_threshold
from vendor_eval.scoring.bids import Bid, accepted_na, bids, workbook_findings
from vendor_eval.scoring.late import late_versions
from vendor_eval.scoring.missing_scores import missing_score_findings
from vendor_eval.scoring.shortlist import GATE, ShortlistPlace
from vendor_eval.scoring.stale_inputs import stale_price_findings, stale_score_findings
from vendor_eval.scoring.values import Panel, panel_of
from vendor_eval.weighting.tree import global_weights

METHOD = "weighted_sum"
PARAMETERS: dict[str, Parameter] = {"normalisation": "none"}


class Scored(NamedTuple):
    """Everything up to the decision table. ``ranked`` and ``excluded`` are by vendor's name.

    ``places`` is the short list, empty where the rules have none.
    """

    leaves: tuple[Leaf, ...]
    admissions: tuple[Admission, ...]
    cells: tuple[Cell, ...]
    prices: tuple[PriceResult, ...]
    ranked: tuple[str, ...]
    excluded: tuple[Excluded, ...]
    findings: tuple[Finding, ...]
    bids: tuple[Bid, ...]
    places: tuple[ShortlistPlace, ...] = ()


def score(
    case: Case, weights: Mapping[str, float] | None = None, known: Sequence[Bid] | None = None
) -> Scored:
    """Everything before the ranking; ``weights`` are shares of the criteria that replace the agreed ones.

    ``known``: the bids of a case with the same criteria, bids and decisions, which are then reused.
    """
    rules, dropped = case.procurement.rules, accepted_na(case)
    agreed = global_weights(case.catalogue, case.weights, dropped).criteria
    panel = panel_of(case)
    leaves = leaves_of(case, weights or agreed, agreed)
    all_bids = bids(case) if known is None else list(known)
    admissions = [admission_of(bid, case.catalogue, rules, dropped) for bid in all_bids]
    cells = cells_of(case, [bid for bid in all_bids if bid.response], leaves, panel)
    excluded = [s.excluded for s in admissions if s.excluded]
    out = {e.vendor for e in excluded} | {s.result.name for s in admissions if s.result.status == "open"}
    places, early, was = short_list(case, leaves, agreed, all_bids, out)
    cells = [with_scores_then(c, early.get((c.vendor, c.criterion))) for c in cells]
    admissions = [with_admission_then(s, was) for s in admissions]
    excluded += [
        Excluded(vendor=p.vendor, gate=GATE, reason=p.reason)
        for p in places
        if p.on is False and p.vendor not in out
    ]
    out |= {p.vendor for p in places if p.on is False}
    findings = missing_score_findings(case, cells, panel, out)
    titles = case.catalogue.titles if rules.thresholds else {}
    for bid in all_bids:
        if bid.vendor.name not in out and not has_errors(findings):
            below = below_threshold(bid.vendor.name, cells, leaves, rules, titles)
            if below:
                excluded.append(below)
                out.add(below.vendor)
    ranked = tuple(bid.vendor.name for bid in all_bids if bid.vendor.name not in out)
    if not ranked:
        findings.append(_nobody(all_bids))
    prices, cells, wrong = priced(case, all_bids, ranked, cells)
    noticed = [f for bid in all_bids if bid.vendor.name in ranked for f in workbook_findings(bid)]
    return Scored(
        leaves,
        tuple(admissions),
        tuple(cells),
        prices,
        ranked,
        tuple(excluded),
        (*findings, *wrong, *noticed, *_left_behind(case, all_bids, panel, out)),
        tuple(all_bids),
        places,
    )


def _left_behind(case: Case, all_bids: Sequence[Bid], panel: Panel, out: Set[str]) -> list[Finding]:
    """Versions that do not count, and what was scored or priced on something that has changed since."""
    counting = [bid for bid in all_bids if bid.counts]
    found = [f for bid in counting for f in late_versions(case, bid)]
    found += stale_score_findings(case, all_bids, panel, out)
    return found + [f for bid in counting for f in stale_price_findings(case, bid)]


def _nobody(all_bids: Sequence[Bid]) -> Finding:
    if any(bid.response for bid in all_bids):
        hint = "see why with: vendor-eval check DIR"
        return Finding("rank.nobody", "error", "", "no vendor is admitted, so there is nothing to rank", hint)
    hint = "take bids in with: vendor-eval receive DIR FILE --vendor NAME"
    return Finding("rank.no-bids", "error", "", "there is no bid to rank yet", hint)


def with_thresholds(scored: Scored) -> list[Admission]:
    """The admissions, with vendors that a threshold excluded marked as such."""
    late = {e.vendor: e for e in scored.excluded}
    final = []
    for s in scored.admissions:
        out = late.get(s.result.name)
        if out and s.result.status == "admitted":
            update = {"status": "excluded", "reason": out.reason}
            final.append(s._replace(result=s.result.model_copy(update=update), excluded=out))
        else:
            final.append(s)
    return final


def problem_of(leaves: Sequence[Leaf], cells: Sequence[Cell], vendors: Sequence[str]) -> Problem:
    """The values (0 to 1) of ``vendors`` on the scored criteria. Every cell must have a value."""
    values = {(c.vendor, c.criterion): c.value for c in cells}
    rows = []
    for vendor in vendors:
        row = [values[vendor, leaf.criterion] for leaf in leaves]
        rows.append([x for x in row if x is not None])
    return Problem(
        alternatives=tuple(vendors),
        criteria=tuple(
            ProblemCriterion(
                id=leaf.criterion, direction="max", weight=leaf.weight, group="/".join(leaf.group)
            )
            for leaf in leaves
        ),
        matrix=tuple(tuple(row) for row in rows),
        method=METHOD,
        parameters=dict(PARAMETERS),
    )


def formula_of(rule: PriceRule, criterion: str) -> ProblemCriterion:
    """The price rule of a procurement as the decision world knows it."""
    settings = {
        "k": None if rule.k is None else float(rule.k),
        "budget": None if rule.budget is None else float(rule.budget),
        "bands": None if rule.bands is None else [[float(end), float(value)] for end, value in rule.bands],
    }
    return ProblemCriterion.model_validate(
        {"id": criterion, "direction": "min", "weight": 1.0, "formula": rule.formula, **settings}
    )
