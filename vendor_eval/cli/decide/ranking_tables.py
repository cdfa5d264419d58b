"""Rankings as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.cli.output.printing import Table
from vendor_eval.decision.procurement.scored import METHOD
from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.model.outcome.vendor_status import BidState
from vendor_eval.report.format.rounding import shown


def folder_said(outcome: Outcome, waiting: str = "") -> list[str | Table]:
    """``waiting``: what to say of a vendor without a bid while bids may still come in."""
    first = outcome.rankings[0] if outcome.rankings else None
    if outcome.what_if:
        head = "WHAT IF: other weights than the published ones. Not official, nothing written."
    elif outcome.official:
        head = f"Official ranking of {outcome.id} {outcome.title}"
    else:
        head = f"NOT OFFICIAL: {outcome.id} {outcome.title}"
    said: list[str | Table] = [head]
    for ranking in outcome.rankings:
        said += ranking_tables(
            ranking, f", out of {outcome.rules.points:f}" if ranking.method == METHOD else ""
        )
    said += ties_said(first) if first is not None else []
    if first is not None and "evaluators" in first.details:
        said.append(_evaluators_table(first))
    if first is not None and len(outcome.groups) > 1 and first.contributions:
        said.append(_group_table(outcome, first))
    late = [e for e in outcome.excluded if waiting and e.bid_state is BidState.MISSING]
    out = [(e.vendor, e.gate or "", e.reason) for e in outcome.excluded if e not in late]
    if out:
        said.append(Table("Not admitted", ("vendor", "gate", "reason"), out))
    if late:
        said.append(Table("Waiting for", ("vendor", "reason"), [(e.vendor, waiting) for e in late]))
    if outcome.open:
        rows = [(o.vendor, o.criterion, o.title, str(o.state), o.where) for o in outcome.open]
        said.append(Table("Open answers", ("vendor", "criterion", "title", "state", "where"), rows))
    said += [outcome.close_call.in_words] if outcome.close_call else []
    said += [outcome.confirmation.message] if outcome.confirmation else []
    return said


def ranking_tables(ranking: Ranking, unit: str = "") -> list[Table]:
    lower = ", lower is better" if ranking.lower_is_better else ""
    settings = ", ".join(f"{k} {v}" for k, v in ranking.parameters.items())
    title = f"{ranking.method} ({settings}){unit}{lower}" if settings else f"{ranking.method}{unit}{lower}"
    decimals = 2 if any(abs(s or 0) >= 10 for s in ranking.scores.values()) else 4
    rows = [(_rank(ranking, name), name, _score(ranking.scores[name], decimals)) for name in _order(ranking)]
    return [Table(title, ("rank", "vendor", "score"), rows, right=("rank", "score"))]


def ties_said(ranking: Ranking) -> list[str]:
    """Which published rule parted whom, where scores alone did not."""
    return [
        f"{' and '.join(tie['vendors'])} have the same score; {tie['rule']} decides who is ahead."
        for tie in ranking.details.get("ties", ())
    ]


def _group_table(outcome: Outcome, ranking: Ranking) -> Table:
    names = _order(ranking)
    top = [g for g in outcome.groups if len(g.path) == 1]
    rows = [
        (g.title, _score(g.points, 2), *(_score(g.scores[n], 2) if n in g.scores else "" for n in names))
        for g in top
    ]
    return Table("Points by group", ("group", "of", *names), rows, right=("of", *names))


def _evaluators_table(ranking: Ranking) -> Table:
    """Each evaluator's totals and ranks, under the rule mean_of_ranks."""
    names = _order(ranking)
    own = ranking.details["evaluators"]
    rows = [
        (who, *(f"{_score(found['totals'][n], 2)} (rank {found['ranks'][n]:g})" for n in names))
        for who, found in own.items()
    ]
    return Table("Own totals of the evaluators", ("evaluator", *names), rows, right=names)


def _order(ranking: Ranking) -> list[str]:
    last = len(ranking.ranks) + 1
    return sorted(ranking.ranks, key=lambda name: ranking.ranks[name] or last)


def _rank(ranking: Ranking, name: str) -> str:
    place = ranking.ranks[name]
    return "-" if place is None else str(place)


def _score(score: float | None, decimals: int) -> str:
    """All scores of a column with the same number of decimals, rounded as the report rounds."""
    return "-" if score is None else f"{shown(score, decimals):f}"


def long_table(rankings: Sequence[Ranking]) -> Table:
    """A row per method and vendor, figures in full."""
    rows = []
    for r in rankings:
        for name in _order(r):
            score = r.scores[name]
            rows.append((r.method, name, "" if score is None else repr(score), _rank(r, name)))
    return Table("", ("method", "vendor", "score", "rank"), rows)
