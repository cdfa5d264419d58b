"""The parameters of a simulation, and what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence

from vendor_eval.decision.methods.arrays import FloatArray
from vendor_eval.decision.table.bind import BoundMethod
from vendor_eval.findings import Finding
from vendor_eval.sensitivity.monte_carlo.engine import Stop
from vendor_eval.sensitivity.monte_carlo.samplers import DISTRIBUTIONS, KEPT, Around, Interval, Sampler
from vendor_eval.sensitivity.monte_carlo.weight_units import Units

DRAWS = 100_000
FINEST = 1e-5
"""A precision that 2.5 thousand million draws reach."""
TRIED = 200_000
"""Weightings tried to see whether enough of them lie in their intervals."""


@dataclass(frozen=True)
class SamplingParameters:
    """What ``acceptability`` is called with; None: what the program chooses."""

    distribution: str = "percent"
    percent: float = 20
    concentration: float = 100
    by: str = "leaf"
    draws: int | None = None
    seed: int = 1
    threads: int | None = None
    precision: float | None = None
    cluster: str | None = None

    @property
    def stop(self) -> Stop:
        """With a precision, the number of draws is that at which even a share of one half has it."""
        if self.precision is None:
            return Stop(self.draws or DRAWS)
        enough = math.ceil(0.25 / self.precision**2)
        return Stop(min(self.draws or enough, max(enough, 1)), self.precision)

    def flaws(self) -> list[Finding]:
        """Every number that cannot be."""
        return list(self._flaws())

    def _flaws(self) -> Iterator[Finding]:
        if self.distribution not in DISTRIBUTIONS:
            yield _flaw("distribution", f"{self.distribution} is none", "one of " + ", ".join(DISTRIBUTIONS))
        if self.by not in ("leaf", "group"):
            yield _flaw("by", f"{self.by} is neither leaf nor group", "leaf: criterion by criterion")
        if not 0 < self.percent <= 100:
            yield _flaw("percent", f"{self.percent:g} is not above 0 and at most 100", "for example 20")
        if not 1e-3 <= self.concentration <= 1e9:
            yield _flaw(
                "concentration", f"{self.concentration:g} is not from 0.001 to 1e9", "usual: 10 to 1000"
            )
        if self.draws is not None and self.draws < 1:
            yield _flaw("draws", f"{self.draws} is less than one draw", "for example 100000")
        if self.seed < 0:
            yield _flaw("seed", f"{self.seed} is below 0", "any whole number from 0 up")
        if self.threads is not None and self.threads < 1:
            yield _flaw("threads", f"{self.threads} is less than one thread", "leave it out: one a processor")
        if self.precision is not None and not FINEST <= self.precision < 0.5:
            yield _flaw("precision", f"{self.precision:g} is not from {FINEST:g} to 0.5", "for example 0.001")


def _flaw(what: str, message: str, hint: str) -> Finding:
    return Finding(f"sensitivity.{what}", "error", what, message, hint)


def sampler_for(
    asked: SamplingParameters,
    bound: BoundMethod,
    units: Units,
    intervals: Mapping[str, tuple[float, float]] | None,
) -> tuple[Sampler | None, list[Finding]]:
    """The sampler, or None and why these weights cannot be drawn; notes come with a sampler as well."""
    if not units.agreed.any():
        return None, [_flaw("weights", "no criterion but the price has weight", "there is nothing to draw")]
    low, high, findings = boxes(bound, units, intervals or {})
    if findings and asked.distribution == "interval":
        return None, findings
    groups = tuple(c.group for c in bound.problem.criteria)
    around = Around(units, groups, asked.by, asked.percent, asked.concentration, low, high)
    sampler = DISTRIBUTIONS[asked.distribution](around)
    if isinstance(sampler, Interval):
        findings = _kept(sampler, asked.seed)
        return (None, findings) if findings else (sampler, [])
    return sampler, _notes(units, asked)


def _notes(units: Units, asked: SamplingParameters) -> list[Finding]:
    zeros = int(np.count_nonzero(units.agreed == 0))
    if not zeros or asked.distribution not in ("uniform", "ordinal"):
        return []
    what = "criteria" if asked.by == "leaf" else "groups"
    return [
        Finding(
            "sensitivity.zero-weight",
            "note",
            asked.distribution,
            f"{zeros} of {len(units.agreed)} {what} have the agreed weight 0, and this distribution gives "
            "them weight",
            "percent and dirichlet leave a weight of 0 at 0",
        )
    ]


def boxes(
    bound: BoundMethod, units: Units, intervals: Mapping[str, tuple[float, float]]
) -> tuple[FloatArray, FloatArray, list[Finding]]:
    """The intervals of the units, (g,) each: those weights of a group under which each of its criteria, with
    its share kept, stays inside its own interval.
    """
    low, high = np.zeros(len(units.agreed)), np.ones(len(units.agreed))
    criteria = bound.problem.criteria
    unknown = sorted(set(intervals) - {c.id for c in criteria})
    findings = [_flaw("interval", f"{name} is no criterion", "see the ids of the table") for name in unknown]
    for c, unit, share in zip(criteria, units.unit_of, units.share, strict=True):
        given = intervals.get(c.id, getattr(c, "weight_range", None))
        if given is None or unit < 0 or share == 0:
            continue
        if not 0 <= given[0] <= given[1] <= 1:
            findings.append(
                _flaw("interval", f"{c.id}: {given[0]:g} to {given[1]:g}", "0 <= low <= high <= 1")
            )
            continue
        low[unit] = max(low[unit], given[0] / share)
        high[unit] = min(high[unit], given[1] / share)
    if not findings and ((low > high).any() or low.sum() > 1 or high.sum() < 1):
        hint = "the low ends must not add up to more than 1, the high ends not to less"
        findings.append(_flaw("interval", "no weights lie in all the intervals", hint))
    return low, high, findings


def _kept(sampler: Interval, seed: int) -> list[Finding]:
    """Whether enough of what is drawn lies inside; the random numbers are not those of any block."""
    random = Generator(PCG64(SeedSequence(seed, spawn_key=(0, 2))))
    step = max(1, min(TRIED, 2_000_000 // len(sampler.low)))
    kept = tried = 0
    while tried < TRIED and kept < TRIED * KEPT:
        kept += sampler.tried(random, step).shape[1]
        tried += step
    if kept >= KEPT * tried:
        return []
    hint = "widen the narrowest intervals, or name fewer"
    return [_flaw("interval", f"of {tried:,} weightings drawn {kept:,} lie in the intervals", hint)]
