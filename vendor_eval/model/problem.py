"""The bare decision table: alternatives x criteria. All that the decision methods know."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Model, Text

if TYPE_CHECKING:
    import pandas as pd

Direction = Literal["max", "min"]
Parameter = float | int | str | bool


class ProblemCriterion(Model):
    """A column. ``group`` is a path such as ``technical/interop``; ``weight`` is on any scale."""

    id: Text
    direction: Direction = "max"
    weight: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    group: str | None = None


class Problem(Model):
    """A decision table. ``matrix``: one row an alternative, one column a criterion, finite numbers."""

    alternatives: tuple[Text, ...] = Field(min_length=1)
    criteria: tuple[ProblemCriterion, ...] = Field(min_length=1)
    matrix: tuple[tuple[float, ...], ...]
    method: str = "weighted_sum"
    parameters: dict[str, Parameter] = {}

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
        method: str = "weighted_sum",
        parameters: Mapping[str, Parameter] | None = None,
    ) -> Self:
        """A problem from a table: the index names the alternatives, the columns the criteria.

        Weights and directions come from the arguments, or from rows of the index named ``weight``
        and ``direction`` (as in the CSV form). Without either, weights are equal and more is better.
        Raises pydantic.ValidationError for a table that is no problem.
        """
        said = {label: frame.loc[label] for label in ("direction", "weight") if label in frame.index}
        body = frame.drop(index=list(said))

        def of(given: Mapping[str, Any] | None, label: str, default: object, column: str) -> Any:  # noqa: ANN401
            if given is not None:
                return given.get(column, default)
            return said[label][column] if label in said else default

        criteria = [
            {
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
    if sum(c.weight for c in p.criteria) <= 0:
        flaws.append("all weights are zero")
    return flaws
