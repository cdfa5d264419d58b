"""The files of a letter to one bidder: written and logged, anew only when they have something else to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from vendor_eval.cli.output.printing import Output
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import now

if TYPE_CHECKING:
    from vendor_eval.model.buyer.procurement import Timetable, Vendor
    from vendor_eval.workspace.folder.layout import Layout

# The letter as it is, or was, at a moment: file name -> content, and what is wrong with its template.
Make = Callable[[datetime, str], tuple[dict[str, bytes], list[Finding]]]


class Letter(NamedTuple):
    """What was written to whom. ``new`` is false where the files there say the same already."""

    vendor: str
    files: list[str]
    new: bool

    @property
    def said(self) -> str:
        start = "wrote" if self.new else "nothing changed:"
        return f"{self.vendor}: {start} {', '.join(self.files)}"


class Envelope(NamedTuple):
    """Which letter goes to whom, and what the log says of it: of a result also what it rests on."""

    layout: Layout
    timetable: Timetable
    vendor: Vendor
    kind: str
    what: str
    by: str | None
    rests_on: dict[str, str] | None = None

    @property
    def stem(self) -> str:
        """An id is letters, digits, dots and dashes, so it can name a file."""
        return f"{self.kind}-{self.vendor.id}"


def put(to: Envelope, make: Make) -> tuple[Letter | None, list[Finding]]:
    """The files, unless those that were written say the same but for the day."""
    from vendor_eval.documents.files import FORMATS
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.atomic import sha256, write_all
    from vendor_eval.workspace.folder.versions import alone

    layout = to.layout
    with alone(layout):
        at = to.timetable.local(now())
        paths = [layout.letters / f"{to.stem}.{kind}" for kind in FORMATS]
        first = f"letters/{paths[0].name}"
        marks = {first: to.rests_on} if to.rests_on else None
        before = audit.newest(layout.log, first)
        if before and all(path.exists() for path in paths):
            made, findings = make(to.timetable.local(before[0]), to.stem)
            if before[1] == sha256(made.get(paths[0].name, b"")):
                if marks and audit.rests_on(layout.log).get(first) != to.rests_on:
                    said = f"{to.what}: says the same of what lies here now"
                    audit.append(
                        layout.log, by=audit.who(to.by), at=at, verb="letter", what=said, rests_on=marks
                    )
                return Letter(to.vendor.name, [str(path) for path in paths], False), findings
        made, findings = make(at, to.stem)
        if not made:
            return None, findings
        files = {layout.letters / name: content for name, content in made.items()}
        write_all(files)
        hashes = {f"letters/{path.name}": sha256(content) for path, content in files.items()}
        by = audit.who(to.by)
        audit.append(layout.log, by=by, at=at, verb="letter", what=to.what, files=hashes, rests_on=marks)
    return Letter(to.vendor.name, [str(path) for path in files], True), findings


def result_of(written: list[Letter], findings: list[Finding]) -> Output:
    data: dict[str, Any] = {"letters": [w._asdict() for w in written]}
    return Output(data, list(dict.fromkeys(findings)), [w.said for w in written])
