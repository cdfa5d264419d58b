"""Points, totals and ranks that can be followed in a record without its inputs."""

from __future__ import annotations

from vendor_eval.decision.methods.ranks import competition_ranks
from vendor_eval.decision.procurement.group_points import group_line, with_components
from vendor_eval.decision.procurement.published import close_call
from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS, problem_of
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.rounding import in_points
from vendor_eval.model.outcome.cells import GroupLine
from vendor_eval.model.outcome.record import Outcome, Ranking


def with_points(o: Outcome) -> Outcome:
    """Points of vendors with all their values, totals of others from their groups, ranks from totals."""
    groups = tuple(
        group_line(g.id, g.title, g.path, o.criteria, o.rules, None).model_copy(update={"scores": g.scores})
        for g in o.groups
    )
    first = o.rankings[0] if o.rankings else None
    if first is None or first.method != METHOD or dict(first.parameters) != PARAMETERS:
        return o.model_copy(update={"groups": groups})
    complete = tuple(n for n in first.contributions if n in first.scores and _complete(o, n))
    points = _points(o, first, complete)
    ranking = _ranked(o, points)
    call = o.close_call and close_call(ranking, o.criteria)
    return o.model_copy(
        update={
            "rankings": (ranking, *o.rankings[1:]),
            "cells": with_components(o.cells, points),
            "groups": tuple(_group(o, g, points, complete) for g in groups),
            "close_call": call,
        }
    )


def _complete(o: Outcome, vendor: str) -> bool:
    values = {c.criterion: c.value for c in o.cells if c.vendor == vendor}
    return bool(o.criteria) and all(values.get(leaf.criterion) is not None for leaf in o.criteria)


def _points(o: Outcome, ranking: Ranking, vendors: tuple[str, ...]) -> Ranking:
    found = rank(problem_of(o.criteria, o.cells, vendors), METHOD, PARAMETERS)[0] if vendors else None
    if found is None:
        return ranking
    own = in_points(found, o.rules)
    return ranking.model_copy(
        update={
            "contributions": {**ranking.contributions, **own.contributions},
            "scores": {**ranking.scores, **own.scores},
        }
    )


def _group(o: Outcome, group: GroupLine, ranking: Ranking, vendors: tuple[str, ...]) -> GroupLine:
    inside = [leaf.criterion for leaf in o.criteria if leaf.group[: len(group.path)] == group.path]
    own = {n: sum(ranking.contributions[n][c] for c in inside) for n in vendors}
    return group.model_copy(update={"scores": {**group.scores, **own}})


def _ranked(o: Outcome, ranking: Ranking) -> Ranking:
    top = [g for g in o.groups if len(g.path) == 1]
    scores = dict(ranking.scores)
    if o.rules.rounding.total == "none" and top:
        for name in scores.keys() - ranking.contributions.keys():
            if all(name in g.scores for g in top):
                scores[name] = sum(g.scores[name] for g in top)
    ranks, best = ranking.ranks, ranking.best
    admitted = {v.name for v in o.vendors if v.status == "admitted"}
    if o.audience != "vendor" and admitted == scores.keys() and "ties" not in ranking.details:
        ranks = competition_ranks(scores)
        best = tuple(name for name, place in ranks.items() if place == 1)
    total = sum(leaf.weight for leaf in o.criteria)
    weights = {leaf.criterion: leaf.weight / total for leaf in o.criteria} if total else ranking.weights
    return ranking.model_copy(update={"scores": scores, "ranks": ranks, "best": best, "weights": weights})
