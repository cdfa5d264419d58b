"""A table that is ready, put to scikit-criteria in numbers, and its answer read as scores.

Part of the door ``reference``. What the library does is in ``vendor_eval.reference.steps``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vendor_eval.decision.methods import kernels, kernels_electre
from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.decision.table.bound_method import Prepared
from vendor_eval.reference.steps import Numbers


class Theirs(NamedTuple):
    """The library's scores (m,), and ``standing`` (m,), larger is ahead, where the order is not theirs."""

    scores: FloatArray
    standing: FloatArray


def numbers_of(ready: Prepared) -> Numbers:
    """What the library is asked."""
    return Numbers(ready.method.name, ready.parameters, ready.matrix, ready.directions, ready.weights[0])


def theirs(ready: Prepared, found: FloatArray) -> Theirs:
    """What the library ``found``, as scores and order."""
    if ready.method.name == "electre1":
        return _of_electre1(ready, found)
    return Theirs(found, -found if ready.method.lower_is_better else found)


def _of_electre1(ready: Prepared, found: FloatArray) -> Theirs:
    """Net concordance and our order from the library's two matrices.

    Its kernel is another one: there two that outrank each other both fall out, and its comparisons with p and
    q are exact to the last bit.
    """
    p, q = ready.parameters["p"], ready.parameters["q"]
    concordance, lag = np.where(np.isnan(found), 0.0, found)
    if ready.parameters["discordance"] == "absolute":
        lag = lag * float(np.ptp(ready.matrix, axis=0).max())
    one = kernels_electre.Comparison(concordance, lag)
    relation = kernels_electre.outranks(one, p=p, q=q) & ~np.eye(len(lag), dtype=np.bool_)
    kernel = kernels_electre.kernel_of(relation[None]).astype(np.float64)
    scores = concordance.sum(axis=1) - concordance.sum(axis=0)
    return Theirs(scores, kernels.in_order(kernel, scores[None])[0])
