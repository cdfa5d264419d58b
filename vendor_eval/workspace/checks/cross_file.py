"""What does not fit together between the files of a procurement folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement, Vendor
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.scoring.shortlist import stage_criteria
from vendor_eval.workspace.folder.layout import PROCUREMENT
from vendor_eval.workspace.yaml_files.load import Lines

TIE_WORDS = ("lowest_price", "earliest_bid", "lot")


def cross_checks(procurement: Procurement, catalogue: Catalogue, lines: Lines) -> list[Finding]:
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


def buyer_cost_checks(p: Procurement, vendors: Sequence[Vendor], lines: Lines) -> list[Finding]:
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


def vendor_checks(vendors: Sequence[Vendor], in_procurement: int, lines: Lines) -> list[Finding]:
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
