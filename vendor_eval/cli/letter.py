"""letter: letters to single bidders."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.opened import find_vendor, opened
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.cli.texts import dress_of, folders_of
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.procurement import Vendor
    from vendor_eval.rfp.letters import Received
    from vendor_eval.workspace.layout import Layout

app = typer.Typer(no_args_is_help=True, help="Write letters to single bidders.")


class _Letter(NamedTuple):
    vendor: str
    files: list[str]
    new: bool

    @property
    def said(self) -> str:
        start = "wrote" if self.new else "nothing changed:"
        return f"{self.vendor}: {start} {', '.join(self.files)}"


@app.command()
@verb
def thanks(
    directory: Dir,
    vendor: Annotated[
        str | None,
        typer.Option(
            "--vendor",
            metavar="NAME",
            help="The vendor's name or id (default: everybody whose bid came in).",
            autocompletion=complete.vendors,
            show_default=False,
        ),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Result:
    """Write the letter of thanks for a bid (docx, html, pdf): each file that came in, when, and its checksum.

    It is written anew only when it has something else to say: another file, a corrected time, your own text.

    Example: vendor-eval letter thanks our-pacs

    vendor-eval letter thanks our-pacs --vendor aurora
    """
    layout, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    vendors, wrong = _thanked(case, vendor)
    written: list[_Letter] = []
    for one in vendors:
        letter, told = _write(layout, case, one, by)
        wrong += told
        written += [letter] if letter else []
    return Result({"letters": [w._asdict() for w in written]}, [*findings, *wrong], [w.said for w in written])


def _thanked(case: Case, name: str | None) -> tuple[list[Vendor], list[Finding]]:
    """Whom to thank: a bid came in and is not withdrawn. Findings say who was asked for and is not."""
    from vendor_eval.scoring.bids import bids

    one, wrong = find_vendor(case.vendors, name) if name is not None else (None, [])
    if wrong:
        return [], wrong
    asked = [v for v in case.vendors if one in (None, v)]
    withdrawn = {b.vendor.id for b in bids(case) if b.shut.startswith("withdrawn")}
    there = [v for v in asked if case.responses.get(v.id) or case.prices.get(v.id)]
    if not there:
        whose = f" of {one.name}" if one else ""
        hint = "take it in first: vendor-eval receive DIR FILE --vendor NAME"
        return [], [Finding("letter.no-bid", "error", "bids", f"no bid{whose} came in yet", hint)]
    said = [
        Finding("letter.withdrawn", "warning", v.name, "the bid is withdrawn: no letter was written", "")
        for v in there
        if v.id in withdrawn
    ]
    return [v for v in there if v.id not in withdrawn], said


def _write(
    layout: Layout, case: Case, vendor: Vendor, by: str | None
) -> tuple[_Letter | None, list[Finding]]:
    """The files, unless those that were written say the same but for the day."""
    from vendor_eval.documents.files import FORMATS
    from vendor_eval.workspace import audit
    from vendor_eval.workspace.atomic import sha256, write_all
    from vendor_eval.workspace.keep import alone

    with alone(layout):
        now = case.procurement.timetable.local(datetime.now().astimezone())
        paths = [layout.letters / f"{_stem(vendor)}.{kind}" for kind in FORMATS]
        before = audit.newest(layout.log, f"letters/{paths[0].name}")
        if before and all(path.exists() for path in paths):
            made, findings = _made(layout, case, vendor, case.procurement.timetable.local(before[0]))
            if before[1] == sha256(made.get(paths[0].name, b"")):
                return _Letter(vendor.name, [str(path) for path in paths], False), findings
        made, findings = _made(layout, case, vendor, now)
        if not made:
            return None, findings
        files = {layout.letters / name: content for name, content in made.items()}
        write_all(files)
        hashes = {f"letters/{path.name}": sha256(content) for path, content in files.items()}
        what = f"thanks to {vendor.name} for {len(_received(case, vendor))} files"
        audit.append(layout.log, by=audit.who(by), at=now, verb="letter", what=what, files=hashes)
    return _Letter(vendor.name, [str(path) for path in files], True), findings


def _stem(vendor: Vendor) -> str:
    """An id is letters, digits, dots and dashes, so it can name a file."""
    return f"thanks-{vendor.id}"


def _made(layout: Layout, case: Case, vendor: Vendor, at: datetime) -> tuple[dict[str, bytes], list[Finding]]:
    """The letter as it is, or was, at that moment."""
    from vendor_eval.rfp.letters import thanks as letter
    from vendor_eval.rfp.wording import moment

    p, due = case.procurement, case.procurement.timetable.due
    later = due is not None and at < due
    replace = (
        f"Until {moment(due, p.timetable.timezone)} a new version may replace what was received."
        if due and later
        else ""
    )
    return letter(
        p,
        vendor.name,
        _received(case, vendor),
        at.date(),
        folders_of(layout),
        next_step=replace,
        dress=dress_of(layout, p),
        stem=_stem(vendor),
    )


def _received(case: Case, vendor: Vendor) -> list[Received]:
    """Every file of the vendor, as it came in."""
    from vendor_eval.rfp.letters import Received

    answers, prices = case.responses.get(vendor.id, ()), case.prices.get(vendor.id, ())
    receipts = [*(v.receipt for v in answers), *(v.receipt for v in prices)]
    receipts.sort(key=lambda r: (r.received_at, r.file))
    due = case.procurement.timetable.due
    return [
        Received(r.original_name, r.received_at, r.sha256, due is not None and r.received_at > due)
        for r in receipts
    ]
