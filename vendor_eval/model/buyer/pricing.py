"""What is priced, by which rule, and what the buyer adds of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.buyer.volumes import NotNegative, Positive, Year
from vendor_eval.model.price_formulas import Formula, formula_with, missing_and_extra

_EXAMPLES = {"k": "k: 2", "budget": "budget: 3000000", "bands": "bands: [[1.0, 1.0], [1.1, 0.8], [1.3, 0.4]]"}

Kind = Literal["quantity", "one_off", "yearly", "per_study", "per_tb", "per_user", "per_interface"]
_ONLY_FOR: dict[str, tuple[Kind, ...]] = {
    "units": ("one_off", "yearly"),
    "per": ("per_study", "per_tb", "per_user", "per_interface"),
    "refresh_years": ("one_off",),
    "counts": ("per_tb",),
    "storage_tier": ("per_tb",),
    "from_year": ("one_off", "yearly", "per_study", "per_tb", "per_user", "per_interface"),
    "to_year": ("yearly", "per_study", "per_tb", "per_user", "per_interface"),
}


class Index(Model):
    """A yearly rise that the contract allows: ``percent`` as the buyer expects it, at most ``cap``."""

    percent: Annotated[Decimal, Field(gt=-50, lt=100)]
    cap: Annotated[Decimal, Field(ge=0, lt=100)] | None = None

    @property
    def counted_percent(self) -> Decimal:
        return self.percent if self.cap is None else min(self.percent, self.cap)


class PriceLine(Model):
    """One line of the price workbook. ``covers`` names the cost criterion of the catalogue that it prices.

    ``kind`` says where the quantities come from: ``quantity`` lists the units a year, year 0 (before
    go-live) first; the other kinds follow from the expected volumes, from ``from_year`` to ``to_year`` (both
    included). ``one_off`` is due in ``from_year`` and in each of ``refresh_years``.

    ``per`` is how many studies, terabytes, users or interfaces are in one unit; ``units`` how many pieces a
    one-off or yearly line needs. ``tiers`` are the upper ends of all tiers but the last; ``graduated``
    prices only the part within a tier at its price, ``whole`` the whole quantity at the price of the tier
    that it reaches. An ``optional`` line is outside the evaluated price.
    """

    id: Id
    title: Text
    unit: Text
    quantity: tuple[NotNegative, ...] = ()
    covers: str | None = None
    kind: Kind = "quantity"
    units: Positive = Decimal(1)
    per: Positive = Decimal(1)
    from_year: Year | Literal["last"] | None = None
    to_year: Year | None = None
    refresh_years: tuple[Year, ...] = ()
    counts: Literal["held", "added"] = "held"
    storage_tier: str | None = None
    tiers: tuple[Positive, ...] = ()
    tiering: Literal["graduated", "whole"] = "graduated"
    optional: bool = False
    index: Index | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        for flaw in _line_flaws(self):
            raise ValueError(flaw)
        return self


class BuyerCost(Model):
    """A cost of the buyer's own, in its currency, that a bid brings with it: staff, cabling, old systems.

    Added to every bid, or to those of ``vendors`` (ids). The RFP prints ``condition`` in place of their
    names, so that it tells nobody who else was invited.
    """

    id: Id
    title: Text
    by_year: tuple[NotNegative, ...] = Field(min_length=1)
    vendors: tuple[str, ...] | None = None
    condition: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _said_for_whom(self) -> Self:
        if self.vendors is not None and not self.condition.strip():
            raise ValueError(
                f"{self.id} is added to some bids only: say to which under condition:, for the RFP prints no "
                "names of vendors"
            )
        return self


class PriceRule(Model):
    """What is priced, over how long, and how the price turns into a value.

    ``term_years`` are the years of operation after year 0; left out, the quantities say how many.
    ``k``, ``budget`` and ``bands`` belong to the formulas that need them.
    """

    formula: Formula = "lowest_over_price"
    discount_percent: Annotated[Decimal, Field(ge=0, lt=100)] = Decimal(0)
    rate_basis: Literal["nominal", "real"] = "nominal"
    include_tax: bool = False
    lines: tuple[PriceLine, ...] = ()
    k: Annotated[Decimal, Field(gt=1, allow_inf_nan=False)] | None = None
    budget: Positive | None = None
    bands: tuple[tuple[Positive, Annotated[Decimal, Field(ge=0, le=1)]], ...] | None = None
    term_years: Year | None = None
    buyer_costs: tuple[BuyerCost, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for flaw in itertools.chain(_formula_flaws(self), _year_flaws(self), _id_flaws(self)):
            raise ValueError(flaw)
        return self

    @property
    def years(self) -> int:
        """How many years are priced, year 0 included; 0 without lines."""
        if self.term_years is not None:
            return self.term_years + 1
        return max((len(line.quantity) for line in self.lines), default=0)

    def disclosed(self) -> dict[str, Any]:
        """What bidders see of it, as plain data.

        A field that is not used is left out, for a procurement from before that field keeps its fingerprint.
        """
        unused: dict[Any, Any] = dict.fromkeys(_unused(self, _FIRST_OF_RULE), True)
        unused["lines"] = {i: _unused(line, _FIRST_OF_LINE) for i, line in enumerate(self.lines)}
        if self.buyer_costs:
            unused["buyer_costs"] = {"__all__": {"vendors"}}
        return self.model_dump(mode="json", exclude=unused)


# The fields of the first release, which are always disclosed.
_FIRST_OF_RULE = {"formula", "discount_percent", "rate_basis", "include_tax", "lines"}
_FIRST_OF_LINE = {"id", "title", "unit", "quantity", "covers"}


def _unused(noun: Model, first: set[str]) -> set[str]:
    fields = type(noun).model_fields
    return {n for n, field in fields.items() if n not in first and getattr(noun, n) == field.default}


def _line_flaws(line: PriceLine) -> Iterator[str]:
    fields = PriceLine.model_fields
    if line.kind == "quantity" and not line.quantity:
        yield f"{line.id} needs quantity: [units in year 0, year 1, ...], or another kind"
    if line.kind != "quantity" and line.quantity:
        yield f"{line.id}: kind {line.kind} takes its quantities from the volumes; leave quantity: out"
    for name, kinds in _ONLY_FOR.items():
        if getattr(line, name) != fields[name].default and line.kind not in kinds:
            yield f"{line.id}: {name} goes with kind {' or '.join(kinds)}, not with {line.kind}"
    if any(b <= a for a, b in itertools.pairwise(line.tiers)):
        yield f"{line.id}: the upper ends of the tiers must rise"
    if line.counts == "added" and line.storage_tier:
        yield f"{line.id}: what is added in a year is in no storage tier yet; leave one of the two out"


def _formula_flaws(rule: PriceRule) -> Iterator[str]:
    missing, extra = missing_and_extra(rule.formula, lambda name: getattr(rule, name))
    if missing:
        yield f"formula {rule.formula} needs {missing} beside it, for example {_EXAMPLES[missing]}"
    for name in extra:
        yield f"{name} belongs to formula: {formula_with(name)}; take it out or choose that formula"
    if rule.bands is not None:
        if not rule.bands or rule.bands[0][0] < 1:
            yield f"the first band ends at 1 or more times the lowest price: {_EXAMPLES['bands']}"
        for (low, value), (high, dearer) in itertools.pairwise(rule.bands):
            if high <= low:
                yield f"the bands must rise: {high} comes after {low}"
            if dearer > value:
                yield f"up to {high} times the lowest price is worth more ({dearer}) than up to {low}"


def _year_flaws(rule: PriceRule) -> Iterator[str]:
    listed = {len(line.quantity) for line in rule.lines if line.quantity}
    if len(listed) > 1:
        yield f"the price lines have quantities for {sorted(listed)} years; give each the same"
    if listed and rule.term_years is not None and listed != {rule.years}:
        yield f"term_years: {rule.term_years} means {rule.years} quantities a line, year 0 included"
    if rule.lines and not rule.years:
        yield "say over how many years of operation bids are compared: term_years: 7"
    last = rule.years - 1
    for line in rule.lines:
        named = [line.from_year, line.to_year, *line.refresh_years]
        if any(isinstance(year, int) and year > last for year in named):
            yield f"{line.id} names a year after the last one, {last}"
        if line.index and rule.rate_basis == "real":
            yield (
                f"{line.id} is indexed, but the rate is real: prices at the level of the bid do not rise. "
                "Take index: out, or write rate_basis: nominal"
            )
    for cost in rule.buyer_costs:
        if rule.lines and len(cost.by_year) != rule.years:
            yield f"buyer cost {cost.id} has {len(cost.by_year)} years instead of {rule.years}"


def _id_flaws(rule: PriceRule) -> Iterator[str]:
    ids = [line.id for line in rule.lines] + [cost.id for cost in rule.buyer_costs]
    ids += [f"{line.id}.{n}" for line in rule.lines if line.tiers for n in range(1, len(line.tiers) + 2)]
    double = sorted({i for i in ids if ids.count(i) > 1})
    if double:
        yield f"price line ids occur twice: {', '.join(double)}"
