"""What a bare table says about its own result: decimals kept before ranking, and who is ahead in a tie."""

from __future__ import annotations

from vendor_eval.decision.methods.ranks import competition_ranks
from vendor_eval.decision.table.rounding import TieKey, break_ties, rounded
from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.model.problem import Problem


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


def not_by_score(method: str) -> Finding:
    """The refusal where ranks are not those of the scores, so that rounding these would change nothing."""
    message = f"{method} does not rank by one score alone, so its scores cannot be rounded before ranking"
    hint = "leave rounding out, or choose a method that ranks by its score"
    return Finding("problem.rounding", "error", method, message, hint)
