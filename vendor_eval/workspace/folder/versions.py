"""What the program adds to a folder: bids, score sheets, decisions, vendors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout
from pydantic import BaseModel

from vendor_eval.errors import VendorEvalError
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.workspace.folder.atomic import sha256, stopped, write_bytes, write_text
from vendor_eval.workspace.folder.layout import Layout

M = TypeVar("M", bound=BaseModel)


@contextmanager
def alone(layout: Layout, timeout: float = 10) -> Iterator[None]:
    """Nobody else changes the folder meanwhile. Raises VendorEvalError if somebody holds it too long."""
    lock = FileLock(layout.lock, timeout=timeout)
    try:
        lock.acquire()
    except Timeout as error:
        raise VendorEvalError(
            "another vendor-eval command is changing this folder",
            hint="wait until it is done and run again",
            where=str(layout.root),
            code="folder.locked",
        ) from error
    except OSError as error:
        raise stopped(error, layout.lock) from error
    try:
        yield
    finally:
        lock.release()


def version_of(where: Path, stem: str, content: bytes) -> tuple[int, bool]:
    """The version a file would get in ``where``, and whether it is the newest one there already.

    An older version that comes in once more is a new version: the sender goes back to it.
    """
    numbers = [int(p.stem.rpartition("-v")[2]) for p in where.glob(f"{stem}-v*.json")]
    newest = max(numbers, default=0)
    workbook = where / f"{stem}-v{newest}.xlsx"
    if newest and workbook.exists() and sha256(workbook.read_bytes()) == sha256(content):
        return newest, True
    return newest + 1, False


def keep(where: Path, stem: str, version: int, content: bytes, reading: M) -> M:
    """Store a workbook as version ``version`` with its reading beside it.

    The reading is written last: a workbook without one does not count, so an interruption loses nothing.
    """
    workbook = where / f"{stem}-v{version}.xlsx"
    write_bytes(workbook, content)
    write_text(workbook.with_suffix(".json"), reading.model_dump_json(indent=1) + "\n")
    return reading


def add_vendor(layout: Layout, vendor: Vendor) -> None:
    """Append to vendors.yaml."""
    lines = entries(layout.vendors, "vendors")
    write_entries(layout.vendors, "vendors", "receive --new", [*lines, vendor.model_dump(mode="json")])


def entries(path: Path, key: str) -> list[dict[str, object]]:
    """The entries of a file that ``write_entries`` wrote: JSON objects, a line each."""
    if not path.exists():
        return []
    lines = path.read_text("utf-8").split("\n")
    return [json.loads(line[2:]) for line in lines if line.startswith("- ")]


def write_entries(path: Path, key: str, verb: str, entries: list[dict[str, object]]) -> None:
    """YAML that a person can read and any YAML reader parses: one JSON object an entry."""
    head = (
        f"# Written by vendor-eval {verb}; edit nothing here, or the log no longer tells the truth.\n{key}:\n"
    )
    write_text(path, head + "".join(f"- {json.dumps(e, ensure_ascii=False)}\n" for e in entries))
