"""cost FILE: the net present cost of each option of a bare table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vendor_eval.cli.output.printing import Output, Table


def cost_table(path: Path, rate: float | None) -> Output:
    from vendor_eval.operations.bids.cost_table import table_costs

    result = table_costs(path, rate)
    flows, found = result.flows, result.net_present_cost
    if flows is None or result.rate is None:
        return Output({"net_present_cost": {}, "factors": []}, result.findings)
    data: dict[str, Any] = {
        "net_present_cost": found,
        "factors": list(result.factors),
        "rate": result.rate,
    }
    years = len(result.factors)
    columns = ("option", *(f"year {t}" for t in range(years)), "net present cost")
    rows = [
        (name, *(f"{c:.2f}" for c in costs), *[""] * (years - len(costs)), f"{found[name]:.2f}")
        for name, costs in flows.options.items()
    ]
    weights = ("factor", *(f"{w:.6f}" for w in result.factors), "")
    shown = Table("Costs by year", columns, [*rows, weights], right=columns[1:])
    tidy = Table("", ("option", "net_present_cost"), [(n, repr(float(x))) for n, x in found.items()])
    words = f"Year 0 counts in full, later years at their end, at {100 * result.rate:f}"
    return Output(
        data, result.findings, [shown, words.rstrip("0").rstrip(".") + " percent a year."], csv=tidy
    )
