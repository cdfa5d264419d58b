"""A table of ratings from CSV: items in the first row, raters in the first column, blanks are missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.numbers import Flaw, notation, number_in
from vendor_eval.scoring.agreement.ratings import Ratings
from vendor_eval.workspace.tables.problem_csv import Record, decoded, records

MAX_BYTES, MAX_RATERS, MAX_ITEMS = 5_000_000, 500, 2_000
_SEPARATORS = (",", ";", "\t")


def read_ratings(path: Path) -> tuple[Ratings | None, list[Finding]]:
    """The ratings in ``path``, or all that is wrong with the file, each with line and column."""
    try:
        if path.is_dir() or not path.is_file():
            what = "this is a folder" if path.is_dir() else "there is no such file"
            return None, [
                _bad("file", path.name, what, "name a CSV file with ratings, or a procurement folder")
            ]
        if path.stat().st_size > MAX_BYTES:
            return None, [_bad("too-large", path.name, "the file is larger than 5 MB", _LAYOUT)]
        raw = path.read_bytes()
    except OSError as error:
        hint = "check that you may read it"
        return None, [_bad("file", path.name, f"cannot be read: {error.strerror}", hint)]
    return ratings_in(raw, path.name)


def ratings_in(raw: bytes, name: str) -> tuple[Ratings | None, list[Finding]]:
    """The same from bytes; ``name`` stands in the Findings."""
    if not raw.strip():
        return None, [_bad("empty", name, "the file is empty", _LAYOUT)]
    text, notes = decoded(raw, name)
    if text is None:
        return None, notes
    first = next(line for line in text.splitlines() if line.strip())
    separator = max(_SEPARATORS, key=first.count)
    found, broken = records(text, separator, name, "ratings")
    lines = [line for line in found if any(line.cells)]
    findings = broken or _shape(lines, name)
    if findings:
        return None, [*notes, *findings]
    items = [*_trimmed(lines[0].cells)[1:]]
    names = [line.cells[0] for line in lines[1:]]
    rows, findings = _numbers(lines[1:], items, separator)
    if findings:
        return None, [*notes, *findings]
    return Ratings(tuple(items), tuple(names), rows, ("",) * len(items)), notes


_LAYOUT = "the first row holds the items, the first column the raters, the rest numbers; a blank is missing"


def _shape(lines: Sequence[Record], name: str) -> list[Finding]:
    """Names that are missing or stand twice, rows that are too long, a table that is no table."""
    header = _trimmed(lines[0].cells)
    items = [*header[1:]]
    found = []
    if not items or len(lines) < 2:
        what = "there is no item" if not items else "there is no rater"
        return [_bad("empty", lines[0].where, what, _LAYOUT)]
    if len(items) > MAX_ITEMS or len(lines) - 1 > MAX_RATERS:
        message = f"there are more than {MAX_ITEMS:,} items or {MAX_RATERS} raters"
        return [_bad("too-large", name, message, "split the table")]
    names = [(cell, f"{lines[0].where} column {j}", "item") for j, cell in enumerate(items, start=2)]
    names += [(line.cells[0], f"{line.where} column 1", "rater") for line in lines[1:]]
    seen: set[tuple[str, str]] = set()
    for cell, where, what in names:
        if not cell:
            found.append(_bad("name", where, f"this {what} has no name", "write one, or take it out"))
        elif (what, cell) in seen:
            found.append(_bad("name", where, f"the {what} {cell!r} stands twice", "give each its own name"))
        seen.add((what, cell))
    for line in lines[1:]:
        given = len(_trimmed(line.cells)) - 1
        if given > len(items):
            message = f"{given} ratings for {len(items)} items"
            hint = 'with decimal commas (3,5) the columns have to be separated by ";"'
            found.append(_bad("ragged", line.where, message, hint))
    return found


def _numbers(
    lines: Sequence[Record], items: Sequence[str], separator: str
) -> tuple[tuple[tuple[float | None, ...], ...], list[Finding]]:
    written = notation((cell for line in lines for cell in line.cells[1:]), separator)
    rows: list[tuple[float | None, ...]] = []
    findings = []
    for line in lines:
        row: list[float | None] = []
        for j, item in enumerate(items, start=1):
            text = line.cells[j] if j < len(line.cells) else ""
            value = number_in(text, written) if text else None
            if isinstance(value, str | Flaw) or (value is not None and not math.isfinite(value)):
                findings.append(_no_number(value, text, f"{line.where} column {j + 1} ({item})"))
                value = None
            row.append(value)
        rows.append(tuple(row))
    return tuple(rows), findings


def _no_number(value: object, text: str, where: str) -> Finding:
    if isinstance(value, Flaw):
        return _bad("not-a-number", where, value.message, value.hint)
    shown = text if len(text) <= 40 else text[:37] + "..."
    hint = "write a number, or leave the cell blank where there is no rating; name categories by numbers"
    return _bad("not-a-number", where, f"“{shown}” is no rating", hint)


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    """Without the empty cells at the end, which spreadsheets like to leave behind."""
    end = len(cells)
    while end > 1 and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _bad(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"ratings.{code}", "error", where, message, hint)
