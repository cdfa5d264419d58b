"""The one way into a procurement folder: an act is one line of the log with all its files, or nothing.

Files are staged beside those of the folder, with a manifest of their checksums; then one line is appended to
the log. At that moment the act has happened. Then the staged files are moved into place. Whoever opens the
folder next completes a staged act whose line is in the log, and removes one whose line is not.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding
from vendor_eval.workspace.folder import log
from vendor_eval.workspace.folder.atomic import file_mode, sha256, stopped, sync_folder, write_synced
from vendor_eval.workspace.folder.layout import Layout

if TYPE_CHECKING:
    from filelock import BaseFileLock

Clock = Callable[[], datetime]
Notice = Callable[[str], None]

_MANIFEST = "manifest.json"
_PATIENCE = 1.0
"""Seconds of waiting before a person is told who works in the folder."""
_TIMEOUT = 60.0


@dataclass
class Act:
    """One act in the making. Files are collected here, and written when the ``with`` block ends.

    ``what`` says in one sentence what was done; ``rests_on`` maps paths to fingerprints of what they rest on.
    ``changed`` lists, after the block, the files that differ from before; where none does, nothing is logged,
    unless ``logged_anyway`` is set.
    """

    layout: Layout
    verb: str
    by: str
    at: datetime
    what: str = ""
    rests_on: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: dict[Path, bytes] = field(default_factory=dict)
    changed: tuple[Path, ...] = ()
    logged_anyway: bool = False

    def write(self, path: Path, content: bytes) -> None:
        """Put ``content`` at ``path``, which is in the folder of the procurement."""
        path.relative_to(self.layout.root)
        self.files[path] = content

    def read(self, path: Path) -> bytes | None:
        """The content of ``path`` as this act leaves it; None where there is no such file."""
        if path in self.files:
            return self.files[path]
        return _content(path)


@contextlib.contextmanager
def act(
    layout: Layout,
    verb: str,
    by: str | None,
    clock: Clock,
    *,
    what: str = "",
    notice: Notice | None = None,
    timeout: float = _TIMEOUT,
) -> Iterator[Act]:
    """Do something to the folder, alone. An exception inside the block leaves everything as it was.

    ``clock`` is asked once no other command works here. Raises VendorEvalError where the folder is in use for
    longer than ``timeout`` seconds, or cannot be written to.
    """
    who = log.who(by)
    with locked(layout, f"{verb} by {who}", notice, timeout):
        _recover(layout)
        doing = Act(layout, verb, who, clock(), what)
        yield doing
        _commit(doing)


def recover(layout: Layout) -> list[Finding]:
    """Complete or remove what an interrupted command left. The Findings (notes) say what was done."""
    if not _left_over(layout):
        return []
    with locked(layout, "recovery after an interrupted command"):
        return _recover(layout)


@contextlib.contextmanager
def locked(
    layout: Layout, holder: str, notice: Notice | None = None, timeout: float = _TIMEOUT
) -> Iterator[None]:
    """Nobody else changes the folder meanwhile. ``notice`` is told who works here while one waits."""
    from filelock import FileLock

    lock = FileLock(layout.lock)
    try:
        _acquire(lock, layout, notice, timeout)
    except OSError as error:
        raise stopped(error, layout.lock) from error
    name = layout.acts / "holder"
    try:
        layout.acts.mkdir(exist_ok=True)
        name.write_text(f"{holder}, process {os.getpid()}", "utf-8")
    except OSError as error:
        lock.release()
        raise stopped(error, name) from error
    try:
        yield
    finally:
        name.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            layout.acts.rmdir()
        lock.release()


def _acquire(lock: BaseFileLock, layout: Layout, notice: Notice | None, timeout: float) -> None:
    from filelock import Timeout

    try:
        lock.acquire(timeout=min(_PATIENCE, timeout))
        return
    except Timeout:
        busy = _holder(layout)
    if notice is not None:
        notice(f"Waiting: {busy} is changing this folder ...")
    try:
        lock.acquire(timeout=max(timeout - _PATIENCE, 0))
    except Timeout as error:
        raise VendorEvalError(
            f"another vendor-eval command is changing this folder: {_holder(layout)}",
            hint="wait until it is done and run again",
            where=str(layout.root),
            code="folder.locked",
        ) from error


def _holder(layout: Layout) -> str:
    try:
        return (layout.acts / "holder").read_text("utf-8") or "another command"
    except OSError:
        return "another command"


def _commit(doing: Act) -> None:
    """Stage the files, append the line, move the files into place."""
    layout = doing.layout
    before = {path: _content(path) for path in doing.files}
    doing.changed = tuple(path for path, content in doing.files.items() if before[path] != content)
    if not doing.changed and not doing.logged_anyway:
        return
    names = {path: path.relative_to(layout.root).as_posix() for path in doing.files}
    number = len(log.lines(layout.log)) + 1
    stage = layout.acts / f"{number:06d}"
    entries = [
        {"path": names[path], "before": _sum(before[path]), "after": sha256(doing.files[path])}
        for path in doing.changed
    ]
    try:
        _stage(stage, doing, entries)
        for path in doing.changed:
            _check_replaceable(path)
        log.append(
            layout.log,
            by=doing.by,
            at=doing.at,
            verb=doing.verb,
            what=doing.what,
            files={names[path]: sha256(content) for path, content in doing.files.items()},
            rests_on=doing.rests_on,
        )
    except (OSError, VendorEvalError) as error:
        if _happened(stage, log.lines(layout.log)) is None:
            shutil.rmtree(stage, ignore_errors=True)
        if isinstance(error, OSError):
            raise stopped(error, Path(error.filename or layout.root)) from error
        raise
    _complete(layout, stage, entries)


def _check_replaceable(path: Path) -> None:
    """Raises OSError where a file may not be put at ``path``: no permission, or a program has it open."""
    if path.exists():
        os.replace(path, path)  # noqa: PTH105  the name that tests and Windows users know
    folder = next(p for p in path.parents if p.exists())
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "this is a file, not a folder", str(folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "no permission to write", str(path))


def _stage(stage: Path, doing: Act, entries: list[dict[str, str]]) -> None:
    """Every changed file under a number, then the manifest: a stage without a manifest is unfinished."""
    stage.mkdir(parents=True)
    for i, path in enumerate(doing.changed):
        write_synced(stage / str(i), doing.files[path], file_mode(path))
    write_synced(stage / _MANIFEST, json.dumps(entries).encode())
    sync_folder(stage)


def _complete(layout: Layout, stage: Path, entries: list[dict[str, str]]) -> None:
    """Move what is staged into place; a file that is in place already is left alone."""
    for i, entry in enumerate(entries):
        staged, target = stage / str(i), layout.root / entry["path"]
        if not staged.exists():
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, target)  # noqa: PTH105  the name that tests and Windows users know
            sync_folder(target.parent)
        except OSError as error:
            raise VendorEvalError(
                f"{target.name} cannot be put in place: {error.strerror or error}",
                hint=f"close {target.name} if another program has it open; the next command puts it in place",
                where=str(target),
                code="file.in-use",
            ) from error
    shutil.rmtree(stage, ignore_errors=True)


def _left_over(layout: Layout) -> bool:
    return layout.acts.exists() or log.torn(layout.log)


def _recover(layout: Layout) -> list[Finding]:
    findings = log.mend(layout.log)
    lines = log.lines(layout.log)
    for stage in sorted(p for p in layout.acts.glob("*") if p.is_dir()):
        entries = _happened(stage, lines)
        if entries is None:
            shutil.rmtree(stage, ignore_errors=True)
            message = "an interrupted command was undone: nothing of it had been logged"
            findings.append(Finding("folder.undone", "note", layout.root.name, message, "run it again"))
        else:
            _complete(layout, stage, entries)
            names = ", ".join(entry["path"] for entry in entries)
            message = f"an interrupted command was completed: {names}"
            findings.append(Finding("folder.completed", "note", layout.log.name, message, "nothing to do"))
    return findings


def _happened(stage: Path, lines: list[bytes]) -> list[dict[str, str]] | None:
    """The manifest of a staged act whose line is in the log; None where there is no such line."""
    try:
        entries: list[dict[str, str]] = json.loads((stage / _MANIFEST).read_bytes())
        line = json.loads(lines[int(stage.name) - 1])
        logged = all(line["files"].get(entry["path"]) == entry["after"] for entry in entries)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return None
    return entries if logged else None


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise stopped(error, path) from error


def _sum(content: bytes | None) -> str:
    return sha256(content) if content is not None else ""
