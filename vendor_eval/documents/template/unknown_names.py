"""Names in a template that nothing answers to, found before it runs, in branches that do not run as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import meta, nodes

from vendor_eval.documents.template.sandbox import Sandbox
from vendor_eval.findings import Finding

_MISSING = object()


class _Names(NamedTuple):
    """What one template names: what it does not declare, what it sets itself, and every place to look at."""

    undeclared: frozenset[str]
    own: frozenset[str]
    places: tuple[nodes.Expr, ...]


_KNOWN: dict[tuple[str, str], _Names] = {}
"""By name and text, since a run makes many documents from the same templates."""


def unknown_names(sandbox: Sandbox, name: str, context: Mapping[str, object]) -> list[Finding]:
    """A Finding with ``file:line`` for each, in a template that Jinja2 has read already."""
    source, file, _ = sandbox.folders.get_source(sandbox, name)
    names = _KNOWN.get((name, source)) or _KNOWN.setdefault((name, source), _named(sandbox.parse(source)))
    undeclared = names.undeclared - set(sandbox.globals)
    found: dict[int, list[Finding]] = {}
    for node in names.places:
        if isinstance(node, nodes.Name) and node.name in undeclared and node.name not in context:
            found.setdefault(node.lineno, []).append(_finding(node.name, context, f"{file}:{node.lineno}"))
        if isinstance(node, nodes.Getattr):
            owner = _value(node.node, context, names.own)
            if isinstance(owner, dict) and node.attr not in owner and not hasattr(dict, node.attr):
                found.setdefault(node.lineno, []).append(_finding(node.attr, owner, f"{file}:{node.lineno}"))
    return [finding for line in sorted(found) for finding in found[line]]


def _named(tree: nodes.Template) -> _Names:
    asked_for = {id(node) for node in _asked_for(tree)}
    own = {n.name for n in tree.find_all(nodes.Name) if n.ctx != "load"}
    places = [n for n in tree.find_all((nodes.Name, nodes.Getattr)) if id(n) not in asked_for]
    return _Names(frozenset(meta.find_undeclared_variables(tree)), frozenset(own), tuple(places))


def _asked_for(tree: nodes.Template) -> Iterator[nodes.Node]:
    """What the template itself asks whether it is there, by ``is defined`` or ``default``."""
    for test in tree.find_all((nodes.Test, nodes.Filter)):
        if test.name in ("defined", "undefined", "default") and test.node is not None:
            yield test.node


def _value(node: nodes.Node, context: Mapping[str, object], own: Set[str]) -> object:
    """What ``a.b.c`` is, as far as it is known before the template runs."""
    if isinstance(node, nodes.Name):
        return _MISSING if node.name in own else context.get(node.name, _MISSING)
    if isinstance(node, nodes.Getattr):
        owner = _value(node.node, context, own)
        return owner.get(node.attr, _MISSING) if isinstance(owner, dict) else _MISSING
    return _MISSING


def _finding(name: str, known: Mapping[str, object], where: str) -> Finding:
    close = get_close_matches(name, known, n=3) or sorted(known)[:12]
    return Finding(
        "template.unknown", "error", where, f"{name!r} is not known here", f"known here: {', '.join(close)}"
    )
