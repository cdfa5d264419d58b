"""What the methods over quality and price cannot calculate with, and which criterion is the price."""

from __future__ import annotations

import numpy as np

from vendor_eval.decision.methods import kernels_price
from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.decision.methods.preconditions import error
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.problem import Problem

NEGATIVE = "decision.negative-quality"


def price_of(problem: Problem) -> str | None:
    """The only criterion where less is better; None where there is none, or several."""
    low = [c.id for c in problem.criteria if c.direction == "min"]
    return low[0] if len(low) == 1 else None


def index_of(problem: Problem, price: str) -> int:
    return [c.id for c in problem.criteria].index(price)


def for_over_price(problem: Problem, *, price: str) -> list[Finding]:
    """Other criteria of which less is better, and a price of which more is better.

    The formulas are applied, so a value of 0 may be a poor price; prices of 0 were refused before that.
    """
    findings = []
    for c in problem.criteria:
        if c.direction == "min" and c.id != price and c.weight:  # a column of weight 0 adds nothing
            findings.append(
                error(
                    "min-in-quality",
                    c.id,
                    "less is better here, but quality adds the values as given, so more would earn more",
                    "give values of which more is better, such as points",
                )
            )
        if c.direction == "max" and c.id == price:
            findings.append(
                Finding(
                    "decision.price-direction",
                    "warning",
                    c.id,
                    "the table says that more is better here; as the price of this method less is better",
                    "write direction: min, or name another criterion as the price",
                )
            )
    return findings


def for_ratio(problem: Problem, *, price: str) -> list[Finding]:
    """As above; a warning where quality is below 0, since dividing it by a higher price makes it better."""
    findings = for_over_price(problem, price=price)
    if has_errors(findings):
        return findings
    return findings + [
        Finding(
            NEGATIVE,
            "warning",
            name,
            f"its quality is {points:g}: below 0, quality per price gets better the dearer the offer is",
            "choose points that start at 0, or the method fictitious_discount",
        )
        for name, points in zip(problem.alternatives, _quality(problem, price), strict=True)
        if points < 0
    ]


def for_ufab(problem: Problem, *, price: str, range: float) -> list[Finding]:
    """As above; an error where no offer has a quality of 0 or above, since no band can be drawn."""
    findings = for_ratio(problem, price=price)
    if sum(f.code == NEGATIVE for f in findings) == len(problem.alternatives):
        message = "the quality of every offer is below 0, so none lies within a share of the best"
        return [error("no-quality", price, message, "choose points that start at 0")]
    return findings


def for_discount(problem: Problem, *, price: str, per_point: float) -> list[Finding]:
    return for_over_price(problem, price=price)


def for_adjusted(problem: Problem, *, price: str, max_share: float) -> list[Finding]:
    """Shares above what all criteria can give together, or so far below 0 that no price is left."""
    findings = for_over_price(problem, price=price)
    if has_errors(findings):
        return findings
    for name, share in zip(problem.alternatives, _quality(problem, price), strict=True):
        if share > max_share + TOLERANCE:
            message = f"its shares add up to {share:g}, above max_share {max_share:g}"
            hint = "max_share is the sum of the largest shares the criteria can have; correct one of the two"
            findings.append(error("above-maximum", name, message, hint))
        elif 1 + share / (1 - max_share) <= 0:
            message = f"its shares add up to {share:g}, so that nothing is left to divide the price by"
            findings.append(error("no-divisor", name, message, "correct the shares"))
    return findings


def _quality(problem: Problem, price: str) -> FloatArray:
    weights = np.array([[c.weight for c in problem.criteria]])
    found = kernels_price.quality(np.array(problem.matrix), weights, index_of(problem, price))
    return np.asarray(found[0])
