"""Where everything stands in the workbook, so that one sheet can point to a cell of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from vendor_eval.decision.procurement.published import published_by
from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS, problem_of
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.rounding import in_points
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.report.content.panel import labels_of
from vendor_eval.report.content.ranking import vendor_order
from vendor_eval.report.workbook.styles import TOP

RANKING, WEIGHTS, VALUES, POINTS = "Ranking", "Weights", "Values", "Points"
PANEL, PRICES = "Panel", "Prices"
FIRST = TOP + 1
LABELS = 4
"""The columns before the first vendor in the sheets of values and points."""


def at(sheet: str, row: int, column: int) -> str:
    """The address of a cell that stays the same wherever it is used."""
    return f"{sheet}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def span(first: str, last: str) -> str:
    """A range of one sheet from two addresses of ``at``."""
    return f"{first}:{last.partition('!')[2]}"


@dataclass(frozen=True)
class Plan:
    """``roles``: evaluator -> what the report calls this evaluator."""

    outcome: Outcome
    roles: Mapping[str, str]

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """By rank; nobody where there is no ranking."""
        there = self.outcome.rankings[0].ranks if self.outcome.rankings else {}
        return tuple(name for name in vendor_order(self.outcome) if name in there)

    @cached_property
    def cells(self) -> dict[tuple[str, str], Cell]:
        return {(c.vendor, c.criterion): c for c in self.outcome.cells}

    @cached_property
    def prices(self) -> dict[str, PriceResult]:
        return {p.vendor: p for p in self.outcome.prices}

    @cached_property
    def live(self) -> bool:
        """Whether every value of every ranked vendor is there, so that points can be formulas.

        Not for a bidder: ranks, and the value of its price, rest on bids that its copy does not hold.
        """
        if {"totals", "criterion scores", "prices"} & set(self.outcome.left_out):
            return False
        wanted = [(v, leaf.criterion) for v in self.ranked for leaf in self.outcome.criteria]
        return bool(wanted) and all(
            (cell := self.cells.get(place)) is not None and cell.value is not None for place in wanted
        )

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Whose values have a column."""
        if self.live:
            return self.ranked
        known = {c.vendor for c in self.outcome.cells if c.value is not None}
        return tuple(name for name in vendor_order(self.outcome) if name in known)

    @cached_property
    def sums(self) -> Ranking | None:
        """The weighted sum in points, which the formulas give; None where a value is missing."""
        o = self.outcome
        if not self.live:
            return None
        if o.rankings[0].method == METHOD and o.rankings[0].contributions:
            return o.rankings[0]
        found, _ = rank(problem_of(o.criteria, o.cells, self.ranked), METHOD, PARAMETERS)
        return None if found is None else in_points(found, o.rules)

    @property
    def additive(self) -> bool:
        """Whether the ranking in force is the weighted sum that the formulas give."""
        o = self.outcome
        return bool(o.rankings) and o.rankings[0].method == METHOD == published_by(o.rules)

    @cached_property
    def groups(self) -> dict[str, list[int]]:
        """Top-level group -> places of its criteria among all, in their order."""
        found: dict[str, list[int]] = {}
        for j, leaf in enumerate(self.outcome.criteria):
            found.setdefault(leaf.group[0] if leaf.group else "", []).append(j)
        return found

    @cached_property
    def titles(self) -> dict[str, str]:
        return {g.path[0]: g.title for g in self.outcome.groups if len(g.path) == 1}

    def group_title(self, group: str) -> str:
        return self.titles.get(group, group)

    @cached_property
    def scored(self) -> list[tuple[Leaf, Cell]]:
        """What evaluators scored, criterion by criterion: where what the value rests on is in the record."""
        agreed = self.outcome.rules.consensus == "negotiated"
        return [
            (leaf, cell)
            for leaf in self.outcome.criteria
            if isinstance(leaf.value_rule, Rubric)
            for name in vendor_order(self.outcome)
            if (cell := self.cells.get((name, leaf.criterion)))
            and cell.state == "answered"
            and (cell.scores or (agreed and cell.consensus is not None))
        ]

    @cached_property
    def evaluators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for _, cell in self.scored for name in cell.scores))

    @cached_property
    def called(self) -> dict[str, str]:
        """What the report calls each evaluator."""
        return labels_of(self.outcome, self.roles)

    @property
    def weights_top(self) -> int:
        """The head of the table of criteria, below that of the groups."""
        return TOP + len(self.groups) + 4

    def group_row(self, group: str) -> int:
        return FIRST + list(self.groups).index(group)

    def share(self, j: int) -> str:
        return at(WEIGHTS, self.weights_top + 1 + j, 6)

    def value(self, j: int, vendor: str) -> str:
        return at(VALUES, FIRST + j, LABELS + self.columns.index(vendor))

    def point(self, j: int, vendor: str) -> str:
        return at(POINTS, FIRST + j, LABELS + self.columns.index(vendor))

    @property
    def agreed_column(self) -> int:
        """On the sheet of the panel: what the meeting agreed on; score and value stand behind it."""
        return 5 + len(self.evaluators)

    def panel_value(self, vendor: str, criterion: str) -> str | None:
        for n, (leaf, cell) in enumerate(self.scored):
            if (cell.vendor, leaf.criterion) == (vendor, criterion):
                return at(PANEL, FIRST + n, self.agreed_column + 2)
        return None

    @property
    def prices_top(self) -> int:
        """The head of the table of net present costs, below the settings of the price formula."""
        return TOP + 5 + len(self.outcome.price_rule.bands or ())

    @cached_property
    def priced(self) -> tuple[str, ...]:
        """Ranked bids first, since only they enter a lowest price or a mean."""
        order = [name for name in vendor_order(self.outcome) if name in self.prices]
        return (*(n for n in order if n in self.ranked), *(n for n in order if n not in self.ranked))

    def cost(self, vendor: str) -> str:
        return at(PRICES, self.prices_top + 1 + self.priced.index(vendor), 3)

    def price_value(self, vendor: str) -> str:
        return at(PRICES, self.prices_top + 1 + self.priced.index(vendor), 4)
