"""report: the decision report, and the selection record."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.opened import opened
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.report_for import Audience, Blinded, For, read_audience, said_of, told_for
from vendor_eval.cli.report_forms import FORMS, Told, unknown_forms
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.findings import Finding, has_errors

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome import Outcome
    from vendor_eval.workspace.layout import Layout


Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="|".join(FORMS),
        help="Write only this form; may be repeated.",
        show_default=False,
        autocompletion=lambda: list(FORMS),
    ),
]


@verb
def report(
    directory: Dir,
    audience: Audience = None,
    blind: Blinded = False,
    only: Only = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Result:
    """Write the decision report (html, docx, pdf, xlsx), summary.md for minutes, and outcome.json.

    For an audience it holds what these readers may see, and lies in a folder of its own.

    Example: vendor-eval report our-pacs --audience board
    """
    return write_report(directory, by, only or (), audience, blind)


def write_report(
    directory: Path,
    by: str | None,
    only: Collection[str] = (),
    audience: str | None = None,
    blind: bool = False,
) -> Result:
    """The verb, for other verbs."""
    from vendor_eval.pipeline import Question, evaluate
    from vendor_eval.workspace.logged import put

    layout, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    whom, wrong = read_audience(case, audience, blind)
    wrong += unknown_forms(only)
    if whom is None or wrong:
        return Result(findings=wrong)
    outcome = evaluate(case, Question(confirmed=True))
    files, wrong = _files(layout, case, outcome, whom, only)
    said_already = [*outcome.findings, *said_of(outcome, whom)]
    findings = [*said_already, *(f for f in wrong if f not in said_already)]
    if has_errors(wrong):
        return Result(findings=findings)
    changed = put(layout, files, by, "report", _what(outcome, whom))
    said = [f"{'Wrote' if changed else 'Nothing changed:'} {path}" for path in files]
    data = {
        "files": [str(path) for path in files],
        "audience": whom.audience,
        "blind": whom.blind,
        "official": outcome.official,
        "confirmation": outcome.confirmation.model_dump(mode="json") if outcome.confirmation else None,
        "changed": bool(changed),
    }
    if outcome.confirmation and outcome.confirmation.agrees is False:
        hint = "do not use this ranking; report it as a defect of the program"
        message = outcome.confirmation.message
        findings.append(Finding("rank.not-confirmed", "error", outcome.confirmation.method, message, hint))
    return Result(data, findings, said)


def _files(
    layout: Layout, case: Case, outcome: Outcome, whom: For, only: Collection[str]
) -> tuple[dict[Path, bytes], list[Finding]]:
    """The report in its forms and the selection record; Findings with an error where a text is wrong."""
    from vendor_eval.cli.held import found_of
    from vendor_eval.cli.report_forms import made

    roles = {e.name: e.role for e in case.procurement.panel}
    found, findings = found_of(layout, case, outcome)
    told = told_for(Told(layout, case.procurement, outcome, roles, found), whom, case)
    files, wrong = made(told, only)
    folder = layout.report / whom.folder
    return {folder / name: content for name, content in files.items()}, [*findings, *wrong]


def _what(outcome: Outcome, whom: For) -> str:
    readers = f" for {whom.audience}" if whom.audience else ""
    letters = ", with letters for vendors" if whom.blind else ""
    return f"decision report{readers}{letters}{'' if outcome.official else ', not official'}"
