"""cost: what each bid costs over the years, or each option of a bare table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.options import OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb


@verb
def cost(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE",
            help="A procurement folder, or a table of costs by year (yaml, json).",
            show_default=False,
        ),
    ],
    rate: Annotated[
        float | None,
        typer.Option(
            "--rate",
            metavar="SHARE",
            help="For a FILE: the discount rate a year, 0.035 for 3.5 percent.",
            show_default=False,
        ),
    ] = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Show costs by year and the net present cost: of the bids of a procurement, or of a table.

    Examples:
    vendor-eval cost our-pacs

    vendor-eval cost flows.json --rate 0.035 --format json

    """
    if path.is_dir() or not path.suffix:
        if rate is not None:
            raise typer.BadParameter(
                "--rate is for a table; a procurement has discount_percent in procurement.yaml"
            )
        from vendor_eval.cli.bids.cost_folder import cost_folder

        return cost_folder(path)
    from vendor_eval.cli.bids.cost_table import cost_table

    return cost_table(path, rate)
