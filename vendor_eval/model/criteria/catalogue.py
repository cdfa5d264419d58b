"""The tree of groups and criteria, and a procurement's changes to it."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.criteria.criterion import Criterion


class Group(Model):
    """Criteria that are weighed together; may have groups of its own."""

    id: Id
    title: Text
    intro: str = ""
    weight: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 1.0
    groups: "tuple[Group, ...]" = ()
    criteria: tuple[Criterion, ...] = ()

    def walk(self, path: tuple[str, ...] = ()) -> "Iterator[tuple[tuple[str, ...], Group]]":
        """The group itself and those below it, each with the ids from the top down to it."""
        here = (*path, self.id)
        yield here, self
        for group in self.groups:
            yield from group.walk(here)

    def leaves(self) -> Iterator[Criterion]:
        yield from self.criteria
        for group in self.groups:
            yield from group.leaves()

    @property
    def scored(self) -> bool:
        return any(c.kind == "scored" for c in self.leaves())


TECHNICAL = "everything but price"


class Catalogue(Model):
    """All criteria in reading order. Ids of groups and criteria are unique over the whole tree."""

    id: Id
    title: Text
    version: str = "1"
    source: str = ""
    groups: tuple[Group, ...] = Field(min_length=1)

    def walk(self) -> "Iterator[tuple[tuple[str, ...], Group]]":
        for group in self.groups:
            yield from group.walk()

    def leaves(self) -> Iterator[Criterion]:
        for group in self.groups:
            yield from group.leaves()

    def placed(self) -> Iterator[tuple[tuple[str, ...], Criterion]]:
        """Each criterion with the ids of the groups around it, from the top."""
        for path, group in self.walk():
            for criterion in group.criteria:
                yield path, criterion

    @property
    def titles(self) -> dict[str, str]:
        """Of groups and criteria, by id, and of ``technical``, which is all of them but the price."""
        groups = {group.id: group.title for _, group in self.walk()}
        return {"technical": TECHNICAL, **groups, **{c.id: c.title for c in self.leaves()}}

    def criterion(self, criterion_id: str) -> Criterion | None:
        return next((c for c in self.leaves() if c.id == criterion_id), None)

    def group(self, group_id: str) -> Group | None:
        return next((g for _, g in self.walk() if g.id == group_id), None)

    @property
    def price(self) -> Criterion | None:
        return next((c for c in self.leaves() if c.is_price), None)


class CatalogueFile(Model):
    """catalogue.yaml: what the catalogue is called, and the file of each group in reading order.

    ``profile`` is the one that ``new`` starts from unless another is named.
    """

    id: Id
    title: Text
    version: str = "1"
    source: str = ""
    profile: Id | None = None
    groups: tuple[Text, ...] = Field(min_length=1)


class Addition(Model):
    """A criterion of the buyer's own, and the group it joins."""

    group: Id
    criterion: Criterion


class NewGroup(Model):
    """A group of the buyer's own; ``inside`` names the group around it, if any."""

    id: Id
    title: Text
    intro: str = ""
    inside: Id | None = None


class Tailoring(Model):
    """criteria.yaml: which catalogue, and what this procurement changes in it."""

    catalogue: Text
    profile: Id | None = Field(
        default=None, description="a ready choice of criteria; left out: the whole catalogue"
    )
    only: tuple[Id, ...] = Field(
        default=(), description="criterion or group ids; given: nothing else of the catalogue is asked"
    )
    include: tuple[Id, ...] = Field(
        default=(), description="criterion ids that are asked although the profile or tiers leave them out"
    )
    tiers: tuple[str, ...] = ("core", "extended")
    drop: dict[str, Text] = Field(
        default={}, description="criterion or group id: the reason why this procurement does not ask it"
    )
    change: dict[str, dict[str, Any]] = Field(
        default={}, description="criterion or group id: the fields that differ here"
    )
    groups: tuple[NewGroup, ...] = ()
    add: tuple[Addition, ...] = ()
