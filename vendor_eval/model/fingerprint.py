"""Short names for meanings: the same content gives the same fingerprint on every machine."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785


def fingerprint(content: Any) -> str:  # noqa: ANN401  any JSON value
    """The sha256 of the canonical JSON (RFC 8785) of ``content``, in hex."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()
