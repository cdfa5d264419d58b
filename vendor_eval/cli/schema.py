"""schema: the JSON Schemas of the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.options import OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding


@verb
def schema(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="Print this one; left out: list them.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FOLDER", help="Write all of them there.", show_default=False),
    ] = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Print or write the JSON Schemas of every YAML file and of outcome.json.

    Example: vendor-eval schema procurement
    """
    from vendor_eval.workspace.folder.atomic import write_all
    from vendor_eval.workspace.yaml_files.schemas import MODELS
    from vendor_eval.workspace.yaml_files.schemas import schema as text_of

    if name is not None and name not in MODELS:
        wrong = Finding(
            "schema.unknown", "error", "NAME", f"there is no schema {name!r}", f"known: {', '.join(MODELS)}"
        )
        return Output(findings=[wrong])
    if output is not None:
        files = {output / f"{n}.schema.json": text_of(n).encode() for n in MODELS if name in (None, n)}
        write_all(files)
        return Output({"files": [str(f) for f in files]}, text=[f"Wrote {f}" for f in files])
    if name is not None:
        return Output({"schema": json.loads(text_of(name))}, text=[text_of(name).rstrip()])
    rows = [(n, (m.__doc__ or "").strip().splitlines()[0]) for n, m in MODELS.items()]
    listed = Table("Schemas", ("name", "of"), rows)
    return Output({"schemas": {n: json.loads(text_of(n)) for n in MODELS}}, text=[listed], csv=listed)
