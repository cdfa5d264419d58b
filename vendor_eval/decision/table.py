"""From a case to a decision table: standings, values, prices, and what is missing for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from vendor_eval.cost.formulas import price_values
from vendor_eval.cost.schedule import evaluated_price
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.amounts import EarlierPrice, PriceResult
from vendor_eval.model.case import Case
from vendor_eval.model.cells import Cell, EarlierAnswer, Leaf
from vendor_eval.model.criterion import Criterion
from vendor_eval.model.decision import standing as decided
from vendor_eval.model.pricing import PriceRule
from vendor_eval.model.problem import Parameter, Problem, ProblemCriterion
from vendor_eval.model.procurement import Procurement
from vendor_eval.model.scoresheet import FINAL
from vendor_eval.model.standings import Excluded
from vendor_eval.scoring.admission import Standing, below_threshold, price_answer, standing
from vendor_eval.scoring.bids import Bid, accepted_na, bids, remarks, withdrawals
from vendor_eval.scoring.consensus import assigned
from vendor_eval.scoring.late import late_versions
from vendor_eval.scoring.older import older_answers
from vendor_eval.scoring.older_prices import older_prices
from vendor_eval.scoring.owed import owed
from vendor_eval.scoring.shortlist import GATE, Place, scored_on, shortlist
from vendor_eval.scoring.values import Panel, cell, panel_of
from vendor_eval.weighting.tree import global_weights

METHOD = "weighted_sum"
PARAMETERS: dict[str, Parameter] = {"normalisation": "none"}


class Scored(NamedTuple):
    """Everything up to the decision table."""

    leaves: tuple[Leaf, ...]
    standings: tuple[Standing, ...]
    cells: tuple[Cell, ...]
    prices: tuple[PriceResult, ...]
    ranked: tuple[str, ...]
    excluded: tuple[Excluded, ...]
    findings: tuple[Finding, ...]
    bids: tuple[Bid, ...]
    places: tuple[Place, ...] = ()


def score(
    case: Case, weights: Mapping[str, float] | None = None, known: Sequence[Bid] | None = None
) -> Scored:
    """Everything before the ranking; ``weights`` are shares of the criteria that replace the agreed ones.

    ``known``: the bids of a case with the same criteria, bids and decisions, which are then not read again.
    """
    rules, dropped = case.procurement.rules, accepted_na(case)
    agreed = global_weights(case.catalogue, case.weights, dropped).criteria
    panel = panel_of(case)
    leaves = leaves_of(case, weights or agreed, agreed)
    all_bids = bids(case) if known is None else list(known)
    standings = [standing(bid, case.catalogue, rules, dropped) for bid in all_bids]
    cells = _cells(case, [bid for bid in all_bids if bid.response], leaves, panel)
    excluded = [s.excluded for s in standings if s.excluded]
    out = {e.vendor for e in excluded} | {s.result.name for s in standings if s.result.status == "open"}
    places, early, was = _places(case, leaves, agreed, all_bids, out)
    cells = [_with_early(c, early.get((c.vendor, c.criterion))) for c in cells]
    standings = [_with_past(s, was) for s in standings]
    excluded += [
        Excluded(vendor=p.vendor, gate=GATE, reason=p.reason)
        for p in places
        if p.on is False and p.vendor not in out
    ]
    out |= {p.vendor for p in places if p.on is False}
    findings = owed(case, cells, panel, out)
    for bid in all_bids:
        if bid.vendor.name not in out and not has_errors(findings):
            below = below_threshold(bid.vendor.name, cells, leaves, rules)
            if below:
                excluded.append(below)
                out.add(below.vendor)
    ranked = tuple(bid.vendor.name for bid in all_bids if bid.vendor.name not in out)
    if not ranked:
        findings.append(_nobody(all_bids))
    prices, cells, wrong = _priced(case, all_bids, ranked, cells)
    noticed = [f for bid in all_bids if bid.vendor.name in ranked for f in remarks(bid)]
    noticed += [f for bid in all_bids if not bid.shut for f in late_versions(case, bid)]
    noticed += older_answers(case, all_bids, panel, out)
    noticed += [f for bid in all_bids if not bid.shut for f in older_prices(case, bid)]
    return Scored(
        leaves,
        tuple(standings),
        tuple(cells),
        prices,
        ranked,
        tuple(excluded),
        tuple(findings + wrong + noticed),
        tuple(all_bids),
        places,
    )


def _places(
    case: Case, leaves: Sequence[Leaf], agreed: Mapping[str, float], all_bids: Sequence[Bid], out: Set[str]
) -> tuple[tuple[Place, ...], dict[tuple[str, str], Cell], frozenset[str]]:
    """The short list, if the rules have one; by the agreed weights also in a what-if, since it was made so.

    Best and final offers and their scores come after it and change nothing in it; nor does a withdrawal once
    a later stage was scored. With it, the cells as they stood, and who was admitted then. ``out``: not now.
    """
    rule = case.procurement.rules.shortlist
    if rule is None:
        return (), {}, frozenset()
    panel = panel_of(case.model_copy(update={"sheets": tuple(s for s in case.sheets if s.part != FINAL)}))
    then, was = all_bids, frozenset[str]()
    since = scored_on(case, rule.after)
    kept = since is not None and any(d.at >= since for d in withdrawals(case).values())
    if kept or any(d.act == "invite_final" for d in decided(case.decisions)):
        then, dropped = bids(case, final=False, withdrawn_until=since), accepted_na(case)
        before = [standing(b, case.catalogue, case.procurement.rules, dropped).result for b in then]
        was = frozenset(r.name for r in before if r.status == "admitted")
    admitted = [b for b in then if b.vendor.name in was or b.vendor.name not in out]
    cells = _cells(case, [b for b in admitted if b.response], leaves, panel)
    places = shortlist(rule, leaves, cells, agreed, [b.vendor.name for b in admitted])
    told = {leaf.criterion for leaf in leaves if leaf.by != "price"}
    return tuple(places), {(c.vendor, c.criterion): c for c in cells if c.criterion in told}, was


def _with_early(now: Cell, then: Cell | None) -> Cell:
    """The scores and the answer that the short list rests on, where others stand now."""
    if then is None:
        return now
    update: dict[str, object] = {}
    if then.scores != now.scores:
        update["before_final"] = then.scores
    if (then.state, then.answer, then.given) != (now.state, now.answer, now.given):
        update["before_offer"] = EarlierAnswer(state=then.state, answer=then.answer, given=then.given)
    return now.model_copy(update=update) if update else now


def _with_past(now: Standing, was: Set[str]) -> Standing:
    """Marks who was admitted when the short list was made and is not any more: it keeps its place."""
    if now.result.status == "admitted" or now.result.name not in was:
        return now
    return now._replace(result=now.result.model_copy(update={"was_admitted": True}))


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


def _nobody(all_bids: Sequence[Bid]) -> Finding:
    if any(bid.response for bid in all_bids):
        hint = "see why with: vendor-eval check DIR"
        return Finding("rank.nobody", "error", "", "no vendor is admitted, so there is nothing to rank", hint)
    hint = "take bids in with: vendor-eval receive DIR FILE --vendor NAME"
    return Finding("rank.no-bids", "error", "", "there is no bid to rank yet", hint)


def leaves_of(
    case: Case, shares: Mapping[str, float], agreed: Mapping[str, float] | None = None
) -> tuple[Leaf, ...]:
    """The scored criteria that have a share; ``agreed`` are those in force, noted where they differ."""
    found, duty = [], assigned(case.catalogue, case.procurement.panel)
    in_force = shares if agreed is None else agreed
    for path, criterion in case.catalogue.placed():
        if criterion.id in shares and criterion.value is not None:
            by = "price" if criterion.is_price else "panel" if criterion.by_panel else "answer"
            rule = criterion.value.in_words()
            if criterion.is_price:
                rule = f"{case.procurement.price.formula} of the net present cost"
            found.append(
                Leaf.model_validate(
                    {
                        "criterion": criterion.id,
                        "title": criterion.title,
                        "group": path,
                        "weight": shares[criterion.id],
                        "rule": rule,
                        "by": by,
                        "value_rule": criterion.value,
                        "stage": criterion.stage,
                        "scored_by": len(duty.get(criterion.id, ())),
                        "agreed": None if in_force == shares else in_force.get(criterion.id),
                    }
                )
            )
    return tuple(found)


def _cells(case: Case, from_bids: Sequence[Bid], leaves: Sequence[Leaf], panel: Panel) -> list[Cell]:
    asked = {c.id: c for c in case.catalogue.leaves()}  # to search the catalogue for each cell takes longest
    return [_cell(case, bid, leaf, asked[leaf.criterion], panel) for bid in from_bids for leaf in leaves]


def _cell(case: Case, bid: Bid, leaf: Leaf, criterion: Criterion, panel: Panel) -> Cell:
    answer = price_answer(bid.price) if leaf.by == "price" else bid.answers[leaf.criterion]
    if leaf.by == "price":
        return Cell(
            vendor=bid.vendor.name,
            criterion=leaf.criterion,
            state=answer.state,
            answer="",
            value=None,
            component=None,
            source=answer.where,
        )
    return cell(bid.vendor.id, bid.vendor.name, criterion, answer, panel, case.procurement.rules)


def _priced(
    case: Case, all_bids: Sequence[Bid], ranked: Sequence[str], cells: Sequence[Cell]
) -> tuple[tuple[PriceResult, ...], list[Cell], list[Finding]]:
    """Net present cost of every bid with a price; values only among the vendors that are ranked."""
    p = case.procurement
    results = {
        bid.vendor.name: _with_before(bid, evaluated_price(bid.vendor.name, bid.price, p), p)
        for bid in all_bids
        if bid.price and price_answer(bid.price).state == "answered"
    }
    costs = {name: results[name].net_present_cost for name in ranked if name in results}
    free = [name for name, cost in costs.items() if cost <= 0]
    if free:
        hint = "ask the vendor: an offer that costs nothing cannot be compared by a price formula"
        findings = [
            Finding("price.zero", "error", name, "the evaluated price is zero", hint) for name in free
        ]
        return tuple(results.values()), list(cells), findings
    findings = [_unpriced(results[name]) for name in costs if any(x.empty_years for x in results[name].lines)]
    values = price_values(p.price, costs)
    price = case.catalogue.price
    done = []
    for c in cells:
        if price is None or c.criterion != price.id:
            done.append(c)
            continue
        shown = f"{results[c.vendor].net_present_cost:,} {p.currency.code}" if c.vendor in results else ""
        value = values.get(c.vendor, 0.0 if c.vendor in ranked else None)
        done.append(
            c.model_copy(update={"value": value, "answer": shown, "source": c.source or "price workbook"})
        )
    return tuple(results.values()), done, findings


def _with_before(bid: Bid, now: PriceResult, p: Procurement) -> PriceResult:
    """The price beside the one that counted at the closing time, if that was another."""
    if bid.price_before is None or price_answer(bid.price_before).state != "answered":
        return now
    then = evaluated_price(bid.vendor.name, bid.price_before, p)
    before = EarlierPrice(
        version=bid.price_before.receipt.version, by_year=then.by_year, net_present_cost=then.net_present_cost
    )
    return now.model_copy(update={"before": before})


def with_thresholds(scored: Scored) -> list[Standing]:
    """The standings, with vendors that a threshold excluded marked as such."""
    late = {e.vendor: e for e in scored.excluded}
    final = []
    for s in scored.standings:
        out = late.get(s.result.name)
        if out and s.result.status == "admitted":
            update = {"status": "excluded", "reason": out.reason}
            final.append(s._replace(result=s.result.model_copy(update=update), excluded=out))
        else:
            final.append(s)
    return final


def _unpriced(result: PriceResult) -> Finding:
    """An empty price counts as free of charge; nobody may overlook that."""
    lines = ", ".join(line.line for line in result.lines if line.empty_years)
    message = f"prices left empty ({lines}) count as no charge in the evaluated price"
    hint = "ask the vendor whether these are included, and take a complete price workbook in"
    return Finding("price.empty", "warning", result.vendor, message, hint)
