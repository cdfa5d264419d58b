"""Who buys, from whom, when, for how many studies, and by which rules."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.buyer.pricing import BuyerCost, Index, PriceLine, PriceRule
from vendor_eval.model.buyer.rfp_facts import Particulars
from vendor_eval.model.buyer.rules import Rounding, Rules, Shortlist, Threshold
from vendor_eval.model.buyer.volumes import Positive, Sizing, Spread, StorageTier, Volume

__all__ = [
    "Budget",
    "Buyer",
    "BuyerCost",
    "Contact",
    "Currency",
    "Evaluator",
    "Index",
    "PriceLine",
    "PriceRule",
    "Procurement",
    "Rate",
    "Rounding",
    "Rules",
    "Shortlist",
    "Site",
    "Sizing",
    "Spread",
    "StorageTier",
    "Threshold",
    "Timetable",
    "Vendor",
    "Vendors",
    "Volume",
    "slug",
]

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
    about: str = ""
    contact: Contact | None = None


class Site(Model):
    name: Text
    beds: Annotated[int, Field(ge=0)] = 0
    note: str = ""


class Vendor(Model):
    """A company invited to bid. ``id`` names its folder; left out, it is made from the name.

    ``products``: names that would give it away in a question, and are replaced there.
    """

    name: Text
    id: Id = ""
    contact: str = ""
    products: tuple[Text, ...] = ()

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

    @property
    def due(self) -> datetime | None:
        """When bids are due, with an offset."""
        return self.local(self.bids_due) if self.bids_due else None

    def day(self, moment: datetime) -> date:
        """The day it was at the buyer's."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()

    def local(self, moment: datetime) -> datetime:
        """``moment`` in the buyer's time zone; one without an offset is meant in it."""
        zone = ZoneInfo(self.timezone)
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


class Evaluator(Model):
    """A member of the panel. ``scores`` names groups or criteria; left out: all the panel scores."""

    id: Id
    name: Text
    role: Text
    scores: tuple[str, ...] | None = None

    @field_validator("id")
    @classmethod
    def _not_the_meeting(cls, given: str) -> str:
        if given.casefold() == "consensus":
            raise ValueError("consensus is the name of the panel's meeting; give this evaluator another id")
        return given


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


class Procurement(Particulars):
    """procurement.yaml."""

    decimals_meant = frozenset(
        ("rates", "compression", "k", "bands", "thresholds", "shortlist", "low", "high")
    )

    id: Id
    title: Text
    summary: str = ""
    buyer: Buyer
    sites: tuple[Site, ...] = ()
    volumes: tuple[Volume, ...] = ()
    sizing: Sizing = Sizing()
    vendors: tuple[Vendor, ...] = ()
    timetable: Timetable = Timetable()
    panel: tuple[Evaluator, ...] = ()
    rules: Rules = Rules()
    price: PriceRule = PriceRule()
    currency: Currency = Currency()
    budget: Budget | None = None

    @model_validator(mode="after")
    def _driven(self) -> Self:
        for flaw in _volume_flaws(self):
            raise ValueError(flaw)
        return self


def _volume_flaws(p: Procurement) -> Iterator[str]:
    """Price lines whose quantities follow from volumes that are not there."""
    tiers = [tier.id for tier in p.sizing.storage_tiers]
    has = {
        "per_study": bool(p.volumes),
        "per_tb": any(v.mb_per_study for v in p.volumes) or p.sizing.migrated_tb > 0,
        "per_user": p.sizing.users > 0,
        "per_interface": p.sizing.interfaces > 0,
    }
    add = {
        "per_study": "volumes: with the studies of a year",
        "per_tb": "volumes: with mb_per_study",
        "per_user": "sizing: users: and their number",
        "per_interface": "sizing: interfaces: and their number",
    }
    for line in p.price.lines:
        if not has.get(line.kind, True):
            yield f"price line {line.id} is {line.kind}, which needs {add[line.kind]}"
        if line.storage_tier is not None and line.storage_tier not in tiers:
            known = ", ".join(tiers) or "none is named under sizing: storage_tiers"
            yield f"price line {line.id}: there is no storage tier {line.storage_tier!r} ({known})"
