"""What the verbs after the selection do first: folder, ranking and roadmap.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.cli.opened import opened
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome import Outcome
    from vendor_eval.model.roadmap import Roadmap
    from vendor_eval.workspace.layout import Layout


@dataclass(frozen=True)
class Onward:
    """``outcome`` is None where a file has an error; ``there``: whether the folder has a roadmap.yaml."""

    layout: Layout
    case: Case | None
    outcome: Outcome | None
    roadmap: Roadmap
    there: bool
    findings: list[Finding]

    def put(self, files: dict[Path, bytes], by: str | None, verb: str, what: str) -> list[Path]:
        """Write all files or none, and the line in the log; the paths that changed."""
        from vendor_eval.workspace import audit
        from vendor_eval.workspace.atomic import sha256, write_all
        from vendor_eval.workspace.keep import alone

        with alone(self.layout):
            changed = write_all(files)
            if changed:
                root = self.layout.root
                sums = {path.relative_to(root).as_posix(): sha256(content) for path, content in files.items()}
                now = datetime.now().astimezone()
                audit.append(self.layout.log, by=audit.who(by), at=now, verb=verb, what=what, files=sums)
        return changed


def onward(directory: Path) -> Onward:
    """The Findings are those of the files; the ranking's own stay with the ranking."""
    from vendor_eval.model.roadmap import Roadmap
    from vendor_eval.pipeline import evaluate
    from vendor_eval.workspace.roadmap_file import read_roadmap

    layout, case, findings = opened(directory)
    if case is None:
        return Onward(layout, None, None, Roadmap(), False, findings)
    roadmap, there, wrong = read_roadmap(layout, case)
    if roadmap is None:
        return Onward(layout, None, None, Roadmap(), there, wrong)
    return Onward(layout, case, evaluate(case), roadmap, there, wrong)
