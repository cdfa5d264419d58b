"""Recompute a record (outcome.json) from the inputs in it; it need not be in a procurement folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.operations.result import OperationResult
from vendor_eval.recompute.log import Recomputed
from vendor_eval.recompute.read import MAX_BYTES, read_outcome, too_large
from vendor_eval.recompute.recalculate import recompute as recalculated


@dataclass(frozen=True, kw_only=True)
class RecomputeResult(OperationResult):
    """``outcome``: the record as it was read; None, as is ``recomputed``, where it cannot be read."""

    outcome: Outcome | None = None
    recomputed: Recomputed | None = None


def recompute(record: Path) -> RecomputeResult:
    """Every number of the record again, and an error for each place that does not follow from its inputs."""
    raw, finding = _bytes(record)
    if finding is not None:
        return RecomputeResult(findings=(finding,))
    outcome, findings = read_outcome(raw, record.name)
    if outcome is None:
        return RecomputeResult(findings=tuple(findings))
    found = recalculated(outcome)
    differs = (
        Finding(
            "recompute.differs", "error", w.path, w.message, f"rests on {w.rests_on}" if w.rests_on else ""
        )
        for w in found.wrong
    )
    return RecomputeResult(findings=tuple(differs), outcome=outcome, recomputed=found)


def _bytes(path: Path) -> tuple[bytes, Finding | None]:
    try:
        if path.is_dir():
            message = "this is a folder; the record is the file report/outcome.json in it"
            return b"", _unreadable(path, message)
        if path.stat().st_size > MAX_BYTES:
            return b"", too_large(path.name, path.stat().st_size)
        return path.read_bytes(), None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        return b"", _unreadable(path, f"cannot be read: {error}")


def _unreadable(path: Path, message: str) -> Finding:
    hint = "name the record, such as: vendor-eval recompute our-pacs/report/outcome.json"
    return Finding("recompute.unreadable", "error", path.name, message, hint)
