"""A case decided by its own rules, for questions that begin with "what if"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vendor_eval.decision.procurement.published import rankings
from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS, Scored, problem_of, score
from vendor_eval.decision.rank import rank
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.buyer.rules import Rounding
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Ranking
from vendor_eval.model.problem import Problem
from vendor_eval.scoring.bids import Bid


class Decided(NamedTuple):
    """What a case comes to. ``ranking`` is by the published rules, rounding and ties included.

    Without a ranking, ``problem`` is None and ``findings`` say why.
    """

    scored: Scored
    problem: Problem | None
    ranking: Ranking | None
    findings: tuple[Finding, ...]

    @property
    def winner(self) -> str | None:
        """The one vendor that is first; None without a ranking or if several are."""
        best = self.ranking.best if self.ranking else ()
        return best[0] if len(best) == 1 else None

    @property
    def why_no_winner(self) -> str:
        """In a few words; empty if there is a winner."""
        if self.winner is not None:
            return ""
        if self.ranking is not None:
            return f"{' and '.join(self.ranking.best)} are both first"
        return next((f.message for f in self.findings if f.severity == "error"), "there is no ranking")

    def shares(self) -> dict[str, float]:
        """Weighted sums, 0 to 1 and not rounded, by vendor; empty without a ranking."""
        plain, _ = rank(self.problem, METHOD, PARAMETERS) if self.problem else (None, [])
        return {name: s or 0.0 for name, s in plain.scores.items()} if plain else {}


def decided(
    case: Case, weights: Mapping[str, float] | None = None, known: Sequence[Bid] | None = None
) -> Decided:
    """Gates, scores, price and ranking; ``weights`` are shares of the criteria in place of the agreed ones.

    ``known`` are bids as for ``score``.
    """
    return ranked_by_rules(case, score(case, weights, known))


def ranked_by_rules(case: Case, scored: Scored) -> Decided:
    """``scored``: what ``score`` finds of the case.

    A Finding that the folder itself has (``case.findings``) is left aside: it was told already.
    """
    if not scored.ranked or has_errors(list(scored.findings)):
        return Decided(scored, None, None, scored.findings)
    problem = problem_of(scored.leaves, scored.cells, scored.ranked)
    ranked, findings = rankings(case, scored, problem, ())
    found = (*scored.findings, *findings)
    return Decided(scored, problem if ranked else None, ranked[0] if ranked else None, found)


def unrounded(case: Case) -> Case:
    """The case as if its rules rounded nothing: how far a result holds is asked of exact totals."""
    procurement = case.procurement
    if procurement.rules.rounding == Rounding():
        return case
    rules = procurement.rules.model_copy(update={"rounding": Rounding()})
    return case.model_copy(update={"procurement": procurement.model_copy(update={"rules": rules})})
