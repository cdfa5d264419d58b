"""The files of a letter to one bidder: written and logged, anew only when they have something else to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from vendor_eval.documents.files import FORMATS
from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Timetable, Vendor
from vendor_eval.operations.result import OperationResult
from vendor_eval.workspace.folder import log
from vendor_eval.workspace.folder.atomic import sha256
from vendor_eval.workspace.journal import Act

Content = tuple[dict[str, bytes], list[Finding]]
"""File name -> content; none, and why, where a template is wrong."""
Make = Callable[[datetime, str], Content]
"""The letter as of a moment, under the stem of its files."""


@dataclass(frozen=True)
class LetterRequest:
    """What a letter is asked for with; each kind reads what concerns it.

    ``vendor``: a name, an id or the beginning of a name (default: everybody whom it concerns). ``until``: by
    when to answer. ``about``: what final offers should be about. ``standstill``: the last day on which
    nothing is signed.
    """

    vendor: str | None = None
    until: datetime | None = None
    about: str = ""
    standstill: date | None = None
    by: str | None = None


@dataclass(frozen=True)
class Letter:
    """The files of one letter. ``new`` is false where those that are there say the same already."""

    vendor: Vendor
    files: tuple[Path, ...]
    new: bool


@dataclass(frozen=True, kw_only=True)
class LettersResult(OperationResult):
    """One letter for each vendor that was written to."""

    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True)
class Envelope:
    """Which letter goes to whom, and what the log says of it; of a result also what it rests on."""

    timetable: Timetable
    vendor: Vendor
    kind: str
    what: str
    rests_on: Mapping[str, str] | None = None

    @property
    def stem(self) -> str:
        """An id is letters, digits, dots and dashes, so it can name a file."""
        return f"{self.kind}-{self.vendor.id}"


def compose(act: Act, to: Envelope, make: Make) -> tuple[Letter | None, list[Finding]]:
    """Put the letter into ``act``, unless the files that are there say the same but for the day."""
    letters = act.layout.letters
    paths = tuple(letters / f"{to.stem}.{suffix}" for suffix in FORMATS)
    first = f"letters/{paths[0].name}"
    act.what = to.what
    before = log.newest(act.layout.log, first)
    if before and all(path.exists() for path in paths):
        content, findings = make(to.timetable.local(before[0]), to.stem)
        if before[1] == sha256(content.get(paths[0].name, b"")):
            _refresh_marks(act, to, first)
            return Letter(to.vendor, paths, False), findings
    content, findings = make(to.timetable.local(act.at), to.stem)
    if not content:
        return None, findings
    for name, data in content.items():
        act.write(letters / name, data)
    act.rests_on = {first: to.rests_on} if to.rests_on else {}
    return Letter(to.vendor, tuple(letters / name for name in content), True), findings


def _refresh_marks(act: Act, to: Envelope, first: str) -> None:
    """Log that a letter with the result also says what is right now, where the folder changed since."""
    if to.rests_on and log.rests_on(act.layout.log).get(first) != to.rests_on:
        act.what = f"{to.what}: says the same of what lies here now"
        act.rests_on = {first: to.rests_on}
        act.logged_anyway = True


def results(letters: list[Letter | None], findings: list[Finding]) -> LettersResult:
    written = tuple(letter for letter in letters if letter is not None)
    return LettersResult(letters=written, findings=tuple(dict.fromkeys(findings)))
