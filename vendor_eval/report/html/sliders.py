"""The scores as sums over the outermost groups, so that a reader can move the weights of these groups.

Everything here is taken from the outcome. Where it does not hold enough to add the scores up again, the page
has no sliders and says why.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.points import Points
from vendor_eval.report.format.rounding import shown
from vendor_eval.report.format.text import plain
from vendor_eval.sensitivity.exact.linear import Linear
from vendor_eval.sensitivity.exact.one_way import weight_intervals
from vendor_eval.sensitivity.exact.results import ScoreLines, WeightInterval
from vendor_eval.sensitivity.exact.score_lines import score_lines
from vendor_eval.text import listed

NO_SUMS = "The published method does not add up weight times value, so there are no sliders for the weights."
NO_PARTS = "This report does not hold what every vendor earned in every group, so there are no sliders."
SOME = "This report shows some of the vendors only, so there are no sliders."
WHAT_IF = "This page shows other weights than the published ones already, so there are no sliders."
ONE_VENDOR = "Only one vendor is ranked, so no weight can change who comes first."
ONE_GROUP = "All weight lies in one group, so there is nothing to move."
NOBODY = "Nobody is ranked, so there are no weights to try."
ROUNDED = "Only the published rounding decides who is first; sliders would show the sums before it."


@dataclass(frozen=True, slots=True)
class Sums:
    """``names`` in the order of the ranking. ``values`` (m, n): 0 to 1; ``weights`` (n,) sum to 1.

    ``quality`` (m, n) is the share of the values that does not come from the price, ``worth`` (n,) the share
    of each group's weight that is not the price's; both None where the outcome does not tell. ``empty`` are
    titles of groups without weight, which have no slider. ``groups`` are the ids.
    """

    names: tuple[str, ...]
    groups: tuple[str, ...]
    titles: tuple[str, ...]
    empty: tuple[str, ...]
    weights: FloatArray
    values: FloatArray
    quality: FloatArray | None
    worth: FloatArray | None

    @property
    def scores(self) -> FloatArray:
        return np.asarray(self.values @ self.weights)

    def table(self) -> Linear:
        """For ``sensitivity``: every group stands for a criterion."""
        m, n = self.values.shape
        return Linear(
            names=self.names,
            ids=self.groups,
            paths=((),) * n,
            values=self.values,
            weights=self.weights,
            low=np.zeros(n),
            high=np.ones(n),
            ranks=tuple(range(1, m + 1)),
            order=tuple(range(m)),
        )

    def intervals(self) -> tuple[WeightInterval, ...]:
        """Of the groups, in their order."""
        return weight_intervals(self.table())[: len(self.groups)]

    def lines(self) -> tuple[ScoreLines, ...]:
        return score_lines(self.table())


def sums_of(outcome: Outcome, points: Points | None) -> Sums | str:
    """The sums, or the sentence that says why there are none."""
    reason = _reason(outcome, points)
    if reason or points is None:
        return reason
    tops = [g for g in outcome.groups if len(g.path) == 1 and g.weight > 0]
    if len(tops) < 2:
        return ONE_GROUP
    arrays = _by_criterion(outcome, points, [g.path[0] for g in tops]) or _by_group(outcome, points)
    if arrays is None:
        return NO_PARTS
    weights, values, quality, worth = arrays
    found = Sums(
        names=points.order,
        groups=tuple(g.path[0] for g in tops),
        titles=tuple(plain(g.title) for g in tops),
        empty=tuple(plain(g.title) for g in outcome.groups if len(g.path) == 1 and g.weight <= 0),
        weights=weights,
        values=values,
        quality=quality,
        worth=worth,
    )
    return _as_ranked(outcome, points, found)


def _reason(outcome: Outcome, points: Points | None) -> str:
    ranking = outcome.rankings[0] if outcome.rankings else None
    if ranking is None:
        return NOBODY
    if outcome.vendor:
        return SOME
    if points is None:
        return NO_SUMS
    if outcome.what_if:
        return WHAT_IF
    if any(not leaf.group for leaf in outcome.criteria) or None in ranking.scores.values():
        return NO_PARTS
    return ONE_VENDOR if len(points.order) < 2 else ""


Held = tuple[FloatArray, FloatArray, FloatArray | None, FloatArray | None]


def _by_criterion(outcome: Outcome, points: Points, tops: Sequence[str]) -> Held | None:
    """From the value of every answer; None where one is not told."""
    worth = {(c.vendor, c.criterion): c.value for c in outcome.cells}
    leaves = outcome.criteria
    rows = [[worth.get((name, leaf.criterion)) for leaf in leaves] for name in points.order]
    if any(value is None for row in rows for value in row):
        return None
    share = np.array([leaf.weight for leaf in leaves])
    share = share / share.sum()
    matrix = np.array(rows, dtype=np.float64)
    inside = np.array([[leaf.group[0] == top for leaf in leaves] for top in tops])
    free = np.array([leaf.by != "price" for leaf in leaves])
    weights = inside @ share
    parts = (inside * share) / weights[:, None]
    return weights, matrix @ parts.T, matrix @ (parts * free).T, np.asarray(parts @ free)


def _by_group(outcome: Outcome, points: Points) -> Held | None:
    """From the points of the groups, where the single answers were left out."""
    tops = [g for g in outcome.groups if len(g.path) == 1 and g.weight > 0]
    if any(name not in g.scores or not g.points for g in tops for name in points.order):
        return None
    weights = np.array([g.weight for g in tops])
    values = np.array([[g.scores[name] / g.points for g in tops] for name in points.order])
    kinds = [{leaf.by == "price" for leaf in outcome.criteria if leaf.group[0] == g.path[0]} for g in tops]
    if any(len(kind) != 1 for kind in kinds):
        return weights / weights.sum(), values, None, None
    free = np.array([not kind.pop() for kind in kinds], dtype=np.float64)
    return weights / weights.sum(), values, values * free, free


def _as_ranked(outcome: Outcome, points: Points, found: Sums) -> Sums | str:
    """What is added up must be what was ranked, but for the published rounding."""
    ranking, rule = outcome.rankings[0], outcome.rules.rounding
    most = float(points.maximum)
    room = TOLERANCE * most
    if rule.component != "none":
        room += len(outcome.criteria) * 0.5 * 10.0**-rule.component
    if rule.total != "none":
        room += 0.5 * 10.0**-rule.total
    scores = most * found.scores
    official = np.array([ranking.scores[name] or 0.0 for name in found.names])
    if bool((np.abs(scores - official) > room).any()):
        return NO_PARTS
    ahead = scores.max() - scores[0] > TOLERANCE * max(abs(scores.max()), float(np.ptp(scores)))
    return ROUNDED if ahead else found


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is shown at the agreed weights, in units of the last decimal: ``totals`` (m), ``parts`` (m, n)."""

    decimals: int
    part_decimals: int
    totals: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]
    ranks: tuple[int, ...]


