"""Where the shipped catalogues, templates and examples are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from vendor_eval.errors import VendorEvalError

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """The shipped ``folder``: inside an installed package, or beside it in a checkout."""
    for candidate in (_PACKAGE / "_shipped" / folder, _PACKAGE.parent / folder):
        if candidate.is_dir():
            return candidate
    raise VendorEvalError(
        f"the shipped folder {folder!r} is missing",
        hint="install vendor_eval again: python -m pip install --force-reinstall vendor_eval",
    )


def compiled() -> Path | None:
    """Where shipped templates may lie compiled: with the compiled modules here, if Python keeps any."""
    folder = _PACKAGE / "__pycache__"
    return folder if not sys.dont_write_bytecode and os.access(folder, os.W_OK) else None
