"""Who wants how much of what."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Model, Text

Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]


class Weights(Model):
    """weights.yaml: points among siblings, any scale. They are divided by their sum at each level.

    ``groups`` names every group with scored criteria; a criterion not named has the weight that the
    catalogue gives it. ``range``: the least and the largest share of the whole that a criterion may have,
    for the analysis of sensitivity only; bidders do not see it.
    """

    stakeholder: Text = "panel"
    rationale: str = ""
    groups: dict[str, Weight] = Field(min_length=1)
    criteria: dict[str, Weight] = {}
    range: dict[str, tuple[Share, Share]] = {}

    @model_validator(mode="after")
    def _ranges_rise(self) -> Self:
        for criterion, (low, high) in self.range.items():
            if low > high:
                raise ValueError(f"range of {criterion}: it starts at {low:g} and ends at {high:g}")
        return self
