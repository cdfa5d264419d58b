"""A bare table of costs by year from a file: ``options: {name: [year 0, year 1, ...]}``, YAML or JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.workspace.yaml_files.load import Lines
from vendor_eval.workspace.yaml_files.standalone import load_bare

KINDS = (".yaml", ".yml", ".json")
MAX_YEARS = 200
_LARGEST = 1e18
_SHAPE = 'write {"options": {"Aurora": [500000, 100000, 100000]}}: a name, and its costs, year 0 first'


class Flows(NamedTuple):
    """Costs by year of each option, year 0 first. ``rate`` stands in the file or is None."""

    options: dict[str, tuple[Decimal, ...]]
    rate: Decimal | None


def read_flows(path: Path) -> tuple[Flows | None, list[Finding]]:
    """The costs in ``path``, or everything that is wrong with them, each with its place.

    Options may have different numbers of years: a warning says which, since a short one is no cheap one.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        hint = f"a table of costs ends in one of {', '.join(KINDS)}; or name a procurement folder"
        return None, [_bad("extension", path.name, f"files ending in {kind!r} are not read here", hint)]
    data, lines, findings = load_bare(path, "cost", _SHAPE)
    if findings:
        return None, findings
    findings = [*_flaws(data, lines, path.name)]
    if findings:
        return None, findings
    flows = {str(name): tuple(_exact(x) for x in costs) for name, costs in data["options"].items()}
    rate = data.get("rate")
    return Flows(flows, None if rate is None else _exact(rate)), [*_ragged(flows, path.name)]


def _flaws(data: object, lines: Lines, name: str) -> Iterator[Finding]:
    if not isinstance(data, dict) or not isinstance(data.get("options"), dict):
        yield _bad("shape", name, "the file holds no table of costs", _SHAPE)
        return
    for key in data:
        if key not in ("options", "rate"):
            yield _bad("key", _at((key,), lines, name), f"{key!r} is not known here", _SHAPE)
    if "rate" in data and (flaw := _no_number(data["rate"])):
        yield _bad("rate", _at(("rate",), lines, name), f"rate: {flaw}", "write 0.035 for 3.5 percent a year")
    if not data["options"]:
        yield _bad("empty", _at(("options",), lines, name), "there is no option to cost", _SHAPE)
    for option, costs in data["options"].items():
        yield from _row(str(option), ("options", option), costs, lines, name)
    yield from _twice([str(option) for option in data["options"]], lines, name)


def _row(option: str, at: tuple[str, Any], costs: object, lines: Lines, name: str) -> Iterator[Finding]:
    where = _at(at, lines, name)
    if not option.strip():
        yield _bad("name", where, "an option has no name", "give it one")
    if not isinstance(costs, list) or not costs:
        yield _bad("empty", where, f"{option} has no costs", "list one cost a year, year 0 first")
        return
    if len(costs) > MAX_YEARS:
        message = f"{option} has {len(costs):,} years; up to {MAX_YEARS} are read"
        yield _bad("too-long", where, message, "list one cost a year, not one a month or a payment")
        return
    for year, cost in enumerate(costs):
        flaw = _no_number(cost)
        if flaw:
            hint = "write a number; 0 where nothing is paid. A missing cost never counts as 0"
            yield _bad("not-a-number", _at((*at, year), lines, name), f"{option}, year {year}: {flaw}", hint)


def _twice(options: list[str], lines: Lines, name: str) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for option in options:
        folded = option.strip().casefold()
        if folded in seen:
            message = f"the option {option!r} stands there twice, also as {seen[folded]!r}"
            yield _bad("twice", _at(("options", option), lines, name), message, "rename one or take it out")
        seen[folded] = option


def _no_number(value: object) -> str:
    """What is wrong with ``value`` as an amount; empty if it is one."""
    if value is None:
        return "no amount is given"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"{str(value)[:40]!r} is no number"
    if isinstance(value, float) and not math.isfinite(value):
        return f"{value} is no amount"
    return f"an amount above {_LARGEST:g} cannot be meant" if abs(value) > _LARGEST else ""


def _ragged(flows: dict[str, tuple[Decimal, ...]], name: str) -> Iterator[Finding]:
    longest = max(len(costs) for costs in flows.values())
    short = [f"{option} ({len(costs)})" for option, costs in flows.items() if len(costs) < longest]
    if short:
        message = f"not all options have costs for {longest} years: {', '.join(short)}"
        hint = "nothing is added for the years that are not there; compare options over the same years"
        yield Finding("cost.years-differ", "warning", name, message, hint)


def _exact(number: float) -> Decimal:
    """As written: 0.1 is a tenth, not its binary neighbour."""
    return Decimal(repr(number))


def _at(place: tuple[Any, ...], lines: Lines, name: str) -> str:
    while place and place not in lines:
        place = place[:-1]
    return f"{name}:{lines.get(place, 1)}"


def _bad(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"cost.{code}", "error", where, message, hint)
