"""roadmap.yaml: read like the other files that a person edits; a folder without one has an empty roadmap."""

from __future__ import annotations

from typing import NamedTuple

from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.case import Case
from vendor_eval.model.roadmap.roadmap import Roadmap
from vendor_eval.shipped import shipped
from vendor_eval.workspace.checks.roadmap import roadmap_checks
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.yaml_files.load import read_model


class ReadRoadmap(NamedTuple):
    """``roadmap`` is None where the file has an error; ``there``: whether the folder has the file."""

    roadmap: Roadmap | None
    there: bool
    findings: list[Finding]


def read_roadmap(layout: Layout, case: Case) -> ReadRoadmap:
    """The roadmap of the folder, and all that does not fit the rest of it."""
    path = layout.roadmap_file
    if not path.exists():
        return ReadRoadmap(Roadmap(), False, [])
    roadmap, lines, findings = read_model(Roadmap, path)
    if [f.code for f in findings] == ["file.empty"]:
        return ReadRoadmap(Roadmap(), True, [])  # every line of the shipped file begins as an example
    if roadmap is not None:
        findings += roadmap_checks(roadmap, case, lines, path.name)
    return ReadRoadmap(None if has_errors(findings) else roadmap, True, findings)


def first_roadmap() -> str:
    """The file to begin with: every part as an example in comments."""
    return (shipped("rfp_templates") / "new" / "roadmap.yaml").read_text("utf-8")
