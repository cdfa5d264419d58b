"""Which programs made a number."""

from __future__ import annotations

import platform
from importlib.metadata import version

from vendor_eval import __version__


def versions() -> dict[str, str]:
    return {"vendor_eval": __version__, "python": platform.python_version(), "numpy": version("numpy")}
