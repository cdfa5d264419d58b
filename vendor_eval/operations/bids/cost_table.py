"""The net present cost of each option of a table in a file of its own, which belongs to no procurement."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from vendor_eval.cost.present_value import factors, present_value
from vendor_eval.findings import Finding
from vendor_eval.operations.result import OperationResult
from vendor_eval.workspace.tables.costs import Flows, read_flows


@dataclass(frozen=True, kw_only=True)
class TableCosts(OperationResult):
    """``rate`` is a share a year; ``factors``: the weight of each year; ``flows`` is None on an error."""

    flows: Flows | None = None
    rate: Decimal | None = None
    factors: tuple[Decimal, ...] = ()
    net_present_cost: Mapping[str, Decimal] = field(default_factory=dict)


def table_costs(path: Path, rate: float | None = None) -> TableCosts:
    """``rate``: a share a year, None for that in the file. Year 0 counts in full, later ones at their end."""
    flows, findings = read_flows(path)
    chosen, wrong = _rate(rate, flows)
    findings += wrong
    if flows is None or chosen is None:
        return TableCosts(findings=tuple(findings))
    years = max(len(costs) for costs in flows.options.values())
    return TableCosts(
        findings=tuple(findings),
        flows=flows,
        rate=chosen,
        factors=tuple(factors(chosen, years)),
        net_present_cost={name: present_value(costs, chosen) for name, costs in flows.options.items()},
    )


def _rate(given: float | None, flows: Flows | None) -> tuple[Decimal | None, list[Finding]]:
    """The rate of the option, else of the file; and what is wrong with it."""
    if given is None and flows is None:
        return None, []  # what is wrong with the file is reported first
    if given is not None and not math.isfinite(given):
        return None, [_bad("--rate", f"{given} is no rate", "write 0.035 for 3.5 percent a year")]
    rate = Decimal(repr(given)) if given is not None else flows.rate if flows else None
    if rate is None:
        hint = "add --rate 0.035 for 3.5 percent a year, or --rate 0 to add up without discounting"
        return None, [_bad("--rate", "no discount rate is given", hint)]
    found = [*_rate_findings(rate)]
    return (None if any(f.severity == "error" for f in found) else rate), found


def _rate_findings(rate: Decimal) -> Iterator[Finding]:
    if rate <= -1:
        hint = "a rate lies above -1; write 0.035 for 3.5 percent a year"
        yield _bad("--rate", f"a rate of {rate} leaves no weight for later years", hint)
    elif rate >= 1:
        hint = f"for {rate} percent write {rate / 100}"
        message = f"a rate of {rate} means {100 * rate:f} percent a year"
        yield Finding("cost.rate", "warning", "--rate", message, hint)


def _bad(where: str, message: str, hint: str) -> Finding:
    return Finding("cost.rate", "error", where, message, hint)
