"""collect: take the evaluators' score sheets back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.operations.panel.collect import CollectedSheet


@verb
def collect(
    directory: Dir,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="The filled score sheets.", show_default=False)
    ],
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Take evaluators' filled score sheets back. Each is stored as it came; a second one is a new version.

    Example: vendor-eval collect our-pacs radiology.xlsx it.xlsx
    """
    result = procurement(directory, by).collect(files)
    data = {"sheets": [_data(sheet) for sheet in result.sheets]}
    return Output(data, result.findings, [_sentence(sheet) for sheet in result.sheets])


def _data(collected: CollectedSheet) -> dict[str, object]:
    data: dict[str, object] = {
        "evaluator": collected.stem,
        "version": collected.version,
        "new": collected.sheet is not None,
    }
    if collected.sheet is not None:
        data["file"] = collected.sheet.file
    return data | {"in_words": _sentence(collected)}


def _sentence(collected: CollectedSheet) -> str:
    name, version = collected.source.name, collected.version
    if collected.sheet is None:
        return f"{name}: the folder has this file already, as version {version}; nothing changed."
    return f"Stored the scores of {collected.owner} as version {version}: {collected.sheet.file}"
