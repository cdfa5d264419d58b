"""Read a procurement folder into a Case."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.bids.buyer_decision import Decisions
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Response
from vendor_eval.model.bids.score_sheet import CONSENSUS, ScoreSheet
from vendor_eval.model.buyer.disclosed_terms import Terms
from vendor_eval.model.buyer.procurement import Procurement, Vendors
from vendor_eval.model.case import Case, Issue
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.local_times import in_local_time
from vendor_eval.weighting.tree import check_weights
from vendor_eval.workspace.catalogue.load import resolve
from vendor_eval.workspace.checks.cross_file import buyer_cost_checks, cross_checks, vendor_checks
from vendor_eval.workspace.checks.since_issue import changed_since, due_moved, issued_late
from vendor_eval.workspace.folder.layout import PROCUREMENT, WEIGHTS, Layout, typed
from vendor_eval.workspace.folder.read_back import M, read_back
from vendor_eval.workspace.folder.receipts import corrected
from vendor_eval.workspace.journal import recover
from vendor_eval.workspace.yaml_files.load import read_model


class Loaded(NamedTuple):
    """``case`` is None when a file has an error; the Findings then say which."""

    case: Case | None
    findings: list[Finding]


def no_folder(root: Path) -> list[Finding]:
    """Why ``root`` is no procurement folder; empty if it is one."""
    hint = f"start one with: vendor-eval new {typed(root)} --catalogue pacs"
    if not root.is_dir():
        return [Finding("folder.missing", "error", str(root), "there is no such folder", hint)]
    if not Layout(root).procurement.exists():
        message = f"the folder holds no {PROCUREMENT}"
        return [
            Finding(
                "folder.no-procurement", "error", str(root), message, f"name a procurement folder, or {hint}"
            )
        ]
    return []


def load(root: Path) -> Loaded:
    """Everything in the folder. Reads no workbook: receipt has kept what was in them as JSON."""
    missing = no_folder(root)
    if missing:
        return Loaded(None, missing)
    layout = Layout(root)
    recovered = recover(layout)
    procurement, lines, findings = read_model(Procurement, layout.procurement)
    findings = [*recovered, *findings]
    catalogue, wrong = resolve(layout.criteria, layout.catalogues)
    findings += wrong
    weights, weight_lines, wrong = read_model(Weights, layout.weights)
    findings += wrong
    more, wrong = _optional(Vendors, layout.vendors)
    findings += wrong
    decisions, wrong = _optional(Decisions, layout.decisions)
    findings += wrong
    if catalogue and weights:
        findings += check_weights(catalogue, weights, WEIGHTS, weight_lines)
    if procurement and catalogue:
        findings += cross_checks(procurement, catalogue, lines)
    if not (procurement and catalogue and weights) or has_errors(findings):
        return Loaded(None, findings)
    vendors = (*procurement.vendors, *(more.vendors if more else ()))
    findings += vendor_checks(vendors, len(procurement.vendors), lines)
    findings += buyer_cost_checks(procurement, vendors, lines)
    if has_errors(findings):
        return Loaded(None, findings)
    issue = read_back(Issue, layout.issue) if layout.issue.exists() else None
    scored = _versions(ScoreSheet, layout.scores, "")
    made = decisions.decisions if decisions else ()
    responses = {v.id: corrected(_versions(Response, layout.bid(v.id), "response"), made) for v in vendors}
    prices = {v.id: corrected(_versions(PriceSchedule, layout.bid(v.id), "price"), made) for v in vendors}
    case = in_local_time(
        Case(
            procurement=procurement,
            catalogue=catalogue,
            weights=weights,
            vendors=vendors,
            responses=responses,
            prices=prices,
            sheets=tuple(s for s in scored if s.evaluator != CONSENSUS),
            consensus=tuple(s for s in scored if s.evaluator == CONSENSUS),
            decisions=made,
            issue=issue,
            earlier_issues=_earlier(layout),
            findings=(*findings, *changed_since(issue, procurement, catalogue, weights)),
        )
    )
    case = case.model_copy(update={"findings": (*case.findings, *issued_late(case), *due_moved(case))})
    return Loaded(case, list(case.findings))


def load_case(root: Path | str) -> Case:
    """As ``load``, for callers who want the case or nothing. Raises VendorEvalError naming every Finding."""
    case, findings = load(Path(root))
    if case is None:
        listed = "\n".join(f"{f.where}: {f.message}" for f in findings if f.severity == "error")
        raise VendorEvalError(f"the procurement has errors:\n{listed}", hint=f"vendor-eval check {root}")
    return case


def _optional(model: type[M], path: Path) -> tuple[M | None, list[Finding]]:
    if not path.exists():
        return None, []
    found, _, findings = read_model(model, path)
    return found, findings


def _versions(model: type[M], where: Path, stem: str) -> tuple[M, ...]:
    """All versions kept in a folder, oldest first."""
    if not where.is_dir():
        return ()
    paths = [p for p in where.glob(f"{stem}*-v*.json") if p.stem.rpartition("-v")[2].isdigit()]
    paths.sort(key=lambda p: (p.stem.rpartition("-v")[0], int(p.stem.rpartition("-v")[2])))
    return tuple(read_back(model, p) for p in paths)


def _earlier(layout: Layout) -> tuple[Issue, ...]:
    """The issues that were replaced, oldest first."""
    found = (read_back(Issue, p) for p in layout.rfp.glob(f"issue-*/{layout.issue.name}"))
    return tuple(sorted(found, key=lambda issue: issue.number))


def read_terms(layout: Layout, case: Case, issue: Issue) -> Terms | None:
    """What bidders were told by ``issue``, the newest or an earlier one; None where that was not kept."""
    newest = case.issue is not None and issue.number == case.issue.number
    path = layout.terms if newest else layout.rfp / f"issue-{issue.number}" / layout.terms.name
    return read_back(Terms, path) if path.exists() else None
