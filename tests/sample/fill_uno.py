"""Fill cells of a workbook in LibreOffice, as a person would, and store it as xlsx.

    fill(Path("price.xlsx"), Path("aurora-price.xlsx"), {"Prices!H5": 1250000, ("Prices", 6, 8): "included"})

Rows and columns of a tuple count from 1. Numbers are entered as numbers, text as text; a cell that is locked
is an error, since nobody could have typed there. ``fill_all`` fills several workbooks in one LibreOffice.

The module has two sides. Imported, it needs nothing but the standard library and starts itself as a child of
the interpreter that has LibreOffice's ``uno`` module (the system's python3). Run as that child, it starts
``soffice`` with a profile of its own, so that an open LibreOffice of the user is not touched.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Place = str | tuple[str, int, int]
Cells = Mapping[Place, str | float]

XLSX = "Calc MS Excel 2007 XML"
PYTHONS = (os.environ.get("UNO_PYTHON", ""), "/usr/bin/python3", shutil.which("python3") or "")
START_SECONDS, FILL_SECONDS = 90, 300
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")


class Job(NamedTuple):
    """One workbook to fill: ``source`` stays as it is, ``target`` is written."""

    source: Path
    target: Path
    cells: Cells


def available() -> bool:
    """True where LibreOffice and an interpreter with its ``uno`` module are installed."""
    return bool(shutil.which("soffice")) and _uno_python() is not None


def fill(workbook_in: Path, workbook_out: Path, cells: Cells) -> None:
    """Enter ``cells`` into ``workbook_in`` and store the result as ``workbook_out``.

    Raises RuntimeError with what LibreOffice said if a sheet is missing, a cell locked or a file unreadable.
    """
    fill_all([Job(workbook_in, workbook_out, cells)])


def fill_all(jobs: Sequence[Job]) -> None:
    """As ``fill``, for many workbooks in one run of LibreOffice."""
    python = _uno_python()
    if python is None:
        raise RuntimeError("no python3 with LibreOffice's uno module was found; set UNO_PYTHON to it")
    orders = [
        {
            "source": str(job.source.resolve()),
            "target": str(job.target.resolve()),
            "cells": [[*_place(place), value] for place, value in job.cells.items()],
        }
        for job in jobs
    ]
    command = [python, str(Path(__file__).resolve())]
    done = subprocess.run(
        command, input=json.dumps(orders), capture_output=True, text=True, timeout=FILL_SECONDS, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"LibreOffice did not fill the workbooks:\n{done.stderr.strip()}")


def _place(place: Place) -> tuple[str, int, int]:
    """Sheet, row and column, the last two from 1."""
    if not isinstance(place, str):
        return place
    sheet, _, cell = place.rpartition("!")
    found = _CELL.fullmatch(cell.replace("$", ""))
    if not found or not sheet:
        raise ValueError(f"{place!r} is no place such as Prices!H5")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return sheet.strip("'"), int(found[2]), column


def _uno_python() -> str | None:
    for python in PYTHONS:
        if not python or not Path(python).exists():
            continue
        found = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
        if found.returncode == 0:
            return python
    return None


# From here on: the child, which has the uno module.


def main() -> int:
    orders = json.load(sys.stdin)
    with _office() as desktop:
        for order in orders:
            _fill(desktop, order)
    return 0


def _fill(desktop: Any, order: dict[str, Any]) -> None:
    document = desktop.loadComponentFromURL(_url(order["source"]), "_blank", 0, _properties(Hidden=True))
    if document is None:
        raise RuntimeError(f"{order['source']} cannot be opened")
    try:
        sheets = document.getSheets()
        for sheet, row, column, value in order["cells"]:
            if not sheets.hasByName(sheet):
                raise RuntimeError(f"{order['source']} has no sheet {sheet!r}")
            _enter(sheets.getByName(sheet), sheet, row, column, value)
        document.calculateAll()
        document.storeToURL(_url(order["target"]), _properties(FilterName=XLSX, Overwrite=True))
    finally:
        document.close(True)


def _enter(sheet: Any, name: str, row: int, column: int, value: str | float) -> None:
    cell = sheet.getCellByPosition(column - 1, row - 1)
    if sheet.isProtected() and cell.CellProtection.IsLocked:
        raise RuntimeError(f"{name}, row {row}, column {column} is locked: nobody could write there")
    if isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


@contextlib.contextmanager
def _office() -> Iterator[Any]:
    """The desktop of a LibreOffice of our own, ended afterwards together with its profile."""
    with tempfile.TemporaryDirectory(prefix="fill-uno-") as profile:
        pipe = f"fill_uno_{uuid.uuid4().hex}"
        command = [
            "soffice",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"--accept=pipe,name={pipe};urp;",
        ]
        office = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            desktop = _desktop(pipe, office)
            yield desktop
            with contextlib.suppress(Exception):  # the answer to terminate is often cut off
                desktop.terminate()
            office.wait(30)
        finally:
            _end(office)


def _desktop(pipe: str, office: subprocess.Popen[bytes]) -> Any:
    import uno  # only the child's interpreter has it

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception as error:  # NoConnectException until the pipe is there
            if office.poll() not in (None, 0) or time.monotonic() > deadline:
                raise RuntimeError("LibreOffice did not start") from error
            time.sleep(0.2)


def _end(office: subprocess.Popen[bytes]) -> None:
    """soffice is a script around the program: its whole process group goes."""
    if office.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait(10)


def _properties(**values: Any) -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue  # made by uno's import hook

    found = []
    for name, value in values.items():
        entry = PropertyValue()
        entry.Name, entry.Value = name, value
        found.append(entry)
    return tuple(found)


def _url(path: str) -> str:
    return Path(path).as_uri()


if __name__ == "__main__":
    sys.exit(main())
