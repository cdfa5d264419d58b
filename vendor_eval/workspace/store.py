"""Read a procurement folder into a Case, and what does not fit together in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.case import Case, Issue
from vendor_eval.model.catalogue import Catalogue
from vendor_eval.model.decision import Decisions
from vendor_eval.model.fingerprint import rfp_fingerprint
from vendor_eval.model.price import PriceSchedule
from vendor_eval.model.procurement import Procurement, Vendor, Vendors
from vendor_eval.model.response import Response
from vendor_eval.model.scoresheet import CONSENSUS, ScoreSheet
from vendor_eval.model.terms import Terms
from vendor_eval.model.weights import Weights
from vendor_eval.scoring.shortlist import stage_criteria
from vendor_eval.weighting.tree import check_weights
from vendor_eval.workspace.catalogues import resolve
from vendor_eval.workspace.layout import PROCUREMENT, WEIGHTS, Layout, typed
from vendor_eval.workspace.received import corrected
from vendor_eval.workspace.yaml_file import Lines, read_model
from vendor_eval.workspace.zone import in_zone

M = TypeVar("M", bound=BaseModel)
TIE_WORDS = ("lowest_price", "earliest_bid", "lot")


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
    procurement, lines, findings = read_model(Procurement, layout.procurement)
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
        findings += _cross_checks(procurement, catalogue, lines)
    if not (procurement and catalogue and weights) or has_errors(findings):
        return Loaded(None, findings)
    vendors = (*procurement.vendors, *(more.vendors if more else ()))
    findings += _vendor_checks(vendors, len(procurement.vendors), lines)
    findings += _buyer_cost_checks(procurement, vendors, lines)
    if has_errors(findings):
        return Loaded(None, findings)
    issue = _json(Issue, layout.issue) if layout.issue.exists() else None
    scored = _versions(ScoreSheet, layout.scores, "")
    times = procurement.timetable
    made = decisions.decisions if decisions else ()
    responses = {v.id: corrected(_versions(Response, layout.bid(v.id), "response"), made) for v in vendors}
    prices = {v.id: corrected(_versions(PriceSchedule, layout.bid(v.id), "price"), made) for v in vendors}
    case = Case(
        procurement=procurement,
        catalogue=catalogue,
        weights=weights,
        vendors=vendors,
        responses={vendor: in_zone(versions, times) for vendor, versions in responses.items()},
        prices={vendor: in_zone(versions, times) for vendor, versions in prices.items()},
        sheets=in_zone([s for s in scored if s.evaluator != CONSENSUS], times),
        consensus=in_zone([s for s in scored if s.evaluator == CONSENSUS], times),
        decisions=in_zone(made, times),
        issue=in_zone([issue], times)[0] if issue else None,
        earlier_issues=in_zone(_earlier(layout), times),
        findings=(*findings, *_changed_since(issue, procurement, catalogue, weights)),
    )
    case = case.model_copy(update={"findings": (*case.findings, *_issued_late(case), *_due_moved(case))})
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
    return tuple(_json(model, p) for p in paths)


def _earlier(layout: Layout) -> tuple[Issue, ...]:
    """The issues that were replaced, oldest first."""
    found = (_json(Issue, p) for p in layout.rfp.glob(f"issue-*/{layout.issue.name}"))
    return tuple(sorted(found, key=lambda issue: issue.number))


def read_terms(layout: Layout) -> Terms | None:
    """What bidders were told at the newest issue; None where that was not kept."""
    return _json(Terms, layout.terms) if layout.terms.exists() else None


def _json(model: type[M], path: Path) -> M:
    """A file that the program itself wrote."""
    try:
        return model.model_validate_json(path.read_bytes())
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise VendorEvalError(
            f"{path.name} cannot be read back",
            hint="the program writes it; restore it from a copy, or receive the workbook beside it again",
            where=str(path),
            code="folder.damaged",
        ) from error


def _changed_since(
    issue: Issue | None, procurement: Procurement, catalogue: Catalogue, weights: Weights
) -> list[Finding]:
    if issue is None or issue.fingerprint == rfp_fingerprint(procurement, catalogue, weights):
        return []  # before the first issue nothing can have changed
    message = f"criteria, weights, rules or prices asked differ from issue {issue.number} of the RFP"
    hint = "no ranking is official until you undo the change, or issue the RFP again: vendor-eval rfp DIR"
    return [Finding("rfp.changed", "warning", PROCUREMENT, message, hint)]


def _due_moved(case: Case) -> list[Finding]:
    """Another closing time than bidders were told decides who is late, so nobody may move it unseen."""
    told, due = case.issue.bids_due if case.issue else None, case.procurement.timetable.due
    if case.issue is None or told is None or told == due:
        return []
    shown = f"{due:%Y-%m-%d %H:%M %Z}" if due else "not fixed"
    message = (
        f"bids_due is {shown} here, but issue {case.issue.number} told bidders {told:%Y-%m-%d %H:%M} "
        f"(UTC{told:%z})"
    )
    hint = 'undo the change, or tell every bidder: vendor-eval rfp DIR --addendum "WHY"'
    return [Finding("rfp.due-moved", "warning", PROCUREMENT, message, hint)]


def _issued_late(case: Case) -> list[Finding]:
    """The terms changed when bids lay there already; whoever reads the ranking has to know."""
    if case.issue is None or case.issue.number == 1:
        return []
    receipts = [r.receipt for versions in case.responses.values() for r in versions]
    receipts += [p.receipt for versions in case.prices.values() for p in versions]
    first = min((receipt.received_at for receipt in receipts), default=None)
    if first is None or case.issue.issued_at <= first:
        return []
    message = (
        f"issue {case.issue.number} of the RFP is of {case.issue.issued_at:%Y-%m-%d %H:%M %Z}, "
        f"after the first bid came in ({first:%Y-%m-%d %H:%M %Z})"
    )
    hint = (
        "every bidder must have been sent it and been able to answer; say in the report why the terms changed"
    )
    return [Finding("rfp.issued-after-bids", "warning", PROCUREMENT, message, hint)]


def _cross_checks(procurement: Procurement, catalogue: Catalogue, lines: Lines) -> list[Finding]:
    """What procurement.yaml says of the catalogue: panel, thresholds, ties, price lines."""
    groups = {g.id for _, g in catalogue.walk()}
    criteria = {c.id: c for c in catalogue.leaves()}
    scored = {c.id for c in criteria.values() if c.kind == "scored"}
    findings = []

    def unknown(code: str, name: str, what: str, place: tuple[str | int, ...]) -> None:
        hint = "see the ids with: vendor-eval criteria show DIR"
        where, message = f"{PROCUREMENT}:{lines.get(place, 1)}", f"{what} {name!r} is not known"
        findings.append(Finding(f"procurement.{code}", "error", where, message, hint))

    for i, evaluator in enumerate(procurement.panel):
        for j, name in enumerate(evaluator.scores or ()):
            if name not in groups | set(criteria):
                unknown("panel", name, "the group or criterion", ("panel", i, "scores", j))
    priceless = {c.id for c in criteria.values() if c.kind == "scored" and not c.is_price}
    priceless |= {g.id for _, g in catalogue.walk() if any(c.id in priceless for c in g.leaves())}
    for i, threshold in enumerate(procurement.rules.thresholds):
        if threshold.of not in priceless | {"technical"}:
            unknown(
                "threshold",
                threshold.of,
                "below thresholds:, the scored criterion (not price) or group",
                ("rules", "thresholds", i, "of"),
            )
    rule = procurement.rules.shortlist
    early = stage_criteria(catalogue, rule.after) if rule else frozenset()
    tested = {g.id for _, g in catalogue.walk() if early & {c.id for c in g.leaves()}}
    for name in rule.group_minimums if rule else ():
        if name not in tested:
            place = ("rules", "shortlist", "group_minimums", name)
            unknown("shortlist", name, "below group_minimums:, the group with criteria scored by then", place)
    for i, name in enumerate(procurement.rules.ties):
        if name not in scored and name not in TIE_WORDS:
            unknown("ties", name, "the scored criterion", ("rules", "ties", i))
    for i, line in enumerate(procurement.price.lines):
        if line.covers is not None and line.covers not in criteria:
            unknown("covers", line.covers, "the criterion", ("price", "lines", i, "covers"))
    findings += _twice([e.id for e in procurement.panel], "panel", lines)
    return findings + _price_checks(procurement, catalogue)


def _price_checks(procurement: Procurement, catalogue: Catalogue) -> list[Finding]:
    prices = [c.id for c in catalogue.leaves() if c.is_price]
    if len(prices) > 1:
        message = f"more than one criterion is the price: {', '.join(prices)}"
        return [Finding("criteria.two-prices", "error", "criteria.yaml", message, "drop all but one")]
    if prices and not procurement.price.lines:
        message = f"the price ({prices[0]}) is scored, but there are no price lines"
        hint = "list what is to be priced under price: lines:, or drop the price criterion in criteria.yaml"
        return [Finding("procurement.no-price-lines", "error", PROCUREMENT, message, hint)]
    return []


def _buyer_cost_checks(p: Procurement, vendors: Sequence[Vendor], lines: Lines) -> list[Finding]:
    """The buyer's own costs of a vendor that is not there; one that may still come is no reason to stop."""
    known = {v.id for v in vendors}
    hint = f"write ids of vendors: {', '.join(sorted(known)) or 'none is there yet'}"
    return [
        Finding(
            "procurement.buyer-cost",
            "warning",
            f"{PROCUREMENT}:{lines.get(('price', 'buyer_costs', i), 1)}",
            f"{cost.id} is added to {name!r}, and no vendor has that id",
            hint,
        )
        for i, cost in enumerate(p.price.buyer_costs)
        for name in cost.vendors or ()
        if name not in known
    ]


def _vendor_checks(vendors: Sequence[Vendor], in_procurement: int, lines: Lines) -> list[Finding]:
    """Names and folder names that occur twice, over procurement.yaml and vendors.yaml."""
    findings = []
    for part in ("id", "name"):
        count = Counter(getattr(v, part).casefold() for v in vendors)
        for i, vendor in enumerate(vendors):
            if count[getattr(vendor, part).casefold()] > 1:
                where = (
                    f"{PROCUREMENT}:{lines.get(('vendors', i), 1)}" if i < in_procurement else "vendors.yaml"
                )
                message = f"two vendors share the {part} {getattr(vendor, part)!r}"
                hint = "give one of them another name, and an id: of its own"
                findings.append(Finding("procurement.vendor-twice", "error", where, message, hint))
    return findings


def _twice(ids: Sequence[str], part: str, lines: Lines) -> list[Finding]:
    count = Counter(ids)
    return [
        Finding(
            f"procurement.{part}-twice",
            "error",
            f"{PROCUREMENT}:{lines.get((part, i), 1)}",
            f"the id {name!r} stands twice under {part}:",
            "give each its own",
        )
        for i, name in enumerate(ids)
        if count[name] > 1
    ]
