"""The only door to scikit-criteria: an independent library recalculates a ranking.

It is loaded inside the functions, since that takes about two seconds. What version 0.10 does otherwise than
our definitions is said where it matters: a confirmation is never made up, and never refused for a defect of
the library.
"""

from __future__ import annotations

import math
import sys
import warnings
from importlib.metadata import version
from typing import Any

import numpy as np

from vendor_eval.decision import kernels, preconditions
from vendor_eval.decision.kernels import FloatArray
from vendor_eval.decision.ranks import TOLERANCE
from vendor_eval.model.outcome import Confirmation, Ranking
from vendor_eval.model.problem import Problem

LIBRARY = "scikit-criteria"


def confirm(problem: Problem, ranking: Ranking) -> Confirmation:
    """Compare with scikit-criteria: scores within a relative 1e-9, and the same competition ranks.

    ``agrees`` is None, with the reason, where the library lacks the method or defines it otherwise.
    Never raises for a valid problem.
    """
    reason = _cannot_say(problem, ranking)
    if reason:
        return _confirmation(ranking, None, None, reason)
    used = _columns(problem, ranking)
    try:
        theirs = _recalculated(problem, ranking, used)
    except (ValueError, ArithmeticError, ImportError) as error:
        return _confirmation(ranking, None, None, f"it could not calculate this table: {error}")
    if np.isnan(theirs).any():
        return _confirmation(ranking, None, None, "it gives no number for some alternative")
    return _compared(problem, ranking, theirs, used)


def _steps() -> dict[tuple[str, str], tuple[Any, ...]]:
    """What stands for our (method, normalisation) in scikit-criteria."""
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.preprocessing import invert_objectives, scalers

    invert, negate = invert_objectives.InvertMinimize(), invert_objectives.NegateMinimize()
    # MinMaxInverter turns NaN into 0 for all (a Problem holds none) and a constant column into 0 with a
    # warning, which is our definition. Its 1 - r for min criteria leaves every distance of TOPSIS as it is,
    # and it spares the rounding of sklearn's x * scale + offset behind MinMaxScaler.
    minmax = invert_objectives.MinMaxInverter()
    # BenefitCostInverter, x/max and min/x, ranks wrongly at a cost of 0; the weighted sum refuses those.
    share_of_best = invert_objectives.BenefitCostInverter()
    by_sum, by_vector = scalers.SumScaler("matrix"), scalers.VectorScaler("matrix")
    return {
        ("weighted_sum", "none"): (WeightedSumModel(),),
        ("weighted_sum", "minmax"): (minmax, WeightedSumModel()),
        ("weighted_sum", "max"): (share_of_best, WeightedSumModel()),
        ("weighted_sum", "sum"): (invert, by_sum, WeightedSumModel()),
        ("weighted_sum", "vector"): (invert, by_vector, WeightedSumModel()),
        # TOPSIS takes min criteria but advises against them; -x changes no distance under these scales.
        ("topsis", "none"): (negate, TOPSIS()),
        ("topsis", "minmax"): (minmax, TOPSIS()),
        ("topsis", "max"): (negate, scalers.MaxAbsScaler("matrix"), TOPSIS()),
        ("topsis", "sum"): (by_sum, negate, TOPSIS()),
        ("topsis", "vector"): (negate, by_vector, TOPSIS()),
    }


_SCORE = {"weighted_sum": "score", "topsis": "similarity"}


def _cannot_say(problem: Problem, ranking: Ranking) -> str:
    """Why the library has no say on this table, or nothing."""
    method, normalisation = ranking.method, ranking.parameters.get("normalisation")
    if method not in _SCORE:
        return f"it has no method {method} as defined here"
    if method == "topsis" and preconditions.alike(problem) is not None:
        # 0/0 becomes NaN, then the integer -9223372036854775808, then an error about "a ranking".
        return "it has no result where there is one alternative, or all are alike"
    negative = any(x < 0 for row in problem.matrix for x in row)
    if (method, normalisation) == ("weighted_sum", "none") and negative:
        return "its weighted sum refuses values below 0"
    if (method, normalisation) == ("topsis", "sum") and negative:
        return "it divides by the plain sum of a column, here the sum of absolute values counts"
    if (method, normalisation) == ("topsis", "max"):
        return _left_unscaled(problem)
    return ""


