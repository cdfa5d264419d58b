"""The only door to scikit-criteria: an independent library recalculates a ranking.

It is loaded inside the functions, since that takes about two seconds. What version 0.10 does otherwise than
our definitions is said where it matters (``reference.steps``): a confirmation is never made up, and never
refused for a defect of the library. Its further methods stand in ``reference_further``.
"""

from __future__ import annotations

import math
import sys
from importlib.metadata import version

import numpy as np

from vendor_eval.decision.library.further import rank_by_library as rank_by_library
from vendor_eval.decision.library.limits import cannot_say
from vendor_eval.decision.library.recipes import Theirs, numbers_of, theirs
from vendor_eval.decision.methods import METHODS, kernels, kernels_vikor
from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.decision.table.bound_method import Prepared, prepare
from vendor_eval.model.methods import LIBRARY_PREFIX
from vendor_eval.model.outcome.record import Confirmation, Ranking
from vendor_eval.model.problem import Problem
from vendor_eval.reference.steps import calculated, left_out

LIBRARY = "scikit-criteria"


def confirm(problem: Problem, ranking: Ranking) -> Confirmation:
    """Compare with scikit-criteria: scores within a relative 1e-9, and the same competition ranks.

    ``agrees`` is None, with the reason, where the library lacks the method or defines it otherwise.
    Never raises for a valid problem.
    """
    ready = question(problem, ranking)
    if isinstance(ready, Confirmation):
        return ready
    try:
        found = calculated(numbers_of(ready))
    except (ValueError, ArithmeticError, ImportError) as error:
        return _confirmation(ranking, None, None, f"it could not calculate this table: {error}")
    return judged(ready, ranking, found)


def question(problem: Problem, ranking: Ranking) -> Prepared | Confirmation:
    """The table for the library, or why there is nothing to ask it."""
    if ranking.method.startswith(LIBRARY_PREFIX):
        return _confirmation(ranking, None, None, "the ranking comes from that library itself")
    if ranking.method not in METHODS:
        return _confirmation(ranking, None, None, f"it has no method {ranking.method} as defined here")
    ready, _ = prepare(problem, ranking.method, ranking.parameters)
    reason = cannot_say(ready) if ready else "the table cannot be ranked by this method"
    return _confirmation(ranking, None, None, reason) if ready is None or reason else ready


def judged(ready: Prepared, ranking: Ranking, found: FloatArray) -> Confirmation:
    """What follows from the numbers that the library ``found``."""
    said = theirs(ready, found)
    if np.isnan(said.scores).any():
        return _confirmation(ranking, None, None, "it gives no number for some alternative")
    return _compared(ready, ranking, said)


def _compared(ready: Prepared, ranking: Ranking, said: Theirs) -> Confirmation:
    names, scores = ready.problem.alternatives, said.scores
    ours = np.array([_number(ranking.scores.get(name)) for name in names])
    our_ranks = [ranking.ranks.get(name) for name in names]
    # Their ranks are dense and tell apart what only rounding tells apart: the scores are ranked by our rule.
    their_ranks = kernels.ranks(said.standing)
    gaps = np.abs(ours - scores)
    sizes = np.maximum(np.maximum(np.abs(ours), np.abs(scores)), np.ptp(scores))
    close = bool((gaps <= TOLERANCE * sizes).all())
    moved = [a != b for a, b in zip(our_ranks, their_ranks, strict=True)]
    largest = None if np.isnan(gaps).any() else float(gaps.max())
    if close and not any(moved):
        return _confirmation(ranking, True, largest, _agreement(ready, float(gaps.max())))
    by_score = ready.method.standing is None and our_ranks == kernels.ranks(ours, ranking.lower_is_better)
    if close and by_score:
        edge = "the scores are the same, but some lie just where a tie begins, and rounding decides"
        return _confirmation(ranking, None, largest, edge)
    if not close and largest is not None and largest <= _rounding(ready) * float(np.abs(scores).max()):
        alike = "some values are alike to so many digits that rounding decides, and the two round differently"
        return _confirmation(ranking, None, largest, f"{alike} (largest difference {largest:.0e})")
    i = moved.index(True) if any(moved) else int(np.argmax(np.nan_to_num(gaps, nan=np.inf)))
    message = (
        f"differs: {names[i]} has {ours[i]:.9g} here (rank {our_ranks[i]}) "
        f"and {scores[i]:.9g} there (rank {their_ranks[i]})"
    )
    return _confirmation(ranking, False, largest, message)


def _agreement(ready: Prepared, largest: float) -> str:
    names = [ready.problem.criteria[j].id for j in left_out(numbers_of(ready))]
    without = f"; without {', '.join(names)}, where every value is 0" if names else ""
    return f"same order, largest difference {largest:.0g}{without}"


def _rounding(ready: Prepared) -> float:
    """How far rounding alone can move a score, relative to it: large where a column is nearly constant."""
    columns = list(ready.matrix.T)
    if ready.method.name == "vikor":
        columns += list(np.vstack(kernels_vikor.shortfalls(ready.matrix, ready.weights, ready.directions)))
    return max(
        (16 * sys.float_info.epsilon * float(np.abs(x).max() / np.ptp(x)) for x in columns if np.ptp(x) > 0),
        default=0.0,
    )


def _number(score: float | None) -> float:
    return math.nan if score is None else score


def _confirmation(ranking: Ranking, agrees: bool | None, largest: float | None, said: str) -> Confirmation:
    found = version(LIBRARY)
    opening = {True: f"confirmed by {LIBRARY} {found}: ", False: f"{LIBRARY} {found} ", None: ""}[agrees]
    message = opening + said if agrees is not None else f"not confirmed by {LIBRARY} {found}: {said}"
    return Confirmation(
        method=ranking.method,
        library=LIBRARY,
        version=found,
        agrees=agrees,
        largest_difference=largest,
        message=message,
    )
