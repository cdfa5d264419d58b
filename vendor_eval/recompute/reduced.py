"""What is left to calculate where a record was cut for its readers."""

from __future__ import annotations

from vendor_eval.decision.methods.ranks import competition_ranks
from vendor_eval.decision.procurement.group_points import group_line
from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS, problem_of
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.rounding import in_points
from vendor_eval.model.outcome.cells import GroupLine
from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.recompute.notes import Notes
from vendor_eval.recompute.order import gaps


def partly_again(o: Outcome, notes: Notes) -> Outcome:
    """Points of those whose values are all there, totals from groups, ranks from totals.

    Whatever else stands in the record is taken as it is, and named in words.
    """
    groups = tuple(
        group_line(g.id, g.title, g.path, o.criteria, o.rules, None).model_copy(update={"scores": g.scores})
        for g in o.groups
    )
    notes.unknown["scores and points by criterion"] = "not every value that they rest on is in it"
    first = o.rankings[0] if o.rankings else None
    if first is None or first.method != METHOD or dict(first.parameters) != dict(PARAMETERS):
        return o.model_copy(update={"groups": groups})
    first = _ranked(o, _own_points(o, first), notes)
    rows = first.contributions
    cells = tuple(
        c.model_copy(update={"component": rows[c.vendor][c.criterion]})
        if c.criterion in rows.get(c.vendor, {})
        else c
        for c in o.cells
    )
    return o.model_copy(
        update={"rankings": (first, *o.rankings[1:]), "cells": cells, "groups": _own_groups(o, groups, first)}
    )


def _own_groups(o: Outcome, groups: tuple[GroupLine, ...], first: Ranking) -> tuple[GroupLine, ...]:
    """Points by group of those whose points by criterion are known; of others as they stand."""
    known = {n for n in first.contributions if not gaps(o, (n,))}
    found = []
    for g in groups:
        inside = [leaf.criterion for leaf in o.criteria if leaf.group[: len(g.path)] == g.path]
        own = {n: sum(first.contributions[n][c] for c in inside) for n in known}
        found.append(g.model_copy(update={"scores": {**g.scores, **own}}))
    return tuple(found)


def _own_points(o: Outcome, ranking: Ranking) -> Ranking:
    """Points and total of every vendor whose values are all there: by the sum, nobody else's count."""
    names = tuple(n for n in ranking.contributions if n in ranking.scores and not gaps(o, (n,)))
    found = rank(problem_of(o.criteria, o.cells, names), METHOD, PARAMETERS)[0] if names else None
    if found is None:
        return ranking
    own = in_points(found, o.rules)
    return ranking.model_copy(
        update={
            "contributions": {**ranking.contributions, **own.contributions},
            "scores": {**ranking.scores, **own.scores},
        }
    )


def _ranked(o: Outcome, ranking: Ranking, notes: Notes) -> Ranking:
    top = [g for g in o.groups if len(g.path) == 1]
    scores = dict(ranking.scores)
    if o.rules.rounding.total == "none" and top:
        for name in scores.keys() - ranking.contributions.keys():
            if all(name in g.scores for g in top):
                scores[name] = sum(g.scores[name] for g in top)
    everyone = {v.name for v in o.vendors if v.status == "admitted"}
    whole = getattr(o, "audience", "") != "vendor" and everyone == scores.keys()
    ranks, best = ranking.ranks, ranking.best
    if whole and "ties" not in ranking.details:
        ranks = competition_ranks(scores)
        best = tuple(name for name, place in ranks.items() if place == 1)
    else:
        notes.unknown["ranks"] = "not every total that they rest on is in it"
    total = sum(leaf.weight for leaf in o.criteria)
    weights = {leaf.criterion: leaf.weight / total for leaf in o.criteria} if total else ranking.weights
    return ranking.model_copy(update={"scores": scores, "ranks": ranks, "best": best, "weights": weights})
