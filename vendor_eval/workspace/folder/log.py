"""Who did what, when, with which bytes: one line an act, each sealed with the line before it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import rfc8785

from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding
from vendor_eval.workspace.folder.atomic import stopped, write_bytes

START = "0" * 64


def who(given: str | None) -> str:
    """The name acts are logged under: ``--as``, else VENDOR_EVAL_USER, else the login name."""
    if given or os.environ.get("VENDOR_EVAL_USER"):
        return (given or os.environ["VENDOR_EVAL_USER"]).strip()
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no account entry, as in some containers
        return "unknown"


def append(
    log: Path,
    *,
    by: str,
    at: datetime,
    verb: str,
    what: str,
    files: Mapping[str, str] | None = None,
    rests_on: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Add one act. ``files`` maps paths in the folder to their sha256.

    ``rests_on`` maps paths to the marks of what they rest on: bids, decisions ... (``Case.fingerprints``).
    """
    before = lines(log)
    entry: dict[str, Any] = {
        "n": len(before) + 1,
        "at": at.isoformat(timespec="seconds"),
        "by": by,
        "verb": verb,
        "what": what,
        "files": dict(files or {}),
        "previous": _hash(before[-1]) if before else START,
    }
    if rests_on:
        entry["rests_on"] = {path: dict(marks) for path, marks in rests_on.items()}
    try:
        with log.open("ab") as file:
            size = file.tell()
            try:
                file.write(rfc8785.dumps(entry) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    os.truncate(log, size)
                raise
    except OSError as error:
        raise stopped(error, log) from error


def torn(log: Path) -> bool:
    """Whether the last line was not written to its end."""
    try:
        with log.open("rb") as file:
            if file.seek(0, os.SEEK_END) == 0:
                return False
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
    except OSError:
        return False


def mend(log: Path) -> list[Finding]:
    """End a last line that lacks only its line break; cut one that is torn back to the last whole line."""
    if not torn(log):
        return []
    raw = log.read_bytes()
    whole, _, rest = raw.rpartition(b"\n")
    kept = whole + b"\n" if whole else b""
    before = kept.splitlines()
    if _follows(rest, len(before) + 1, _hash(before[-1]) if before else START):
        write_bytes(log, raw + b"\n")
        return []
    write_bytes(log, kept)
    message = "the last line was not written to its end, and was removed: that act did not happen"
    return [
        Finding("log.torn", "note", f"{log.name}:{len(before) + 1}", message, "run the last command again")
    ]


def _follows(line: bytes, n: int, previous: str) -> bool:
    """Whether ``line`` is the whole line ``n`` of a log whose line before has the hash ``previous``."""
    try:
        entry = json.loads(line)
        return bool(entry["n"] == n and entry["previous"] == previous and rfc8785.dumps(entry) == line)
    except (ValueError, KeyError, TypeError):
        return False


def verify(log: Path) -> list[Finding]:
    """Where the chain is broken: a line that was changed, taken out or put in."""
    previous = START
    for n, line in enumerate(lines(log), 1):
        if not _follows(line, n, previous):
            where = f"{log.name}:{n}"
            hint = "the log was edited by hand; restore it from a copy, or explain the break in the minutes"
            return [Finding("log.broken", "error", where, "the log does not fit together here", hint)]
        previous = _hash(line)
    return []


def newest(log: Path, file: str) -> tuple[datetime, str] | None:
    """When the path ``file`` was last written, and its sha256 then; None if it never was."""
    for line in reversed(lines(log)):
        try:
            entry = json.loads(line)
            if file in entry["files"]:
                return datetime.fromisoformat(entry["at"]), str(entry["files"][file])
        except (ValueError, KeyError, TypeError):
            continue  # verify says what is wrong with such a line
    return None


def rests_on(log: Path) -> dict[str, dict[str, str]]:
    """By path, the newest marks of what the file there says; nothing of files that have none."""
    found: dict[str, dict[str, str]] = {}
    for line in lines(log):
        if b'"rests_on"' not in line:
            continue
        try:
            found |= {str(path): dict(marks) for path, marks in json.loads(line)["rests_on"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # verify says what is wrong with such a line
    return found


def entries(log: Path) -> list[dict[str, Any]]:
    """The acts of a log that is whole, oldest first."""
    return [json.loads(line) for line in lines(log)]


def head(log: Path) -> str:
    """The seal over the whole log so far."""
    before = lines(log)
    return _hash(before[-1]) if before else START


def lines(log: Path) -> list[bytes]:
    """The lines of the log, none where it was not begun. Raises VendorEvalError if it cannot be read."""
    try:
        return log.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        hint = "check that it is a file and that you may read it"
        message = f"the log cannot be read: {error.strerror}"
        raise VendorEvalError(message, hint=hint, where=log.name, code="log.unreadable") from error


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
