"""The weight tree with its agreed shares: who is a sibling of whom, and in which order."""

from __future__ import annotations

from typing import Any, NamedTuple

from vendor_eval.sensitivity.exact.linear import Linear

ALIKE = 1e-9


class Node(NamedTuple):
    """A criterion (``leaf`` is its index) or a group of ``children``, with its agreed share of the whole."""

    share: float
    leaf: int = -1
    children: tuple[Node, ...] = ()

    def leaves(self) -> list[int]:
        return [self.leaf] if self.leaf >= 0 else [x for child in self.children for x in child.leaves()]


def tree(table: Linear) -> Node:
    """The weight tree: criteria without a group stand beside the outermost groups."""
    root: dict[str, Any] = {}
    for leaf, path in enumerate(table.paths):
        place = root
        for part in path:
            place = place.setdefault("/" + part, {})
        place[f"{leaf}"] = leaf

    def node(found: int | dict[str, Any]) -> Node:
        if isinstance(found, int):
            return Node(float(table.weights[found]), found)
        children = tuple(node(x) for x in found.values())
        return Node(sum(c.share for c in children), children=children)

    return node(root)


def classes(children: tuple[Node, ...]) -> list[list[int]]:
    """Indices of siblings by descending share; those alike stand together."""
    order = sorted(range(len(children)), key=lambda i: -children[i].share)
    found: list[list[int]] = []
    for i in order:
        top = children[found[-1][0]].share if found else 0.0
        if found and top - children[i].share <= ALIKE * top:
            found[-1].append(i)
        else:
            found.append([i])
    return found
