"""The arithmetic of the methods once more, for many weightings that lie column by column.

``decision.kernels`` is the rule; a test holds both equal to 1e-9. What does not depend on the weights (scaled
values, flows, shortfalls) is computed once as *parts*, so that a block of draws is one product a part. Parts
are made column by column, so k tables side by side, (m, k * n), give the parts of k tables at once.

Shapes: a part is (m, n), or (m, k, n) for k tables; weights (n, k) on any scale; their sums (k,); results
(m, k).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np

from vendor_eval.decision.methods import kernels
from vendor_eval.decision.methods.kernels import FloatArray, divided
from vendor_eval.decision.methods.kernels_vikor import NO_RANGE
from vendor_eval.decision.table.bound_method import Prepared
from vendor_eval.sensitivity.monte_carlo.scratch import room

Parts = tuple[FloatArray, ...]


@dataclass(frozen=True)
class Weighed:
    """Drawn weights: ``weights`` (n, k) and their sums ``totals`` (k,), never 0."""

    weights: FloatArray
    totals: FloatArray


@dataclass(frozen=True)
class Form:
    """``parts`` (matrix, directions, settings) -> parts; ``scores`` (parts, weighed, settings) -> (m, k).

    ``of_all``: a score depends on how many alternatives there are, identical ones counted.
    """

    parts: Callable[[FloatArray, Sequence[str], dict[str, Any]], Parts]
    scores: Callable[[Parts, Weighed, dict[str, Any]], FloatArray]
    of_all: bool = False


def dot(part: FloatArray, weights: FloatArray) -> FloatArray:
    """Sum over the criteria of part * weight, (m, k)."""
    if part.ndim == 2:
        return np.asarray(part @ weights)
    return np.asarray(np.einsum("mkn,kn->mk", part, np.ascontiguousarray(weights.T)))


def top(part: FloatArray, weights: FloatArray) -> FloatArray:
    """Largest over the criteria of part * weight, (m, k), at least 0."""
    largest = np.zeros((part.shape[0], weights.shape[1]))
    term = np.empty_like(largest)
    for j, row in enumerate(weights):
        factor = part[:, j, None] if part.ndim == 2 else part[:, :, j]
        np.multiply(factor, row, out=term)
        np.maximum(largest, term, out=largest)
    return largest


def additive(prepared: Prepared) -> Form | None:
    """The form of a method whose score is a weighted sum."""
    values = prepared.method.values
    if values is None:
        return None
    return Form(
        lambda matrix, directions, settings: (values(matrix, directions, **settings),),
        lambda parts, w, _: dot(parts[0], w.weights) / w.totals,
    )


def _topsis_parts(matrix: FloatArray, directions: Sequence[str], settings: dict[str, Any]) -> Parts:
    scale = kernels.scales(matrix, directions, settings["normalisation"])
    best, worst = kernels.ideals(matrix, directions)
    return divided(matrix - best, scale) ** 2, divided(matrix - worst, scale) ** 2


def _topsis(parts: Parts, w: Weighed, _: dict[str, Any]) -> FloatArray:
    squared = np.multiply(w.weights, w.weights, out=room("squared", w.weights.shape))
    plus, minus = (np.sqrt(dot(part, squared)) for part in parts)
    plus += minus
    with np.errstate(invalid="ignore"):  # 0 / 0: no difference that has weight, as in the kernel
        return np.asarray(minus / plus)


def _vikor_parts(matrix: FloatArray, directions: Sequence[str], _: dict[str, Any]) -> Parts:
    lag = np.abs(kernels.ideals(matrix, directions).best - matrix)
    return (divided(lag, kernels.scales(matrix, directions, "minmax")),)


def _vikor(parts: Parts, w: Weighed, settings: dict[str, Any]) -> FloatArray:
    v, (lag,) = settings["v"], parts
    return np.asarray(
        v * _between(dot(lag, w.weights), w.totals) + (1 - v) * _between(top(lag, w.weights), w.totals)
    )


def _between(x: FloatArray, totals: FloatArray) -> FloatArray:
    smallest = x.min(axis=0)
    spread = x.max(axis=0) - smallest
    found = np.divide(x - smallest, spread, out=np.zeros_like(x), where=spread > NO_RANGE * totals)
    return np.asarray(found)


def _product_parts(matrix: FloatArray, directions: Sequence[str], settings: dict[str, Any]) -> Parts:
    r = kernels.normalised(matrix, directions, settings["normalisation"])
    if (r < 0).any():
        raise ValueError("a value below 0 has no power")
    nothing = (r == 0).astype(np.float64)
    return np.log(r, where=r > 0, out=np.zeros_like(r)), nothing


def _product(parts: Parts, w: Weighed, _: dict[str, Any]) -> FloatArray:
    logs, nothing = parts
    found = np.exp(dot(logs, w.weights) / w.totals)
    if nothing.any():
        found[dot(nothing, (w.weights > 0).astype(np.float64)) > 0] = 0.0
    return found


def _waspas_parts(matrix: FloatArray, directions: Sequence[str], _: dict[str, Any]) -> Parts:
    added = kernels.normalised(matrix, directions, "max")
    return added, *_product_parts(matrix, directions, {"normalisation": "max"})


def _waspas(parts: Parts, w: Weighed, settings: dict[str, Any]) -> FloatArray:
    of_sum, added = settings["of_sum"], dot(parts[0], w.weights) / w.totals
    return np.asarray(of_sum * added + (1 - of_sum) * _product(parts[1:], w, settings))


def _copras_parts(matrix: FloatArray, directions: Sequence[str], _: dict[str, Any]) -> Parts:
    low = kernels.are(directions, "min")
    parts = divided(matrix, kernels.scales(matrix, directions, "sum"))
    is_cost = np.broadcast_to(low.astype(np.float64), matrix.shape)
    return np.where(low, 0.0, parts), np.where(low, parts, 0.0), is_cost


def _copras(parts: Parts, w: Weighed, _: dict[str, Any]) -> FloatArray:
    gain, loss = (dot(part, w.weights) / w.totals for part in parts[:2])
    costs = dot(parts[2], w.weights) > 0
    if ((loss <= 0) & costs).any():
        raise ValueError("COPRAS divides by the sum of the min criteria, which is 0 for an alternative")
    safe = np.where(costs, loss, 1.0)
    offset = safe.sum(axis=0) / (safe * (1 / safe).sum(axis=0))
    return np.asarray(gain + np.where(costs, offset, 0.0))


FORMS: dict[str, Form] = {
    "topsis": Form(_topsis_parts, _topsis),
    "vikor": Form(_vikor_parts, _vikor),
    "weighted_product": Form(_product_parts, _product),
    "waspas": Form(_waspas_parts, _waspas),
    "copras": Form(_copras_parts, _copras, of_all=True),
}


def form_of(prepared: Prepared) -> Form | None:
    """How this method is computed for many weightings, or None: its kernel is used as it stands."""
    return FORMS.get(prepared.method.name) or additive(prepared)


def parts_of_tables(form: Form, prepared: Prepared, tables: FloatArray) -> Parts:
    """The parts, (m, k, n) each, of k ``tables`` (k, m, n)."""
    k, m, n = tables.shape
    beside = np.ascontiguousarray(tables.transpose(1, 0, 2)).reshape(m, k * n)
    settings = {
        key: list(x) * k if isinstance(x, list | tuple) else x for key, x in prepared.settings.items()
    }
    directions = cast(Sequence[str], np.tile(np.array(prepared.directions), k))
    return tuple(part.reshape(m, k, n) for part in form.parts(beside, directions, settings))


def by_kernel(prepared: Prepared, w: Weighed) -> tuple[FloatArray, FloatArray]:
    """Scores and standing, (m, k) each, from the kernel of the method."""
    rows = np.ascontiguousarray((w.weights / w.totals).T)
    return prepared.scores(rows).T, prepared.standing(rows).T


def by_kernel_of_tables(prepared: Prepared, tables: FloatArray, w: Weighed) -> tuple[FloatArray, FloatArray]:
    """The same with a table of its own for each of the k weightings."""
    found = [
        by_kernel(replace(prepared, matrix=table), Weighed(w.weights[:, i, None], w.totals[i : i + 1]))
        for i, table in enumerate(tables)
    ]
    scores, standing = zip(*found, strict=True)
    return np.hstack(scores), np.hstack(standing)