def agreed_of(outcome: Outcome, points: Points, sums: Sums) -> Agreed:
    ranks = outcome.rankings[0].ranks
    part = _decimals(points.parts[sums.names[0]].whole)
    return Agreed(
        decimals=points.decimals,
        part_decimals=part,
        totals=tuple(_units(points.scores[name], points.decimals) for name in sums.names),
        parts=tuple(tuple(_units(points.parts[v].groups[g,], part) for g in sums.groups) for v in sums.names),
        ranks=tuple(ranks[name] or len(sums.names) for name in sums.names),
    )


def _decimals(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)


def _units(number: Decimal, decimals: int) -> int:
    return int(number.scaleb(decimals))


def model_of(outcome: Outcome, points: Points, sums: Sums, focus: int, most: int) -> dict[str, Any]:
    """What the script reads; ``id`` is a fingerprint of all the rest, so that a link can name it."""
    agreed, rule = agreed_of(outcome, points, sums), outcome.rules.rounding
    costs = {p.vendor: float(p.net_present_cost) for p in outcome.prices}
    model: dict[str, Any] = {
        "groups": list(sums.titles),
        "vendors": [plain(name) for name in sums.names],
        "w": sums.weights.tolist(),
        "x": sums.values.tolist(),
        "points": float(points.maximum),
        "round": None if rule.total == "none" else [rule.total, rule.mode],
        "decimals": [agreed.decimals, agreed.part_decimals],
        "totals": agreed.totals,
        "parts": agreed.parts,
        "ranks": agreed.ranks,
        "max": most,
        "focus": focus,
        "q": None,
    }
    if sums.quality is not None and sums.worth is not None and set(sums.names) <= costs.keys():
        model |= {
            "q": sums.quality.tolist(),
            "worth": sums.worth.tolist(),
            "cost": [costs[name] for name in sums.names],
        }
    text = json.dumps(model, sort_keys=True)
    return {"id": "m" + hashlib.sha256(text.encode()).hexdigest()[:8], **model}


def written_model(model: dict[str, Any]) -> str:
    """As JSON that no name of a vendor can end."""
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def rounding_note(outcome: Outcome, sums: Sums) -> str:
    """What a score under moved weights leaves out; empty if nothing."""
    notes = []
    if outcome.rules.rounding.component != "none":
        notes.append("The published rounding of single criteria is left out of scores under moved weights.")
    if sums.empty:
        notes.append(f"Without weight and so without a slider: {listed(sums.empty, 8)}.")
    return " ".join(notes)


def percent(share: float) -> str:
    """``12.3 %``: halves upwards of what a person would write down, as the script rounds."""
    return f"{shown(100 * share, 1)}\N{NO-BREAK SPACE}%"
