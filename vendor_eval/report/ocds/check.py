"""A release or a package of releases from a file: all that is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from vendor_eval.findings import Finding
from vendor_eval.report.ocds.references import reference_findings
from vendor_eval.report.ocds.schema import shape_findings


def check_release(release: dict[str, Any]) -> list[Finding]:
    """What breaks the schema, then what does not fit together; empty for a sound release."""
    return [*shape_findings(release), *reference_findings(release)]


def check_text(raw: bytes, name: str) -> tuple[int, list[Finding]]:
    """How many releases the bytes hold, and what is wrong with them, with the file's name in each place."""
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        reason = getattr(error, "msg", None) or str(error)[:120]
        hint = "a release is JSON in UTF-8, as ocds DIR writes it"
        return 0, [Finding("ocds.syntax", "error", f"{name}:{line}", f"this is not JSON: {reason}", hint)]
    if isinstance(data, dict) and isinstance(data.get("releases"), list):
        releases = [(f"$.releases[{i}]", release) for i, release in enumerate(data["releases"])]
    else:
        releases = [("$", data)]
    findings = []
    for root, release in releases:
        if not isinstance(release, dict):
            message = "a release is a JSON object"
            hint = "give the file that ocds DIR writes, or a release package"
            findings.append(Finding("ocds.shape", "error", f"{name} {root}", message, hint))
            continue
        findings += [
            Finding(f.code, f.severity, f"{name} {root}{f.where.removeprefix('$')}", f.message, f.hint)
            for f in check_release(release)
        ]
    return len(releases), findings


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number in JSON")
