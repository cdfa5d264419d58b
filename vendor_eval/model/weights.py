"""Who wants how much of what."""

from typing import Annotated

from pydantic import Field

from vendor_eval.model.base import Model, Text

Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Weights(Model):
    """weights.yaml: points among siblings, any scale. They are divided by their sum at each level.

    ``groups`` names every group that holds scored criteria; a criterion not named keeps the weight the
    catalogue gives it.
    """

    stakeholder: Text = "panel"
    rationale: str = ""
    groups: dict[str, Weight] = Field(min_length=1)
    criteria: dict[str, Weight] = {}
