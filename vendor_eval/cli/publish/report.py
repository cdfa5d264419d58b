"""report: the decision report, and the selection record."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.cli.publish.report_audience import Audience, Blinded, For, read_audience, said_of, told_for
from vendor_eval.cli.publish.report_formats import FORMS, Told, made, unknown_forms
from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.arguments import now, opened

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.record import Outcome
    from vendor_eval.operations.background_confirmation import BackgroundConfirmation
    from vendor_eval.sensitivity.verdict import Found
    from vendor_eval.workspace.folder.layout import Layout


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
) -> Output:
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
) -> Output:
    """The verb, for other verbs."""
    from vendor_eval.operations.background_confirmation import BackgroundConfirmation

    with BackgroundConfirmation() as confirmation:
        return _written(directory, by, only, (audience, blind), confirmation)


def _written(
    directory: Path,
    by: str | None,
    only: Collection[str],
    readers: tuple[str | None, bool],
    confirmation: BackgroundConfirmation,
) -> Output:
    from vendor_eval.workspace.folder.write_logged import put

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    whom, wrong = read_audience(case, *readers)
    wrong += unknown_forms(only)
    if whom is None or wrong:
        return Output(findings=wrong)
    outcome, found, noticed = _decided(layout, case, confirmation)
    outcome = outcome.model_copy(update={"confirmation": confirmation.result()})
    files, wrong = _files(Told(layout, case.procurement, outcome, _roles(case), found), whom, case, only)
    said_already = [*outcome.findings, *said_of(outcome, whom)]
    findings = [*said_already, *(f for f in (*noticed, *wrong) if f not in said_already)]
    if has_errors(noticed) or has_errors(wrong):
        return Output(findings=findings)
    changed = put(layout, files, by, now, "report", _what(outcome, whom))
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
    return Output(data, findings, said)


def _decided(
    layout: Layout, case: Case, confirmation: BackgroundConfirmation
) -> tuple[Outcome, Found | None, list[Finding]]:
    """The result and its sensitivity, which is calculated while the library confirms the ranking."""
    from vendor_eval.cli.publish.report_sensitivity import found_of
    from vendor_eval.decision.procurement.scored import score
    from vendor_eval.pipeline import Question, outcome_of, to_confirm

    scored = score(case)
    outcome = outcome_of(case, scored, Question(now=now()))
    question = to_confirm(outcome)
    if question is not None:
        confirmation.start(*question)
    found, noticed = found_of(layout, case, outcome, scored)
    return outcome, found, noticed


def _files(
    told: Told, whom: For, case: Case, only: Collection[str]
) -> tuple[dict[Path, bytes], list[Finding]]:
    """The report in its forms and the selection record; Findings with an error where a text is wrong."""
    files, wrong = made(told_for(told, whom, case), only)
    folder = told.layout.report / whom.folder
    return {folder / name: content for name, content in files.items()}, wrong


def _roles(case: Case) -> dict[str, str]:
    return {e.name: e.role for e in case.procurement.panel}


def _what(outcome: Outcome, whom: For) -> str:
    readers = f" for {whom.audience}" if whom.audience else ""
    letters = ", with letters for vendors" if whom.blind else ""
    return f"decision report{readers}{letters}{'' if outcome.official else ', not official'}"
