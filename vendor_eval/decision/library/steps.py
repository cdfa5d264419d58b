"""The steps of scikit-criteria 0.10, which is loaded inside the functions."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import Method, Recipe


class Numbers(NamedTuple):
    """A table for ``method`` of METHODS: matrix (m, n), ``max``, ``min`` or ``given`` (n), weights (n)."""

    method: str
    parameters: Mapping[str, Any]
    matrix: FloatArray
    directions: Sequence[str]
    weights: FloatArray


def transformers(name: str) -> tuple[Any, ...]:
    """The library's steps to make a column comparable, by our name for them."""
    from skcriteria.preprocessing import invert_objectives, scalers

    if name == "minmax":
        # MinMaxInverter turns NaN into 0 for all (a Problem holds none) and a constant column into 0 with a
        # warning, which is our definition. Its 1 - r for min criteria leaves every distance as it is, and it
        # spares the rounding of sklearn's x * scale + offset behind MinMaxScaler.
        return (invert_objectives.MinMaxInverter(),)
    if name == "share of best":
        # x/max and min/x. It ranks wrongly at a cost of 0; our methods refuse those.
        return (invert_objectives.BenefitCostInverter(),)
    invert, negate = invert_objectives.InvertMinimize(), invert_objectives.NegateMinimize()
    by_sum, by_vector = scalers.SumScaler("matrix"), scalers.VectorScaler("matrix")
    return {
        "none": (),
        "negated": (negate,),
        "max": (scalers.MaxAbsScaler("matrix"),),
        "sum": (by_sum,),
        "vector": (by_vector,),
        "inverted sum": (invert, by_sum),
        "inverted vector": (invert, by_vector),
        "negated max": (negate, scalers.MaxAbsScaler("matrix")),
        "negated sum": (by_sum, negate),
        "negated vector": (negate, by_vector),
    }[name]


def recipe_of(method: Method, parameters: Mapping[str, Any]) -> Recipe:
    """What the library has to do for ``method``; raises ValueError where it has no such method."""
    if method.library is None:
        raise ValueError(f"the library has no method {method.name}")
    return method.library.recipe(parameters)


def aggregator_of(recipe: Recipe) -> Any:  # noqa: ANN401  the library has no types
    """The library's method."""
    module, _, kind = recipe.aggregator.rpartition(".")
    return getattr(import_module(f"skcriteria.agg.{module}"), kind)(**recipe.keywords)


def zero_columns(recipe: Recipe, matrix: FloatArray) -> list[int]:
    """Columns of zeros, where the library has to calculate without them."""
    if not recipe.without_zero_columns:
        return []
    return [j for j in range(matrix.shape[1]) if not matrix[:, j].any()]


def calculated(question: Numbers) -> FloatArray:
    """What the library finds: scores (m,), for ``electre1`` its two matrices (2, m, m).

    Raises ValueError or ArithmeticError where it cannot calculate.
    """
    from skcriteria.preprocessing.scalers import SumScaler

    recipe = recipe_of(METHODS[question.method], question.parameters)
    without = zero_columns(recipe, question.matrix)
    used = [j for j in range(question.matrix.shape[1]) if j not in without]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on constant columns; their result is compared all the same
        matrix, signs = comparable(question.matrix, question.directions, transformers(recipe.steps))
        table = decision_matrix(matrix[:, used], [signs[j] for j in used], question.weights[used])
        result = aggregator_of(recipe).evaluate(SumScaler("weights").transform(table))
        return np.atleast_1d(np.asarray(recipe.read(result.e_), dtype=np.float64))


def comparable(
    matrix: FloatArray, directions: Sequence[str], steps: Iterable[Any]
) -> tuple[FloatArray, list[int]]:
    """The matrix after the library's ``steps``, and 1 or -1 for each direction.

    Values of a price formula are not normalised, and in a column of zeros there is nothing to normalise:
    those stay as they are.
    """
    found, signs = matrix.copy(), [-1 if d == "min" else 1 for d in directions]
    touched = [j for j, d in enumerate(directions) if d != "given" and matrix[:, j].any()]
    if touched:
        table = decision_matrix(matrix[:, touched], [signs[j] for j in touched], np.ones(len(touched)))
        for step in steps:
            table = step.transform(table)
        found[:, touched] = table.matrix.to_numpy()
        for j, sign in zip(touched, table.iobjectives.to_numpy().tolist(), strict=True):
            signs[j] = sign
    return found, signs


def decision_matrix(matrix: FloatArray, signs: Sequence[int], weights: FloatArray) -> Any:  # noqa: ANN401  the library has no types
    """A table of the library; 1 is max, -1 is min."""
    import skcriteria

    return skcriteria.mkdm(matrix, list(signs), weights=weights.tolist())
