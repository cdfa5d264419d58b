"""Whether the workbooks that were taken in lie there as the log says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.workspace.folder import log as audit
from vendor_eval.workspace.folder.atomic import sha256
from vendor_eval.workspace.folder.layout import Layout

_TAKEN_IN = ("bids/", "scores/")


def kept_findings(layout: Layout) -> list[Finding]:
    """Workbooks that are gone, changed, without their reading, or that the log does not name.

    Such a bid or score sheet would else be out, or in, without a word. The log has to be whole: what
    ``audit.verify`` finds has to be mended first.
    """
    named = _named(layout)
    return [
        *(f for path, total in named.items() for f in _one(layout, path, total)),
        *_unnamed(layout, named),
    ]


def _named(layout: Layout) -> dict[str, str]:
    """The sha256 of each workbook that was taken in, as the log had it last."""
    found: dict[str, str] = {}
    for line in audit.lines(layout.log):
        files = json.loads(line).get("files", {})
        found |= {str(k): str(v) for k, v in files.items() if k.startswith(_TAKEN_IN) and k.endswith(".xlsx")}
    return found


def _one(layout: Layout, path: str, total: str) -> Iterator[Finding]:
    file = layout.root / path
    verb = "receive" if path.startswith("bids/") else "collect"
    again = f"restore it from a copy, or take the workbook in again: vendor-eval {verb}"
    if not file.is_file():
        yield Finding(
            "log.file-missing", "error", path, "the log says that it was kept, and it is gone", again
        )
    elif sha256(file.read_bytes()) != total:
        message = "it is not the file that was taken in, by the log"
        yield Finding("log.file-changed", "error", path, message, "restore it from a copy")
    elif not file.with_suffix(".json").is_file():
        message = "its reading (the .json beside it) is gone, so it does not count"
        yield Finding("log.reading-missing", "error", path, message, again)


def _unnamed(layout: Layout, named: dict[str, str]) -> Iterator[Finding]:
    folders: list[Path] = [*sorted(layout.bids.glob("*")), layout.scores]
    there = [
        file.relative_to(layout.root).as_posix()
        for folder in folders
        for file in sorted(folder.glob("*-v*.xlsx"))
        if file.with_suffix(".json").is_file()
    ]
    lost = [path for path in there if path not in named]
    if lost:
        message = f"it does not name {', '.join(lost)}, which count all the same"
        hint = "was it cut or begun anew? restore it from a copy, or explain it in the minutes"
        yield Finding("log.not-named", "warning", layout.log.name, message, hint)
