"""What if some weights were others? The ones not named keep their proportions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.catalogue import Catalogue

HINT = "write --weights id=weight,id=weight with ids of groups or criteria, and a decimal point: cost=0.4"


def number_flaws(named: Mapping[str, float]) -> list[Finding]:
    """A Finding for each weight that is no number of 0 or more, or for no weight at all."""
    if not named:
        return [_bad("empty", "no weight is named", HINT)]
    return [
        _bad("number", f"the weight {weight:g} of {name} is not a number of 0 or more", HINT)
        for name, weight in named.items()
        if not 0 <= weight < float("inf")
    ]


def members(catalogue: Catalogue, shares: Mapping[str, float]) -> dict[str, frozenset[str]]:
    """Every group and scored criterion with the scored criteria in it."""
    found: dict[str, frozenset[str]] = {}
    for _, group in catalogue.walk():
        inside = frozenset(c.id for c in group.leaves() if c.id in shares)
        if inside:
            found[group.id] = inside
    return found | {c: frozenset({c}) for c in shares}


def reweighted(
    shares: Mapping[str, float],
    inside: Mapping[str, Set[str]],
    named: Mapping[str, float],
    scale: float,
) -> tuple[dict[str, float], list[Finding]]:
    """The shares (they sum to 1) with the ``named`` nodes changed.

    If the named nodes are everything, only their ratio counts. Otherwise weights that add up to 1 or less
    are shares of the whole, and larger ones are on the ``scale`` of the file they replace (the sum of its
    weights, such as 100). Nodes not named share the rest in their old proportions.
    """
    findings = _flaws(inside, named)
    if findings:
        return {}, findings
    total = sum(named.values())
    taken: set[str] = set().union(*(inside[n] for n in named))
    rest = [c for c in shares if c not in taken]
    unit = total if not rest else 1.0 if total <= 1 + 1e-9 else scale
    if total > unit * (1 + 1e-9) or unit <= 0:
        message = f"the weights named add up to {total:g}, the whole is {unit:g}"
        return {}, [_bad("sum", message, "leave something for the criteria that are not named")]
    new: dict[str, float] = {}
    for node, weight in named.items():
        new |= _spread(weight / unit, {c: shares[c] for c in shares if c in inside[node]})
    new |= _spread(max(0.0, 1 - total / unit), {c: shares[c] for c in rest})
    return {c: new[c] for c in shares}, []


def _spread(whole: float, old: Mapping[str, float]) -> dict[str, float]:
    """``whole`` in the old proportions; in equal parts where all of them were zero."""
    total = sum(old.values())
    return {c: whole * (w / total if total > 0 else 1 / len(old)) for c, w in old.items()}


def unknown(known: Iterable[str], named: Iterable[str]) -> list[Finding]:
    """What is named and weighed nowhere."""
    ids = list(known)
    strange = [n for n in named if n not in ids]
    if not strange:
        return []
    message = f"nothing that is weighed is called {', '.join(strange)}"
    return [_bad("unknown", message, f"known are {', '.join(ids[:16])}{', ...' if len(ids) > 16 else ''}")]


def _flaws(inside: Mapping[str, Set[str]], named: Mapping[str, float]) -> list[Finding]:
    strange = unknown(inside, named)
    if strange:
        return strange
    names = list(named)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            if inside[a] & inside[b]:
                return [
                    _bad("nested", f"{a} and {b} overlap", "name a group or the criteria in it, not both")
                ]
    if sum(named.values()) <= 0 and set().union(*(inside[n] for n in named)) >= set().union(*inside.values()):
        return [_bad("all-zero", "all weights are zero", "give at least one a weight above 0")]
    return []


def _bad(code: str, message: str, hint: str) -> Finding:
    return Finding(f"weights.{code}", "error", "--weights", message, hint)
