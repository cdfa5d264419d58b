"""What stands for our methods in scikit-criteria 0.10, which is loaded inside the functions."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]


class Numbers(NamedTuple):
    """A table made ready for ``method``: matrix (m, n), ``max``, ``min`` or ``given`` (n), weights (n)."""

    method: str
    parameters: Mapping[str, Any]
    matrix: FloatArray
    directions: Sequence[str]
    weights: FloatArray


class Recipe(NamedTuple):
    """The library's steps for the columns that are normalised, its method, what to read from a result."""

    transformers: tuple[Any, ...]
    aggregator: Any
    read: Callable[[Any], FloatArray]


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
        # TOPSIS takes min criteria but advises against them; -x changes no distance under these scales.
        "negated max": (negate, scalers.MaxAbsScaler("matrix")),
        "negated sum": (by_sum, negate),
        "negated vector": (negate, by_vector),
    }[name]


_SHARES = {
    "none": "none",
    "minmax": "minmax",
    "max": "share of best",
    "sum": "inverted sum",
    "vector": "inverted vector",
}
_SCALES = {
    "none": "negated",
    "minmax": "minmax",
    "max": "negated max",
    "sum": "negated sum",
    "vector": "negated vector",
}


def _weighted_sum(p: Mapping[str, Any]) -> Recipe:
    from skcriteria.agg.simple import WeightedSumModel

    return Recipe(transformers(_SHARES[p["normalisation"]]), WeightedSumModel(), lambda e: e["score"])


def _weighted_product(p: Mapping[str, Any]) -> Recipe:
    from skcriteria.agg.simple import WeightedProductModel

    steps = transformers(_SHARES[p["normalisation"]])
    return Recipe(steps, WeightedProductModel(), lambda e: 10.0 ** np.asarray(e["score"]))


def _topsis(p: Mapping[str, Any]) -> Recipe:
    from skcriteria.agg.topsis import TOPSIS

    return Recipe(transformers(_SCALES[p["normalisation"]]), TOPSIS(), lambda e: e["similarity"])


def _vikor(p: Mapping[str, Any]) -> Recipe:
    from skcriteria.agg.vikor import VIKOR

    return Recipe((), VIKOR(v=p["v"], use_compromise_set=False), lambda e: e["q_k"])


def _maut(_: Mapping[str, Any]) -> Recipe:
    return _weighted_sum({"normalisation": "minmax"})


def _copras(_: Mapping[str, Any]) -> Recipe:
    from skcriteria.agg.copras import COPRAS

    return Recipe(transformers("sum"), COPRAS(), lambda e: e["significances"])


def _moora(_: Mapping[str, Any]) -> Recipe:
    from skcriteria.agg.moora import RatioMOORA

    return Recipe(transformers("vector"), RatioMOORA(), lambda e: e["score"])


def _waspas(p: Mapping[str, Any]) -> Recipe:
    from skcriteria.agg.waspas import WASPAS

    return Recipe(transformers("share of best"), WASPAS(lambda_value=p["lambda"]), lambda e: e["score"])


def _electre1(p: Mapping[str, Any]) -> Recipe:
    from skcriteria.agg.electre import ELECTRE1

    steps = transformers(p["normalisation"] if p["discordance"] == "range" else "none")
    return Recipe(steps, ELECTRE1(), lambda e: np.stack([e["matrix_concordance"], e["matrix_discordance"]]))


RECIPES: dict[str, Callable[[Mapping[str, Any]], Recipe]] = {
    "weighted_sum": _weighted_sum,
    "weighted_product": _weighted_product,
    "topsis": _topsis,
    "vikor": _vikor,
    "electre1": _electre1,
    "maut": _maut,
    "copras": _copras,
    "moora": _moora,
    "waspas": _waspas,
}


def left_out(asked: Numbers) -> list[int]:
    """Columns not handed over: under ``sum`` and ``vector`` TOPSIS there divides 0 by 0 in a column of zeros,
    and every score becomes NaN. Such a column adds nothing to any distance.
    """
    scaled = asked.parameters.get("normalisation") in ("sum", "vector")
    if asked.method != "topsis" or not scaled:
        return []
    return [j for j in range(asked.matrix.shape[1]) if not asked.matrix[:, j].any()]


def calculated(asked: Numbers) -> FloatArray:
    """What the library finds: scores (m,), for ``electre1`` its two matrices (2, m, m).

    Raises ValueError or ArithmeticError where it cannot calculate.
    """
    from skcriteria.preprocessing.scalers import SumScaler

    recipe = RECIPES[asked.method](asked.parameters)
    used = [j for j in range(asked.matrix.shape[1]) if j not in left_out(asked)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on constant columns; their result is compared all the same
        matrix, signs = comparable(asked.matrix, asked.directions, recipe.transformers)
        table = decision_matrix(matrix[:, used], [signs[j] for j in used], asked.weights[used])
        result = recipe.aggregator.evaluate(SumScaler("weights").transform(table))
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
