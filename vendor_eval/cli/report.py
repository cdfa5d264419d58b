"""report: the decision report, and the selection record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.opened import opened
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.findings import Finding, has_errors

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome import Outcome
    from vendor_eval.workspace.layout import Layout


class Form(StrEnum):
    """The names of report_forms.FORMS, which is not loaded to say them."""

    html = "html"
    docx = "docx"
    pdf = "pdf"
    json = "json"


Only = Annotated[
    list[Form] | None,
    typer.Option("--only", help="Write only this form; may be repeated.", show_default=False),
]


@verb
def report(
    directory: Dir, only: Only = None, by: As = None, output_format: OutputFormat = Format.table
) -> Result:
    """Write the decision report (html, docx, pdf) and outcome.json, the record for the implementation.

    Example: vendor-eval report our-pacs
    """
    return write_report(directory, by, [form.value for form in only or ()])


def write_report(directory: Path, by: str | None, only: Collection[str] = ()) -> Result:
    """The verb, for other verbs."""
    from vendor_eval.pipeline import Question, evaluate

    layout, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    outcome = evaluate(case, Question(confirmed=True))
    files, wrong = _files(layout, case, outcome, only)
    findings = [*outcome.findings, *(f for f in wrong if f not in outcome.findings)]
    if has_errors(wrong):
        return Result(findings=findings)
    changed = _put(layout, outcome, files, by)
    said = [f"{'Wrote' if changed else 'Nothing changed:'} {path}" for path in files]
    data = {
        "files": [str(path) for path in files],
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
    layout: Layout, case: Case, outcome: Outcome, only: Collection[str]
) -> tuple[dict[Path, bytes], list[Finding]]:
    """The report in its forms and the selection record; Findings with an error where a text is wrong."""
    from vendor_eval.cli.held import found_of
    from vendor_eval.cli.report_forms import Told, made

    roles = {e.name: e.role for e in case.procurement.panel}
    found, findings = found_of(layout, case, outcome)
    files, wrong = made(Told(layout, case.procurement, outcome, roles, found), only)
    return {layout.report / name: content for name, content in files.items()}, [*findings, *wrong]


def _put(layout: Layout, outcome: Outcome, files: dict[Path, bytes], by: str | None) -> list[Path]:
    """Write all files or none, and the line in the log; the paths that changed."""
    from vendor_eval.workspace import audit
    from vendor_eval.workspace.atomic import sha256, write_all
    from vendor_eval.workspace.keep import alone

    with alone(layout):
        changed = write_all(files)
        if changed:
            audit.append(
                layout.log,
                by=audit.who(by),
                at=datetime.now().astimezone(),
                verb="report",
                what="decision report" if outcome.official else "decision report, not official",
                files={f"report/{path.name}": sha256(content) for path, content in files.items()},
            )
    return changed
