"""The smallest change of the weights that puts a rival first, and the proof where nothing can.

Three distances over all weights of 0 or more that sum to 1, within the ranges of the criteria: the sum of all
changes (l1) and the largest change (linf) by linear programmes (against one rival by hand), the Euclidean
length (l2) by projection. For PROMETHEE flows the l1 programme is that of Wolters, W. T. M. and Mareschal, B.
(1995). Novel types of sensitivity analysis for additive MCDM methods. European Journal of Operational
Research 81(2), 281-290.
"""

from __future__ import annotations

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.findings import Finding
from vendor_eval.sensitivity.exact.linear import NOTHING, Linear
from vendor_eval.sensitivity.exact.nearest import Solve, Task, by_largest, by_length, by_sum, nearest
from vendor_eval.sensitivity.exact.results import Nearest, SmallestChange
from vendor_eval.sensitivity.exact.two_vendor import PAIRS

MEASURES: dict[str, Solve] = {"l1": by_sum, "linf": by_largest, "l2": by_length}

Change = dict[str, FloatArray]


def smallest_changes(table: Linear) -> tuple[SmallestChange, ...]:
    """One for every rival of the holder, best first. The ranges must have a weighting in them."""
    return tuple(smallest_change(table, rival) for rival in table.order[1:])


def smallest_change(table: Linear, rival: int) -> SmallestChange:
    """Against all others (``over_all``), and against the holder alone (``over_holder``)."""
    others = [i for i in (table.holder, *table.order) if i != rival]
    leads = _scaled(table.values[rival] - table.values[list(dict.fromkeys(others))], table.values)
    pair, every = _both(table, leads)
    name, within = table.names[rival], " within the ranges" if table.bounded else ""
    holder = table.names[table.holder]
    no_pair = f"under all weights{within} {name} scores below {holder}"
    no_top = no_pair if pair is None else f"under all weights{within} someone scores above {name}"
    return SmallestChange(name, _nearest(table, every, no_top), _nearest(table, pair, no_pair))


def _both(table: Linear, leads: FloatArray) -> tuple[Change | None, Change | None]:
    """The changes against the first row alone, and against all rows; None where there is none."""
    pair: Change = {}
    every: Change | None = {}
    for measure, solve in MEASURES.items():
        alone = PAIRS.get(measure, solve)(Task(leads, table.weights, table.low, table.high))
        if alone is None:
            return None, None
        pair[measure] = alone
        if every is not None:
            task = Task(leads, table.weights, table.low, table.high)
            found = nearest(task, solve, alone)
            every = None if found is None else every | {measure: found}
    return pair, every


def _scaled(leads: FloatArray, values: FloatArray) -> FloatArray:
    """Each row divided by its largest number; a row of rounding only becomes 0."""
    size = np.abs(leads).max(axis=1, keepdims=True)
    real = size > NOTHING * np.abs(values).max()
    return np.asarray(np.divide(leads, size, out=np.zeros_like(leads), where=real))


def _nearest(table: Linear, change: Change | None, impossible: str) -> Nearest:
    if change is None:
        return Nearest(False, reason=impossible)
    weights = {measure: table.named(_tidy(table, d)) for measure, d in change.items()}
    return Nearest(
        possible=True,
        l1=float(np.abs(change["l1"]).sum()),
        linf=float(np.abs(change["linf"]).max()),
        l2=float(np.linalg.norm(change["l2"])),
        weights_l1=weights["l1"],
        weights_linf=weights["linf"],
        weights_l2=weights["l2"],
    )


def _tidy(table: Linear, change: FloatArray) -> FloatArray:
    """The new weights, within their bounds to the last digit."""
    return np.clip(table.weights + change, table.low, table.high)


def range_findings(table: Linear) -> list[Finding]:
    """Ranges that no weighting can keep, and agreed weights outside of their own range."""
    findings = []
    low, high = float(table.low.sum()), float(table.high.sum())
    if low > 1 + NOTHING or high < 1 - NOTHING:
        what = f"the least add up to {low:g}" if low > 1 else f"the most add up to {high:g}"
        message = f"no weights keep all ranges: {what}, and weights are shares that add up to 1"
        hint = "write shares of the whole, such as [0.2, 0.4], and leave room for 1 between them"
        return [Finding("sensitivity.ranges", "error", "weight_range", message, hint)]
    for name, w, least, most in zip(table.ids, table.weights, table.low, table.high, strict=True):
        if not least - NOTHING <= w <= most + NOTHING:
            message = f"its agreed weight is {w:.4g} of the whole, outside of its range {least:g} to {most:g}"
            hint = "the analysis of ranges leaves the agreed weights aside; mend the weight or the range"
            findings.append(Finding("sensitivity.outside-range", "warning", name, message, hint))
    return findings
