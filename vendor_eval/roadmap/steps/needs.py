"""Step 1: what the volumes ask of storage, network and readers, and what a bidder's percentages mean.

All figures follow from the one projection in ``model/volumes.py``. Rules and where they come from:

- bytes of a study: rows x columns x bytes a pixel x images; a CR chest image of 1760 x 2140 pixels at 16 bit
  has 7.53 MB (PACSnet storage calculator, St George's Hospital);
- storage: studies x MB, which is how archives were sized from eleven years of data at the Medical University
  of South Carolina (Mah and Crawford, SIIM 2007: 48 GB a month grew to 1.2 TB a month, most of it CT and
  digital mammography);
- readers at work: Little's law L = lambda W (J. D. C. Little, Operations Research 9, 1961, 383).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.buyer.price_quantities import outlooks
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.buyer.volumes import SCENARIOS, Outlook, Scenario
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.roadmap.roadmap import Network

Three = dict[Scenario, Decimal]
LATER = (5, 10)
"""The years for which headroom is asked."""


@dataclass(frozen=True, slots=True)
class NeedYear:
    """One year of the projection, year 0 before go-live. ``tiers``: storage tier -> TB held in it."""

    year: int
    studies: Three
    added_tb: Three
    held_tb: Three
    tiers: dict[str, Three]


@dataclass(frozen=True, slots=True)
class PeakHour:
    """The busiest hour of a working day in ``year``.

    ``in_mbit`` comes from the machines, ``out_mbit`` goes to the readers, ``line_mbit`` is the line that
    carries both within the utilisation; ``readers`` work at the same time.
    """

    year: int
    studies: Three
    in_mbit: Three
    out_mbit: Three
    line_mbit: Three
    readers: Three


@dataclass(frozen=True, slots=True)
class SiteLink:
    """What a site's line has to carry in the last year under high volumes; ``has`` is None if not stated."""

    site: str
    needs_mbit: Decimal
    has_mbit: Decimal | None

    @property
    def enough(self) -> bool | None:
        return None if self.has_mbit is None else self.has_mbit >= self.needs_mbit


@dataclass(frozen=True, slots=True)
class Bound:
    """What 100 of a criterion's unit mean in figures: ``what`` under low, expected and high volumes."""

    criterion: str
    title: str
    unit: str
    what: str
    amount: Three


@dataclass(frozen=True, slots=True)
class Needs:
    """``years`` of the projection; ``peaks`` are empty where no network was described."""

    years: tuple[NeedYear, ...]
    peaks: tuple[PeakHour, ...]
    links: tuple[SiteLink, ...]
    bounds: tuple[Bound, ...]
    copies: int
    compression: Decimal

    def at(self, year: int) -> NeedYear:
        """The projection of ``year``; the last year of it if it ends before."""
        return self.years[min(year, len(self.years) - 1)]


def needs(procurement: Procurement, catalogue: Catalogue, network: Network | None) -> Needs | None:
    """The needs for ten years of operation, or as long as the price is compared, whichever is longer.

    None where no volumes are known.
    """
    if not procurement.volumes:
        return None
    by_scenario = outlooks(procurement)
    last = max(10, procurement.price.years - 1)
    peaks = tuple(peak_hour(by_scenario, year, network) for year in range(last + 1)) if network else ()
    return Needs(
        years=tuple(_year(by_scenario, procurement, year) for year in range(last + 1)),
        peaks=peaks,
        links=_links(network, peaks[-1]) if network else (),
        bounds=_bounds(procurement, catalogue, by_scenario, peaks),
        copies=procurement.sizing.copies,
        compression=procurement.sizing.compression,
    )


def _year(by_scenario: Mapping[Scenario, Outlook], p: Procurement, year: int) -> NeedYear:
    return NeedYear(
        year=year,
        studies={s: o.studies(year) for s, o in by_scenario.items()},
        added_tb={s: o.added_tb(year) for s, o in by_scenario.items()},
        held_tb={s: o.held_tb(year) for s, o in by_scenario.items()},
        tiers={
            tier.id: {s: o.held_tb(year, tier.id) for s, o in by_scenario.items()}
            for tier in p.sizing.storage_tiers
        },
    )


def peak_hour(by_scenario: Mapping[Scenario, Outlook], year: int, network: Network) -> PeakHour:
    """The busiest hour: share = busiest_hour_percent / 100 / working_days of what a year brings.

    In: MB x share x 8 bit / 3600 s. Out: as much for each time the bytes of a study are read. Line: in + out,
    divided by the utilisation. Readers: studies of the hour x minutes a study / 60 (Little's law).
    """
    share = network.busiest_hour_percent / 100 / network.working_days
    received = {s: o.acquired_mb(year) * share * 8 / 3600 for s, o in by_scenario.items()}
    sent = {s: mbit * network.reads_per_study for s, mbit in received.items()}
    return PeakHour(
        year=year,
        studies={s: o.studies(year) * share for s, o in by_scenario.items()},
        in_mbit=received,
        out_mbit=sent,
        line_mbit={s: (received[s] + sent[s]) / (network.utilisation_percent / 100) for s in SCENARIOS},
        readers={s: _reading_minutes(o, year, network) * share / 60 for s, o in by_scenario.items()},
    )


def _reading_minutes(outlook: Outlook, year: int, network: Network) -> Decimal:
    """Minutes of reading that a year's studies take."""
    usual = network.minutes_per_reading
    return sum(
        (outlook.studies_of(v, year) * network.minutes_by_modality.get(v.modality, usual))
        for v in outlook.volumes
    ) or Decimal(0)


def _links(network: Network, peak: PeakHour) -> tuple[SiteLink, ...]:
    whole = peak.line_mbit["high"]
    return tuple(
        SiteLink(site, whole * percent / 100, network.links_mbit.get(site))
        for site, percent in network.site_percent.items()
    )


def _bounds(
    p: Procurement, catalogue: Catalogue, by_scenario: Mapping[Scenario, Outlook], peaks: tuple[PeakHour, ...]
) -> tuple[Bound, ...]:
    """For every criterion that asks for a percentage of the buyer's forecast."""
    last = max(p.price.years - 1, 1)
    studies = {s: o.studies(last) for s, o in by_scenario.items()}
    found = []
    for c in catalogue.leaves():
        unit = c.answer.unit if c.answer else ""
        if "forecast" not in unit:
            continue
        if "peak" in unit:
            if peaks:
                hour = peaks[min(last, len(peaks) - 1)].studies
                found.append(Bound(c.id, c.title, unit, f"studies in the busiest hour, year {last}", hour))
        else:
            found.append(Bound(c.id, c.title, unit, f"studies in year {last}", studies))
    return tuple(found)
