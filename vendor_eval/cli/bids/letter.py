"""letter: letters to single bidders."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.bids.letter_files import Envelope, Letter, put, result_of
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor, opened
from vendor_eval.workspace.folder.templates import dress_of, folders_of

if TYPE_CHECKING:
    from vendor_eval.model.buyer.procurement import Vendor
    from vendor_eval.model.case import Case
    from vendor_eval.rfp.letters.common import ReceivedFile
    from vendor_eval.workspace.folder.layout import Layout

app = typer.Typer(no_args_is_help=True, help="Write letters to single bidders.")


To = Annotated[
    str | None,
    typer.Option(
        "--vendor",
        metavar="NAME",
        help="The vendor's name or id (default: everybody whom it concerns).",
        autocompletion=complete.vendors,
        show_default=False,
    ),
]
Standstill = Annotated[
    str | None,
    typer.Option(
        "--standstill",
        metavar="DAY",
        help="The last day on which nothing is signed, such as 2027-04-30.",
        show_default=False,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="TIME",
        help="By when to answer, such as 2027-03-10T12:00.",
        show_default=False,
    ),
]
About = Annotated[
    str,
    typer.Option(
        "--about",
        metavar="TEXT",
        help="What the offers should be about; all bidders read the same.",
        show_default=False,
    ),
]


@app.command()
@verb
def thanks(
    directory: Dir,
    vendor: To = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write the letter of thanks for a bid (docx, html, pdf): each file that came in, when, and its checksum.

    It is written anew only when it has something else to say: another file, a corrected time, your own text.

    Example: vendor-eval letter thanks our-pacs

    vendor-eval letter thanks our-pacs --vendor aurora
    """
    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    vendors, wrong = _thanked(case, vendor)
    written: list[Letter] = []
    for one in vendors:
        letter, told = _write(layout, case, one, by)
        wrong += told
        written += [letter] if letter else []
    return result_of(written, [*findings, *wrong])


@app.command()
@verb
def clarification(
    directory: Dir,
    vendor: To = None,
    until: Until = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Ask each vendor, before the decision, what is open or unclear in its bid, cell by cell.

    Example: vendor-eval letter clarification our-pacs --until 2027-03-10T12:00
    """
    from vendor_eval.cli.bids.letter_clarify import clarification_letters

    return clarification_letters(directory, vendor, until, by)


@app.command()
@verb
def final(
    directory: Dir,
    vendor: To = None,
    until: Until = None,
    about: About = "",
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Invite every vendor still in to a best and final offer, by one deadline.

    New versions of their workbooks that come in by then count; a bid that is not renewed stands as it is.

    Example: vendor-eval letter final our-pacs --until 2027-04-10T12:00 --about "Prices of years 3 to 5"
    """
    from vendor_eval.cli.bids.letter_final import final_letters

    return final_letters(directory, vendor, until, about, by)


@app.command()
@verb
def award(
    directory: Dir,
    vendor: To = None,
    standstill: Standstill = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Tell the winner the result, what is still open, and what comes next.

    Refused as long as the ranking is not official.

    Example: vendor-eval letter award our-pacs --standstill 2027-04-30
    """
    from vendor_eval.cli.bids.letter_result import award_letter

    return award_letter(directory, vendor, standstill, by)


@app.command()
@verb
def regret(
    directory: Dir,
    vendor: To = None,
    standstill: Standstill = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Tell every other vendor the result with a debrief: its own scores and reasons, and why the winner won.

    Nothing of other bids, and no evaluator, is named.

    Example: vendor-eval letter regret our-pacs --standstill 2027-04-30
    """
    from vendor_eval.cli.bids.letter_result import regret_letters

    return regret_letters(directory, vendor, standstill, by)


def _thanked(case: Case, name: str | None) -> tuple[list[Vendor], list[Finding]]:
    """Whom to thank: a bid came in and is not withdrawn. Findings say who was asked for and is not."""
    from vendor_eval.model.outcome.vendor_status import BidState
    from vendor_eval.scoring.bids import bids

    one, wrong = find_vendor(case.vendors, name)
    if wrong:
        return [], wrong
    asked = [v for v in case.vendors if one in (None, v)]
    withdrawn = {b.vendor.id for b in bids(case) if b.state is BidState.WITHDRAWN}
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


def _write(layout: Layout, case: Case, vendor: Vendor, by: str | None) -> tuple[Letter | None, list[Finding]]:
    def make(at: datetime, stem: str) -> tuple[dict[str, bytes], list[Finding]]:
        return _made(layout, case, vendor, at, stem)

    what = f"thanks to {vendor.name} for {len(_received(case, vendor))} files"
    return put(Envelope(layout, case.procurement.timetable, vendor, "thanks", what, by), make)


def _made(
    layout: Layout, case: Case, vendor: Vendor, at: datetime, stem: str
) -> tuple[dict[str, bytes], list[Finding]]:
    """The letter as it is, or was, at that moment."""
    from vendor_eval.rfp.letters.common import thanks as letter
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
        stem=stem,
    )


def _received(case: Case, vendor: Vendor) -> list[ReceivedFile]:
    """Every file of the vendor, as it came in."""
    from vendor_eval.rfp.letters.common import ReceivedFile
    from vendor_eval.scoring.bids import times_of

    answers, prices = case.responses.get(vendor.id, ()), case.prices.get(vendor.id, ())
    receipts = [*(v.receipt for v in answers), *(v.receipt for v in prices)]
    receipts.sort(key=lambda r: (r.received_at, r.file))
    times = times_of(case, vendor.id)
    return [
        ReceivedFile(
            r.original_name, r.received_at, r.sha256, not times.counts(r.received_at, admitted=False)
        )
        for r in receipts
    ]
