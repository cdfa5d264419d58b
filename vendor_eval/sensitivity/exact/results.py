"""What is found out about a decision, as data: later code turns it into JSON, tables and words.

Weights are shares of the whole. ``None`` stands for what cannot be given; the ``reason`` beside it says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class WeightInterval:
    """From which to which share a criterion or group may go, the others keeping their proportions.

    Within ``winner`` the ``holder`` is first or tied first; within ``ranking`` the present order holds.
    ``below`` and ``above`` name who is first just outside ``winner``; None where nothing lies outside.
    """

    criterion: str
    kind: Literal["criterion", "group"]
    weight: float
    holder: str
    winner: Interval | None
    ranking: Interval | None
    below: str | None = None
    above: str | None = None
    reason: str | None = None

    def as_data(self) -> dict[str, Any]:
        return {
            "criterion": self.criterion,
            "kind": self.kind,
            "weight": self.weight,
            "holder": self.holder,
            "winner": list(self.winner) if self.winner else None,
            "ranking": list(self.ranking) if self.ranking else None,
            "takes_over": {"lo": self.below, "hi": self.above},
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Overtaking:
    """At this share of the whole the first place passes from ``below`` to ``above``, both at ``score``."""

    at: float
    score: float
    below: str
    above: str


@dataclass(frozen=True, slots=True)
class ScoreLines:
    """Scores by vendor, best first, with nothing (``none``) and all (``full``) of the weight in one node.

    Between the two each is a straight line; ``changes`` are the crossings at the top, lowest share first.
    """

    criterion: str
    kind: Literal["criterion", "group"]
    weight: float
    none: Mapping[str, float]
    full: Mapping[str, float]
    changes: tuple[Overtaking, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest weights that do something, by three measures of distance; ``weights_*`` by criterion.

    ``possible`` is None where nobody can tell (a method that is no weighted sum).
    """

    possible: bool | None
    l1: float | None = None
    linf: float | None = None
    l2: float | None = None
    weights_l1: Mapping[str, float] | None = None
    weights_linf: Mapping[str, float] | None = None
    weights_l2: Mapping[str, float] | None = None
    reason: str | None = None

    def as_data(self) -> dict[str, Any]:
        def plain(weights: Mapping[str, float] | None) -> dict[str, float] | None:
            return None if weights is None else dict(weights)

        return {
            "possible": self.possible,
            "l1": self.l1,
            "linf": self.linf,
            "l2": self.l2,
            "weights_l1": plain(self.weights_l1),
            "weights_linf": plain(self.weights_linf),
            "weights_l2": plain(self.weights_l2),
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """What would put ``rival`` first: ahead of or level with all (``over_all``), or with the holder alone."""

    rival: str
    over_all: Nearest
    over_holder: Nearest

    def as_data(self) -> dict[str, Any]:
        return {**self.over_all.as_data(), "pair": self.over_holder.as_data()}


@dataclass(frozen=True, slots=True)
class Critical:
    """How much is to be taken off one weight, before all are divided by their sum, until two tie."""

    better: str
    worse: str
    criterion: str
    absolute: float | None
    relative_percent: float | None
    reason: str | None = None

    def as_data(self) -> dict[str, Any]:
        return {
            "better": self.better,
            "worse": self.worse,
            "criterion": self.criterion,
            "absolute": self.absolute,
            "relative_percent": self.relative_percent,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Criticality:
    """Triantaphyllou and Sanchez (1997). ``left_out`` counts pairs that the table does not show.

    ``reason`` says why there is no table, or why it is not whole.
    """

    table: tuple[Critical, ...] = ()
    most_critical_top: str | None = None
    most_critical_any: str | None = None
    left_out: int = 0
    reason: str | None = None

    def as_data(self) -> dict[str, Any]:
        return {
            "table": [row.as_data() for row in self.table],
            "most_critical_top": self.most_critical_top,
            "most_critical_any": self.most_critical_any,
            "left_out": self.left_out,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class ScoreBounds:
    """One vendor when less is known of the weights. ``regret``: the most it can be behind the best."""

    score: Interval | None
    possible_winner: bool | None
    necessary_winner: bool | None
    regret: float | None
    reason: str | None = None

    def as_data(self) -> dict[str, Any]:
        return {
            "score": list(self.score) if self.score else None,
            "possible_winner": self.possible_winner,
            "necessary_winner": self.necessary_winner,
            "regret": self.regret,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds for all weights of a set, and what for some. ``known`` says in words which set."""

    known: str
    vendors: Mapping[str, ScoreBounds]
    dominance: tuple[tuple[str, str], ...] | None = None
    maximin: tuple[str, ...] | None = None
    minimax_regret: tuple[str, ...] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reversal:
    """The order of the others before and after one bid leaves or joins, best first.

    ``ranks_*`` are competition ranks among the others. ``vendor`` is who leaves, who is copied, or the name
    of the bid that joins. ``reason``: why there is no order afterwards.
    """

    change: Literal["withdraw", "copy", "hopeless"]
    vendor: str
    ranks_before: Mapping[str, int | None]
    ranks_after: Mapping[str, int | None] | None
    reason: str | None = None

    @property
    def before(self) -> list[str]:
        return in_order(self.ranks_before)

    @property
    def after(self) -> list[str] | None:
        return None if self.ranks_after is None else in_order(self.ranks_after)

    @property
    def winner_changed(self) -> bool | None:
        """Whether the first of the others is someone else; equals that share the first place count as one."""
        if self.ranks_after is None:
            return None
        return firsts(self.ranks_before) != firsts(self.ranks_after)

    @property
    def order_changed(self) -> bool | None:
        return None if self.ranks_after is None else dict(self.ranks_before) != dict(self.ranks_after)

    def as_data(self) -> dict[str, Any]:
        return {
            "change": self.change,
            "vendor": self.vendor,
            "before": self.before,
            "after": self.after,
            "winner_changed": self.winner_changed,
            "order_changed": self.order_changed,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Exact:
    """All that needs no drawing of lots.

    ``best``: all that share the first place. ``reason``: why the parts that need a weighted sum are empty.
    ``lines`` are for drawing and stand in no JSON.
    """

    method: str
    parameters: Mapping[str, Any]
    holder: str | None
    weights: Mapping[str, float]
    intervals: tuple[WeightInterval, ...]
    changes: tuple[SmallestChange, ...]
    criticality: Criticality
    bounds: Bounds
    reversals: tuple[Reversal, ...]
    reason: str | None = None
    best: tuple[str, ...] = ()
    lines: tuple[ScoreLines, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The keys of ``sensitivity --format json``."""
        found = self.bounds
        return {
            "method": self.method,
            "parameters": dict(self.parameters),
            "holder": self.holder,
            "weights": dict(self.weights),
            "weight_intervals": [x.as_data() for x in self.intervals],
            "smallest_change": {x.rival: x.as_data() for x in self.changes},
            "criticality": self.criticality.as_data(),
            "weight_set": found.known,
            "bounds": {name: x.as_data() for name, x in found.vendors.items()},
            "dominance": None if found.dominance is None else [list(pair) for pair in found.dominance],
            "maximin": None if found.maximin is None else list(found.maximin),
            "minimax_regret": None if found.minimax_regret is None else list(found.minimax_regret),
            "reversal": [x.as_data() for x in self.reversals],
            "reason": self.reason or found.reason,
        }


def in_order(ranks: Mapping[str, int | None]) -> list[str]:
    """Names by rank, equals in the order given, the unranked last."""
    last = len(ranks) + 1
    return sorted(ranks, key=lambda name: ranks[name] or last)


def firsts(ranks: Mapping[str, int | None]) -> set[str]:
    return {name for name, rank in ranks.items() if rank == 1}
