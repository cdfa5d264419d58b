"""Which programs made a number."""

from __future__ import annotations

import sys

VERSION = "0.1.0"


def versions() -> dict[str, str]:
    import numpy as np

    python = ".".join(str(n) for n in sys.version_info[:3])
    return {"vendor_eval": VERSION, "python": python, "numpy": np.__version__}
