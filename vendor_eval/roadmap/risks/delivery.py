"""Risks that show after the selection: promises that a test found broken, or that a month missed."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.roadmap.acceptance.tests import Delivery
from vendor_eval.roadmap.risks.risk import RiskRow
from vendor_eval.roadmap.steps.monitoring import KpiScore, Monitoring


def delivery_risks(
    winner: str | None, delivered: Delivery | None, live: Monitoring | None
) -> Iterator[RiskRow]:
    """Empty as long as nothing was tested or measured."""
    if winner is None:
        return
    for row in delivered.rows if delivered else ():
        if row.standing != "broken":
            continue
        observed = row.result.observed if row.result else ""
        yield RiskRow(
            f"TEST-{row.test.criterion}",
            f"{winner} did not deliver {row.test.criterion} {row.test.title}",
            "acceptance",
            5,
            5 if row.test.gate else 4,
            mitigation="Have it mended and test again before acceptance is given.",
            condition=f"{row.test.criterion} is paid for once its test is passed.",
            why=f"promised {row.test.promise}, found {observed}"
            if observed
            else f"promised {row.test.promise}",
        )
    for score in live.kpis if live else ():
        if score.measured > score.kept:
            yield _missed(score)


def _missed(score: KpiScore) -> RiskRow:
    """More likely to come again the more often it was missed."""
    missed, kpi = score.measured - score.kept, score.promise.kpi
    times = "once" if missed == 1 else f"{missed} times"
    return RiskRow(
        f"KPI-{kpi.id}",
        f"{kpi.title} missed its promise {times} in {score.measured} measurements",
        "deployment",
        2 if 4 * missed <= score.measured else 3 if 2 * missed <= score.measured else 4,
        4 if kpi.credits else 3,
        mitigation="Ask for the cause and a date in writing; measure again the month after.",
        condition=""
        if kpi.criterion is None
        else f"A value of {kpi.criterion} missed in three months is a fault.",
        why="vendor-eval monitor DIR",
    )
