"""new: start a procurement folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.options import As, OutputFormat
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.findings import Finding
from vendor_eval.workspace.layout import typed


@verb
def new(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)],
    catalogue: Annotated[
        str,
        typer.Option(
            "--catalogue", help="The shipped catalogue to start from.", autocompletion=complete.catalogues
        ),
    ] = "pacs",
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Result:
    """Start a procurement folder with three commented files to fill in.

    Example: vendor-eval new our-pacs --catalogue pacs
    """
    from vendor_eval.workspace import audit
    from vendor_eval.workspace.atomic import make_folder, write_text
    from vendor_eval.workspace.catalogues import available, read_catalogue
    from vendor_eval.workspace.keep import alone
    from vendor_eval.workspace.layout import Layout
    from vendor_eval.workspace.scaffold import scaffold
    from vendor_eval.workspace.schemas import schemas

    layout = Layout(directory)
    taken = [p.name for p in (layout.procurement, layout.criteria, layout.weights) if p.exists()]
    if taken:
        hint = "choose another folder; nothing was changed"
        message = f"there is a procurement already: {', '.join(taken)}"
        return Result(findings=[Finding("folder.taken", "error", str(directory), message, hint)])
    if directory.exists() and not directory.is_dir():
        hint = "choose another name; nothing was changed"
        return Result(findings=[Finding("folder.is-file", "error", str(directory), "this is a file", hint)])
    known = available()
    if catalogue not in known:
        hint = f"shipped catalogues: {', '.join(known)}"
        message = f"there is no catalogue {catalogue!r}"
        return Result(findings=[Finding("criteria.unknown", "error", "--catalogue", message, hint)])
    found, findings = read_catalogue(known[catalogue])
    if found is None:
        return Result(findings=findings)
    files = scaffold(directory, catalogue, found, "UTC")
    files |= {f"schemas/{name}": text for name, text in schemas().items()}
    make_folder(directory)
    with alone(layout):
        for name, text in files.items():
            write_text(directory / name, text)
        now = datetime.now().astimezone()
        audit.append(layout.log, by=audit.who(by), at=now, verb="new", what=f"catalogue {catalogue}")
    said = [
        f"Made {directory} with procurement.yaml, criteria.yaml and weights.yaml.",
        f"Fill them in with any text editor, then: vendor-eval status {typed(directory)}",
    ]
    return Result({"folder": str(directory), "files": sorted(files), "catalogue": catalogue}, said=said)
