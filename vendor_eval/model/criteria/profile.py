"""A ready choice of criteria for one kind of buyer, with weights to begin from."""

from typing import Annotated

from pydantic import Field

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.weights import Weight, Weights


class Weighed(Model):
    """A weight and the one sentence that defends it."""

    weight: Weight
    reason: Text


class Profile(Model):
    """profiles/NAME.yaml: what this kind of buyer asks, and how much each part counts.

    ``groups`` names every group that is left with a scored criterion; a criterion not named keeps the weight
    of the catalogue.
    """

    id: Id
    title: Text
    description: Text
    tiers: tuple[str, ...] = ("core", "extended")
    drop: dict[Id, Text] = Field(default={}, description="criterion or group id: why this buyer skips it")
    include: dict[Id, Text] = Field(default={}, description="criterion of another tier: why it is asked")
    groups: Annotated[dict[Id, Weighed], Field(min_length=1)]
    criteria: dict[Id, Weighed] = {}

    def takes(self, criterion: Criterion, path: tuple[str, ...]) -> bool:
        """Whether this buyer asks ``criterion``, which is in the groups ``path``."""
        if any(node in self.drop for node in (criterion.id, *path)):
            return False
        return criterion.tier in self.tiers or criterion.id in self.include

    def weights(self) -> Weights:
        """The weights alone, as weights.yaml has them."""
        return Weights(
            stakeholder=self.title,
            groups={node: w.weight for node, w in self.groups.items()},
            criteria={node: w.weight for node, w in self.criteria.items()},
        )
