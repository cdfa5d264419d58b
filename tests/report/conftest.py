"""Outcomes made by hand: n vendors, k criteria, and what a test wants to be different."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from vendor_eval.decision.procurement.published import close_call
from vendor_eval.decision.table.rounding import in_points
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.buyer.procurement import Buyer, PriceRule, Rounding, Rules
from vendor_eval.model.outcome.cells import Cell, GroupLine, Leaf
from vendor_eval.model.outcome.costs import PriceLineCost, PriceResult, ScenarioCost
from vendor_eval.model.outcome.record import Confirmation, Outcome, Ranking
from vendor_eval.model.outcome.vendor_status import Excluded, GateResult, Open, VendorResult

CET = timezone(timedelta(hours=1))
WORDS = json.loads(Path(__file__).with_name("sample.json").read_text(encoding="utf-8"))
NAMES, GROUPS, ASKED, GATES = (tuple(WORDS[key]) for key in ("names", "groups", "asked", "gates"))
EVALUATORS = ("Dr Ines Keller", "Tom Aldous", "Priya Raman")
BYTES = "9f2c" * 16

CONFIRMED = Confirmation(**WORDS["confirmed"])


@dataclass(frozen=True)
class Recipe:
    """What a test may change. ``values``: vendor -> values in the order of the criteria."""

    vendors: int = 4
    criteria: int = 24
    names: tuple[str, ...] = NAMES
    answer: str | None = None
    points: Decimal = Decimal(100)
    rounding: Rounding | None = None
    excluded: int = 1
    waiting: int = 0
    gates: int = 5
    panel: bool = True
    prices: bool = True
    unanswered: str = "zero"
    missing: int = 2
    values: dict[str, list[float]] | None = None
    weights: list[float] | None = None
    ranked: bool = True
    ties: tuple[str, ...] = ()
    nested: bool = False
    what_if: bool = False
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    confirmation: Confirmation | None = CONFIRMED


def noise(*seed: int) -> float:
    """A number between 0 and 1 that is the same on every machine."""
    x = sum((s + 1) * 78.233 * 12.9898**n for n, s in enumerate(reversed(seed)))
    return (x % 97.13 * 43.7585) % 1


def make(recipe: Recipe = Recipe(), **changes: object) -> Outcome:
    """The outcome of ``recipe``, put together as the pipeline does it."""
    r = replace(recipe, **changes)
    names = r.names[: r.vendors]
    out, held = names[r.vendors - r.excluded :], names[r.vendors - r.excluded - r.waiting :][: r.waiting]
    ranked = [n for n in names if n not in out and n not in held] if r.ranked else []
    given = {"unanswered": r.unanswered, "points": r.points, "rounding": r.rounding or Rounding()}
    rules = Rules.model_validate({**given, "ties": r.ties})
    leaves = _leaves(r)
    cells = [_cell(r, name, i, leaf, j) for i, name in enumerate(names) for j, leaf in enumerate(leaves)]
    ranking = in_points(_ranking(ranked, leaves, cells), rules) if ranked else None
    vendors = [_vendor(r, name, i, name in out, name in held) for i, name in enumerate(names)]
    opened = _open(leaves, cells)
    findings = _findings(r, ranking, opened)
    rows = ranking.contributions if ranking else {}
    return Outcome(
        buyer=Buyer(name="St. Brannoc Hospitals"),
        decided_at=datetime(2026, 11, 3, 14, 5, tzinfo=CET),
        official=bool(ranking) and not r.what_if and not has_errors(findings),
        what_if=r.what_if,
        rules=rules,
        price_rule=PriceRule(discount_percent=Decimal(3)),
        currency="EUR",
        vendors=tuple(vendors),
        criteria=tuple(leaves),
        groups=_groups(leaves, rows, float(r.points)),
        cells=tuple(_with_component(c, rows) for c in cells),
        prices=tuple(_price(name, i) for i, name in enumerate(names)) if r.prices else (),
        rankings=(ranking,) if ranking else (),
        excluded=tuple(
            Excluded(vendor=v.name, gate="G-03", reason=v.reason) for v in vendors if v.name in out
        ),
        open=opened,
        confirmation=r.confirmation if ranking else None,
        close_call=close_call(ranking, leaves),
        decisions=r.decisions,
        findings=tuple(findings),
        **WORDS["stamps"],
    )


def _open(leaves: list[Leaf], cells: list[Cell]) -> tuple[Open, ...]:
    titles = {leaf.criterion: leaf.title for leaf in leaves}
    return tuple(
        Open(vendor=c.vendor, criterion=c.criterion, title=titles[c.criterion], state=c.state, where=c.source)
        for c in cells
        if c.state != "answered"
    )


def _findings(r: Recipe, ranking: Ranking | None, opened: tuple[Open, ...]) -> list[Finding]:
    found = list(r.findings)
    if ranking and len(ranking.best) > 1:
        found.append(
            Finding("rank.tie", "error", "rules.ties", f"{' and '.join(ranking.best)} are both first")
        )
    if opened and r.unanswered == "refuse":
        found.append(Finding("rank.open", "error", "rules", f"{len(opened)} answers are open"))
    return found


def _with_component(cell: Cell, rows: dict[str, dict[str, float]]) -> Cell:
    if cell.vendor not in rows:
        return cell
    return cell.model_copy(update={"component": rows[cell.vendor][cell.criterion]})


def _leaves(r: Recipe) -> list[Leaf]:
    raw = r.weights or [1 + 3 * noise(7, j) for j in range(r.criteria)]
    size = max(1, -(-r.criteria // len(GROUPS)))
    leaves = []
    for j in range(r.criteria):
        last = r.prices and j == r.criteria - 1
        key = "price" if last else GROUPS[min(j // size, len(GROUPS) - 1)][0]
        by = "price" if last else "panel" if r.panel and j % 5 == 3 else "answer"
        leaves.append(
            Leaf(
                criterion=f"{key[:3].upper()}-{j + 1:02}",
                title="Evaluated price over the term" if last else ASKED[j % len(ASKED)][0],
                group=(key, f"{key}-more") if r.nested and j % 3 == 1 and not last else (key,),
                weight=raw[j] / sum(raw),
                rule=WORDS["rules"][by],
                by=by,
            )
        )
    return leaves


def _cell(r: Recipe, name: str, i: int, leaf: Leaf, j: int) -> Cell:
    missing = not r.values and i and (i * 7 + j) % 11 == 5 and leaf.by == "answer" and j < 6 * r.missing
    state = ("unanswered", "unreadable", "declined", "not_applicable", "stale")[(i + j) % 5]
    value = round(min(1.0, 0.35 + 0.7 * noise(i, j) + 0.03 * (3 - i)), 3) * (not missing)
    scores: dict[str, float] = {}
    if leaf.by == "panel":
        scores = {
            e: float(round(5 * min(1, max(0, value + 0.2 * (k - 1))))) for k, e in enumerate(EVALUATORS)
        }
        value = sum(scores.values()) / 15
    said = r.answer if r.answer is not None else ASKED[j % len(ASKED)][1]
    return Cell(
        vendor=name,
        criterion=leaf.criterion,
        state=state if missing else "answered",
        answer="" if missing and state == "unanswered" else said,
        value=r.values[name][j] if r.values else value,
        component=None,
        source={"panel": "mean of 3 evaluators", "price": "price workbook"}.get(
            leaf.by, f"Response!D{j + 12}"
        ),
        comment=(r.answer or "Included from release 7.2.") if (i + j) % 6 == 0 else "",
        evidence=(r.answer or "conformance-statement.pdf, page 12") if (i + j) % 9 == 0 else "",
        scores=scores,
    )


def _ranking(ranked: list[str], leaves: list[Leaf], cells: list[Cell]) -> Ranking:
    values = {(c.vendor, c.criterion): c.value or 0.0 for c in cells}
    rows = {n: {f.criterion: f.weight * values[n, f.criterion] for f in leaves} for n in ranked}
    scores: dict[str, float | None] = {n: sum(row.values()) for n, row in rows.items()}
    return Ranking(
        method="weighted_sum",
        parameters={"normalisation": "none"},
        scores=scores,
        ranks=dict.fromkeys(ranked),
        best=(),
        weights={f.criterion: f.weight for f in leaves},
        contributions=rows,
    )


def _vendor(r: Recipe, name: str, i: int, out: bool, held: bool) -> VendorResult:
    status = "excluded" if out else "open" if held else "admitted"
    said = {"excluded": "answered “no”, must be “yes”", "open": "unanswered", "admitted": ""}[status]
    receipt = Receipt(
        vendor=f"vendor-{i + 1}",
        version=1 + i % 2,
        file=f"bids/vendor-{i + 1}/response-1.xlsx",
        original_name="response filled.xlsx",
        sha256=BYTES,
        received_at=datetime(2026, 9, 30, 9, 12 + i, tzinfo=CET),
        received_by="m.hartley",
        rfp_id="pacs-2026",
        rfp_fingerprint=BYTES,
    )
    return VendorResult(
        id=f"vendor-{i + 1}",
        name=name,
        status=status,
        reason=f"G-03 {GATES[2]}: {said}" if said else "",
        product=f"Release {7 + i}",
        gates=tuple(_gate(r, g, out, held) for g in range(r.gates)),
        response=receipt,
        price=receipt if r.prices else None,
    )


def _gate(r: Recipe, g: int, out: bool, held: bool) -> GateResult:
    result = "passed" if g != 2 else "failed" if out else "open" if held else "passed"
    answer = {"failed": "no", "open": "", "passed": "yes"}[result]
    return GateResult(
        criterion=f"G-{g + 1:02}",
        title=GATES[g % len(GATES)],
        result=result,
        rule="must be “yes”",
        answer=r.answer if r.answer is not None and g != 2 else answer,
        state="unanswered" if result == "open" else "answered",
        source=f"Response!D{g + 4}",
    )


def _price(name: str, i: int) -> PriceResult:
    base = Decimal(410_000) + 37_500 * i
    lines = []
    for n, title in enumerate(("Licences", "Storage and hosting", "Implementation", "Support")):
        by_year = [Decimal(0)] * 6
        for year in range(6):
            once = n == 2
            if (once and year == 0) or (not once and year > 0):
                by_year[year] = (base / (n + 2) * (1 + Decimal(year) / 50)).quantize(Decimal("0.01"))
        empty = (4, 5) if i == 0 and n == 3 else ()
        for year in empty:
            by_year[year] = Decimal(0)
        lines.append(PriceLineCost(line=f"L{n + 1}", title=title, by_year=tuple(by_year), empty_years=empty))
    by_year_all = tuple(sum((line.by_year[t] for line in lines), Decimal(0)) for t in range(6))
    present = sum((c / Decimal("1.03") ** t for t, c in enumerate(by_year_all)), Decimal(0))
    return PriceResult(
        vendor=name,
        net_present_cost=present.quantize(Decimal("0.01")),
        currency="EUR",
        offered_in="EUR" if i != 1 else "USD",
        by_year=by_year_all,
        lines=tuple(lines),
        optional=(PriceLineCost(line="O1", title="Portal", by_year=by_year_all, optional=True),) if i else (),
        scenarios=tuple(
            ScenarioCost(
                scenario=scenario,
                net_present_cost=(present * factor).quantize(Decimal("0.01")),
                by_year=tuple(c * factor for c in by_year_all),
                studies=100_000 * factor,
                cost_per_study=Decimal("12.34"),
            )
            for scenario, factor in (
                ("low", Decimal("0.9")),
                ("expected", Decimal(1)),
                ("high", Decimal("1.2")),
            )
        ),
        one_off=by_year_all[0],
        running=sum(by_year_all[1:], Decimal(0)),
    )


def _groups(leaves: list[Leaf], rows: dict[str, dict[str, float]], points: float) -> tuple[GroupLine, ...]:
    titles, lines = {**dict(GROUPS), "price": "Price"}, []
    for path in dict.fromkeys(leaf.group[: d + 1] for leaf in leaves for d in range(len(leaf.group))):
        inside = [leaf for leaf in leaves if leaf.group[: len(path)] == path]
        weight = sum(leaf.weight for leaf in inside)
        scores = {name: sum(row[leaf.criterion] for leaf in inside) for name, row in rows.items()}
        title = titles.get(path[-1], path[-1])
        lines.append(
            GroupLine(
                id=path[-1], title=title, path=path, weight=weight, points=points * weight, scores=scores
            )
        )
    return tuple(lines)


@pytest.fixture
def outcome() -> Callable[..., Outcome]:
    """A function: keyword arguments are the fields of Recipe."""
    return make
