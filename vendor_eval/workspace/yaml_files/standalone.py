"""YAML or JSON that belongs to no procurement: line numbers kept, and remedies that fit such a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from vendor_eval.findings import Finding
from vendor_eval.workspace.yaml_files.load import Lines, load_yaml, parse_yaml


def load_bare(path: Path, code: str, shape: str) -> tuple[Any, Lines, list[Finding]]:
    """As ``load_yaml``, also of JSON. Its Findings begin with ``code``; ``shape`` says what to write.

    JSON is read twice: as YAML, which tells lines and keys that stand twice, then for its numbers.
    """
    data, lines, findings = _json(path, code) if path.suffix.lower() == ".json" else load_yaml(path)
    return data, lines, [_not_new(f, shape) for f in findings]


def _json(path: Path, code: str) -> tuple[Any, Lines, list[Finding]]:
    try:
        raw = path.read_bytes()
    except OSError:
        return load_yaml(path)
    _, lines, findings = parse_yaml(raw.replace(b"\t", b" "), path.name)
    if [f for f in findings if f.code != "file.syntax"]:
        return None, lines, findings
    try:
        return json.loads(raw), lines, []
    except ValueError as error:
        reason = getattr(error, "msg", "a number has too many digits")
        where = f"{path.name}:{getattr(error, 'lineno', 1)}"
        hint = "check this line and the one before: a comma, a bracket, a quotation mark"
        return None, lines, [Finding(f"{code}.syntax", "error", where, f"this is not JSON: {reason}", hint)]


def _not_new(found: Finding, shape: str) -> Finding:
    """The usual remedy for a file of a procurement, a fresh one by ``new``, does not help here."""
    if "vendor-eval new" not in found.hint:
        return found
    return replace(found, hint="check the name and the folder" if found.code == "file.missing" else shape)
