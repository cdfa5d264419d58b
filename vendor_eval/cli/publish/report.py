"""report: the decision report, and the selection record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.operations.publish.report import ReportResult

FORMATS = ("html", "docx", "pdf", "xlsx", "json", "md")

AudienceOption = Annotated[
    str | None,
    typer.Option(
        "--audience",
        metavar="panel|board|public|vendor:NAME",
        help="Only what these readers may see, in a folder of its own.",
        autocompletion=complete.audiences,
        show_default=False,
    ),
]
BlindOption = Annotated[bool, typer.Option("--blind", help="Letters in place of the vendors\u2019 names.")]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="|".join(FORMATS),
        help="Write only this form; may be repeated.",
        show_default=False,
        autocompletion=lambda: list(FORMATS),
    ),
]


@verb
def report(
    directory: Dir,
    audience: AudienceOption = None,
    blind: BlindOption = False,
    only: OnlyOption = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write the decision report (html, docx, pdf, xlsx), summary.md for minutes, and outcome.json.

    For an audience it holds what these readers may see, and lies in a folder of its own.

    Example: vendor-eval report our-pacs --audience board
    """
    kind, colon, name = (audience or "").strip().partition(":")
    result = procurement(directory, by).report(
        only or (),
        audience=None if audience is None else kind,
        vendor=name if colon else None,
        blind=blind,
    )
    return Output(_data(result), result.findings, _text(result))


def _data(result: ReportResult) -> dict[str, object]:
    if result.outcome is None:
        return {}
    confirmation = result.confirmation
    return {
        "files": [str(path) for path in result.files],
        "audience": result.audience.name,
        "blind": result.audience.blind,
        "official": result.outcome.official,
        "confirmation": confirmation.model_dump(mode="json") if confirmation else None,
        "changed": result.changed,
    }


def _text(result: ReportResult) -> list[str]:
    return [f"{'Wrote' if result.changed else 'Nothing changed:'} {path}" for path in result.files]
