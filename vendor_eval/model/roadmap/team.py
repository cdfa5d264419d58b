"""Who does what in the roadmap."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.buyer.volumes import NotNegative

Kind = Literal[
    "radiology",
    "technologists",
    "it",
    "security",
    "clinicians",
    "finance",
    "procurement",
    "biomedical engineering",
    "other",
]
KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "other")
"""The kinds of people whom a PACS touches; each should have a role."""


def _one_is_a_list(given: object) -> object:
    return (given,) if isinstance(given, str) else given


RoleIds = Annotated[tuple[Id, ...], BeforeValidator(_one_is_a_list)]


class Role(Model):
    """A role in the project. ``evaluators``: ids of the panel members who represent it when bids are scored.

    ``hours_a_week``: what the people of the role may spend on the project, all together.
    """

    id: Id
    title: Text
    kind: Kind = "other"
    people: tuple[Text, ...] = ()
    evaluators: tuple[Id, ...] = ()
    hours_a_week: NotNegative | None = None


class Raci(Model):
    """Roles of a step: exactly one is accountable."""

    accountable: RoleIds = ()
    responsible: RoleIds = ()
    consulted: RoleIds = ()
    informed: RoleIds = ()
