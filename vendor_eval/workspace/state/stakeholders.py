"""The stakeholders' answers in a procurement folder: weights/NAME.yaml, one file a person."""

from __future__ import annotations

import json
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import slug
from vendor_eval.model.criteria.weighting import Sitting
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.yaml_files.load import read_model

FOLDER = "weights"
HEAD = "# Written by vendor-eval weigh --ask; edit nothing here, answer again with --again instead.\n"


def file_of(layout: Layout, stakeholder: str) -> Path:
    """Where the answers of this person are. Names that differ in case or spaces only share a file."""
    name = slug(stakeholder)
    if name.startswith("vendor-") and not stakeholder.casefold().startswith("vendor"):
        name = "person-" + name.removeprefix("vendor-")  # digits and other scripts: slug makes vendors' names
    return layout.root / FOLDER / f"{name}.yaml"


def read_sitting(layout: Layout, stakeholder: str) -> tuple[Sitting | None, list[Finding]]:
    """The answers of this person so far, none if there is no file; None with what is wrong in the file."""
    path = file_of(layout, stakeholder)
    if not path.exists():
        return Sitting(stakeholder=stakeholder), []
    found, _, findings = read_model(Sitting, path)
    if found is not None and _folded(found.stakeholder) != _folded(stakeholder):
        message = f"this file holds the answers of {found.stakeholder}, not of {stakeholder}"
        hint = "the two names make the same file name: add something to the name, such as a department"
        return None, [Finding("weigh.other-person", "error", f"{FOLDER}/{path.name}", message, hint)]
    return found, findings


def read_sittings(layout: Layout) -> tuple[list[Sitting], list[Finding]]:
    """All stakeholders' answers, by file name."""
    sittings: list[Sitting] = []
    findings: list[Finding] = []
    for path in sorted((layout.root / FOLDER).glob("*.yaml")):
        found, _, wrong = read_model(Sitting, path)
        findings += wrong
        sittings += [found] if found is not None else []
    return sittings, findings


def sitting_file(sitting: Sitting) -> bytes:
    """The answers as YAML, one line a level."""
    rows = (
        a.model_dump(mode="json", exclude_defaults=True) | {"how": a.how, "group": a.group}
        for a in sitting.answers
    )
    name = json.dumps(sitting.stakeholder, ensure_ascii=False)
    lines = [f"- {json.dumps(row, ensure_ascii=False)}" for row in rows]
    answers = "\n".join(["answers:", *lines]) if lines else "answers: []"
    return f"{HEAD}stakeholder: {name}\n{answers}\n".encode()


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
