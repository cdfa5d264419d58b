"""A bare decision table from a file: YAML, JSON, CSV or a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.model.problem import Problem
from vendor_eval.workspace.tables.problem_csv import read_csv
from vendor_eval.workspace.tables.problem_draft import bad
from vendor_eval.workspace.tables.problem_layout import read_json, read_yaml
from vendor_eval.workspace.tables.problem_xlsx import read_xlsx

MAX_BYTES = 25_000_000

_READERS: dict[str, Callable[[bytes, str], tuple[Problem | None, list[Finding]]]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
    ".csv": read_csv,
}
KINDS = (*_READERS, ".xlsx")

_SAVE_AS = "save it as .xlsx or as .csv"
_OTHERS = {
    ".xls": _SAVE_AS,
    ".xlsm": f"it may hold macros, which are not opened; {_SAVE_AS}",
    ".xlsb": _SAVE_AS,
    ".ods": _SAVE_AS,
    ".numbers": _SAVE_AS,
    ".tsv": "name it .csv: a tab between the columns is understood",
    ".txt": "name it .csv if it is a table, .yaml if it is in the YAML layout",
}


def read_problem(path: Path) -> tuple[Problem | None, list[Finding]]:
    """The decision table in ``path``, or everything that is wrong with it, each with its place.

    No file makes this raise. A problem may come with notes.
    """
    kind = path.suffix.lower()
    try:
        unfit = _unfit(path)
        if unfit is None and kind in KINDS:
            raw = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        hint = "check that the file is there and that you may read it"
        return None, [bad("unreadable", path.name, f"cannot be read: {error}", hint)]
    if unfit is not None:
        return None, [unfit]
    if kind not in KINDS:
        hint = _OTHERS.get(kind, f"a decision table ends in one of {', '.join(KINDS)}")
        return None, [bad("extension", path.name, f"files ending in {path.suffix!r} are not read", hint)]
    if not raw.strip():
        return None, [bad("empty", path.name, "the file is empty", "fill it, or export the table once more")]
    return read_xlsx(path) if kind == ".xlsx" else _READERS[kind](raw, path.name)


def _unfit(path: Path) -> Finding | None:
    if path.is_dir():
        hint = "name the file with the decision table in it"
        return bad("folder", path.name, "this is a folder, not a file", hint)
    if not path.is_file():
        return bad("missing", path.name, "there is no such file", "check the name and the folder")
    size = path.stat().st_size
    if size > MAX_BYTES:
        hint = f"files of up to {MAX_BYTES // 1_000_000} MB are read; leave out what is no table"
        return bad("too-large", path.name, f"{size:,} bytes are too many for a decision table", hint)
    return None
