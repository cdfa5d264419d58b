"""The rule ``mean_of_ranks``: each evaluator ranks all bids by own totals, and the ranks are averaged.

An evaluator's own total is points * weight * value, summed over the answers that count by themselves, the
price, and the criteria that this evaluator scores; structured answers and price so enter every total alike.
Components and totals are rounded as the rules say. Equal totals share the mean of their places. The score of
a bid is the mean of its ranks, and lower is better. This is Borda's count (Borda, J.-C. de, 1784, Memoire sur
les elections au scrutin) with the evaluators as voters: a bid that is added or taken out can change the order
of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from vendor_eval.decision.methods.ranks import competition_ranks
from vendor_eval.decision.table.rounding import rounded
from vendor_eval.model.buyer.procurement import Rules
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.scoring.consensus import evaluators_by_criterion

NAME = "mean_of_ranks"
# Where the panel scores nothing, one ranking by the answers and the price is left.
NOBODY = "answers and price"


def mean_of_ranks(
    rules: Rules,
    evaluators: Sequence[str],
    leaves: Sequence[Leaf],
    cells: Sequence[Cell],
    vendors: Sequence[str],
) -> Ranking:
    """The ranking of ``vendors``. Every assigned evaluator must have scored whatever was answered."""
    totals = own_totals(rules, evaluators, leaves, cells, vendors)
    ranks = {name: mid_ranks(row) for name, row in totals.items()}
    scores: dict[str, float | None] = {v: fmean(row[v] for row in ranks.values()) for v in vendors}
    places = competition_ranks(scores, lower_is_better=True)
    return Ranking(
        method=NAME,
        lower_is_better=True,
        scores=scores,
        ranks=places,
        best=tuple(name for name, place in places.items() if place == 1),
        weights={leaf.criterion: leaf.weight for leaf in leaves},
        details={"evaluators": {name: {"totals": totals[name], "ranks": ranks[name]} for name in totals}},
    )


def evaluators_of(case: Case) -> tuple[str, ...]:
    """Everyone on the panel who scores anything, in its order."""
    duty = evaluators_by_criterion(case.catalogue, case.procurement.panel)
    return tuple(e.name for e in case.procurement.panel if any(e in who for who in duty.values()))


def own_totals(
    rules: Rules,
    evaluators: Sequence[str],
    leaves: Sequence[Leaf],
    cells: Sequence[Cell],
    vendors: Sequence[str],
) -> dict[str, dict[str, float]]:
    """Evaluator's name -> vendor -> total in points."""
    found = {(c.vendor, c.criterion): c for c in cells}
    return {
        name: {
            vendor: _total([(leaf, found[vendor, leaf.criterion]) for leaf in leaves], name, rules)
            for vendor in vendors
        }
        for name in evaluators or [NOBODY]
    }


def _total(row: Sequence[tuple[Leaf, Cell]], evaluator: str, rules: Rules) -> float:
    parts = []
    for leaf, cell in row:
        value = cell.value or 0.0
        if isinstance(leaf.value_rule, Rubric):
            value = leaf.value_rule.of(cell.scores.get(evaluator, 0.0))
        component = float(rules.points) * leaf.weight * value
        parts.append(rounded(component, rules.rounding.component, rules.rounding.mode))
    return rounded(sum(parts), rules.rounding.total, rules.rounding.mode)


def mid_ranks(totals: Mapping[str, float]) -> dict[str, float]:
    """Ranks by descending total; equal totals share the mean of the places they take together."""
    places = competition_ranks(totals)
    taken = list(places.values())
    return {name: float(p or 0) + (taken.count(p) - 1) / 2 for name, p in places.items()}
