"""Input for weights: points, an order, comparisons, or a table to take them from.

One class a form of asking. What does not fit together inside (a matrix that is not square, two judgements
that contradict each other) is said by ``vendor_eval.weighting``, with the names of the items.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from vendor_eval.model.base import Model, Text
from vendor_eval.model.problem import Direction

Priority = Literal["eigenvector", "geometric_mean", "column_mean"]
Synthesis = Literal["distributive", "ideal"]
Variant = Literal["sum", "minmax"]
Aggregation = Literal["aij", "aip", "mean"]


def as_number(value: object) -> object:
    """``1/3`` as a number; anything else unchanged."""
    if not isinstance(value, str) or value.count("/") != 1:
        return value
    try:
        return float(Fraction(value.replace(" ", "")))
    except (ValueError, ZeroDivisionError, OverflowError):
        return value


Finite = Annotated[float, Field(allow_inf_nan=False)]
Judgement = Annotated[Finite, BeforeValidator(as_number)]
Matrix = tuple[tuple[Judgement | None, ...], ...]


class Points(Model):
    """Points on any scale. ``swing``: for raising an item from its worst to its best, the first has 100."""

    method: Literal["direct", "swing"]
    points: dict[Text, Finite] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.points)


class Order(Model):
    """Items from the most to the least important."""

    method: Literal["roc", "rank_sum", "rank_reciprocal", "smarter"]
    order: tuple[Text, ...] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        return self.order


class Pairwise(Model):
    """How many times the item of the row is as important as the item of the column; None: see the other half.

    With ``alternatives`` and one matrix of them for each item it is a hierarchy, and scores them too.
    """

    method: Literal["ahp"]
    items: tuple[Text, ...] = ()
    matrix: Matrix = Field(min_length=1)
    priority: Priority = "eigenvector"
    alternatives: tuple[Text, ...] = ()
    alternative_matrices: dict[Text, Matrix] = {}
    synthesis: Synthesis = "distributive"

    @property
    def names(self) -> tuple[str, ...]:
        return self.items or numbered(len(self.matrix))


class BestWorst(Model):
    """The best item over each item, and each item over the worst, 1 (as important) to 9 (extremely more).

    ``best`` and ``worst`` may be left out where one item only has a 1.
    """

    method: Literal["bwm"]
    items: tuple[Text, ...] = ()
    best: Text | None = None
    worst: Text | None = None
    best_to_others: tuple[Judgement, ...] = Field(min_length=1)
    others_to_worst: tuple[Judgement, ...] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        return self.items or numbered(len(self.best_to_others))


class Observed(Model):
    """A decision table, one row an alternative, one column an item, to take weights from."""

    method: Literal["entropy", "critic", "std"]
    items: tuple[Text, ...] = ()
    alternatives: tuple[Text, ...] = ()
    matrix: tuple[tuple[Finite, ...], ...] = Field(min_length=1)
    directions: tuple[Direction, ...] = ()
    variant: Variant | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return self.items or numbered(len(self.matrix[0]))


Single = Annotated[Points | Order | Pairwise | BestWorst | Observed, Field(discriminator="method")]


class Together(Model):
    """Several people on the same items: ``aij`` joins their judgements, ``aip`` and ``mean`` the weights."""

    method: Literal["group"]
    aggregation: Aggregation = "mean"
    members: dict[Text, Single] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        return next(iter(self.members.values())).names


Weighing = Points | Order | Pairwise | BestWorst | Observed | Together


def numbered(count: int, letter: str = "C") -> tuple[str, ...]:
    """C1, C2, ... for items that nobody named."""
    return tuple(f"{letter}{i}" for i in range(1, count + 1))


How = Literal["swing", "pairwise"]


class Comparison(Model):
    """How many times ``row`` is worth ``column``; None where the person could not say."""

    row: str
    column: str
    times: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None


class LevelAnswers(Model):
    """What one person answered about the parts of one group; ``.`` is the top level."""

    group: str
    how: How
    first: str | None = None
    points: dict[str, Annotated[float, Field(ge=0, le=100)]] = {}
    comparisons: tuple[Comparison, ...] = ()


class Sitting(Model):
    """weights/NAME.yaml: one stakeholder's answers, written by the program after each of them."""

    stakeholder: Text
    answers: tuple[LevelAnswers, ...] = ()

    def on(self, group: str) -> LevelAnswers | None:
        return next((a for a in self.answers if a.group == group), None)

    def having(self, new: LevelAnswers) -> Sitting:
        """The same with ``new`` in the place of what was answered about that group before."""
        if self.on(new.group) is None:
            return self.model_copy(update={"answers": (*self.answers, new)})
        answers = tuple(new if a.group == new.group else a for a in self.answers)
        return self.model_copy(update={"answers": answers})
