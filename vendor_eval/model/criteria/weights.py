"""Who wants how much of what."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Model, Text

Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]


class Weights(Model):
    """weights.yaml: points among siblings, any scale. They are divided by their sum at each level.

    ``groups`` names every group that holds scored criteria; a criterion not named keeps the weight the
    catalogue gives it. ``range`` says from which to which share of the whole the weight of a criterion may
    go; it is for the analysis of sensitivity, decides nothing, and bidders are not told of it.
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
