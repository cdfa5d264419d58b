"""Rankings as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vendor_eval.cli.output.printing import Table
from vendor_eval.report.format.rounding import shown

if TYPE_CHECKING:
    from vendor_eval.model.outcome.record import Outcome, Ranking
    from vendor_eval.operations.decide.bare_table import TableRanking
    from vendor_eval.operations.decide.rank import RankResult

_IN_POINTS = "weighted_sum"
"""The method whose scores are points out of those of the rules."""


def outcome_text(result: RankResult, outcome: Outcome) -> list[str | Table]:
    """The rankings of a procurement, and who is in none of them."""
    first = outcome.rankings[0] if outcome.rankings else None
    text: list[str | Table] = [_headline(outcome)]
    for ranking in outcome.rankings:
        unit = f", out of {outcome.rules.points:f}" if ranking.method == _IN_POINTS else ""
        text.append(ranking_table(ranking, unit))
    text += tie_sentences(first) if first is not None else []
    if first is not None and "evaluators" in first.details:
        text.append(_evaluators_table(first))
    if first is not None and len(outcome.groups) > 1 and first.contributions:
        text.append(_group_table(outcome, first))
    text += _not_ranked(result, outcome)
    text += [outcome.close_call.in_words] if outcome.close_call else []
    text += [outcome.confirmation.message] if outcome.confirmation else []
    return text


def table_text(result: TableRanking) -> list[str | Table]:
    """The rankings of a bare table."""
    text: list[str | Table] = [ranking_table(r) for r in result.rankings]
    text += [line for r in result.rankings for line in tie_sentences(r)]
    text += result.agreement_sentences
    text += [result.confirmation.message] if result.confirmation else []
    return text


def _headline(outcome: Outcome) -> str:
    if outcome.what_if:
        return "WHAT IF: other weights than the published ones. Not official, nothing written."
    official = "Official ranking of" if outcome.official else "NOT OFFICIAL:"
    return f"{official} {outcome.id} {outcome.title}"


def _not_ranked(result: RankResult, outcome: Outcome) -> list[Table]:
    tables = []
    out = [(e.vendor, e.gate or "", e.reason) for e in outcome.excluded if e.vendor not in result.awaited]
    if out:
        tables.append(Table("Not admitted", ("vendor", "gate", "reason"), out))
    if result.awaited:
        rows = [(vendor, result.awaited_until) for vendor in result.awaited]
        tables.append(Table("Waiting for", ("vendor", "reason"), rows))
    if outcome.open:
        rows_open = [(o.vendor, o.criterion, o.title, str(o.state), o.where) for o in outcome.open]
        tables.append(Table("Open answers", ("vendor", "criterion", "title", "state", "where"), rows_open))
    return tables


def ranking_table(ranking: Ranking, unit: str = "") -> Table:
    lower = ", lower is better" if ranking.lower_is_better else ""
    settings = ", ".join(f"{k} {v}" for k, v in ranking.parameters.items())
    title = f"{ranking.method} ({settings}){unit}{lower}" if settings else f"{ranking.method}{unit}{lower}"
    decimals = 2 if any(abs(s or 0) >= 10 for s in ranking.scores.values()) else 4
    rows = [(_rank(ranking, name), name, _score(ranking.scores[name], decimals)) for name in _order(ranking)]
    return Table(title, ("rank", "vendor", "score"), rows, right=("rank", "score"))


def tie_sentences(ranking: Ranking) -> list[str]:
    """Which published rule decided between vendors with the same score."""
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
