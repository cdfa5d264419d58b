"""What the evaluators scored, without their names."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.buyer.procurement import Rules
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.answers import panel_score
from vendor_eval.report.format.rounding import exact
from vendor_eval.report.format.text import cut

WORDS = {
    "mean": "The mean of the evaluators’ scores counts.",
    "median": "The median of the evaluators’ scores counts.",
    "negotiated": "The score that the evaluators agreed on in their meeting counts, with its reason.",
    "mean_of_ranks": "Each evaluator’s own scores rank the bids; the mean is shown for information.",
}


@dataclass(frozen=True, slots=True)
class PanelCell:
    """The common score, and the members' own in the order of ``Panel.members`` (a dash: does not score).

    A score that was changed is shown with what it was before.

    ``agreed`` is the reason that the meeting recorded, with its score where that is not the common one.
    """

    score: Decimal
    single: str
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class PanelRow:
    id: str
    title: str
    rule: str
    cells: tuple[PanelCell | None, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """``members`` are roles, or numbers where no roles are known: a board sees no evaluator's name.

    ``words`` say how single scores become the common one.
    """

    members: tuple[str, ...]
    words: str
    rows: tuple[PanelRow, ...]


def panel(outcome: Outcome, order: tuple[str, ...], roles: Mapping[str, str]) -> Panel | None:
    """None where no criterion was scored by a panel. ``roles``: evaluator's name -> role."""
    labels = labels_of(outcome, roles)
    judged = [leaf for leaf in outcome.criteria if leaf.by == "panel"]
    names = tuple(labels)
    if not names or not judged:
        return None
    cells = {(c.vendor, c.criterion): c for c in outcome.cells}
    rows = tuple(
        PanelRow(
            leaf.criterion,
            leaf.title,
            leaf.rule,
            tuple(_cell(cells.get((v, leaf.criterion)), names, outcome.rules) for v in order),
        )
        for leaf in judged
    )
    return Panel(tuple(labels.values()), WORDS[outcome.rules.consensus], rows)


def labels_of(outcome: Outcome, roles: Mapping[str, str]) -> dict[str, str]:
    """What each evaluator who scored anything is called in the report."""
    names = tuple(dict.fromkeys(name for cell in outcome.cells for name in cell.scores))
    return dict(zip(names, _members(names, roles), strict=True))


def _members(names: tuple[str, ...], roles: Mapping[str, str]) -> tuple[str, ...]:
    """Roles in the order of the scores; a role that several hold is numbered."""
    titles = [roles.get(name, "Evaluator") for name in names]
    counts: dict[str, int] = {}
    labels = []
    for role in titles:
        counts[role] = counts.get(role, 0) + 1
        labels.append(f"{role} {counts[role]}" if titles.count(role) > 1 else role)
    return tuple(labels)


def _cell(cell: Cell | None, names: tuple[str, ...], rules: Rules) -> PanelCell | None:
    score = panel_score(cell, rules) if cell else None
    if cell is None or score is None:
        return None
    single = [_single(cell, name) for name in names]
    return PanelCell(score, " · ".join(single), _agreed(cell, rules))


def _single(cell: Cell, name: str) -> str:
    if name not in cell.scores:
        return "–"
    scores = [*(e.score for e in cell.earlier.get(name, ())), cell.scores[name]]
    before = ", ".join(f"{exact(a):f}" for a, b in itertools.pairwise(scores) if a != b)
    return f"{exact(cell.scores[name]):f}" + (f" (before: {before})" if before else "")


def _agreed(cell: Cell, rules: Rules) -> str:
    if cell.consensus is None:
        return ""
    score = "" if rules.consensus == "negotiated" else f"agreed in the meeting: {exact(cell.consensus):f}"
    return ": ".join(part for part in (score, cut(cell.consensus_reason, 300)) if part)
