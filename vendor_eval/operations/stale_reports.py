"""Reports for readers, and letters with the result, that speak of what lay in the folder before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.workspace.folder.layout import Layout

_CHANGED = {"rfp": "terms", "bids": "bids", "sheets": "scores", "decisions": "decisions"}


def stale(layout: Layout, case: Case) -> list[Finding]:
    """A warning for each; nothing of a letter that is not there any more, or was logged without marks."""
    present = case.fingerprints()
    return [*_reports(layout, present), *_letters(layout, case, present)]


def _reports(layout: Layout, present: Mapping[str, str]) -> Iterator[Finding]:
    for path in sorted(layout.report.glob("*/outcome.json")):
        record = _read(path)
        changed = _changed(record.get("fingerprints"), present)
        if changed:
            where = f"report/{path.parent.name}"
            message = f"this report was written before {changed} changed; who has it reads of another state"
            hint = f"vendor-eval report DIR{_options(path.parent.name, record)}"
            yield Finding("report.older", "warning", where, message, hint)


def _letters(layout: Layout, case: Case, present: Mapping[str, str]) -> Iterator[Finding]:
    from vendor_eval.workspace.folder import log as audit

    marks = audit.rests_on(layout.log)
    for vendor in case.vendors:
        for kind in ("award", "regret"):
            file = f"letters/{kind}-{vendor.id}.docx"
            changed = _changed(marks[file], present) if file in marks else ""
            if not changed or not (layout.root / file).exists():
                continue
            message = f"the letter of {kind} to {vendor.name} was written before {changed} changed"
            hint = (
                f"vendor-eval letter {kind} DIR --vendor {vendor.id} writes it again if it has to say "
                "something else; if the result is another, tell the vendor, and delete the old letter"
            )
            yield Finding("letter.older", "warning", file, message, hint)


def _changed(then: object, now: Mapping[str, str]) -> str:
    """``bids and decisions``: what is not as it was; empty where all is."""
    known = then if isinstance(then, dict) else {}
    return " and ".join(_CHANGED.get(name, name) for name in now if known.get(name) != now[name])


def _options(folder: str, record: Mapping[str, object]) -> str:
    """As they were given for this folder: ``vendor-aurora-blind`` is of ``vendor:aurora`` and ``--blind``."""
    blind = record.get("blind") is True
    audience = folder.removesuffix("blind").removesuffix("-") if blind else folder
    head, _, name = audience.partition("-")
    given = f" --audience {head}{f':{name}' if name else ''}" if audience else ""
    return f"{given}{' --blind' if blind else ''}"


def _read(path: Path) -> dict[str, object]:
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
