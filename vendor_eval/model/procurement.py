"""Who buys, from whom, when, for how many studies, and by which rules."""

import itertools
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from vendor_eval.model.base import Id, Model, Text

Positive = Annotated[Decimal, Field(gt=0, allow_inf_nan=False)]
NotNegative = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]

# Windows refuses these as file names, with or without an extension.
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), *(f"lpt{i}" for i in range(10))}


def slug(name: str) -> str:
    """A folder name for ``name`` that every operating system accepts; never empty."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:40].strip("-")
    if not short:
        short = "vendor-" + "".join(f"{ord(c):x}" for c in name)[:12]
    return f"vendor-{short}" if short in _RESERVED or short[0].isdigit() else short


class Contact(Model):
    name: Text
    email: str = ""
    phone: str = ""


class Buyer(Model):
    name: Text
    address: str = ""
    contact: Contact | None = None


class Site(Model):
    name: Text
    beds: Annotated[int, Field(ge=0)] = 0
    note: str = ""


class Volume(Model):
    """Yearly studies of one modality today, their size and their growth."""

    modality: Text
    studies_per_year: Annotated[int, Field(ge=0)]
    mb_per_study: NotNegative = Decimal(0)
    growth_percent: Annotated[Decimal, Field(gt=-100, lt=1000)] = Decimal(0)


class Vendor(Model):
    """A company invited to bid. ``id`` names its folder; left out, it is made from the name."""

    name: Text
    id: Id = ""
    contact: str = ""

    @model_validator(mode="before")
    @classmethod
    def _id_from_name(cls, given: object) -> object:
        if isinstance(given, str):
            given = {"name": given}
        if isinstance(given, dict) and not given.get("id") and isinstance(given.get("name"), str):
            return {**given, "id": slug(given["name"])}
        return given


class Vendors(Model):
    """vendors.yaml, which the program writes for vendors that came in with ``receive --new``."""

    vendors: tuple[Vendor, ...] = ()


class Timetable(Model):
    """The dates the RFP prints. Times without an offset are in ``timezone``."""

    timezone: str = "UTC"
    issue: date | None = None
    questions_until: datetime | None = None
    bids_due: datetime | None = None
    demonstrations: date | None = None
    decision: date | None = None
    go_live: date | None = None

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{name!r} is not a time zone; write one such as America/Chicago") from error
        return name

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        steps = ["issue", "questions_until", "bids_due", "demonstrations", "decision", "go_live"]
        days: list[tuple[str, date]] = []
        for step in steps:
            when = getattr(self, step)
            if when is not None:
                days.append((step, when.date() if isinstance(when, datetime) else when))
        for (before, a), (after, b) in itertools.pairwise(days):
            if b < a:
                raise ValueError(f"{after} ({b}) lies before {before} ({a})")
        return self

    def local(self, moment: datetime) -> datetime:
        """``moment`` with an offset: its own, or that of the buyer's time zone."""
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.timezone))


class Evaluator(Model):
    """A member of the panel. ``scores`` names groups or criteria; left out: all the panel scores."""

    id: Id
    name: Text
    role: Text
    scores: tuple[str, ...] | None = None


class Rounding(Model):
    """Decimals kept of each component and of the total, before ranking."""

    component: Literal["none"] | Annotated[int, Field(ge=0, le=9)] = "none"
    total: Literal["none"] | Annotated[int, Field(ge=0, le=9)] = "none"
    mode: Literal["half_up", "half_even"] = "half_up"


class Threshold(Model):
    """A minimum share (0 to 1), tested before price is opened.

    ``of`` is a criterion, a group, or ``technical`` (everything but price).
    """

    of: Text
    minimum: Annotated[float, Field(gt=0, le=1)]


class Rules(Model):
    """How bids are evaluated; the RFP prints every one of these."""

    unanswered: Literal["zero", "disqualify", "refuse"] = "refuse"
    consensus: Literal["mean", "median"] = "mean"
    ties: tuple[str, ...] = ()
    rounding: Rounding = Rounding()
    thresholds: tuple[Threshold, ...] = ()
    points: Positive = Decimal(100)


class PriceLine(Model):
    """One line of the price workbook. ``quantity``: units a year, year 0 (before go-live) first.

    ``covers`` names the cost criterion of the catalogue that the line prices.
    """

    id: Id
    title: Text
    unit: Text
    quantity: tuple[NotNegative, ...] = Field(min_length=1)
    covers: str | None = None


class PriceRule(Model):
    """What is priced, over how long, and how the price turns into a value."""

    formula: Literal["lowest_over_price", "linear_min_max"] = "lowest_over_price"
    discount_percent: Annotated[Decimal, Field(ge=0, lt=100)] = Decimal(0)
    rate_basis: Literal["nominal", "real"] = "nominal"
    include_tax: bool = False
    lines: tuple[PriceLine, ...] = ()

    @model_validator(mode="after")
    def _same_years(self) -> Self:
        years = {len(line.quantity) for line in self.lines}
        if len(years) > 1:
            raise ValueError(f"the price lines have quantities for {sorted(years)} years; give each the same")
        ids = [line.id for line in self.lines]
        double = sorted({i for i in ids if ids.count(i) > 1})
        if double:
            raise ValueError(f"price line ids occur twice: {', '.join(double)}")
        return self

    @property
    def years(self) -> int:
        return len(self.lines[0].quantity) if self.lines else 0


class Rate(Model):
    """One unit of the foreign currency in the procurement's own, on a day."""

    rate: Positive
    on: date
    source: str = ""


CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Currency(Model):
    code: CurrencyCode = "USD"
    rates: dict[CurrencyCode, Rate] = {}


class Budget(Model):
    """What may be spent over the term, in the procurement's currency.

    Bidders learn it only if ``publish`` is true.
    """

    amount: Positive
    note: str = ""
    publish: bool = False


class Procurement(Model):
    """procurement.yaml."""

    id: Id
    title: Text
    summary: str = ""
    buyer: Buyer
    sites: tuple[Site, ...] = ()
    volumes: tuple[Volume, ...] = ()
    vendors: tuple[Vendor, ...] = ()
    timetable: Timetable = Timetable()
    panel: tuple[Evaluator, ...] = ()
    rules: Rules = Rules()
    price: PriceRule = PriceRule()
    currency: Currency = Currency()
    budget: Budget | None = None
