"""Rankings, points by group and the verdict, again from values and weights."""

from __future__ import annotations

from vendor_eval.decision.procurement.group_points import group_line, with_components
from vendor_eval.decision.procurement.mean_of_ranks import NOBODY
from vendor_eval.decision.procurement.published import (
    Basis,
    close_call,
    drawn_by_lot,
    in_shares,
    is_published,
    ranked_by,
    verdict_findings,
)
from vendor_eval.decision.procurement.scored import problem_of
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.outcome.record import Confirmation, Outcome, Ranking
from vendor_eval.model.problem import Problem
from vendor_eval.recompute.notes import Notes, Wrong

_VERDICTS = ("rank.open", "rank.tie")


def ranked_names(o: Outcome) -> tuple[str, ...]:
    """Who is ranked, in the order of the record."""
    return tuple(v.name for v in o.vendors if v.status == "admitted")


def gaps(o: Outcome, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """(vendor, criterion) of ranked vendors without a value."""
    values = {(c.vendor, c.criterion): c.value for c in o.cells}
    wanted = [(name, leaf.criterion) for name in names for leaf in o.criteria]
    return [place for place in wanted if values.get(place) is None]


def rankings_again(o: Outcome, notes: Notes) -> Outcome:
    """Every ranking of the record by its own method and parameters, and what is drawn from the first."""
    names = ranked_names(o)
    problem = notes.attempt("$.cells", lambda: problem_of(o.criteria, o.cells, names), None)
    if problem is None:
        return o
    methods = tuple((r.method, dict(r.parameters)) for r in o.rankings)
    nothing: tuple[tuple[Ranking, ...], list[Finding]] = ((), [])
    basis = _basis(o, names)
    found, wrong = notes.attempt("$.rankings", lambda: ranked_by(basis, problem, methods), nothing)
    notes.wrong += [Wrong("$.rankings", f.message) for f in wrong if f.severity == "error"]
    if len(found) != len(o.rankings):
        return o
    first = found[0]
    return o.model_copy(
        update={
            "rankings": found,
            "cells": with_components(o.cells, first),
            "groups": tuple(group_line(g.id, g.title, g.path, o.criteria, o.rules, first) for g in o.groups),
            "close_call": None if notes.reduced and o.close_call is None else close_call(first, o.criteria),
            "confirmation": _confirmed(o, problem, first),
        }
    )


def _basis(o: Outcome, names: tuple[str, ...]) -> Basis:
    return Basis(
        rules=o.rules,
        leaves=o.criteria,
        cells=o.cells,
        ranked=names,
        costs={p.vendor: float(p.net_present_cost) for p in o.prices},
        received={v.name: v.response.received_at.timestamp() for v in o.vendors if v.response},
        drawn_by_lot=drawn_by_lot(o.decisions, {v.id: v.name for v in o.vendors}),
        evaluators=evaluators_in(o),
    )


def evaluators_in(o: Outcome) -> tuple[str, ...]:
    """Who scored anything; also who had nothing to score, since nobody answered what they were to score."""
    scored = dict.fromkeys(name for c in o.cells for name in c.scores)
    touched = {c.criterion for c in o.cells if c.scores}
    idle = any(x.scored_by and x.criterion not in touched for x in o.criteria)
    named = [n for r in o.rankings for n in _evaluators(r) if n != NOBODY] if idle else []
    return tuple(dict.fromkeys([*scored, *named]))


def _evaluators(ranking: Ranking) -> list[str]:
    listed = ranking.details.get("evaluators")
    return [str(name) for name in listed] if isinstance(listed, dict) else []


def _confirmed(o: Outcome, problem: Problem, first: Ranking) -> Confirmation | None:
    """What the library says of the ranking; its words and its version are of the day they were written."""
    if o.confirmation is None:
        return None
    from vendor_eval.decision.library.confirm import confirm

    now = confirm(problem, in_shares(first, o.rules, problem))
    return now.model_copy(update={"version": o.confirmation.version, "message": o.confirmation.message})


def verdict_again(o: Outcome, notes: Notes) -> Outcome:
    """Whether the result is official, and the Findings that open answers and ties make."""
    made = verdict_findings(o.rules, o.open, o.rankings)
    there = [_told(f, notes) for f in o.findings]
    needed = [_told(f, notes) for f in made]
    for f in made:
        if _told(f, notes) not in there:
            notes.wrong.append(Wrong("$.findings", f"{f.code} is missing: {f.message}"))
    for i, f in enumerate(o.findings):
        if f.code in _VERDICTS and _told(f, notes) not in needed:
            notes.wrong.append(Wrong(f"$.findings[{i}]", f"{f.code} does not follow: {f.message}"))
    return o.model_copy(update={"official": _official(o, made)})


def _told(f: Finding, notes: Notes) -> tuple[str, ...]:
    """What has to be the same of a Finding: all of it, unless names may have been taken out."""
    return (f.code, f.severity) if notes.renamed else (f.code, f.severity, f.where, f.message, f.hint)


def _official(o: Outcome, made: list[Finding]) -> bool:
    published = is_published(o.rules, tuple((r.method, r.parameters) for r in o.rankings[:1]))
    stands = o.as_issued and not o.what_if and not has_errors([*o.findings, *made])
    return bool(o.rankings) and published and stands
