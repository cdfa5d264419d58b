"""WASPAS: part weighted sum, part weighted product. Zavadskas et al. (2012)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods import checks, weighted_product
from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import DEPENDS, BoundMethod, Library, Method, Parts, Recipe, TwoSteps
from vendor_eval.decision.methods.common import Weights, dot, normalised, weights_of
from vendor_eval.decision.methods.parameters import number
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem


def parts(matrix: FloatArray, directions: Sequence[str], **_: float) -> Parts:
    """The values of the weighted sum, then the parts of the weighted product, both under ``max``."""
    shares = normalised(matrix, directions, normalisation="max")
    return shares, *weighted_product.parts(matrix, directions, normalisation="max")


def sums_and_products(parts: Parts, weights: Weights) -> tuple[FloatArray, FloatArray]:
    """Weighted sum and weighted product, (m, k) each."""
    added = dot(parts[0], weights.columns) / weights.sums
    return added, weighted_product.products(parts[1:], weights)


def scores(parts: Parts, weights: Weights, *, of_sum: float) -> FloatArray:
    """``of_sum`` times the weighted sum plus the rest times the weighted product, (m, k)."""
    added, multiplied = sums_and_products(parts, weights)
    return np.asarray(of_sum * added + (1 - of_sum) * multiplied)


def check(problem: Problem, **_: float) -> list[Finding]:
    """Values without a share of the largest; a part that one 0 decides."""
    findings = checks.no_shares(problem, "WASPAS", weighted_product.ANY_NUMBER)
    return findings or weighted_product.zero_products(problem, "max")


def _settings(_: Problem, parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {"of_sum": parameters["lambda"]}  # "lambda" is a keyword of Python


def _details(bound: BoundMethod) -> dict[str, Any]:
    """The two scores that are mixed."""
    found = parts(bound.matrix, bound.directions)
    added, multiplied = sums_and_products(found, weights_of(bound.weights))
    return {
        "weighted_sum": bound.by_name(added[:, 0]),
        "weighted_product": bound.by_name(multiplied[:, 0]),
    }


def _recipe(parameters: Mapping[str, Any]) -> Recipe:
    keywords = {"lambda_value": parameters["lambda"]}
    return Recipe("share of best", "waspas.WASPAS", lambda result: result["score"], keywords)


_MIXED = TwoSteps(parts, scores)
WASPAS = Method(
    name="waspas",
    title="WASPAS: part weighted sum, part weighted product",
    character="mixes a weighted sum with a weighted product",
    source="Zavadskas, E. K., Turskis, Z., Antucheviciene, J. and Zakarevicius, A. (2012). Optimization of "
    "weighted aggregated sum product assessment. Elektronika ir Elektrotechnika 122(6), 3-6.",
    assumptions=(
        "The part of the product (1 - lambda) holds back bids with a very low value.",
        "Values are amounts: 0 is nothing at all, and twice the number is twice as much.",
        DEPENDS,
    ),
    parameters={"lambda": number("the part of the weighted sum; the product has the rest", 0.5)},
    kernel=_MIXED.kernel,
    two_steps=_MIXED,
    check=check,
    settings=_settings,
    details=_details,
    library=Library(_recipe),
)
