"""Who reads a report, and of whom this reader may see what: the table of the definitions, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vendor_eval.model.buyer.procurement import Evaluator, Vendor
from vendor_eval.model.outcome.record import Outcome

# What a member is called who left the panel.
FORMER = "Former evaluator"

Kind = Literal["panel", "board", "public", "vendor"]
KINDS: tuple[Kind, ...] = ("panel", "board", "public", "vendor")

# What is cut out -> reader -> whose a reader sees. The words are those of the definitions.
SEES: Mapping[str, Mapping[Kind, str]] = {
    "answers": {"panel": "all", "board": "all", "public": "none", "vendor": "own"},
    "totals": {"panel": "all", "board": "all", "public": "all", "vendor": "own, winner's"},
    "criterion scores": {"panel": "all", "board": "all", "public": "none", "vendor": "own"},
    "prices": {"panel": "once opened", "board": "all", "public": "none", "vendor": "own"},
    "price totals": {"panel": "once opened", "board": "all", "public": "winner's", "vendor": "own, winner's"},
    "evaluators": {"panel": "names", "board": "roles", "public": "none", "vendor": "none"},
    "evidence": {"panel": "all", "board": "all", "public": "none", "vendor": "own"},
}


@dataclass(frozen=True)
class Reader:
    """``vendor``: the name of the bidder that reads, else empty. ``winner``: None where none is official.

    ``ids``: the name of every vendor -> its id, ``products`` -> what it offers.
    ``labels``: evaluator -> role, numbered if several hold it.
    ``opened``: whether the panel has scored all, so that it may learn the prices.
    """

    kind: Kind
    vendor: str
    winner: str | None
    ids: Mapping[str, str]
    products: Mapping[str, tuple[str, ...]]
    panel: tuple[Evaluator, ...]
    labels: Mapping[str, str]
    opened: bool

    @property
    def everyone(self) -> frozenset[str]:
        return frozenset(self.ids)

    @property
    def outside(self) -> bool:
        """Whether the report leaves the house."""
        return self.kind in ("public", "vendor")

    def whose(self, row: str) -> frozenset[str]:
        """The vendors of whom this reader sees what ``row`` of SEES speaks of."""
        said = SEES[row][self.kind]
        if said in ("all", "once opened"):
            return self.everyone if said == "all" or self.opened else frozenset()
        own = {self.vendor} if "own" in said else set()
        first = {self.winner} if "winner's" in said and self.winner else set()
        return frozenset(own | first)

    def left_out(self) -> tuple[str, ...]:
        """The rows of SEES of which this reader does not see all."""
        people = self.kind != "panel"
        whole = [row for row in SEES if row != "evaluators" and self.whose(row) == self.everyone]
        return tuple(row for row in SEES if (people if row == "evaluators" else row not in whole))

    def ids_of(self, names: frozenset[str]) -> frozenset[str]:
        return frozenset(self.ids[name] for name in names)


def reader_of(
    outcome: Outcome, kind: Kind, vendor: str, panel: Sequence[Evaluator], vendors: Sequence[Vendor] = ()
) -> Reader:
    """``vendors``: bidders as the procurement names them, with products that give them away."""
    known = {v.id: v.products for v in vendors}
    best = outcome.rankings[0].best if outcome.rankings else ()
    return Reader(
        kind=kind,
        vendor=vendor,
        winner=best[0] if outcome.official and len(best) == 1 else None,
        ids={v.name: v.id for v in outcome.vendors},
        products={
            v.name: tuple(p for p in (v.product, *known.get(v.id, ())) if p.strip()) for v in outcome.vendors
        },
        panel=tuple(panel),
        labels=labels(outcome, panel),
        opened=prices_opened(outcome),
    )


def labels(outcome: Outcome, panel: Sequence[Evaluator]) -> dict[str, str]:
    """Every evaluator's name -> role; a role that several hold is numbered in the order of the panel."""
    roles = {e.name: e.role for e in panel}
    roles |= {n: "Evaluator" for c in outcome.cells for n in (*c.scores, *c.reasons) if n not in roles}
    roles |= {d.evaluator: FORMER for d in outcome.declarations if d.former and d.evaluator not in roles}
    held = list(roles.values())
    numbers: dict[str, int] = {}
    found = {}
    for name, role in roles.items():
        numbers[role] = numbers.get(role, 0) + 1
        found[name] = f"{role} {numbers[role]}" if held.count(role) > 1 else role
    return found


def prices_opened(outcome: Outcome) -> bool:
    """Whether every score of the panel that enters the result is there.

    Until then its members score without knowing what anything costs.
    """
    judged = {leaf.criterion for leaf in outcome.criteria if leaf.by == "panel"}
    alive = {v.name for v in outcome.vendors if v.status != "excluded"}
    return all(c.value is not None for c in outcome.cells if c.criterion in judged and c.vendor in alive)
