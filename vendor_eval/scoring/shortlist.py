"""Who goes on after a stage: by the share of what could be earned there, before any price is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, get_args

from vendor_eval.model.buyer.rules import Shortlist
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Stage
from vendor_eval.model.outcome.cells import Cell, Leaf

STAGES: tuple[str, ...] = get_args(Stage)
STAGE_WORDS: dict[str, str] = {
    "written": "the written bids",
    "demo": "the demonstrations",
    "reference": "the references",
    "site_visit": "the site visits",
}
GATE = "shortlist"
# Shares that differ by less are equal, as everywhere: binary fractions must not part two bids.
_EQUAL = 1e-9


class ShortlistPlace(NamedTuple):
    """``on``: the vendor goes on; None while a score is missing. ``reason``: why not."""

    vendor: str
    share: float | None
    groups: dict[str, float]
    place: int | None
    on: bool | None
    reason: str


def stage_criteria(catalogue: Catalogue, after: str) -> frozenset[str]:
    """The scored criteria, without the price, of the stages up to ``after``."""
    until = STAGES[: STAGES.index(after) + 1]
    return frozenset(
        c.id for c in catalogue.leaves() if c.kind == "scored" and not c.is_price and c.stage in until
    )


def first_later_score(case: Case, after: str) -> datetime | None:
    """When the first score of a stage later than ``after`` came in: from then on the short list is final."""
    later = STAGES[STAGES.index(after) + 1 :]
    inside = {c.id for c in case.catalogue.leaves() if c.by_panel and c.stage in later}
    came = [
        sheet.received_at
        for sheet in (*case.sheets, *case.consensus)
        if any(s.score is not None and s.criterion in inside for s in sheet.scores)
    ]
    return min(came, default=None)


def shortlist(
    rule: Shortlist,
    leaves: Sequence[Leaf],
    cells: Sequence[Cell],
    weights: Mapping[str, float],
    vendors: Sequence[str],
    titles: Mapping[str, str],
) -> list[ShortlistPlace]:
    """A place for each vendor, in the order given: group minimums first, then the best of who reach them.

    Equal shares at the border all go on. Nobody is decided on while a score of any vendor is missing.
    """
    until = STAGES[: STAGES.index(rule.after) + 1]
    placed = [leaf for leaf in leaves if leaf.by != "price" and leaf.stage in until]
    early = frozenset(leaf.criterion for leaf in placed) & weights.keys()
    values = {
        v: {c.criterion: c.value for c in cells if c.vendor == v and c.criterion in early} for v in vendors
    }
    inside = {
        g: [leaf.criterion for leaf in placed if g in leaf.group and leaf.criterion in early]
        for g in rule.group_minimums
    }
    shares = {v: _share(row, weights, early) for v, row in values.items()}
    groups = {
        v: {g: share for g, ids in inside.items() if ids and (share := _share(row, weights, ids)) is not None}
        for v, row in values.items()
    }
    known = {v: share for v, share in shares.items() if share is not None}
    if len(known) < len(vendors):
        return [ShortlistPlace(v, shares[v], groups[v], None, None, "scores are missing") for v in vendors]
    low = {v: _below(rule, groups[v], titles) for v in vendors}
    running = [known[v] for v in vendors if not low[v]]
    return [_place(rule, v, known[v], groups[v], low[v], running) for v in vendors]


def _share(
    row: Mapping[str, float | None], weights: Mapping[str, float], criteria: frozenset[str] | Sequence[str]
) -> float | None:
    """What was earned of what could be; None where a value is missing, 0 where nothing could be earned."""
    there = [c for c in criteria if c in row]
    found = [(weights[c], row[c]) for c in sorted(there)]
    if any(value is None for _, value in found):
        return None
    whole = sum(w for w, _ in found)
    return sum(w * (value or 0.0) for w, value in found) / whole if whole else 0.0


def _below(rule: Shortlist, groups: Mapping[str, float], titles: Mapping[str, str]) -> str:
    """A group in which nothing is left to earn, since its questions do not apply, has no minimum."""
    for group, share in groups.items():
        minimum = rule.group_minimums[group]
        if share < minimum - _EQUAL:
            return f"{titles.get(group, group)}: {share:.1%} of what could be earned, minimum {minimum:.1%}"
    return ""


def _place(
    rule: Shortlist, vendor: str, share: float, groups: dict[str, float], low: str, running: Sequence[float]
) -> ShortlistPlace:
    if low:
        return ShortlistPlace(vendor, share, groups, None, False, f"not on the short list; {low}")
    place = 1 + sum(other > share + _EQUAL for other in running)
    reason = ""
    if rule.top is not None and place > rule.top:
        first = "the first goes" if rule.top == 1 else f"the first {rule.top} go"
        reason = f"place {place} after {STAGE_WORDS[rule.after]}, and {first} on ({share:.1%})"
    if rule.threshold is not None and share < rule.threshold - _EQUAL:
        reason = (
            f"{share:.1%} of what could be earned in {STAGE_WORDS[rule.after]}, minimum {rule.threshold:.1%}"
        )
    return ShortlistPlace(
        vendor, share, groups, place, not reason, f"not on the short list; {reason}" if reason else ""
    )
