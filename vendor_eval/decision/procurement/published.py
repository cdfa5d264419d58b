"""The published method on a procurement, other methods beside it, and what is close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from vendor_eval.decision.procurement.mean_of_ranks import NAME as MEAN_OF_RANKS
from vendor_eval.decision.procurement.mean_of_ranks import evaluators_of, mean_of_ranks
from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS, Scored
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.rounding import TieKey, break_ties, in_points, rounded
from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Decision, in_force
from vendor_eval.model.buyer.rules import Rules
from vendor_eval.model.case import Case
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.record import CloseCall, Ranking
from vendor_eval.model.outcome.vendor_status import Open
from vendor_eval.model.problem import Parameter, Problem

Methods = tuple[tuple[str, Mapping[str, Parameter]], ...]


class Basis(NamedTuple):
    """What a ranking of a procurement rests on beside its table.

    ``received``: when each bid came in, as seconds; ``drawn_by_lot``: who won a lot; ``evaluators``: by name.
    """

    rules: Rules
    leaves: Sequence[Leaf]
    cells: Sequence[Cell]
    ranked: Sequence[str]
    costs: Mapping[str, float]
    received: Mapping[str, float]
    drawn_by_lot: Set[str]
    evaluators: Sequence[str]


def rankings(
    case: Case, scored: Scored, problem: Problem, methods: Methods
) -> tuple[tuple[Ranking, ...], list[Finding]]:
    """One ranking for each method asked for; the published one if none is, with its rounding and ties."""
    return ranked_by(_basis(case, scored), problem, methods)


def _basis(case: Case, scored: Scored) -> Basis:
    ids = {b.vendor.id: b.vendor.name for b in scored.bids}
    return Basis(
        rules=case.procurement.rules,
        leaves=scored.leaves,
        cells=scored.cells,
        ranked=scored.ranked,
        costs={p.vendor: float(p.net_present_cost) for p in scored.prices},
        received={
            b.vendor.name: b.response.receipt.received_at.timestamp()
            for b in scored.bids
            if b.response is not None
        },
        drawn_by_lot=drawn_by_lot(case.decisions, ids),
        evaluators=evaluators_of(case),
    )


def drawn_by_lot(decisions: Sequence[Decision], names: Mapping[str, str]) -> frozenset[str]:
    """Who won a lot; ``names`` by id."""
    return frozenset(names[d.vendor] for d in in_force(decisions) if d.act == "lot" and d.vendor in names)


def ranked_by(basis: Basis, problem: Problem, methods: Methods) -> tuple[tuple[Ranking, ...], list[Finding]]:
    """As ``rankings``, of what a ranking rests on."""
    rankings: list[Ranking] = []
    findings: list[Finding] = []
    rules = basis.rules
    published = published_by(rules)
    for method, parameters in methods or ((published, {}),):
        if method == MEAN_OF_RANKS == published:
            by_ranks = mean_of_ranks(rules, basis.evaluators, basis.leaves, basis.cells, basis.ranked)
            rankings.append(break_ties(by_ranks, _tie_rules(basis)))
            continue
        in_force = {**(PARAMETERS if method == METHOD else {}), **parameters}
        result, wrong = rank(problem, method, in_force)
        findings += [f for f in wrong if f not in findings]
        if result is not None and method == METHOD:
            result = break_ties(in_points(result, rules), _tie_rules(basis))
        if result is not None:
            rankings.append(result)
    return tuple(rankings), findings


def _tie_rules(basis: Basis) -> list[tuple[str, TieKey]]:
    values = {(c.vendor, c.criterion): c.value or 0.0 for c in basis.cells}
    known: dict[str, TieKey] = {
        "lowest_price": lambda v: -basis.costs.get(v, float("inf")),
        "earliest_bid": lambda v: -basis.received[v],
        "lot": lambda v: float(v in basis.drawn_by_lot),
    }

    def by_value(criterion: str) -> TieKey:
        return lambda v: values.get((v, criterion), 0.0)

    return [(name, known.get(name) or by_value(name)) for name in basis.rules.ties]


def in_shares(ranking: Ranking, rules: Rules, problem: Problem) -> Ranking:
    """The official ranking on the scale of the table (0 to 1), unrounded, for a library to confirm."""
    if ranking.method != METHOD:
        return ranking
    rounding = rules.rounding
    if rounding.component != "none" or rounding.total != "none" or "ties" in ranking.details:
        plain, _ = rank(problem, METHOD, PARAMETERS)
        return plain or ranking
    points = float(rules.points)
    scores = {name: None if s is None else s / points for name, s in ranking.scores.items()}
    return ranking.model_copy(update={"scores": scores})


def verdict_findings(rules: Rules, opened: Sequence[Open], rankings: Sequence[Ranking]) -> list[Finding]:
    findings = []
    if opened and rules.unanswered == "refuse":
        count = f"{len(opened)} answers are" if len(opened) > 1 else "1 answer is"
        message = f"{count} open, and the rules refuse an official ranking until that is settled"
        hint = "see what is open with: vendor-eval check DIR"
        findings.append(Finding("rank.open", "error", "rules.unanswered", message, hint))
    if rankings and len(rankings[0].best) > 1:
        message = f"{' and '.join(rankings[0].best)} are both first and no rule under ties: decides"
        hint = "no winner is declared; the panel has to decide as the law of the procurement says"
        findings.append(Finding("rank.tie", "error", "rules.ties", message, hint))
    return findings


def published_method(case: Case) -> str:
    """The weighted sum, or the mean of the evaluators' ranks where the rules say so."""
    return published_by(case.procurement.rules)


