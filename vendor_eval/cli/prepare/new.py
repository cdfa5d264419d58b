"""new: start a procurement folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.workspace.folder.layout import typed


@verb
def new(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)],
    catalogue: Annotated[
        str,
        typer.Option(
            "--catalogue", help="The shipped catalogue to start from.", autocompletion=complete.catalogues
        ),
    ] = "pacs",
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="NAME",
            help="Which criteria and weights to start from: small-clinic, community-hospital, "
            "academic-centre, multi-site-network, vna-only, or all for the whole catalogue with equal "
            "weights. Left out: what the catalogue names, for pacs community-hospital.",
            autocompletion=complete.profiles,
            show_default=False,
        ),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Start a procurement folder with three commented files to fill in.

    Example: vendor-eval new our-pacs --profile small-clinic
    """
    result = procurement(directory, by).new(catalogue, profile)
    if not result.ok:
        return Output(findings=result.findings)
    started = "" if result.profile == "all" else f" (profile {result.profile})"
    data = {
        "folder": str(directory),
        "files": list(result.files),
        "catalogue": catalogue,
        "profile": result.profile,
    }
    text = [
        f"Made {directory} with procurement.yaml, criteria.yaml and weights.yaml{started}.",
        f"Fill them in with any text editor, then: vendor-eval status {typed(directory)}",
    ]
    return Output(data, result.findings, text)
