"""Methods that express quality as money: a discount in money, or a coefficient of the price.

Weights, ``price`` and L as in ``quality_price``. scikit-criteria has none of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import BoundMethod, Method
from vendor_eval.decision.methods.checks import error
from vendor_eval.decision.methods.parameters import Range, number
from vendor_eval.decision.methods.quality_price import (
    INDEPENDENT,
    POINTS,
    PRICE,
    check,
    details,
    prices,
    quality,
    quality_of,
    settings,
)
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.findings import Finding, has_errors

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem


def fictitious_discount(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int, per_point: float
) -> FloatArray:
    """P - per_point * L, (k, m), in money; lower is better."""
    return prices(matrix, price) - per_point * quality(matrix, weights, price)


def divisor(matrix: FloatArray, weights: FloatArray, *, price: int, max_share: float) -> FloatArray:
    """1 + L / (1 - max_share), (k, m); raises ValueError where it is not above 0."""
    found = 1 + quality(matrix, weights, price) / (1 - max_share)
    if (found <= 0).any():
        raise ValueError("the shares of an offer take more away than there is")
    return np.asarray(found)


def adjusted_price(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int, max_share: float
) -> FloatArray:
    """P / (1 + L / (1 - max_share)), (k, m), in money; lower is better."""
    return prices(matrix, price) / divisor(matrix, weights, price=price, max_share=max_share)


def _check_adjusted(problem: Problem, *, price: str, max_share: float) -> list[Finding]:
    """Shares above what all criteria can give together, or so far below 0 that no price is left."""
    findings = check(problem, price=price)
    if has_errors(findings):
        return findings
    for name, share in zip(problem.alternatives, quality_of(problem, price), strict=True):
        if share > max_share + TOLERANCE:
            message = f"its shares add up to {share:g}, above max_share {max_share:g}"
            hint = "max_share is the sum of the largest shares the criteria can have; correct one of the two"
            findings.append(error("above-maximum", name, message, hint))
        elif 1 + share / (1 - max_share) <= 0:
            message = f"its shares add up to {share:g}, so that nothing is left to divide the price by"
            findings.append(error("no-divisor", name, message, "correct the shares"))
    return findings


def _adjusted_details(bound: BoundMethod) -> dict[str, Any]:
    """L and P, with the coefficient that the price is divided by."""
    found = divisor(bound.matrix, bound.weights, **bound.settings)
    return {**details(bound), "divisor": bound.by_name(found[0])}


FICTITIOUS_DISCOUNT = Method(
    name="fictitious_discount",
    title="Fictitious discount: the price less what the quality is worth in money",
    character="takes off the price what the points are worth in money",
    source="Negometrix, Award on value (gunnen op waarde), "
    "https://support.negometrix.com/en/support/solutions/articles/9000123966-award-on-value",
    assumptions=(
        "The buyer knows what a point of quality is worth in money, and says it beforehand.",
        POINTS,
        INDEPENDENT,
    ),
    parameters={
        "price": PRICE,
        "per_point": number("what one point of quality is worth in money", 1.0, Range(0, low_in=False)),
    },
    kernel=fictitious_discount,
    check=check,
    settings=settings(per_point="per_point"),
    details=details,
    lower_is_better=True,
    weights_as_written=True,
)

ADJUSTED_PRICE = Method(
    name="adjusted_price",
    title="Adjusted price: the price divided by a coefficient for quality",
    character="divides the price by a coefficient for the shares of quality",
    source="Prozorro, openprocurement.api, docs/source/tendering/cfaselectionua/tutorial and "
    "src/openprocurement/tender/core/procedure/awarding.py, https://github.com/ProzorroUKR/openprocurement.api",
    assumptions=("Each share of quality counts in proportion to the price.", POINTS, INDEPENDENT),
    parameters={
        "price": PRICE,
        "max_share": number(
            "the sum of the largest shares that all criteria of quality can have",
            None,
            Range(0, 1, high_in=False),
        ),
    },
    kernel=adjusted_price,
    check=_check_adjusted,
    settings=settings(max_share="max_share"),
    details=_adjusted_details,
    lower_is_better=True,
    weights_as_written=True,
)
