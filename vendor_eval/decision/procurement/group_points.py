"""A ranking's points where they are read: by group, and beside each answer."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.model.buyer.rules import Rules
from vendor_eval.model.outcome.cells import Cell, GroupLine, Leaf
from vendor_eval.model.outcome.record import Ranking


def group_line(
    group: str,
    title: str,
    path: tuple[str, ...],
    leaves: Sequence[Leaf],
    rules: Rules,
    ranking: Ranking | None,
) -> GroupLine:
    """What can be earned in a group, and what each ranked vendor earns there."""
    inside = [leaf for leaf in leaves if path == leaf.group[: len(path)]]
    weight = sum(leaf.weight for leaf in inside)
    rows = ranking.contributions.items() if ranking else ()
    return GroupLine(
        id=group,
        title=title,
        path=path,
        weight=weight,
        points=float(rules.points) * weight,
        scores={name: sum(row[leaf.criterion] for leaf in inside) for name, row in rows},
    )


def with_components(cells: Sequence[Cell], ranking: Ranking | None) -> tuple[Cell, ...]:
    """The cells of ranked vendors with the points they add to the ranking."""
    rows = ranking.contributions if ranking else {}
    return tuple(
        c.model_copy(update={"component": rows[c.vendor][c.criterion]}) if c.vendor in rows else c
        for c in cells
    )
