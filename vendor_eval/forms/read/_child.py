"""The process in which a foreign workbook is read: with limits on memory and time."""

from __future__ import annotations

import contextlib
import json
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from xml.sax import SAXException
from zipfile import BadZipFile

from vendor_eval.forms.read.archive import ASK, Refusal
from vendor_eval.forms.read.dropdowns import all_cells, first_sheet
from vendor_eval.forms.read.reading_builder import build_reading
from vendor_eval.forms.reading import FormReading, refused

R = TypeVar("R")


def read(path: Path) -> FormReading:
    """The reading, or the refusal of a file that is no workbook of ours. Anything else is a fault of ours."""
    return _guarded(path, build_reading)


def tables(path: Path, reader: Callable[[Path], dict[str, Any]] = all_cells) -> dict[str, Any]:
    """The cells of any workbook, or the refusal under ``refused``."""
    found = _guarded(path, reader)
    return {"refused": found.as_dict()} if isinstance(found, FormReading) else found


def _guarded(path: Path, reader: Callable[[Path], R]) -> R | FormReading:
    try:
        return reader(path)
    except Refusal as refusal:
        return refused(path.name, refusal.code, refusal.message, refusal.hint)
    # What zip and XML readers raise of a damaged archive, or of one packed in a way that they do not know.
    except (BadZipFile, SAXException, zlib.error, OSError, EOFError, NotImplementedError) as error:
        message = f"the file is damaged and cannot be read as an Excel workbook ({error})"
        return refused(path.name, "form.not-xlsx", message, ASK)


def main(request: dict[str, Any]) -> None:
    """Answer one request on standard output."""
    limit(int(request["memory_bytes"]), int(request["cpu_seconds"]))
    path = Path(request["file"])
    reader = {"tables": all_cells, "first": first_sheet}.get(request.get("what", ""))
    json.dump(tables(path, reader) if reader else read(path).as_dict(), sys.stdout)


def limit(memory_bytes: int, cpu_seconds: int) -> None:
    """Where the operating system has such limits; elsewhere the parent's timeout is the only limit."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu_seconds)):
        # macOS refuses some limits; those of the archive itself were checked before.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
