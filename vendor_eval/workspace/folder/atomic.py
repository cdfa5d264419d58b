"""A file is written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from vendor_eval.errors import VendorEvalError


def write_bytes(path: Path, content: bytes) -> bool:
    """Put ``content`` at ``path``; False if it was there already and nothing was written.

    Raises VendorEvalError when the folder may not be written to or another program holds the file open;
    the old file is then untouched.
    """
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return False
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=path.suffix)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(file_mode(path))
        os.replace(temporary, path)  # noqa: PTH105  the name that tests and Windows users know
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise stopped(error, path) from error
    return True


def write_all(files: Mapping[Path, bytes]) -> list[Path]:
    """Put all ``files`` in place or none of them; the paths that changed.

    Raises VendorEvalError as ``write_bytes`` does, with every file as it was before.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, content in files.items():
            old = path.read_bytes() if path.is_file() else None
            if write_bytes(path, content):
                before[path] = old
    except VendorEvalError:
        for path, old in before.items():
            with contextlib.suppress(OSError, VendorEvalError):
                if old is None:
                    path.unlink()
                else:
                    write_bytes(path, old)
        raise
    return list(before)


def make_folder(path: Path) -> None:
    """Make the folder and those above it. Raises VendorEvalError where that is not allowed."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise stopped(error, path) from error


def write_text(path: Path, content: str) -> bool:
    return write_bytes(path, content.encode("utf-8"))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def stopped(error: OSError, path: Path) -> VendorEvalError:
    """What the operating system said, with what a person can do about it."""
    if isinstance(error, PermissionError) and path.exists():
        return VendorEvalError(
            f"{path.name} cannot be replaced",
            hint=f"close {path.name} (it may be open in Word or Excel) and run again; nothing was changed",
            where=str(path),
            code="file.in-use",
        )
    if isinstance(error, PermissionError):
        return VendorEvalError(
            f"the folder {path.parent} may not be written to",
            hint="choose another folder, or ask for the right to write there; nothing was changed",
            where=str(path.parent),
            code="file.no-permission",
        )
    reason = error.strerror or str(error)
    return VendorEvalError(
        f"{path.name} could not be written: {reason}",
        hint="mend that and run again; nothing was changed",
        where=str(path),
        code="file.not-written",
    )


def file_mode(path: Path) -> int:
    """The mode of the file that is replaced; for a new one what any other program would give it."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    return 0o644


def write_synced(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a new file and have the operating system put it on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def sync_folder(folder: Path) -> None:
    """Have the names in ``folder`` put on the disk, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
