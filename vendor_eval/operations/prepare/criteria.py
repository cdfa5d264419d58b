"""The criteria of a procurement: as they are after its changes, checked, and to a table and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vendor_eval.findings import Finding, has_errors
from vendor_eval.forms.read.any_workbook import read_book
from vendor_eval.lists import import_exported, import_own
from vendor_eval.lists.export import rows, to_csv, to_xlsx, too_long
from vendor_eval.lists.import_hecvat import catalogue_of
from vendor_eval.lists.import_result import ImportedList
from vendor_eval.lists.mapping import FIELDS, mapping
from vendor_eval.lists.table import read_table
from vendor_eval.lists.words import id_of
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.operations.arguments import no_file
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.rfp.checks.inventories import check_needs
from vendor_eval.rfp.checks.laws import check_laws
from vendor_eval.rfp.lint import lint
from vendor_eval.weighting.tree import GlobalWeights, global_weights, sum_note
from vendor_eval.workspace.catalogue.write import catalogue_files
from vendor_eval.workspace.folder.atomic import write_all, write_bytes
from vendor_eval.workspace.folder.layout import WEIGHTS


@dataclass(frozen=True, kw_only=True)
class CriteriaResult(OperationResult):
    """The case with its resolved catalogue and ``shares``, weights of the whole; None if a file is wrong."""

    case: Case | None = None
    shares: GlobalWeights | None = None


@dataclass(frozen=True, kw_only=True)
class ExportResult(OperationResult):
    """How many criteria ``file`` holds, and whether it ``changed``."""

    file: Path | None = None
    criteria: int = 0
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class ImportResult(OperationResult):
    """The catalogue made of a list, and its folder. ``counts``: rows of the list by what became of them."""

    name: str = ""
    catalogue: Catalogue | None = None
    folder: Path | None = None
    changed: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


def criteria(folder: ProcurementFolder) -> CriteriaResult:
    """The criteria with their weights as shares of the whole."""
    case, findings = folder.load()
    if case is None:
        return CriteriaResult(findings=tuple(findings))
    noted = sum_note(case.catalogue, case.weights, WEIGHTS)
    shares = global_weights(case.catalogue, case.weights)
    return CriteriaResult(findings=(*findings, *noted), case=case, shares=shares)


def check_criteria(folder: ProcurementFolder) -> CriteriaResult:
    """What bidders and courts complain of, found before the RFP goes out."""
    found = criteria(folder)
    case = found.case
    if case is None:
        return found
    needs = check_needs(case.procurement, case.catalogue)
    laws = check_laws(case.procurement, case.catalogue)
    findings = (*found.findings, *needs, *laws, *lint(case))
    return CriteriaResult(findings=findings, case=case, shares=found.shares)


def export_criteria(folder: ProcurementFolder, to: Path) -> ExportResult:
    """Write all criteria into one table, xlsx or csv by the name of the file."""
    kind = to.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        hint = "end the file name with .csv or .xlsx"
        message = f"{to.name!r} is neither CSV nor Excel"
        return ExportResult(findings=(_wrong("output", "--to", message, hint),))
    case, findings = folder.load()
    if case is None:
        return ExportResult(findings=tuple(findings))
    table = rows(case.catalogue)
    findings = [*findings, *too_long(table)]
    if has_errors(findings):
        return ExportResult(findings=tuple(findings))
    changed = write_bytes(to, to_csv(table) if kind == ".csv" else to_xlsx(table))
    count = sum(1 for _ in case.catalogue.leaves())
    return ExportResult(findings=tuple(findings), file=to, criteria=count, changed=changed)


def import_criteria(
    folder: ProcurementFolder,
    path: Path,
    *,
    columns: str | None = None,
    hecvat: bool = False,
    first: int = 2,
    name: str | None = None,
    by: str | None = None,
) -> ImportResult:
    """Make a catalogue in the folder of a buyer's own list, an exported table, or a HECVAT workbook.

    ``columns``: which column of an own list is what (``id=A,text=C``); ``first``: its first row to read.
    """
    called = id_of(name or path.stem.lower(), "imported")
    wrong = [*no_file(path), *_wrong_options(columns, hecvat, name, called)]
    if wrong:
        return ImportResult(findings=tuple(wrong[:1]))
    made = _read(path, columns, hecvat, first, called)
    if made.catalogue is None or has_errors(made.findings):
        return ImportResult(findings=tuple(made.findings), counts=made.counts)
    where = folder.layout.catalogues / called
    files = {where / file: text.encode() for file, text in catalogue_files(made.catalogue).items()}
    there = sorted(where.glob("*")) if where.is_dir() else []
    if there and any(file not in files or file.read_bytes() != files[file] for file in there):
        hint = "choose another one with --name, or move that folder away; nothing was changed"
        message = f"there is a catalogue {called} already, and it differs"
        findings = (*made.findings, _wrong("taken", str(where), message, hint))
        return ImportResult(findings=findings, counts=made.counts)
    return ImportResult(
        findings=tuple(made.findings),
        name=called,
        catalogue=made.catalogue,
        folder=where,
        changed=_store(folder, called, files, by),
        counts=made.counts,
    )


def _store(folder: ProcurementFolder, name: str, files: Mapping[Path, bytes], by: str | None) -> bool:
    """An act of the procurement; where there is none yet, only files."""
    if not folder.layout.procurement.exists():
        return bool(write_all(files))
    with folder.act("criteria import", by, f"catalogue {name}") as act:
        for path, content in files.items():
            act.write(path, content)
    return bool(act.changed)


def _wrong_options(columns: str | None, hecvat: bool, name: str | None, called: str) -> list[Finding]:
    if hecvat and columns is not None:
        hint = "HECVAT has columns of its own: leave --map away"
        return [_wrong("options", "--hecvat", "--hecvat and --map do not go together", hint)]
    if name is not None and called != name:
        hint = f"letters, digits, dots and dashes, beginning with a letter, such as {called}"
        return [_wrong("name", "--name", f"{name!r} cannot name a catalogue", hint)]
    return []


def _read(path: Path, columns: str | None, hecvat: bool, first: int, name: str) -> ImportedList:
    if hecvat:
        return catalogue_of(read_book(path), path.name, name)
    table, findings = read_table(path)
    if table is None:
        return ImportedList(None, findings)
    if columns is not None:
        found, wrong = mapping(columns, table, first)
        return ImportedList(None, wrong) if wrong else import_own.catalogue_of(table, found, name, first)
    if not import_exported.is_export(table):
        hint = f"say which column is what: --map id=A,text=C,weight=F,kind=D (fields: {', '.join(FIELDS)})"
        return ImportedList(
            None, [_wrong("map", path.name, "this is no table that criteria export wrote", hint)]
        )
    catalogue, findings = import_exported.catalogue_of(table)
    return ImportedList(catalogue, findings)


def _wrong(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"usage.{code}", "error", where, message, hint)
