"""What an import came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class ImportedList:
    """The catalogue, None if nothing could be placed; ``counts`` for whoever checks it against the file."""

    catalogue: Catalogue | None
    findings: list[Finding]
    counts: dict[str, Any] = field(default_factory=dict)
