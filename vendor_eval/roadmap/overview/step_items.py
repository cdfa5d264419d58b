"""What a step can say: a fact with the line to its data, or what is missing and where to write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.roadmap.overview.plan import Plan


@dataclass(frozen=True, slots=True)
class Item:
    """``where``: the line to the data behind it: a file and its part, or a command."""

    what: str
    value: str
    where: str


class Input(Item):
    """What goes into a step."""

    __slots__ = ()


class Output(Item):
    """What comes out of a step."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """``fill``: the file and its part, or the command, that would fill it."""

    what: str
    fill: str

    @property
    def how(self) -> str:
        return "type" if self.fill.startswith("vendor-eval ") else "write it in"


Items = Iterator[Input | Output | Missing]
ROADMAP, PROCUREMENT = "roadmap.yaml", "procurement.yaml"


def owner_of(plan: Plan, owner: str) -> str:
    """The title of the role, where the owner is the id of one."""
    return next((r.title for r in plan.roadmap.team.roles if r.id == owner), owner)
