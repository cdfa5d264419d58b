"""Does the order of the others change when one bid leaves or joins?

It may under every method that compares bids with each other: by a scale that depends on who takes part (the
highest price, the sum of a column), or in pairs. Belton, V. and Gear, T. (1983). On a short-coming of Saaty's
method of analytic hierarchies. Omega 11(3), 228-230; Wang, Y.-M. and Elhag, T. M. S. (2006). An approach to
avoiding rank reversal in AHP. Decision Support Systems 42(3), 1474-1480; for price formulas Stilger, P. S.,
Siderius, J. and van Raaij, E. M. (2017). A comparative study of formulas for choosing the economically most
advantageous tender. Journal of Public Procurement 17(1), 89-125.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.bind import BoundMethod
from vendor_eval.decision.table.prices import price_values
from vendor_eval.model.problem import Problem
from vendor_eval.sensitivity.exact.results import Reversal

HOPELESS = "a hopeless bid"

Ranks = list[int | None]


class Field:
    """Who takes part, as raw values, and the method that orders any such table."""

    def __init__(self, bound: BoundMethod, problem: Problem) -> None:
        """``problem`` is the table that was bound, prices as they are."""
        self.bound = bound
        self.matrix = np.array(problem.matrix, dtype=np.float64)
        used = zip(problem.criteria, bound.problem.criteria, strict=True)
        self.priced = [(j, given) for j, (given, made) in enumerate(used) if made.formula]
        price = bound.parameters.get("price")
        self.counted = np.array([c.weight != 0 or c.id == price for c in problem.criteria])
        self.low = np.array([c.direction == "min" or c.formula is not None for c in problem.criteria])

    def ranks(self, matrix: FloatArray) -> Ranks:
        """Competition ranks of a table; raises ValueError where the method cannot take it."""
        made = matrix.copy()
        for j, criterion in self.priced:
            made[:, j] = price_values(criterion, matrix[:, j])
        if len(made) == 1 or (np.ptp(made, axis=0)[self.counted] == 0).all():
            return [1] * len(made)
        return replace(self.bound, matrix=made).ranks()


class LibraryField:
    """The same for a method of scikit-criteria, which takes a table at a time."""

    def __init__(self, problem: Problem, method: str, parameters: Mapping[str, Any]) -> None:
        self.problem, self.method, self.parameters = problem, method, parameters
        self.matrix = np.array(problem.matrix, dtype=np.float64)
        self.low = np.array([c.direction == "min" or c.formula is not None for c in problem.criteria])

    def ranks(self, matrix: FloatArray) -> Ranks:
        names = tuple(f"bid {i}" for i in range(len(matrix)))
        rows = tuple(map(tuple, matrix.tolist()))
        table = self.problem.model_copy(update={"alternatives": names, "matrix": rows})
        found, findings = rank(table, self.method, self.parameters)
        if found is None:
            raise ValueError("; ".join(f.message for f in findings if f.severity == "error"))
        return list(found.ranks.values())


def reversals(field: Field | LibraryField, names: Sequence[str]) -> tuple[Reversal, ...]:
    """Each bid withdrawn, each with a copy beside it, and one hopeless bid more."""
    rows, m = field.matrix, len(names)
    base = field.ranks(rows)
    everyone = list(range(m))
    found = []
    for i, name in enumerate(names):
        if m > 1:
            others = [x for x in everyone if x != i]
            found.append(_reversal("withdraw", name, field, rows[others], names, base, others))
    for i, name in enumerate(names):
        found.append(_reversal("copy", name, field, np.vstack([rows, rows[i]]), names, base, everyone))
    poor = np.vstack([rows, hopeless(rows, field.low)])
    found.append(_reversal("hopeless", HOPELESS, field, poor, names, base, everyone))
    return tuple(found)


def hopeless(matrix: FloatArray, low: Sequence[bool] | np.ndarray[Any, Any]) -> FloatArray:
    """Half as good as the poorest in every criterion, and twice as dear where less is better, (n,).

    Where a column has values of 0 or below there is no half: it then lies below the poorest by the range.
    """
    least, most = matrix.min(axis=0), matrix.max(axis=0)
    positive, span = least > 0, most - least
    return np.where(
        low,
        np.where(positive, 2 * most, most + span),
        np.where(positive, least / 2, np.where(least == 0, 0.0, least - span)),
    )


def _reversal(
    change: Literal["withdraw", "copy", "hopeless"],
    vendor: str,
    field: Field | LibraryField,
    rows: FloatArray,
    names: Sequence[str],
    base: Ranks,
    others: list[int],
) -> Reversal:
    """``others`` are the first of ``rows``, by their place in ``names``."""
    before = _among([base[i] for i in others])
    named = [names[i] for i in others]
    try:
        after = _among(field.ranks(rows)[: len(others)])
    except ValueError as error:
        return Reversal(
            change, vendor, dict(zip(named, before, strict=True)), None, f"no order then: {error}"
        )
    return Reversal(
        change, vendor, dict(zip(named, before, strict=True)), dict(zip(named, after, strict=True))
    )


def _among(ranks: Ranks) -> Ranks:
    """Competition ranks among those that are left."""
    known = sorted(r for r in ranks if r is not None)
    return [None if r is None else 1 + known.index(r) for r in ranks]
