"""measurements.csv: what was measured after go-live. Columns month, kpi, value, unit, and site and note."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.roadmap.after_selection import Kpi
from vendor_eval.numbers import Flaw, Notation, notation, number_in
from vendor_eval.roadmap.steps.monitoring import Measurement
from vendor_eval.workspace.tables.problem_csv import decoded, records

NEEDED, ALLOWED = ("month", "kpi", "value", "unit"), ("month", "kpi", "value", "unit", "site", "note")
MAX_BYTES = 5_000_000
MOST_MONTHS = 240
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_LAYOUT = f"the first row names the columns: {', '.join(NEEDED)}; {' and '.join(ALLOWED[4:])} may follow"


class _Row(NamedTuple):
    where: str
    cells: dict[str, str]


def read_measurements(
    path: Path, kpis: Sequence[Kpi], sites: Sequence[str]
) -> tuple[tuple[Measurement, ...], list[Finding]]:
    """The measurements in ``path``, or nothing and all that is wrong with them, each with its line."""
    try:
        if not path.is_file():
            what = "this is a folder" if path.is_dir() else "there is no such file"
            return (), [_bad("file", str(path), what, f"name a CSV file; {_LAYOUT}")]
        if path.stat().st_size > MAX_BYTES:
            return (), [_bad("too-large", path.name, "the file is larger than 5 MB", "split it by year")]
        raw = path.read_bytes()
    except OSError as error:
        return (), [
            _bad("file", path.name, f"cannot be read: {error.strerror}", "check that you may read it")
        ]
    return measurements_in(raw, path.name, kpis, sites)


def measurements_in(
    raw: bytes, name: str, kpis: Sequence[Kpi], sites: Sequence[str]
) -> tuple[tuple[Measurement, ...], list[Finding]]:
    """The same from bytes; ``name`` stands in the Findings."""
    if not raw.strip():
        return (), [_bad("empty", name, "the file is empty", _LAYOUT)]
    text, findings = decoded(raw, name)
    if text is None:
        return (), findings
    first = next(line for line in text.splitlines() if line.strip())
    separator = max((",", ";", "\t"), key=first.count)
    rows, wrong = _rows(text, separator, name)
    findings += wrong
    if has_errors(findings):
        return (), findings
    if not rows:
        return (), [*findings, _bad("empty", name, "there is no row below the names of the columns", _LAYOUT)]
    known = {k.id: k for k in kpis}
    written = notation((row.cells["value"] for row in rows), separator)
    found = []
    for row in rows:
        value, wrong = _value(row, written)
        wrong += [*_flaws(row, known, sites), *_availability(row, known, value)]
        findings += wrong
        if not has_errors(wrong) and value is not None:
            c = row.cells
            found.append(Measurement(c["month"], c["kpi"], value, c.get("site", ""), c.get("note", "")))
    findings += [*_twice(rows), *_apart(rows)]
    return (() if has_errors(findings) else tuple(found)), findings


def _rows(text: str, separator: str, name: str) -> tuple[list[_Row], list[Finding]]:
    found, findings = records(text, separator, name, "measurements")
    filled = [record for record in found if any(record.cells)]
    if not filled:
        return [], findings
    header = [cell.casefold() for cell in filled[0].cells]
    findings += _columns(header, filled[0].where)
    rows: list[_Row] = []
    for where, cells in filled[1:]:
        if any(cells[len(header) :]):
            hint = 'with decimal commas (99,5) the columns have to be separated by ";"'
            message = f"{len(cells)} cells for {len(header)} columns"
            findings.append(_bad("ragged", where, message, hint))
            continue
        rows.append(_Row(where, dict(zip(header, [*cells, *[""] * len(header)], strict=False))))
    return rows, findings


def _columns(header: Sequence[str], where: str) -> Iterator[Finding]:
    missing = [c for c in NEEDED if c not in header]
    unknown = [c for c in header if c and c not in ALLOWED]
    twice = sorted({c for c in header if c and header.count(c) > 1})
    if missing:
        yield _bad("column", where, f"without column {', '.join(missing)}", _LAYOUT)
    if unknown:
        yield _bad("column", where, f"unknown column {', '.join(unknown)}", _LAYOUT)
    if twice:
        yield _bad("column", where, f"column {', '.join(twice)} stands twice", "keep one of them")


def _value(row: _Row, written: Notation) -> tuple[Decimal | None, list[Finding]]:
    text = row.cells["value"]
    value = number_in(text, written) if text else ""
    if isinstance(value, Flaw):
        return None, [_bad("value", row.where, value.message, value.hint)]
    if isinstance(value, str):
        shown = f"“{text[:40]}” is no number" if text else "there is no value"
        return None, [_bad("value", row.where, shown, "write the number alone; the unit has its own column")]
    if not math.isfinite(value):
        return None, [_bad("value", row.where, f"“{text[:40]}” is too large", "is there a digit too many?")]
    return Decimal(repr(value)), []


def _flaws(row: _Row, known: Mapping[str, Kpi], sites: Sequence[str]) -> Iterator[Finding]:
    cells = row.cells
    if not _MONTH.fullmatch(cells["month"]):
        yield _bad("month", row.where, f"“{cells['month'][:40]}” is no month", "write it like 2028-03")
    kpi = known.get(cells["kpi"])
    if kpi is None:
        names = ", ".join(known) or "none is there yet"
        hint = f"the ids stand under kpis: in roadmap.yaml: {names}"
        yield _bad("kpi", row.where, f"there is no KPI “{cells['kpi'][:40]}”", hint)
    elif cells["unit"] != kpi.unit:
        message = f"{kpi.id} is measured in {kpi.unit}, and here stands “{cells['unit'][:40]}”"
        yield _bad("unit", row.where, message, f"convert the value, and write {kpi.unit} as its unit")
    site = cells.get("site", "")
    if site and sites and site not in sites:
        hint = f"sites of procurement.yaml: {', '.join(sites)}; leave it empty for all together"
        yield _bad("site", row.where, f"there is no site “{site[:40]}”", hint)


def _availability(row: _Row, known: Mapping[str, Kpi], value: Decimal | None) -> Iterator[Finding]:
    """Service credits follow from it, so a slip of the pen costs money."""
    kpi = known.get(row.cells["kpi"])
    if value is None or kpi is None or not kpi.credits or kpi.unit != "%":
        return
    if not 0 <= value <= 100:
        hint = "an availability lies between 0 and 100 percent"
        yield _bad("value", row.where, f"{kpi.id} cannot be {value:f} %", hint)
    elif 0 < value <= 1:
        message = f"{kpi.id} of {value:f} % looks like a share; credits were counted from it as it stands"
        hint = f"if a share was meant, write {(100 * value).normalize():f}"
        yield Finding("measurements.share", "warning", row.where, message, hint)


def _apart(rows: Sequence[_Row]) -> Iterator[Finding]:
    """A wrong digit in a year makes hundreds of months without a measurement."""
    months = sorted(row.cells["month"] for row in rows if _MONTH.fullmatch(row.cells["month"]))
    if not months:
        return
    first, last = (int(m[:4]) * 12 + int(m[5:]) for m in (months[0], months[-1]))
    if last - first >= MOST_MONTHS:
        message = f"{months[0]} and {months[-1]} lie {(last - first) // 12} years apart"
        where = next(row.where for row in rows if row.cells["month"] in (months[0], months[-1]))
        yield _bad("month", where, message, f"at most {MOST_MONTHS // 12} years; is a year mistyped?")


def _twice(rows: Sequence[_Row]) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], str] = {}
    for row in rows:
        key = (row.cells["month"], row.cells["kpi"], row.cells.get("site", ""))
        if key in seen:
            message = f"{' '.join(k for k in key if k)} stands here and in {seen[key]}"
            yield _bad("twice", row.where, message, "keep one of the two")
        seen.setdefault(key, row.where)


def _bad(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"measurements.{code}", "error", where, message, hint)