def published_by(rules: Rules) -> str:
    """As ``published_method``, of the rules alone."""
    return MEAN_OF_RANKS if rules.consensus == "mean_of_ranks" else METHOD


def is_published(rules: Rules, methods: Methods) -> bool:
    """Whether the first ranking asked for is the one that the RFP announced."""
    if not methods:
        return True
    name, parameters = methods[0]
    if name == MEAN_OF_RANKS:
        return published_by(rules) == name and not parameters
    return published_by(rules) == METHOD == name and {**PARAMETERS, **parameters} == PARAMETERS


def as_issued(case: Case) -> bool:
    """Whether criteria, weights, rules and price lines are those that bidders were sent, and in time."""
    present = rfp_fingerprint(case.procurement, case.catalogue, case.weights)
    return case.issue is not None and case.issue.fingerprint == present and case.is_disclosed(present)


def comparison(case: Case, ranking: Ranking) -> Finding:
    settings = ", ".join(f"{name} {value}" for name, value in ranking.parameters.items())
    published = published_method(case)
    published += " of the values" if published == METHOD else ""
    message = f"{ranking.method} ({settings}) is a comparison; the published method is {published}"
    return Finding("rank.comparison", "note", "rules", message, "")


def _two_decimals(number: float) -> float:
    return rounded(number, 2, "half_up")


def close_call(ranking: Ranking | None, leaves: Sequence[Leaf]) -> CloseCall | None:
    """The first two, and the two criteria that do most to part them."""
    if ranking is None or not ranking.contributions:
        return None
    order = sorted((r, i, name) for i, (name, r) in enumerate(ranking.ranks.items()) if r is not None)
    if len(order) < 2:
        return None
    first, second = order[0][2], order[1][2]
    a, b = ranking.contributions[first], ranking.contributions[second]
    titles = {leaf.criterion: leaf.title for leaf in leaves}
    gaps = sorted(((a[c] - b[c], c) for c in a), key=lambda pair: pair[0])
    of_first, of_second = (_two_decimals(ranking.scores[name] or 0.0) for name in (first, second))
    lead = of_first - of_second
    (most_against, against), (most_for, favour) = gaps[0], gaps[-1]
    words = f"{first} leads {second} by {lead:.2f} points."
    if most_for > 0:
        words += f" Most for {first}: {favour} {titles[favour]} (+{_two_decimals(most_for):.2f})."
    if most_against < 0:
        words += f" Most for {second}: {against} {titles[against]} (+{_two_decimals(-most_against):.2f})."
    return CloseCall(first=first, second=second, difference=lead, in_words=words)
