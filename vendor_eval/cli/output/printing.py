"""What a person or a script sees: one object as JSON, tables, Findings; and the exit code."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, ParamSpec

import typer

from vendor_eval.cli.output.table_text import drawn
from vendor_eval.errors import ExitCode
from vendor_eval.findings import Finding, by_severity
from vendor_eval.text import without_formula

P = ParamSpec("P")


class Format(StrEnum):
    """How a verb prints its data."""

    table = "table"
    json = "json"
    csv = "csv"


@dataclass(frozen=True)
class Table:
    """Rows for a person. ``right`` names the columns of figures; cells are text already."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[str] = ()


@dataclass(frozen=True)
class Output:
    """What a verb shows. ``text`` is for people, ``data`` for scripts, ``csv`` for spreadsheets.

    ``code`` overrules the exit code that follows from the Findings. ``findings_in_text`` is true where
    ``text`` shows the Findings already.
    """

    data: dict[str, Any] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    text: Sequence[str | Table] = ()
    csv: Table | None = None
    code: ExitCode | None = None
    findings_in_text: bool = False


def show(output: Output, how: Format) -> None:
    """Data to stdout, Findings to stderr. As JSON, everything is one object on stdout."""
    if how is Format.json:
        findings = [f.as_dict() for f in output.findings]
        typer.echo(json.dumps({**output.data, "findings": findings}, indent=1, default=_plain))
        return
    if how is Format.csv:
        if output.csv is not None:
            typer.echo(_csv(output.csv), nl=False)
        print_findings(output.findings)
        return
    for part in output.text:
        print_part(part)
    if not output.findings_in_text:
        print_findings(output.findings)


def _plain(value: object) -> float | str:
    """What JSON lacks: decimals as numbers, the rest as text."""
    return float(value) if isinstance(value, Decimal) else str(value)


def print_part(part: str | Table) -> None:
    """One paragraph or table on stdout."""
    if isinstance(part, str):
        typer.echo(_printable(part, sys.stdout))
    else:
        typer.echo(_printable(_drawn(part), sys.stdout), nl=False)


def print_findings(findings: Sequence[Finding]) -> None:
    """Findings on stderr, errors first, each with its place and how to mend it."""
    for f in by_severity(findings):
        where = f"{f.where}: " if f.where else ""
        typer.echo(_printable(f"{f.severity}: {where}{f.message}", sys.stderr), err=True)
        if f.hint:
            typer.echo(_printable(f"    {f.hint}", sys.stderr), err=True)


def findings_text(findings: Sequence[Finding]) -> str:
    """Findings as lines for stdout, errors first; a command in a hint stands on a line of its own."""
    lines = []
    for f in by_severity(findings):
        lines.append(f"{f.severity}: {f.where}: {f.message}" if f.where else f"{f.severity}: {f.message}")
        lines += [f"    {f.hint}"] if f.hint else []
    return "\n".join(lines)


def findings_table(findings: Sequence[Finding], title: str) -> Table:
    rows = [(f.severity, f.where, f.message, f.hint) for f in by_severity(findings)]
    return Table(title, ("severity", "where", "what", "how to mend it"), rows)


def progress(text: str) -> None:
    """A line on stderr while something takes its time."""
    typer.echo(_printable(text, sys.stderr), err=True)


def _drawn(table: Table) -> str:
    """The table as text, as wide as the terminal; 120 columns where there is none."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 120
    rule = "─" if _prints("─", sys.stdout) else "-"
    body = drawn(table.columns, table.rows, table.right, width, rule)
    return f"{table.title}\n{body}\n\n" if table.title else body + "\n\n"


def _csv(table: Table) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([without_formula(cell, numbers=True) for cell in row] for row in table.rows)
    return buffer.getvalue()


def _prints(text: str, stream: object) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _printable(text: str, stream: object) -> str:
    """``text`` as the console can show it: what it lacks becomes ``?``, never an error."""
    if _prints(text, stream):
        return text
    encoding = getattr(stream, "encoding", None) or "ascii"
    return text.encode(encoding, "replace").decode(encoding)
