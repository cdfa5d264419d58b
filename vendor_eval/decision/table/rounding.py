"""Rounding and ties, as the rules of a procurement or a bare table say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from vendor_eval.decision.methods.ranks import competition_ranks
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Rules
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.model.problem import Problem

TieKey = Callable[[str], float]


def rounded(number: float, decimals: int | str, mode: str) -> float:
    """``number`` to so many decimals; of what a person would write down, not of its binary neighbour."""
    if isinstance(decimals, str):
        return number
    how = ROUND_HALF_UP if mode == "half_up" else ROUND_HALF_EVEN
    return float(Decimal(f"{number:.12g}").quantize(Decimal(1).scaleb(-decimals), rounding=how))


def in_points(ranking: Ranking, rules: Rules) -> Ranking:
    """An additive ranking with contributions and scores in points, rounded as the rules say, then ranked."""
    points, r = float(rules.points), rules.rounding
    parts = {
        name: {c: rounded(points * x, r.component, r.mode) for c, x in row.items()}
        for name, row in ranking.contributions.items()
    }
    if r.component == "none":
        raw = {name: points * (score or 0.0) for name, score in ranking.scores.items()}
    else:
        raw = {name: sum(row.values()) for name, row in parts.items()}
    scores: dict[str, float | None] = {name: rounded(x, r.total, r.mode) for name, x in raw.items()}
    ranks = competition_ranks(scores, lower_is_better=False)
    best = tuple(name for name, rank in ranks.items() if rank == 1)
    return ranking.model_copy(update={"contributions": parts, "scores": scores, "ranks": ranks, "best": best})


def break_ties(ranking: Ranking, rules: Sequence[tuple[str, TieKey]]) -> Ranking:
    """Order tied vendors by the published rules, one after another; a larger key comes first.

    ``details["ties"]`` tells which rule decided between whom.
    """
    ranks: dict[str, int | None] = dict(ranking.ranks)
    decided: list[dict[str, object]] = []
    for rank in sorted({r for r in ranks.values() if r is not None}):
        tied = [name for name, r in ranks.items() if r == rank]
        if len(tied) > 1:
            _order(tied, rank, rules, ranks, decided)
    best = tuple(name for name, rank in ranks.items() if rank == 1)
    details = {**ranking.details, **({"ties": decided} if decided else {})}
    return ranking.model_copy(update={"ranks": ranks, "best": best, "details": details})


def _order(
    tied: list[str],
    rank: int,
    rules: Sequence[tuple[str, TieKey]],
    ranks: dict[str, int | None],
    decided: list[dict[str, object]],
) -> None:
    for i, (name, key) in enumerate(rules):
        keys: Mapping[str, float] = {vendor: key(vendor) for vendor in tied}
        if len(set(keys.values())) == 1:
            continue
        decided.append({"vendors": list(tied), "rule": name})
        next_rank = rank
        for value in sorted(set(keys.values()), reverse=True):
            equal = [vendor for vendor in tied if keys[vendor] == value]
            for vendor in equal:
                ranks[vendor] = next_rank
            if len(equal) > 1:
                _order(equal, next_rank, rules[i + 1 :], ranks, decided)
            next_rank += len(equal)
        return


def rounded_and_untied(ranking: Ranking, problem: Problem) -> Ranking:
    """The ranking with ``rounding`` and then ``ties`` of the table applied.

    ``details["unrounded"]`` keeps the scores as the method gave them, ``details["ties"]`` tells which
    criterion decided between whom.
    """
    rounding = problem.rounding
    if rounding is not None:
        scores = {
            name: None if x is None else rounded(x, rounding.total, rounding.mode)
            for name, x in ranking.scores.items()
        }
        ranks = competition_ranks(scores, lower_is_better=ranking.lower_is_better)
        best = tuple(name for name, place in ranks.items() if place == 1)
        details = {**ranking.details, "unrounded": ranking.scores}
        ranking = ranking.model_copy(
            update={"scores": scores, "ranks": ranks, "best": best, "details": details}
        )
    return break_ties(ranking, [(name, _better(problem, name)) for name in problem.ties])


def _better(problem: Problem, criterion: str) -> TieKey:
    column = next(j for j, c in enumerate(problem.criteria) if c.id == criterion)
    sign = 1 if problem.criteria[column].direction == "max" else -1
    rows = dict(zip(problem.alternatives, problem.matrix, strict=True))
    return lambda name: sign * rows[name][column]


def before_rounding(ranking: Ranking) -> Ranking:
    """The ranking as its method gave it, without the table's rounding and ties, which no library knows."""
    if not {"unrounded", "ties"} & ranking.details.keys():
        return ranking
    scores = ranking.details.get("unrounded", ranking.scores)
    ranks = competition_ranks(scores, lower_is_better=ranking.lower_is_better)
    return ranking.model_copy(update={"scores": scores, "ranks": ranks})


def not_by_score(method: str) -> Finding:
    """The refusal where ranks are not those of the scores, so that rounding these would change nothing."""
    message = f"{method} does not rank by one score alone, so its scores cannot be rounded before ranking"
    hint = "leave rounding out, or choose a method that ranks by its score"
    return Finding("problem.rounding", "error", method, message, hint)
