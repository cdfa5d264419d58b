"""Entropy, CRITIC, standard deviation: weights that come from the bids, never fit for an award."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.weighting import Observed, numbered
from vendor_eval.weighting.methods.base import Answer, WeightResult, check_names, error, finding, listed

LARGEST = 1e100
NOT_FOR_AWARD = (
    "these weights come from the bids themselves, so they cannot be published before the bids come in: "
    "they are never fit for an award"
)


def objective(asked: Observed) -> Answer:
    """Weights by how much the alternatives differ in each column."""
    findings = [*check_names(asked.names), *_shape(asked)]
    if not findings:
        findings = list(_values(asked))
    if findings:
        return None, findings
    import numpy as np

    from vendor_eval.weighting.methods import dispersion

    kernels = {"entropy": dispersion.entropy, "critic": dispersion.critic, "std": dispersion.deviation}
    matrix = np.array(asked.matrix, dtype=np.float64)
    values = dispersion.minmax(matrix, _directions(asked)) if _scaled(asked) else matrix
    weights = kernels[asked.method](values)
    constant = [name for name, span in zip(asked.names, np.ptp(matrix, axis=0), strict=True) if span == 0]
    details: dict[str, Any] = {"fit_for_award": False, "constant": constant}
    if asked.method == "entropy":
        details["variant"] = asked.variant or "sum"
    by_name = dict(zip(asked.names, weights.tolist(), strict=True))
    return WeightResult(by_name, details), list(_notes(asked, constant, by_name))


def _scaled(asked: Observed) -> bool:
    return asked.method != "entropy" or asked.variant == "minmax"


def _directions(asked: Observed) -> tuple[str, ...]:
    return asked.directions or ("max",) * len(asked.names)


def _shape(asked: Observed) -> Iterator[Finding]:
    n, rows = len(asked.names), _rows(asked)
    if not n:
        yield error("shape", "matrix", "the first row is empty", "give one value for each item")
    if len(rows) != len(asked.matrix):
        message = f"{len(rows)} alternatives are named, the matrix has {len(asked.matrix)} rows"
        yield error("shape", "matrix", message, "give one row for each alternative")
        return
    yield from check_names(rows, "alternative")
    for row, values in zip(rows, asked.matrix, strict=True):
        if len(values) != n:
            message = f"{row} has {len(values)} values for {n} items ({listed(asked.names)})"
            yield error("shape", row, message, "give one value for each item")
    if asked.directions and len(asked.directions) != n:
        message = f"there are {len(asked.directions)} directions for {n} items ({listed(asked.names)})"
        yield error("shape", "directions", message, "give max or min for each item")


def _rows(asked: Observed) -> tuple[str, ...]:
    return asked.alternatives or numbered(len(asked.matrix), "row ")


def _values(asked: Observed) -> Iterator[Finding]:
    for row, values in zip(_rows(asked), asked.matrix, strict=True):
        for name, x in zip(asked.names, values, strict=True):
            where = f"{row} / {name}"
            if abs(x) > LARGEST:
                yield error(
                    "out-of-range", where, f"{x:g} is too large to calculate with", "use another unit"
                )
            elif x < 0 and not _scaled(asked):
                message = f"{x:g} is below 0, and entropy of the variant sum takes shares of a whole"
                hint = "correct the value, or choose the variant minmax, which takes any number"
                yield error("negative", where, message, hint)


def _notes(asked: Observed, constant: list[str], weights: dict[str, float]) -> Iterator[Finding]:
    hint = "use them to see what tells the bids apart; for an award ask people, for instance by swing"
    yield finding("not-for-award", "note", "", NOT_FOR_AWARD, hint)
    if len(constant) == len(asked.names):
        message = "all values are equal in every column, so nothing tells the alternatives apart"
        yield finding("all-constant", "note", listed(constant), message, "the weights are equal")
    elif constant:
        message = "all values are equal there, so the weight is 0"
        yield finding("constant", "note", listed(constant), message)
    elif len(set(weights.values())) == 1 and len(weights) > 1 and asked.method == "critic":
        message = "every column says the same as the others, so nothing tells them apart"
        yield finding("all-alike", "note", "", message, "the weights are equal")
    if asked.method != "entropy" and asked.variant == "sum":
        message = f"{asked.method} always takes values from 0 (worst) to 1 (best); variant sum has no effect"
        yield finding("no-variant", "note", "variant", message, "leave variant out")
    if not asked.directions and _scaled(asked) and asked.method != "std":
        message = "no directions are given: more is taken as better in every column"
        yield finding("no-directions", "note", "directions", message, "write max or min for each column")
