"""Reads a filled workbook of unknown origin, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from vendor_eval.errors import VendorEvalError
from vendor_eval.forms.reading import CellKind, CellReading, FormReading, refused

__all__ = ["CellKind", "CellReading", "FormReading", "read_form", "read_in_child", "refused_at_first_look"]

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 30
TIMEOUT_SECONDS = 60.0
# The child gets the search path of its parent and none from its surroundings: a file beside the workbook
# could otherwise pose as a module.
_CHILD = (
    "import json, sys; request = json.load(sys.stdin); sys.path[:] = request['path']; "
    "from vendor_eval.forms.read._child import main; main(request)"
)


def read_form(path: Path, *, timeout_seconds: float = TIMEOUT_SECONDS) -> FormReading:
    """The cells of the workbook at ``path`` by row and column, and what is wrong with it.

    It is read in a process of its own with limits on memory and time, so that no file can stop the program.
    Raises VendorEvalError if the file cannot be opened.
    """
    return refused_at_first_look(path) or _form_in_child(path, timeout_seconds)


def refused_at_first_look(path: Path) -> FormReading | None:
    """A refusal from a first look at the file. Raises VendorEvalError if it cannot be opened."""
    from vendor_eval.forms.read.archive import first_look

    if not path.is_file():
        raise VendorEvalError(
            f"there is no file {path.name!r}",
            hint="give the path of the workbook as it was received",
            where=str(path),
            code="form.no-file",
        )
    try:
        return first_look(path)
    except OSError as error:
        raise VendorEvalError(
            f"the file {path.name!r} cannot be opened: {error.strerror}",
            hint="close it in other programs, or ask for the right to read it",
            where=str(path),
            code="form.no-file",
        ) from error


def _form_in_child(path: Path, timeout_seconds: float) -> FormReading:
    done = read_in_child(path, "form", timeout_seconds)
    return done if isinstance(done, FormReading) else FormReading.from_dict(done)


def read_in_child(
    path: Path, what: str, timeout_seconds: float = TIMEOUT_SECONDS
) -> dict[str, Any] | FormReading:
    """What the process with limits read of ``path`` (``what``: form, tables or first), or why not."""
    request = {
        "what": what,
        "file": str(path.resolve()),
        "path": [entry for entry in sys.path if entry],
        "memory_bytes": MEMORY_BYTES,
        "cpu_seconds": CPU_SECONDS,
    }
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and our own code; the file name goes by stdin
            [sys.executable, "-I", "-c", _CHILD],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _no_reading(path, f"reading it took longer than {timeout_seconds:g} seconds")
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return _no_reading(path, f"reading it failed ({last[0] if last else 'out of time or memory'})")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _no_reading(path: Path, why: str) -> FormReading:
    hint = "do not open the file; ask the sender to save the workbook anew and to send it again"
    return refused(path.name, "form.unreadable", f"the workbook cannot be read: {why}", hint)
