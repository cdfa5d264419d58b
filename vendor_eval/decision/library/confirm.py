"""Has scikit-criteria, an independent library, recalculate a ranking.

It is loaded inside the functions, since that takes about two seconds. Where version 0.10 differs from our
definitions, the file of the method says so (``Library.limit``) or ``steps`` does: a confirmation is never
made up, and never refused for a defect of the library.
"""

from __future__ import annotations

import math
import sys
from importlib.metadata import version

import numpy as np

from vendor_eval.decision.library.further import rank_by_library as rank_by_library
from vendor_eval.decision.library.steps import Numbers, calculated, recipe_of, zero_columns
from vendor_eval.decision.methods import LIBRARY_PREFIX, METHODS
from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.methods.base import BoundMethod, LibraryScores
from vendor_eval.decision.methods.ranks import TOLERANCE, ranks_of
from vendor_eval.decision.table.bind import bind
from vendor_eval.model.outcome.record import Confirmation, Ranking
from vendor_eval.model.problem import Problem

LIBRARY = "scikit-criteria"


def confirm(problem: Problem, ranking: Ranking) -> Confirmation:
    """Compare with scikit-criteria: scores within a relative 1e-9, and the same competition ranks.

    ``agrees`` is None, with the reason, where the library lacks the method or defines it otherwise.
    Never raises for a valid problem.
    """
    bound = question(problem, ranking)
    if isinstance(bound, Confirmation):
        return bound
    try:
        found = calculated(numbers_of(bound))
    except (ValueError, ArithmeticError, ImportError) as error:
        return _confirmation(ranking, None, None, f"it could not calculate this table: {error}")
    return judged(bound, ranking, found)


def question(problem: Problem, ranking: Ranking) -> BoundMethod | Confirmation:
    """The table for the library, or why there is nothing to ask it."""
    if ranking.method.startswith(LIBRARY_PREFIX):
        return _confirmation(ranking, None, None, "the ranking comes from that library itself")
    method = METHODS.get(ranking.method)
    bound = bind(problem, method, ranking.parameters)[0] if method else None
    if method is not None and bound is None:
        return _confirmation(ranking, None, None, "the table cannot be ranked by this method")
    if bound is None or bound.method.library is None:
        return _confirmation(ranking, None, None, f"it has no method {ranking.method} as defined here")
    limit = bound.method.library.limit(bound)
    return _confirmation(ranking, None, None, limit) if limit else bound


def numbers_of(bound: BoundMethod) -> Numbers:
    """The question for the library."""
    return Numbers(bound.method.name, bound.parameters, bound.matrix, bound.directions, bound.weights[0])


def judged(bound: BoundMethod, ranking: Ranking, found: FloatArray) -> Confirmation:
    """What follows from the numbers that the library ``found``."""
    read = bound.method.library.read if bound.method.library else None
    in_order = -found if bound.method.lower_is_better else found
    theirs = read(bound, found) if read else LibraryScores(found, in_order)
    if np.isnan(theirs.scores).any():
        return _confirmation(ranking, None, None, "it gives no number for some alternative")
    return _compared(bound, ranking, theirs)


def _compared(bound: BoundMethod, ranking: Ranking, theirs: LibraryScores) -> Confirmation:
    names, scores = bound.problem.alternatives, theirs.scores
    ours = np.array([_number(ranking.scores.get(name)) for name in names])
    our_ranks = [ranking.ranks.get(name) for name in names]
    # Their ranks are dense and tell apart what only rounding tells apart: the scores are ranked by our rule.
    their_ranks = ranks_of(theirs.rank_scores)
    gaps = np.abs(ours - scores)
    sizes = np.maximum(np.maximum(np.abs(ours), np.abs(scores)), np.ptp(scores))
    close = bool((gaps <= TOLERANCE * sizes).all())
    moved = [a != b for a, b in zip(our_ranks, their_ranks, strict=True)]
    largest = None if np.isnan(gaps).any() else float(gaps.max())
    if close and not any(moved):
        return _confirmation(ranking, True, largest, _agreement(bound, float(gaps.max())))
    by_score = bound.method.rank_scores is None and our_ranks == ranks_of(ours, ranking.lower_is_better)
    if close and by_score:
        edge = "the scores are the same, but some lie just where a tie begins, and rounding decides"
        return _confirmation(ranking, None, largest, edge)
    if not close and largest is not None and largest <= _rounding(bound) * float(np.abs(scores).max()):
        alike = "some values are alike to so many digits that rounding decides, and the two round differently"
        return _confirmation(ranking, None, largest, f"{alike} (largest difference {largest:.0e})")
    i = moved.index(True) if any(moved) else int(np.argmax(np.nan_to_num(gaps, nan=np.inf)))
    message = (
        f"differs: {names[i]} has {ours[i]:.9g} here (rank {our_ranks[i]}) "
        f"and {scores[i]:.9g} there (rank {their_ranks[i]})"
    )
    return _confirmation(ranking, False, largest, message)


def _agreement(bound: BoundMethod, largest: float) -> str:
    without = zero_columns(recipe_of(bound.method, bound.parameters), bound.matrix)
    names = [bound.problem.criteria[j].id for j in without]
    left_out = f"; without {', '.join(names)}, where every value is 0" if names else ""
    return f"same order, largest difference {largest:.0g}{left_out}"


def _rounding(bound: BoundMethod) -> float:
    """How far rounding alone can move a score, relative to it: large where a column is nearly constant."""
    columns = list(bound.matrix.T)
    columns += bound.method.library.rounded(bound) if bound.method.library else ()
    return max(
        (16 * sys.float_info.epsilon * float(np.abs(x).max() / np.ptp(x)) for x in columns if np.ptp(x) > 0),
        default=0.0,
    )


def _number(score: float | None) -> float:
    return math.nan if score is None else score


def _confirmation(ranking: Ranking, agrees: bool | None, largest: float | None, words: str) -> Confirmation:
    found = version(LIBRARY)
    opening = {True: f"confirmed by {LIBRARY} {found}: ", False: f"{LIBRARY} {found} ", None: ""}[agrees]
    message = opening + words if agrees is not None else f"not confirmed by {LIBRARY} {found}: {words}"
    return Confirmation(
        method=ranking.method,
        library=LIBRARY,
        version=found,
        agrees=agrees,
        largest_difference=largest,
        message=message,
    )
