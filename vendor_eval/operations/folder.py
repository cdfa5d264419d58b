"""The folder of a procurement as operations get it: paths, clock, content, and the way to change it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from vendor_eval.model.case import Case
from vendor_eval.workspace import journal
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.load import Loaded, load, load_case


def machine_clock() -> datetime:
    """The time of this machine, with its offset."""
    return datetime.now().astimezone()


class ProcurementFolder:
    """A procurement folder, with the clock by which acts are dated and the name they are logged under.

    ``clock`` returns the present moment with an offset. ``by``: who acts, unless an operation names somebody
    else (default: VENDOR_EVAL_USER, else the login name). ``notice`` is called with a line of text while a
    person has to wait.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        clock: journal.Clock = machine_clock,
        by: str | None = None,
        notice: journal.Notice | None = None,
    ) -> None:
        self.layout = Layout(Path(folder))
        self.clock = clock
        self.by = by
        self.notice = notice

    @property
    def root(self) -> Path:
        return self.layout.root

    @property
    def case(self) -> Case:
        """All that is in the folder, read anew each time. Raises VendorEvalError if a file has an error."""
        return load_case(self.root)

    def load(self) -> Loaded:
        """All that is in the folder; the case is None, and the Findings say why, if a file has an error."""
        return load(self.root)

    def act(self, verb: str, by: str | None = None, what: str = "") -> AbstractContextManager[journal.Act]:
        """Change the folder: the files written in the ``with`` block are one act of the log, or nothing."""
        return journal.act(self.layout, verb, by or self.by, self.clock, what=what, notice=self.notice)

    def write(self, verb: str, what: str, files: Mapping[Path, bytes]) -> bool:
        """Put ``files`` in place as one act; False where all of them were the same already."""
        with self.act(verb, what=what) as act:
            for path, content in files.items():
                act.write(path, content)
        return bool(act.changed)