def _left_unscaled(problem: Problem) -> str:
    # sklearn takes a largest value below 10 machine epsilons for 0 and divides such a column by 1.
    largest = np.abs(np.array(problem.matrix)).max(axis=0)
    if ((largest > 0) & (largest < 10 * sys.float_info.epsilon)).any():
        return "it leaves columns of very small numbers unscaled"
    return ""


def _columns(problem: Problem, ranking: Ranking) -> list[int]:
    """The columns to hand over: under ``sum`` and ``vector`` the library divides 0 by 0 in a column of zeros,
    and every score becomes NaN. Such a column adds nothing to any distance, so it may be left out.
    """
    columns = range(len(problem.criteria))
    if ranking.method != "topsis" or ranking.parameters.get("normalisation") not in ("sum", "vector"):
        return list(columns)
    return [j for j in columns if any(row[j] != 0 for row in problem.matrix)]


def _recalculated(problem: Problem, ranking: Ranking, used: list[int]) -> FloatArray:
    import skcriteria
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import SumScaler

    criteria = [problem.criteria[j] for j in used]
    steps = _steps()[ranking.method, ranking.parameters["normalisation"]]
    table = skcriteria.mkdm(
        np.array(problem.matrix, dtype=np.float64)[:, used],
        [1 if c.direction == "max" else -1 for c in criteria],
        weights=[float(c.weight) for c in criteria],
        alternatives=list(problem.alternatives),
        criteria=[c.id for c in criteria],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on constant columns; their result is compared all the same
        result = mkpipe(SumScaler("weights"), *steps).evaluate(table)
    return np.atleast_1d(np.asarray(result.e_[_SCORE[ranking.method]], dtype=np.float64))


def _compared(problem: Problem, ranking: Ranking, theirs: FloatArray, used: list[int]) -> Confirmation:
    ours = np.array([_number(ranking.scores.get(name)) for name in problem.alternatives])
    our_ranks = [ranking.ranks.get(name) for name in problem.alternatives]
    # Their ranks are dense and tell apart what only rounding tells apart: the scores are ranked by our rule.
    their_ranks = kernels.ranks(theirs, ranking.lower_is_better)
    gaps = np.abs(ours - theirs)
    sizes = np.maximum(np.maximum(np.abs(ours), np.abs(theirs)), np.ptp(theirs))
    close = bool((gaps <= TOLERANCE * sizes).all())
    moved = [a != b for a, b in zip(our_ranks, their_ranks, strict=True)]
    largest = None if np.isnan(gaps).any() else float(gaps.max())
    if close and not any(moved):
        return _confirmation(ranking, True, largest, _agreement(problem, float(gaps.max()), used))
    if close and our_ranks == kernels.ranks(ours, ranking.lower_is_better):
        edge = "the scores are the same, but some lie just where a tie begins, and rounding decides"
        return _confirmation(ranking, None, largest, edge)
    if not close and largest is not None and largest <= _rounding(problem) * float(np.abs(theirs).max()):
        alike = "some values are alike to so many digits that rounding decides, and the two round differently"
        return _confirmation(ranking, None, largest, f"{alike} (largest difference {largest:.0e})")
    i = moved.index(True) if any(moved) else int(np.argmax(np.nan_to_num(gaps, nan=np.inf)))
    message = (
        f"differs: {problem.alternatives[i]} has {ours[i]:.9g} here (rank {our_ranks[i]}) "
        f"and {theirs[i]:.9g} there (rank {their_ranks[i]})"
    )
    return _confirmation(ranking, False, largest, message)


def _agreement(problem: Problem, largest: float, used: list[int]) -> str:
    left_out = [c.id for j, c in enumerate(problem.criteria) if j not in used]
    without = f"; without {', '.join(left_out)}, where every value is 0" if left_out else ""
    return f"same order, largest difference {largest:.0g}{without}"


def _rounding(problem: Problem) -> float:
    """How far rounding alone can move a score, relative to it: large where a column is nearly constant."""
    columns = np.array(problem.matrix, dtype=np.float64).T
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
