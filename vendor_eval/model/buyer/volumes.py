"""Studies, terabytes and users by year: what the buyer expects, and a low and a high case beside it.

Year 0 is the year before go-live; the figures of procurement.yaml are those of year 0. One terabyte is
10^12 bytes, a megabyte 10^6.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Id, Model, Text

Scenario = Literal["low", "expected", "high"]
SCENARIOS: tuple[Scenario, ...] = ("low", "expected", "high")

MOST = 10**15
"""No amount and no quantity is larger; what is, is a slip, and products of such numbers lose their cents."""

ROOM = Context(prec=400)
"""Digits for rounding such amounts after years of growth: with the usual 28 it would be refused."""

Positive = Annotated[Decimal, Field(gt=0, le=MOST, allow_inf_nan=False)]
NotNegative = Annotated[Decimal, Field(ge=0, le=MOST, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=MOST)]
Growth = Annotated[Decimal, Field(gt=-100, lt=1000)]
Year = Annotated[int, Field(ge=0, le=50)]

MB_PER_TB = 1_000_000


class Volume(Model):
    """Yearly studies of one modality today, their size and the growth of both."""

    modality: Text
    studies_per_year: Count
    mb_per_study: NotNegative = Decimal(0)
    growth_percent: Growth = Decimal(0)
    mb_growth_percent: Growth = Decimal(0)


class Spread(Model):
    """Percentage points a year by which a scenario departs from the expected growth."""

    studies: Growth = Decimal(0)
    mb_per_study: Growth = Decimal(0)
    users: Growth = Decimal(0)


class StorageTier(Model):
    """Where data is stored by its age: up to ``years`` after it was stored; the last tier takes the rest."""

    id: Id
    years: Annotated[int, Field(gt=0)] | None = None


class Sizing(Model):
    """How long and how often images are stored, who works with the system, and how far growth may depart.

    Studies are stored in the new system from ``from_year`` on; what lies in the present one comes over as
    ``migrated_tb`` and stays. ``compression`` 2.5 means 2.5:1, on top of what ``mb_per_study`` contains.
    Without ``retention_years`` nothing is deleted.
    """

    from_year: Year = 1
    retention_years: Annotated[int, Field(gt=0, le=1000)] | None = None
    copies: Annotated[int, Field(gt=0, le=1000)] = 1
    compression: Positive = Decimal(1)
    migrated_tb: NotNegative = Decimal(0)
    storage_tiers: tuple[StorageTier, ...] = ()
    users: Count = 0
    users_growth_percent: Growth = Decimal(0)
    interfaces: Count = 0
    low: Spread = Spread()
    high: Spread = Spread()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for name in Spread.model_fields:
            if getattr(self.low, name) > 0:
                raise ValueError(f"low: {name} raises the growth; write 0 or a negative number of points")
            if getattr(self.high, name) < 0:
                raise ValueError(f"high: {name} lowers the growth; write 0 or a positive number of points")
        *early, last = self.storage_tiers or (StorageTier(id="all"),)
        ends = [tier.years for tier in early]
        if None in ends or last.years is not None:
            raise ValueError("each storage tier but the last says after how many years data leaves it")
        if any(b <= a for a, b in itertools.pairwise(e for e in ends if e is not None)):
            raise ValueError("the years of the storage tiers must rise from one to the next")
        ids = [tier.id for tier in self.storage_tiers]
        if len(set(ids)) < len(ids):
            raise ValueError("two storage tiers have the same id")
        return self


@dataclass(frozen=True, slots=True)
class Outlook:
    """The volumes of one scenario. Every figure is for a year, 0 before go-live; none is rounded."""

    volumes: Sequence[Volume]
    sizing: Sizing
    scenario: Scenario = "expected"

    def studies(self, year: int) -> Decimal:
        """Sum over modalities of studies x (1 + growth)^year."""
        return sum((self.studies_of(v, year) for v in self.volumes), Decimal(0))

    def studies_of(self, volume: Volume, year: int) -> Decimal:
        """Studies x (1 + growth)^year of one modality."""
        return volume.studies_per_year * _grown(volume.growth_percent + self._spread.studies, year)

    def acquired_mb(self, year: int) -> Decimal:
        """What the machines send in a year: studies x MB a study, one copy."""
        return sum((self.studies_of(v, year) * self._mb_of(v, year) for v in self.volumes), Decimal(0))

    def added_tb(self, year: int) -> Decimal:
        """Stored anew in a year: studies x MB a study / 10^6 x copies / compression."""
        return self.acquired_mb(year) / MB_PER_TB * self.sizing.copies / self.sizing.compression

    def held_tb(self, year: int, tier: str | None = None) -> Decimal:
        """At the end of a year: migrated priors and what was added within the retention period.

        With ``tier``, the part of it whose age belongs there; migrated priors are in the last tier.
        """
        youngest, oldest, priors = self._ages(tier)
        added = (self.added_tb(s) for s in self._stored(year) if youngest <= year - s < oldest)
        return sum(added, self.sizing.migrated_tb if priors else Decimal(0))

    def users(self, year: int) -> Decimal:
        growth = self.sizing.users_growth_percent + self._spread.users
        return self.sizing.users * _grown(growth, year)

    @property
    def _spread(self) -> Spread:
        spreads = {"low": self.sizing.low, "high": self.sizing.high}
        return spreads.get(self.scenario, Spread())

    def _mb_of(self, volume: Volume, year: int) -> Decimal:
        return volume.mb_per_study * _grown(volume.mb_growth_percent + self._spread.mb_per_study, year)

    def _stored(self, year: int) -> range:
        """The years whose studies are still stored at the end of ``year``."""
        retention = self.sizing.retention_years
        first = (
            self.sizing.from_year if retention is None else max(self.sizing.from_year, year - retention + 1)
        )
        return range(first, year + 1)

    def _ages(self, tier: str | None) -> tuple[int, float, bool]:
        """The ages of the data in ``tier``, from and below, and whether the priors are in it."""
        if tier is None:
            return 0, float("inf"), True
        youngest = 0
        for t in self.sizing.storage_tiers:
            if t.id == tier:
                return youngest, t.years or float("inf"), t.years is None
            youngest = t.years or youngest
        raise KeyError(tier)


def _grown(percent: Decimal, years: int) -> Decimal:
    """(1 + percent / 100)^years; a shrinking below nothing is nothing."""
    return max(Decimal(0), 1 + percent / 100) ** years
