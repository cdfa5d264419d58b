"""criteria export, criteria import: criteria to a spreadsheet, and from one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.arguments import opened
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.lists.import_result import Made
    from vendor_eval.model.criteria.catalogue import Catalogue


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
    from vendor_eval.lists.export import rows, to_csv, to_xlsx, too_long
    from vendor_eval.workspace.folder.atomic import write_bytes

    kind = to.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        hint = "end the file name with .csv or .xlsx"
        return Output(findings=[_wrong("output", "--to", f"{to.name!r} is neither CSV nor Excel", hint)])
    _, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    table = rows(case.catalogue)
    findings = [*findings, *too_long(table)]
    if has_errors(findings):
        return Output(findings=findings)
    changed = write_bytes(to, to_csv(table) if kind == ".csv" else to_xlsx(table))
    count = sum(1 for _ in case.catalogue.leaves())
    said = f"Wrote {count} criteria to {to}" if changed else f"{to} holds these {count} criteria already"
    return Output({"file": str(to), "criteria": count, "changed": changed}, findings, [said])


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
    from vendor_eval.lists.words import id_of
    from vendor_eval.operations.arguments import no_file

    missing = no_file(path)
    if missing:
        return Output(findings=missing)
    if hecvat and columns is not None:
        hint = "HECVAT has columns of its own: leave --map away"
        return Output(findings=[_wrong("options", "--hecvat", "--hecvat and --map do not go together", hint)])
    called = id_of(name or path.stem.lower(), "imported")
    if name is not None and called != name:
        hint = f"letters, digits, dots and dashes, beginning with a letter, such as {called}"
        return Output(findings=[_wrong("name", "--name", f"{name!r} cannot name a catalogue", hint)])
    made = _made(path, columns, hecvat, first, called)
    if made.catalogue is None or has_errors(made.findings):
        return Output(made.counts, made.findings)
    return _kept(made, made.catalogue, into, called)


def _made(path: Path, columns: str | None, hecvat: bool, first: int, name: str) -> Made:
    from vendor_eval.forms.read.any_workbook import read_book
    from vendor_eval.lists import import_exported, import_own
    from vendor_eval.lists.import_hecvat import catalogue_of
    from vendor_eval.lists.import_result import Made
    from vendor_eval.lists.mapping import FIELDS, mapping
    from vendor_eval.lists.table import read_table

    if hecvat:
        return catalogue_of(read_book(path), path.name, name)
    table, findings = read_table(path)
    if table is None:
        return Made(None, findings)
    if columns is not None:
        found, wrong = mapping(columns, table, first)
        return Made(None, wrong) if wrong else import_own.catalogue_of(table, found, name, first)
    if not import_exported.is_export(table):
        hint = f"say which column is what: --map id=A,text=C,weight=F,kind=D (fields: {', '.join(FIELDS)})"
        return Made(None, [_wrong("map", path.name, "this is no table that criteria export wrote", hint)])
    catalogue, findings = import_exported.catalogue_of(table)
    return Made(catalogue, findings)


def _kept(made: Made, catalogue: Catalogue, into: Path, name: str) -> Output:
    from vendor_eval.workspace.catalogue.write import catalogue_files
    from vendor_eval.workspace.folder.atomic import write_all
    from vendor_eval.workspace.folder.layout import Layout

    folder = Layout(into).catalogues / name
    files = {folder / file: text.encode() for file, text in catalogue_files(catalogue).items()}
    there = sorted(folder.glob("*")) if folder.is_dir() else []
    if there and any(file not in files or file.read_bytes() != files[file] for file in there):
        hint = "choose another one with --name, or move that folder away; nothing was changed"
        message = f"there is a catalogue {name} already, and it differs"
        return Output(made.counts, [*made.findings, _wrong("taken", str(folder), message, hint)])
    changed = write_all(files)
    kinds = [c.kind for c in catalogue.leaves()]
    groups = len(catalogue.groups)
    count = f"{len(kinds)} criteri{'on' if len(kinds) == 1 else 'a'} in {groups} group{'s' * (groups > 1)}"
    said = [
        f"Made the catalogue {name} of {count}: {folder}"
        if changed
        else f"Nothing new: {folder} holds {count}",
        f"To use it, write  catalogue: {name}  into criteria.yaml, and its groups into weights.yaml; then: "
        f"vendor-eval criteria check {typed(into)}",
    ]
    data = {
        "catalogue": name,
        "folder": str(folder),
        "criteria": len(kinds),
        "groups": groups,
        "changed": bool(changed),
        **made.counts,
    }
    return Output(data, made.findings, said)


def _wrong(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"usage.{code}", "error", where, message, hint)
