"""Files that a verb makes anew each time: written all or none, with one line in the log if any changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from vendor_eval.workspace.folder import log as audit
from vendor_eval.workspace.folder.atomic import sha256, write_all
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.versions import alone

Clock = Callable[[], datetime]


def put(
    layout: Layout, files: Mapping[Path, bytes], by: str | None, clock: Clock, verb: str, what: str
) -> list[Path]:
    """The paths that changed; where none did, nothing is written and nothing is logged.

    ``files`` lie in the folder of the procurement; the log names each by its path in there, at the moment
    that ``clock`` shows (with its offset) once no other command writes here.
    """
    with alone(layout):
        changed = write_all(files)
        if changed:
            sums = {path.relative_to(layout.root).as_posix(): sha256(raw) for path, raw in files.items()}
            audit.append(layout.log, by=audit.who(by), at=clock(), verb=verb, what=what, files=sums)
    return changed
