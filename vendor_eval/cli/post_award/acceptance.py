"""acceptance: the winner's promises as tests, and what came out of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.model.roadmap.acceptance import AcceptanceTest
    from vendor_eval.operations.post_award.acceptance import AcceptancePlan, AcceptanceResults
    from vendor_eval.roadmap.acceptance.tests import Delivery


@verb
def acceptance(
    directory: Dir,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE.xlsx", help="Take a filled plan back.", show_default=False),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write the plan of acceptance tests (xlsx, docx, pdf) from the winner's answers; --record takes results.

    Examples:
    vendor-eval acceptance our-pacs

    vendor-eval acceptance our-pacs --record our-pacs/acceptance/plan-filled.xlsx

    """
    folder = procurement(directory, by)
    if record is not None:
        return _results(folder.record_acceptance(record))
    return _plan(folder.plan_acceptance())


def _plan(result: AcceptancePlan) -> Output:
    delivery = result.delivery
    if delivery is None:
        return Output(findings=result.findings)
    data = {
        "files": [str(path) for path in result.files],
        "vendor": result.vendor,
        "changed": result.changed,
        **_data(delivery),
    }
    text: list[str | Table] = [
        *(f"{'Wrote' if result.changed else 'Nothing changed:'} {path}" for path in result.files),
        f"{len(result.tests)} tests of what {result.vendor} promised",
        _open_table(delivery) if result.recorded else _by_method(result.tests),
        _sentence(delivery.verdict),
    ]
    return Output(data, result.findings, text, csv=_table(delivery))


def _results(result: AcceptanceResults) -> Output:
    delivery = result.delivery
    if result.refused:
        return Output({"recorded": False}, result.findings, ["Nothing was recorded."])
    if delivery is None:
        return Output(findings=result.findings)
    data = {"recorded": True, "version": result.version, "new": result.new, **_data(delivery)}
    words = "Stored the results as" if result.new else "The folder has this file already, as"
    text: list[str | Table] = [
        f"{words} version {result.version}.",
        _open_table(delivery),
        _sentence(delivery.verdict),
    ]
    return Output(data, result.findings, text, csv=_table(delivery))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _data(delivery: Delivery) -> dict[str, object]:
    return {
        "verdict": delivery.verdict,
        "counts": delivery.counts,
        "tests": [
            {
                **row.test.model_dump(mode="json"),
                "standing": row.standing,
                "result": row.result.model_dump(mode="json") if row.result else None,
            }
            for row in delivery.rows
        ],
    }


def _by_method(tests: Sequence[AcceptanceTest]) -> Table:
    methods = list(dict.fromkeys(t.method for t in tests))
    rows = [
        (
            m,
            str(sum(t.method == m for t in tests)),
            ", ".join(t.criterion for t in tests if t.method == m),
        )
        for m in methods
    ]
    return Table("Tests by method", ("method", "tests", "criteria"), rows, right=("tests",))


def _open_table(delivery: Delivery) -> Table:
    """What is not simply delivered; if all is, the counts alone."""
    rows = [
        (row.test.criterion, row.test.promise, row.result.observed if row.result else "", row.standing)
        for row in delivery.rows
        if row.standing != "delivered"
    ]
    counts = ", ".join(f"{n} {kind}" for kind, n in delivery.counts.items())
    return Table(
        f"Promised against delivered: {counts}", ("criterion", "promised", "observed", "standing"), rows
    )


def _table(delivery: Delivery) -> Table:
    columns = (
        "criterion",
        "title",
        "promise",
        "method",
        "owner",
        "pass_rule",
        "result",
        "observed",
        "condition",
        "standing",
    )
    rows = []
    for row in delivery.rows:
        t, r = row.test, row.result
        found = (r.verdict or "", r.observed, r.condition) if r else ("", "", "")
        rows.append((t.criterion, t.title, t.promise, t.method, t.owner, t.pass_rule, *found, row.standing))
    return Table("", columns, rows)
