"""criteria export, criteria import: criteria to a spreadsheet, and from one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.workspace.folder.layout import typed


@verb
def export(
    directory: Dir,
    to: Annotated[
        Path,
        typer.Option("--to", metavar="FILE.xlsx|.csv", help="Where to write them."),
    ] = Path("criteria.xlsx"),
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write all criteria, as they are after your changes, into one table.

    Example: vendor-eval criteria export our-pacs --to criteria.xlsx
    """
    result = procurement(directory).export_criteria(to)
    if result.file is None:
        return Output(findings=result.findings)
    count = result.criteria
    words = (
        f"Wrote {count} criteria to {to}" if result.changed else f"{to} holds these {count} criteria already"
    )
    data = {"file": str(to), "criteria": count, "changed": result.changed}
    return Output(data, result.findings, [words])


@verb
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="An .xlsx or .csv file.", show_default=False)],
    columns: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN,...",
            help="Of your own list: which column is what, such as id=A,text=C,weight=F,kind=D.",
            show_default=False,
        ),
    ] = None,
    hecvat: Annotated[bool, typer.Option("--hecvat", help="The file is a HECVAT 4 workbook.")] = False,
    first: Annotated[
        int, typer.Option("--from", metavar="ROW", min=1, help="Of your own list: the first row to read.")
    ] = 2,
    into: Annotated[
        Path, typer.Option("--into", metavar="DIR", help="The folder of the procurement.")
    ] = Path(),
    name: Annotated[
        str | None,
        typer.Option(
            "--name", help="What to call the catalogue (default: after the file).", show_default=False
        ),
    ] = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Make a catalogue of a list that you have: your own, an exported one, or HECVAT.

    Example: vendor-eval criteria import list.xlsx --map id=A,text=C,weight=F,kind=D --into our-pacs
    """
    result = procurement(into).import_criteria(path, columns=columns, hecvat=hecvat, first=first, name=name)
    if result.catalogue is None:
        return Output(dict(result.counts), result.findings)
    criteria, groups = sum(1 for _ in result.catalogue.leaves()), len(result.catalogue.groups)
    count = f"{criteria} criteri{'on' if criteria == 1 else 'a'} in {groups} group{'s' * (groups > 1)}"
    made = f"Made the catalogue {result.name} of {count}: {result.folder}"
    text = [
        made if result.changed else f"Nothing new: {result.folder} holds {count}",
        f"To use it, write  catalogue: {result.name}  into criteria.yaml, and its groups into weights.yaml; "
        f"then: vendor-eval criteria check {typed(into)}",
    ]
    data = {
        "catalogue": result.name,
        "folder": str(result.folder),
        "criteria": criteria,
        "groups": groups,
        "changed": result.changed,
        **result.counts,
    }
    return Output(data, result.findings, text)
