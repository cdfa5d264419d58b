"""Value functions: from an answer to a value between 0 (worthless) and 1 (all that was hoped for)."""

import itertools
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Model

Share = Annotated[float, Field(ge=0, le=1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Levels(Model):
    """Each allowed answer has its value: ``{yes: 1, no: 0}``."""

    rule: Literal["levels"]
    levels: dict[str, Share] = Field(min_length=1)

    def of(self, answer: str) -> float:
        """Raises KeyError for an answer that is no level; intake lets none through."""
        return self.levels[answer]

    def in_words(self) -> str:
        return "; ".join(f"{answer} = {value:g}" for answer, value in self.levels.items())


class Linear(Model):
    """A straight line from ``worst`` (0) to ``best`` (1); beyond them 0 and 1."""

    rule: Literal["linear"]
    worst: Finite
    best: Finite

    @model_validator(mode="after")
    def _ends_differ(self) -> Self:
        if self.worst == self.best:
            raise ValueError("worst and best are the same number: no answer could earn more than another")
        return self

    def of(self, answer: float) -> float:
        return min(1.0, max(0.0, (answer - self.worst) / (self.best - self.worst)))

    def in_words(self) -> str:
        return f"{self.worst:g} or worse = 0, {self.best:g} or better = 1, a straight line between"


class Piecewise(Model):
    """Straight lines between the ``points`` [answer, value]; the end values apply beyond them."""

    rule: Literal["piecewise"]
    points: tuple[tuple[Finite, Share], ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _answers_rise(self) -> Self:
        answers = [x for x, _ in self.points]
        if any(b <= a for a, b in itertools.pairwise(answers)):
            raise ValueError("the answers of the points must rise from one point to the next")
        return self

    def of(self, answer: float) -> float:
        if answer <= self.points[0][0]:
            return self.points[0][1]
        for (x0, v0), (x1, v1) in zip(self.points, self.points[1:], strict=False):
            if answer <= x1:
                return v0 + (v1 - v0) * (answer - x0) / (x1 - x0)
        return self.points[-1][1]

    def in_words(self) -> str:
        return "straight lines between " + ", ".join(f"{x:g} = {v:g}" for x, v in self.points)


class Target(Model):
    """1 at ``target``, falling in a straight line to 0 at a distance of ``zero_at``."""

    rule: Literal["target"]
    target: Finite
    zero_at: Annotated[float, Field(gt=0, allow_inf_nan=False)]

    def of(self, answer: float) -> float:
        return max(0.0, 1.0 - abs(answer - self.target) / self.zero_at)

    def in_words(self) -> str:
        return f"{self.target:g} = 1, falling in a straight line to 0 at {self.zero_at:g} above or below"


class Rubric(Model):
    """Evaluators score 0 to ``best``; ``anchors`` say what earns a score. Value = score / best."""

    rule: Literal["rubric"]
    best: int = Field(default=5, ge=1, le=100)
    anchors: dict[int, str] = Field(min_length=2)

    @model_validator(mode="after")
    def _anchors_on_scale(self) -> Self:
        off = [a for a in self.anchors if not 0 <= a <= self.best]
        if off:
            raise ValueError(f"anchors {off} are outside the scale 0 to {self.best}")
        return self

    def of(self, answer: float) -> float:
        return answer / self.best

    def in_words(self) -> str:
        anchors = "; ".join(f"{score}: {text}" for score, text in sorted(self.anchors.items()))
        return f"scored by the panel from 0 to {self.best}, value = score / {self.best} ({anchors})"


class Price(Model):
    """The evaluated price, turned into a value by the price rule of the procurement."""

    rule: Literal["price"]

    def in_words(self) -> str:
        return "by the price formula of this procurement"


ValueFunction = Annotated[Levels | Linear | Piecewise | Target | Rubric | Price, Field(discriminator="rule")]
