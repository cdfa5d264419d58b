"""The filled plans of acceptance tests that came back."""

from __future__ import annotations

from vendor_eval.errors import VendorEvalError
from vendor_eval.model.acceptance import AcceptanceRecord
from vendor_eval.workspace.layout import Layout

STEM = "results"


def newest_record(layout: Layout, vendor_id: str) -> AcceptanceRecord | None:
    """The last results of that vendor; None while none came in."""
    found = [r for r in _records(layout) if r.vendor == vendor_id]
    return max(found, key=lambda r: r.version, default=None)


def _records(layout: Layout) -> list[AcceptanceRecord]:
    records = []
    for path in sorted(layout.acceptance.glob(f"{STEM}-v*.json")):
        try:
            records.append(AcceptanceRecord.model_validate_json(path.read_bytes()))
        except (OSError, ValueError) as error:
            raise VendorEvalError(
                f"{path.name} cannot be read back",
                hint="the program writes it; restore it from a copy, or record the workbook beside it again",
                where=str(path),
                code="folder.damaged",
            ) from error
    return records
