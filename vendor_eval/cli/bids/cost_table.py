"""cost FILE: the net present cost of each option of a bare table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from vendor_eval.cli.output.printing import Output, Table
from vendor_eval.findings import Finding
from vendor_eval.workspace.tables.costs import Flows


def cost_table(path: Path, rate: float | None) -> Output:
    """The verb on a file. ``rate`` is a share; None takes the one in the file."""
    from vendor_eval.cost.present_value import factors, present_value
    from vendor_eval.workspace.tables.costs import read_flows

    flows, findings = read_flows(path)
    chosen, wrong = _rate(rate, flows)
    findings += wrong
    if flows is None or chosen is None:
        return Output({"net_present_cost": {}, "factors": []}, findings)
    years = max(len(costs) for costs in flows.options.values())
    weights = factors(chosen, years)
    found = {name: present_value(costs, chosen) for name, costs in flows.options.items()}
    data: dict[str, Any] = {"net_present_cost": found, "factors": list(weights), "rate": chosen}
    rows = [(name, *(f"{c:.2f}" for c in flows.options[name]), f"{npc:.2f}") for name, npc in found.items()]
    columns = ("option", *(f"year {t}" for t in range(years)), "net present cost")
    filled = [(*row[:-1], *[""] * (years + 2 - len(row)), row[-1]) for row in rows]
    factor_row = ("factor", *(f"{w:.6f}" for w in weights), "")
    shown = Table("Costs by year", columns, [*filled, factor_row], right=columns[1:])
    tidy = Table("", ("option", "net_present_cost"), [(n, repr(float(x))) for n, x in found.items()])
    said = f"Year 0 counts in full, later years at their end, at {100 * chosen:f}".rstrip("0").rstrip(".")
    return Output(data, findings, [shown, said + " percent a year."], csv=tidy)


def _rate(given: float | None, flows: Flows | None) -> tuple[Decimal | None, list[Finding]]:
    """The rate of the option, else of the file; and what is wrong with it."""
    if given is None and flows is None:
        return None, []  # the file says first what is wrong with it
    if given is not None and not math.isfinite(given):
        return None, [_bad("--rate", f"{given} is no rate", "write 0.035 for 3.5 percent a year")]
    rate = Decimal(repr(given)) if given is not None else flows.rate if flows else None
    if rate is None:
        hint = "add --rate 0.035 for 3.5 percent a year, or --rate 0 to add up without discounting"
        return None, [_bad("--rate", "no discount rate is given", hint)]
    found = [*_doubts(rate)]
    return (None if any(f.severity == "error" for f in found) else rate), found


def _doubts(rate: Decimal) -> Iterator[Finding]:
    if rate <= -1:
        hint = "a rate lies above -1; write 0.035 for 3.5 percent a year"
        yield _bad("--rate", f"a rate of {rate} leaves no weight for later years", hint)
    elif rate >= 1:
        hint = f"for {rate} percent write {rate / 100}"
        message = f"a rate of {rate} means {100 * rate:f} percent a year"
        yield Finding("cost.rate", "warning", "--rate", message, hint)


def _bad(where: str, message: str, hint: str) -> Finding:
    return Finding("cost.rate", "error", where, message, hint)
