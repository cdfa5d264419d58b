"""What several raters gave several items, as one table; from the score sheets of a procurement or a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from vendor_eval.model.case import Case
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.scoring.consensus import evaluators_by_criterion, latest_sheets, scores_of

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")


class Ratings(NamedTuple):
    """``rows``: a row a rater, a value an item, None where there is none.

    ``parts`` says what each item is an item of (the vendor), so that halo can be looked for within it.
    """

    items: tuple[str, ...]
    raters: tuple[str, ...]
    rows: tuple[tuple[float | None, ...], ...]
    parts: tuple[str, ...]

    def column(self, item: int) -> list[tuple[int, float]]:
        """Who rated the item, and how."""
        return [(i, x) for i, row in enumerate(self.rows) if (x := row[item]) is not None]

    def some(self, items: Sequence[int], raters: Sequence[int]) -> Ratings:
        """The part of the table with these items and raters."""
        return Ratings(
            tuple(self.items[j] for j in items),
            tuple(self.raters[i] for i in raters),
            tuple(tuple(self.rows[i][j] for j in items) for i in raters),
            tuple(self.parts[j] for j in items),
        )


def ratings_of(case: Case) -> Ratings:
    """The evaluators' own scores as shares of the best score; an item is a criterion and a vendor.

    Scales of different length become comparable by this, and an evaluator who is not assigned to a
    criterion has no value there.
    """
    duty, sheets = evaluators_by_criterion(case.catalogue, case.procurement.panel), latest_sheets(case.sheets)
    panel = [e for e in case.procurement.panel if any(e in who for who in duty.values())]
    items: list[tuple[str, str]] = []
    columns: list[dict[str, float]] = []
    for criterion in case.catalogue.leaves():
        if not isinstance(criterion.value, Rubric):
            continue
        for vendor in case.vendors:
            given = scores_of(vendor.id, criterion.id, duty[criterion.id], sheets)
            values = {
                name: criterion.value.of(s.score) for name, s in given.items() if s and s.score is not None
            }
            if values:
                items.append((criterion.id, vendor.name))
                columns.append(values)
    return Ratings(
        tuple(f"{criterion} {vendor}" for criterion, vendor in items),
        tuple(e.name for e in panel),
        tuple(tuple(column.get(e.name) for column in columns) for e in panel),
        tuple(vendor for _, vendor in items),
    )
