"""CSV from any spreadsheet: which encoding, which separator, which decimal mark."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from typing import NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.model.problem import Problem
from vendor_eval.numbers import notation, number_in
from vendor_eval.workspace.tables.problem_draft import MAX_ALTERNATIVES, MAX_CRITERIA, Spot, bad
from vendor_eval.workspace.tables.problem_grid import Row, Sheet, kind, problem_in

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}


class Record(NamedTuple):
    """The cells of one record without spaces around them; ``where``: the line where it starts."""

    where: str
    cells: list[str]


def read_csv(raw: bytes, name: str) -> tuple[Problem | None, list[Finding]]:
    """The problem in the bytes of a CSV file, or what is wrong with it; ``name`` stands in the Findings."""
    text, notes = decoded(raw, name)
    if text is None:
        return None, notes
    separator = _separator(text)
    if separator is None:
        hint = "separate the columns with , or ; or a tab; row 1 holds id and the criterion ids"
        return None, [*notes, bad("separator", f"{name}:1", "line 1 has only one column", hint)]
    found, broken = records(text, separator, name, "problem", 2 * MAX_ALTERNATIVES + 1)
    if broken:
        return None, [*notes, *broken]
    rows: list[Row] = [[Spot(cell, where) for cell in cells[: 2 * MAX_CRITERIA]] for where, cells in found]
    problem, findings = problem_in(Sheet(name, _with_numbers(rows, separator), _too_long(separator)))
    return problem, [*notes, *findings]


def decoded(raw: bytes, name: str) -> tuple[str | None, list[Finding]]:
    """UTF-8 and UTF-16 with their marks, UTF-8 without, else Windows text (cp1252) with a note."""
    marked = next((encoding for mark, encoding in _MARKS.items() if raw.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NO_TEXT.search(text):
            break
        return text, [_guessed(name)] if encoding == "cp1252" else []
    hint = "save the table as CSV UTF-8, or give the workbook itself with its ending .xlsx"
    return None, [bad("encoding", name, "this is not a text file, or its characters cannot be read", hint)]


def _guessed(name: str) -> Finding:
    message = "the file is not UTF-8; it was read as Windows text (cp1252)"
    hint = "check the names for wrong characters; to be sure, save the file as CSV UTF-8"
    return Finding("problem.encoding", "note", name, message, hint)


def _separator(text: str) -> str | None:
    """What follows the word id; else what occurs most in line 1."""
    start = text.lstrip()
    after_id = re.match(r'(?:"id"|id)\s*?([,;\t])', start, re.IGNORECASE)
    if after_id:
        return after_id[1]
    line = start.splitlines()[0] if start else ""
    best = max(_SEPARATORS, key=line.count)
    return best if best in line else None


def records(
    text: str, separator: str, name: str, code: str, most: int | None = None
) -> tuple[list[Record], list[Finding]]:
    """The first ``most`` records, or the Finding ``code``.syntax where the columns cannot be separated."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[Record] = []
    start = 1
    try:
        for cells in itertools.islice(reader, most):
            found.append(Record(f"{name}:{start}", [cell.strip() for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        hint = "is a quotation mark left open, or one too many?"
        message = f"the columns cannot be separated: {error}"
        return [], [Finding(f"{code}.syntax", "error", f"{name}:{start}", message, hint)]
    return found, []


def _with_numbers(rows: list[Row], separator: str) -> list[Row]:
    """Texts that are numbers, as numbers; the header, the names, directions and groups stay as they are."""
    rows = [row for row in rows if row]
    numeric = [i for i, row in enumerate(rows) if i > 0 and kind(row) in ("", "weight")]
    found = notation((str(spot.value) for i in numeric for spot in rows[i][1:]), separator)
    for i in numeric:
        cells = [Spot(number_in(str(spot.value), found), spot.where) for spot in rows[i][1:]]
        rows[i] = [rows[i][0], *cells]
    return rows


def _too_long(separator: str) -> str:
    hint = f"the columns are separated by {_SEPARATORS[separator]}"
    if separator != ",":
        return f"{hint}; put a text that contains one in quotation marks"
    return (
        f'{hint}; if the numbers have a decimal comma too (1,5), save the file with the separator ";" '
        "or write them with a point (1.5)"
    )
