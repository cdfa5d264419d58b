"""Quality, price and what was made of them, by alternative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendor_eval.decision.methods import kernels_price
from vendor_eval.decision.methods.details import named
from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.findings import Finding
from vendor_eval.model.problem import Problem


def of_over_price(
    problem: Problem, matrix: FloatArray, weights: FloatArray, *, price: int, **_: float
) -> dict[str, Any]:
    """L and P by alternative."""
    return {
        "quality": named(problem, kernels_price.quality(matrix, weights, price)[0]),
        "price": named(problem, kernels_price.prices(matrix, price)),
    }


def of_ufab(
    problem: Problem, matrix: FloatArray, weights: FloatArray, *, price: int, width: float
) -> dict[str, Any]:
    """As above, with the end of the band and the offers that lie outside."""
    ratio = kernels_price.quality(matrix, weights, price) / kernels_price.prices(matrix, price)
    inside = kernels_price.in_band(ratio, width)[0]
    outside = [name for name, within in zip(problem.alternatives, inside, strict=True) if not within]
    return {
        **of_over_price(problem, matrix, weights, price=price),
        "band_from": float(kernels_price.band_from(ratio, width)[0, 0]),
        "outside_band": outside,
    }


def of_adjusted(
    problem: Problem, matrix: FloatArray, weights: FloatArray, *, price: int, max_share: float
) -> dict[str, Any]:
    """As above, with the coefficient that the price is divided by."""
    divisor = kernels_price.divisor(matrix, weights, price=price, max_share=max_share)
    return {
        **of_over_price(problem, matrix, weights, price=price),
        "divisor": named(problem, divisor[0]),
    }


def about_band(details: Mapping[str, Any]) -> list[Finding]:
    """A note on who has no rank."""
    outside = details["outside_band"]
    if not outside:
        return []
    message = f"quality per price is below {details['band_from']:.6g}, the end of the band: no rank"
    hint = "the band lies within range below the best quality per price"
    return [Finding("decision.outside-band", "note", ", ".join(outside), message, hint)]
