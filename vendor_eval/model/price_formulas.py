"""The formulas from a price to a value between 0 and 1, each one record.

Only bids that are ranked enter a lowest price, a highest one or a mean.
A record calculates with Decimal (a procurement) and with arrays of floats (a bare table) alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

Number: TypeAlias = Any
"""A Decimal, or an array of floats, one for each bid."""
Rule: TypeAlias = Any
"""A PriceRule or a ProblemCriterion: both have the fields k, budget and bands."""


class Prices(NamedTuple):
    """The price of a bid (or of all of them) beside what it is compared with; none is 0 or below."""

    price: Number
    lowest: Number
    highest: Number
    mean: Number

    @property
    def edge(self) -> Number:
        """What the end of a band is multiplied by: of floats, a price on the edge belongs to the band."""
        return 1 if isinstance(self.price, Decimal) else 1 + 1e-12


def choose(condition: Number, yes: Number, no: Number) -> Number:
    """``yes`` where the condition is true, else ``no``."""
    if isinstance(condition, bool):
        return yes if condition else no
    import numpy as np

    return np.where(condition, yes, no)


@dataclass(frozen=True, slots=True)
class PriceFormula:
    """A price formula in numbers and in words.

    ``value`` (prices, rule) -> value, before it is cut to 0..1. ``needs``: the field beside the formula.
    ``excel``: with the cells {own}, {ranked}, {low}, {high}, {setting} and {banded}.
    ``statement``, ``remark`` and ``warning`` are the paragraph of the RFP, ``report`` the rule in the report,
    all with {k}, {budget} and {bands}. ``working``: how a person writes one value down, with {price}, {low},
    {high}, {mean}, {times}, {k}, {k_less_1} and {budget}.
    """

    value: Callable[[Prices, Any], Number]
    short: str
    excel: str
    statement: str
    remark: str
    warning: str
    working: str
    report: str
    needs: Literal["k", "budget", "bands"] | None = None


def _linear_min_max(p: Prices, _: object) -> Number:
    span = p.highest - p.lowest
    equal = span == 0
    return choose(equal, 1, (p.highest - p.price) / choose(equal, 1, span))


def _banded(p: Prices, rule: Rule) -> Number:
    value: Number = p.price * 0
    for end, worth in reversed(rule.bands):
        value = choose(p.price / p.lowest <= end * p.edge, worth, value)
    return value


_RELATIVE = (
    "This formula compares the bids with one another, so a bid that cannot win itself can change which of "
    "the others wins. "
)

PRICE_FORMULAS: dict[str, PriceFormula] = {
    "lowest_over_price": PriceFormula(
        value=lambda p, _: p.lowest / p.price,
        short="lowest price / price",
        excel="{low}/{own}",
        statement="value = lowest evaluated price ÷ evaluated price of the bid",
        remark="The lowest price has the value 1; a price twice as high has the value 0.5.",
        warning=_RELATIVE + "A very low price brings the values of all the others closer together.",
        working="{low} ÷ {price}",
        report="lowest net present cost among the ranked vendors / own net present cost",
    ),
    "squared_lowest_over_price": PriceFormula(
        value=lambda p, _: (p.lowest / p.price) ** 2,
        short="(lowest price / price)²",
        excel="({low}/{own})^2",
        statement="value = (lowest evaluated price ÷ evaluated price of the bid)²",
        remark="The lowest price has the value 1; a price twice as high has the value 0.25.",
        warning=_RELATIVE + "Differences near the lowest price count about double; a very low price leaves "
        "little to all the others.",
        working="({low} ÷ {price})²",
        report="(lowest net present cost among the ranked vendors / own net present cost)²",
    ),
    "linear_min_max": PriceFormula(
        value=_linear_min_max,
        short="(highest price - price) / (highest price - lowest price)",
        excel="IF({high}={low},1,({high}-{own})/({high}-{low}))",
        statement="value = (highest evaluated price − evaluated price of the bid) ÷ "
        "(highest evaluated price − lowest evaluated price)",
        remark="The lowest price has the value 1 and the highest the value 0; where all prices are equal, "
        "each has the value 1.",
        warning=_RELATIVE + "One very high price brings the others closer together. Between two bids the "
        "smallest difference in price counts as much as the largest.",
        working="({high} − {price}) ÷ ({high} − {low})",
        report="(highest net present cost − own) / (highest − lowest) among the ranked vendors, "
        "or 1 where all are equal",
    ),
    "linear_to_cap": PriceFormula(
        value=lambda p, rule: (rule.k - p.price / p.lowest) / (rule.k - 1),
        needs="k",
        short="a straight line from 1 at the lowest price to 0 at k times the lowest",
        excel="({setting}*{low}-{own})/(({setting}-1)*{low})",
        statement="value = ({k} × lowest evaluated price − evaluated price of the bid) ÷ "
        "(({k} − 1) × lowest evaluated price), but not below 0",
        remark="The lowest price has the value 1; a price of {k} times the lowest, or more, has the value 0.",
        warning=_RELATIVE
        + "Prices of {k} times the lowest and above are all worth nothing, however far they "
        "lie apart.",
        working="({k} × {low} − {price}) ÷ ({k_less_1} × {low})",
        report="({k} × lowest net present cost among the ranked vendors − own) / (({k} − 1) × lowest), "
        "not below 0",
    ),
    "half_at_mean": PriceFormula(
        value=lambda p, _: 1 - p.price / (2 * p.mean),
        short="1 - price / (2 × mean of all prices)",
        excel="1-{own}/(2*AVERAGE({ranked}))",
        statement="value = 1 − evaluated price of the bid ÷ (2 × mean of the evaluated prices), "
        "but not below 0",
        remark="A price at the mean of all bids has the value 0.5, one of twice the mean or more "
        "the value 0.",
        warning=_RELATIVE + "Every single price moves the mean. The lowest price does not reach the value 1, "
        "so the weight of price is never earned in full.",
        working="1 − {price} ÷ (2 × {mean})",
        report="1 − own net present cost / (2 × mean of the ranked vendors), not below 0",
    ),
    "fixed_budget": PriceFormula(
        value=lambda p, rule: 1 - p.price / rule.budget,
        needs="budget",
        short="1 - price / budget",
        excel="1-{own}/{setting}",
        statement="value = 1 − evaluated price of the bid ÷ {budget}, but not below 0",
        remark="A price of half that amount has the value 0.5; a price of {budget} or more has the value 0.",
        warning="The value of a bid does not depend on the other bids. The lowest price does not reach the "
        "value 1, so the weight of price is never earned in full; prices at or above {budget} are all worth "
        "nothing.",
        working="1 − {price} ÷ {budget}",
        report="1 − own net present cost / {budget}, not below 0",
    ),
    "banded": PriceFormula(
        value=_banded,
        needs="bands",
        short="a step for each band of price / lowest price",
        excel="{banded}",
        statement="value by the ratio of the evaluated price to the lowest evaluated price: {bands}; "
        "above, 0",
        remark="Within a band all prices have the same value.",
        warning=_RELATIVE
        + "At the end of a band a single cent counts as much as the whole step to the next.",
        working="{times} times the lowest",
        report="by the ratio of the own net present cost to the lowest among the ranked vendors, {bands}; "
        "above, 0",
    ),
}

if TYPE_CHECKING:
    Formula = str
else:
    Formula = Literal[tuple(PRICE_FORMULAS)]
"""The name of a price formula, as ``formula:`` of a criterion or of a procurement."""


def missing_and_extra(formula: str | None, given: Callable[[str], object]) -> tuple[str | None, list[str]]:
    """The field that ``formula`` needs and has not, and the given fields of other formulas."""
    needed: str | None = PRICE_FORMULAS[formula].needs if formula else None
    fields = dict.fromkeys(f.needs for f in PRICE_FORMULAS.values() if f.needs)
    extra: list[str] = [name for name in fields if name != needed and given(name) is not None]
    return (needed if needed and given(needed) is None else None), extra


def formula_with(field: str) -> str:
    """The first formula that needs a field."""
    return next(name for name, formula in PRICE_FORMULAS.items() if formula.needs == field)
