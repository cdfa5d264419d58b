"""Why scikit-criteria 0.10 sometimes has no say on a table. Part of the door ``reference``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from vendor_eval.decision.methods import kernels, kernels_vikor
from vendor_eval.decision.table.bound_method import Prepared
from vendor_eval.reference.steps import RECIPES


def cannot_say(ready: Prepared) -> str:
    """Why the library has no say on this table, or nothing."""
    name, parameters = ready.method.name, ready.parameters
    if name not in RECIPES:
        return f"it has no method {name} as defined here"
    if ready.tied and name in ("topsis", "electre1", "vikor"):
        # TOPSIS: 0/0 becomes NaN, then the integer -9223372036854775808, then an error about "a ranking".
        return "it has no result where there is one alternative, or all are alike"
    return _REASONS[name](ready, parameters) if name in _REASONS else ""


def _on_weighted_sum(ready: Prepared, p: Mapping[str, Any]) -> str:
    negative = p["normalisation"] == "none" and bool((ready.matrix < 0).any())
    return "its weighted sum refuses values below 0" if negative else ""


def _on_topsis(ready: Prepared, p: Mapping[str, Any]) -> str:
    if p["normalisation"] == "sum" and (ready.matrix < 0).any():
        return "it divides by the plain sum of a column, here the sum of absolute values counts"
    return _left_unscaled(ready) if p["normalisation"] == "max" else ""


def _on_electre1(ready: Prepared, p: Mapping[str, Any]) -> str:
    if p["discordance"] == "pairwise":
        return "it measures a lag by the largest range only"
    return _on_topsis(ready, p) if p["discordance"] == "range" else ""


def _on_maut(ready: Prepared, _: Mapping[str, Any]) -> str:
    bent = any(rho is not None for rho in ready.settings["rho"])
    return "it has no utility curves, which rho asks for" if bent else ""


def _on_copras(ready: Prepared, _: Mapping[str, Any]) -> str:
    costs = kernels.are(ready.directions, "min") & (ready.weights[0] > 0)
    return "" if costs.any() else "it refuses tables in which less is better nowhere"


def _on_vikor(ready: Prepared, _: Mapping[str, Any]) -> str:
    if "given" in ready.directions:
        return "it normalises every column itself, here the values of a price formula stay as they are"
    total, largest = kernels_vikor.shortfalls(ready.matrix, ready.weights, ready.directions)
    if any(0 < np.ptp(x) <= kernels_vikor.NO_RANGE for x in (total, largest)):
        return "S or R of all is alike but for rounding, which it takes for a difference"
    return ""


_REASONS: dict[str, Callable[[Prepared, Mapping[str, Any]], str]] = {
    "weighted_sum": _on_weighted_sum,
    "topsis": _on_topsis,
    "electre1": _on_electre1,
    "maut": _on_maut,
    "copras": _on_copras,
    "vikor": _on_vikor,
}


def _left_unscaled(ready: Prepared) -> str:
    # sklearn takes a largest value below 10 machine epsilons for 0 and divides such a column by 1.
    largest = np.abs(ready.matrix).max(axis=0)
    if ((largest > 0) & (largest < 10 * sys.float_info.epsilon)).any():
        return "it leaves columns of very small numbers unscaled"
    return ""
