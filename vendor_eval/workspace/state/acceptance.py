"""The filled plans of acceptance tests that came back."""

from __future__ import annotations

from vendor_eval.model.roadmap.acceptance import AcceptanceRecord
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.read_back import read_back

STEM = "results"


def newest_record(layout: Layout, vendor_id: str) -> AcceptanceRecord | None:
    """The last results of that vendor; None while none came in."""
    found = [r for r in _records(layout) if r.vendor == vendor_id]
    return max(found, key=lambda r: r.version, default=None)


def _records(layout: Layout) -> list[AcceptanceRecord]:
    paths = sorted(layout.acceptance.glob(f"{STEM}-v*.json"))
    return [read_back(AcceptanceRecord, path, "record") for path in paths]
