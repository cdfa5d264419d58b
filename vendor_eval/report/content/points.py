"""The official points of every vendor, rounded for show: total, groups, criteria, each by itself."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.decision.methods.ranks import TOLERANCE, competition_ranks
from vendor_eval.decision.procurement.scored import METHOD
from vendor_eval.decision.table.rounding import rounded
from vendor_eval.model.buyer.rules import Rounding
from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.report.format.rounding import Split, each, exact, shown, split

LEAST_DECIMALS, MOST_DECIMALS = 2, 6


@dataclass(frozen=True, slots=True)
class Points:
    """``scores`` are the totals as ranked; ``parts`` what each group and criterion gives to their sum.

    ``corrections`` is what lies between the sum of the groups as shown and the total, mostly nothing: it
    comes from rounding, by the rules or (``as_scored``) of the figures shown.
    ``possible`` is what full marks would earn, ``full`` the maximum as it was published (``100``).
    ``order`` names the ranked vendors, the first first.
    """

    maximum: Decimal
    full: str
    decimals: int
    order: tuple[str, ...]
    scores: dict[str, Decimal]
    parts: dict[str, Split]
    corrections: dict[str, Decimal]
    possible: Split
    as_scored: bool
    part_decimals: int

    @property
    def by_criterion(self) -> bool:
        """Whether the points of every ranked vendor are known by criterion; not every audience sees them."""
        return all(part.criteria for part in self.parts.values())

    def rest(self, name: str) -> Decimal:
        """What lies between the sum of the criteria as shown and the total."""
        return self.scores[name] - sum(self.parts[name].criteria.values(), Decimal(0))

    def earned(self, weight: float, value: float, rule: Rounding) -> Decimal:
        """What a criterion would give a bid that is not ranked; ``value`` is 0 to 1."""
        return shown(
            rounded(float(self.maximum) * weight * value, rule.component, rule.mode), self.part_decimals
        )


def ranked_order(ranking: Ranking) -> tuple[str, ...]:
    """The vendors by rank, those of equal rank as in the procurement, those without a rank last."""
    places = list(ranking.ranks.items())
    places.sort(key=lambda pair: (pair[1] is None, pair[1] or 0))
    return tuple(name for name, _ in places)


def points_of(outcome: Outcome) -> Points | None:
    """None where there is no ranking, or where its scores are no points (a comparison method)."""
    ranking = outcome.rankings[0] if outcome.rankings else None
    if ranking is None or ranking.method != METHOD or not (ranking.contributions or outcome.audience):
        return None
    rule, maximum = outcome.rules.rounding, outcome.rules.points
    decimals, part_decimals = _decimals(outcome, ranking)
    paths = {leaf.criterion: leaf.group for leaf in outcome.criteria}
    most = {
        leaf.criterion: rounded(float(maximum) * leaf.weight, rule.component, rule.mode)
        for leaf in outcome.criteria
    }
    possible = each(most, paths, part_decimals)
    scores = {name: shown(score or 0.0, decimals) for name, score in ranking.scores.items()}
    parts = {
        name: each(ranking.contributions[name], paths, part_decimals)
        if name in ranking.contributions
        else _by_group(outcome, name, part_decimals)
        for name in scores
    }
    corrections = {name: scores[name] - parts[name].whole for name in parts}
    full = f"{maximum.normalize():,f}"
    as_scored = (rule.component, rule.total) == ("none", "none")
    order = ranked_order(ranking)
    return Points(
        maximum, full, decimals, order, scores, parts, corrections, possible, as_scored, part_decimals
    )


def _by_group(outcome: Outcome, vendor: str, decimals: int) -> Split:
    """The groups alone, of a vendor whose criteria this audience does not see."""
    groups = {g.path: shown(g.scores.get(vendor, 0.0), decimals) for g in outcome.groups}
    whole = sum((x for path, x in groups.items() if len(path) == 1), Decimal(0))
    return Split(whole, groups, {})


def _decimals(outcome: Outcome, ranking: Ranking) -> tuple[int, int]:
    """Of totals and of their parts: as the rules round; without a rule, enough to tell vendors apart."""
    rule = outcome.rules.rounding
    component = None if isinstance(rule.component, str) else rule.component
    if not isinstance(rule.total, str):
        total = rule.total
    else:
        total = component if component is not None else _telling_apart(ranking)
    return total, component if component is not None else max(total, LEAST_DECIMALS)


def _telling_apart(ranking: Ranking) -> int:
    """The fewest decimals, from 2, at which no two different scores look the same."""
    scores = sorted(score for score in ranking.scores.values() if score is not None)
    differing = [
        (a, b)
        for a, b in itertools.pairwise(scores)
        if b - a > TOLERANCE * max(abs(a), abs(b), b - scores[0])
    ]
    for decimals in range(LEAST_DECIMALS, MOST_DECIMALS):
        if all(shown(a, decimals) != shown(b, decimals) for a, b in differing):
            return decimals
    return MOST_DECIMALS


def percentages(outcome: Outcome) -> Split:
    """The weights in percent, with as many decimals (at most 3) as it takes; those of each level add up."""
    weights = {leaf.criterion: 100 * leaf.weight for leaf in outcome.criteria}
    decimals = next((d for d in (1, 2) if all(_written(w, d) for w in weights.values())), 3)
    paths = {leaf.criterion: leaf.group for leaf in outcome.criteria}
    return split(Decimal(100).quantize(Decimal(1).scaleb(-decimals)), weights, paths, decimals)


def _written(weight: float, decimals: int) -> bool:
    """Whether so many decimals write the weight exactly: equal weights should look equal."""
    return exact(weight).scaleb(decimals) % 1 == 0


def rounding_effect(outcome: Outcome) -> str:
    """What the rounding rules did to the first place, in words; empty if nothing."""
    ranking = outcome.rankings[0] if outcome.rankings else None
    rule = outcome.rules.rounding
    if ranking is None or ranking.method != METHOD or (rule.component, rule.total) == ("none", "none"):
        return ""
    weights = {leaf.criterion: leaf.weight for leaf in outcome.criteria}
    plain = dict.fromkeys(ranking.scores, 0.0)
    for cell in outcome.cells:
        if cell.vendor in plain and cell.criterion in weights:
            plain[cell.vendor] += float(outcome.rules.points) * weights[cell.criterion] * (cell.value or 0.0)
    before = _leaders(dict(plain))
    after = _leaders(ranking.scores)
    if before == after:
        return ""
    led = f"before rounding {' and '.join(before)} had most points"
    if len(after) > 1:
        return f"Rounding by the published rules makes a tie: {led}."
    return f"Rounding by the published rules decides the first place: {led}."


def _leaders(scores: dict[str, float | None]) -> list[str]:
    return [name for name, place in competition_ranks(scores).items() if place == 1]
