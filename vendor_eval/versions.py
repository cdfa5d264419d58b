"""Which programs made a number."""

from __future__ import annotations

import platform

VERSION = "0.1.0"


def versions() -> dict[str, str]:
    from importlib.metadata import version

    return {"vendor_eval": VERSION, "python": platform.python_version(), "numpy": version("numpy")}
