"""The bare decision table: alternatives x criteria. All that the decision methods know."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Model, Text
from vendor_eval.model.price_formulas import Formula, formula_with, missing_and_extra

if TYPE_CHECKING:
    import pandas as pd

Direction = Literal["max", "min"]
Parameter = float | int | str | bool
PreferenceType = Literal["usual", "u_shape", "v_shape", "level", "linear", "gaussian"]
Threshold = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]

THRESHOLDS: dict[str, tuple[str, ...]] = {
    "usual": (),
    "u_shape": ("q",),
    "v_shape": ("p",),
    "level": ("q", "p"),
    "linear": ("q", "p"),
    "gaussian": ("s",),
}
"""The thresholds that each type of preference needs."""

WEIGHTS_AS_WRITTEN = frozenset(
    {"quality_per_price", "ufab_extended", "fictitious_discount", "adjusted_price"}
)
"""Methods whose weights are points or money, so that they may be below 0 in a table."""

_EXAMPLES = {"k": "k: 2", "budget": "budget: 500000", "bands": "bands: [[1.0, 1.0], [1.1, 0.8]]"}


class Preference(Model):
    """How much a lead counts in PROMETHEE: q is what does not matter yet, p what counts in full, s a width.

    All are in the unit of the criterion. A threshold that the type does not use is allowed.
    """

    type: PreferenceType
    q: Threshold | None = None
    p: Positive | None = None
    s: Positive | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [name for name in THRESHOLDS[self.type] if getattr(self, name) is None]
        if missing:
            raise ValueError(f"{self.type} needs {' and '.join(missing)}, in the unit of the criterion")
        if self.type in ("level", "linear") and (self.q or 0) > (self.p or 0):
            raise ValueError(f"q ({self.q:g}) is above p ({self.p:g}); q is what does not matter yet")
        return self


class CriterionSettings(Model):
    """What a criterion may say beside its values.

    ``formula`` turns prices into values between 0 and 1, with ``k``, ``budget`` or ``bands`` beside it.
    ``preference`` is for promethee2; ``rho`` bends the utility curve of maut (above 0: the first steps are
    worth most; below 0: the last). ``weight_range``: the least and the largest share of the whole that
    the weight may be; it is for the analysis of sensitivity, and no ranking looks at it.
    """

    formula: Formula | None = None
    k: Annotated[float, Field(gt=1, allow_inf_nan=False)] | None = None
    budget: Positive | None = None
    bands: tuple[tuple[Positive, Share], ...] | None = None
    preference: Preference | None = None
    rho: Annotated[float, Field(allow_inf_nan=False)] | None = None
    weight_range: tuple[Share, Share] | None = None

    @model_validator(mode="after")
    def _formula_complete(self) -> Self:
        for message in _settings_flaws(self):
            raise ValueError(message)
        return self


def _settings_flaws(c: CriterionSettings) -> Iterator[str]:
    missing, extra = missing_and_extra(c.formula, lambda name: getattr(c, name))
    if missing:
        yield f"{c.formula} needs {missing} beside it, for example {_EXAMPLES[missing]}"
    for name in extra:
        yield f"{name} belongs to formula: {formula_with(name)}; take it out or choose that formula"
    if c.bands is not None:
        if not c.bands:
            yield "bands names no band; write [[1.0, 1.0], [1.1, 0.8]]"
        elif c.bands[0][0] < 1:
            yield f"the first band ends at {c.bands[0][0]:g} times the lowest price, where no price can be"
        for (low, value), (high, dearer) in itertools.pairwise(c.bands):
            if high <= low:
                yield f"the bands must rise: {high:g} comes after {low:g}"
            if dearer > value:
                yield f"up to {high:g} times the lowest price is worth more ({dearer:g}) than up to {low:g}"
    if c.rho == 0:
        yield "rho is 0; leave it out for a straight line"
    if c.weight_range is not None and c.weight_range[0] > c.weight_range[1]:
        low, high = c.weight_range
        yield f"weight_range starts at {low:g} and ends at {high:g}; write the smaller share first"


class ProblemCriterion(CriterionSettings):
    """A column. ``group`` is a path such as ``technical/interop``; ``weight`` is on any scale."""

    id: Text
    direction: Direction = "max"
    weight: Annotated[float, Field(allow_inf_nan=False)]
    group: str | None = None


class TableRounding(Model):
    """Decimals of each score before it is ranked."""

    total: Annotated[int, Field(ge=0, le=9)]
    mode: Literal["half_up", "half_even"] = "half_up"


class Problem(Model):
    """A decision table. ``matrix``: one row an alternative, one column a criterion, finite numbers.

    Weights below 0 are for the methods that take weights as written (points, money per level, shares) only.
    ``rounding`` and ``ties`` belong to the table's own method, as ``parameters`` do: scores are rounded
    before they are ranked, then whoever shares a rank is ordered by the criteria named under ``ties``, one
    after another, the better value first. Without them scores are ranked as the method gives them.
    """

    alternatives: tuple[Text, ...] = Field(min_length=1)
    criteria: tuple[ProblemCriterion, ...] = Field(min_length=1)
    matrix: tuple[tuple[float, ...], ...]
    method: str = "weighted_sum"
    parameters: dict[str, Parameter] = {}
    rounding: TableRounding | None = None
    ties: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for message in _flaws(self):
            raise ValueError(message)
        return self

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        *,
        weights: Mapping[str, float] | None = None,
        directions: Mapping[str, Direction] | None = None,
        groups: Mapping[str, str] | None = None,
        settings: Mapping[str, Mapping[str, Any]] | None = None,
        method: str = "weighted_sum",
        parameters: Mapping[str, Parameter] | None = None,
    ) -> Self:
        """A problem from a table: the index names the alternatives, the columns the criteria.

        Weights and directions come from the arguments, or from rows of the index named ``weight``
        and ``direction`` (as in the CSV form). Without either, weights are equal and more is better.
        ``settings``: further fields by criterion, such as ``{"price": {"formula": "linear_min_max"}}``.
        Raises pydantic.ValidationError for a table that is no problem.
        """
        rows = {label: frame.loc[label] for label in ("direction", "weight") if label in frame.index}
        body = frame.drop(index=list(rows))

        def of(given: Mapping[str, Any] | None, label: str, default: object, column: str) -> Any:  # noqa: ANN401  a cell
            if given is not None:
                return given.get(column, default)
            return rows[label][column] if label in rows else default

        criteria = [
            {
                **(settings or {}).get(column, {}),
                "id": str(column),
                "direction": str(of(directions, "direction", "max", column)).strip(),
                "weight": float(of(weights, "weight", 1.0, column)),
                "group": (groups or {}).get(column),
            }
            for column in frame.columns
        ]
        matrix = [[float(x) for x in row] for row in body.to_numpy().tolist()]
        return cls.model_validate(
            {
                "alternatives": [str(a) for a in body.index],
                "criteria": criteria,
                "matrix": matrix,
                "method": method,
                "parameters": dict(parameters or {}),
            }
        )


def _flaws(p: Problem) -> list[str]:
    flaws = []
    for what, names in (("alternative", p.alternatives), ("criterion", [c.id for c in p.criteria])):
        double = sorted({n for n in names if list(names).count(n) > 1})
        if double:
            flaws.append(f"{what} named twice: {', '.join(double)}")
    if len(p.matrix) != len(p.alternatives):
        flaws.append(f"the matrix has {len(p.matrix)} rows for {len(p.alternatives)} alternatives")
    for name, row in zip(p.alternatives, p.matrix, strict=False):
        if len(row) != len(p.criteria):
            flaws.append(f"{name} has {len(row)} values for {len(p.criteria)} criteria")
        for criterion, x in zip(p.criteria, row, strict=False):
            if not math.isfinite(x):
                flaws.append(
                    f"{name} / {criterion.id}: {x} is no number to rank by; give a value or leave the row out"
                )
    if p.method not in WEIGHTS_AS_WRITTEN:
        flaws += [f"weight of {c.id}: {c.weight:g} is below 0" for c in p.criteria if c.weight < 0]
    known = {c.id for c in p.criteria}
    flaws += [f"ties names {n!r}, which is no criterion of the table" for n in p.ties if n not in known]
    if all(c.weight == 0 for c in p.criteria):
        flaws.append("all weights are zero")
    return flaws
