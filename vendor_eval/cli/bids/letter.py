"""letter: letters to single bidders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.folder import parse_time, procurement
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.operations.letters.files import LettersResult

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
    return _output(procurement(directory, by).letter("thanks", vendor))


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
    answer_by, wrong = parse_time(until, "--until")
    if wrong:
        return Output(findings=wrong)
    return _output(procurement(directory, by).letter("clarification", vendor, until=answer_by))


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
    offer_by, wrong = parse_time(until, "--until")
    if wrong:
        return Output(findings=wrong)
    return _output(procurement(directory, by).letter("final", vendor, until=offer_by, about=about))


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
    last_day, wrong = _day(standstill)
    if wrong:
        return Output(findings=wrong)
    return _output(procurement(directory, by).letter("award", vendor, standstill=last_day))


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
    last_day, wrong = _day(standstill)
    if wrong:
        return Output(findings=wrong)
    return _output(procurement(directory, by).letter("regret", vendor, standstill=last_day))


def _day(given: str | None) -> tuple[date | None, list[Finding]]:
    if given is None:
        return None, []
    try:
        return date.fromisoformat(given.strip()), []
    except ValueError:
        hint = "write a day such as 2027-04-30"
        return None, [Finding("usage.date", "error", "--standstill", f"{given!r} is no day", hint)]


def _output(result: LettersResult) -> Output:
    letters = [(x.vendor.name, [str(path) for path in x.files], x.new) for x in result.letters]
    data = {"letters": [{"vendor": name, "files": files, "new": new} for name, files, new in letters]}
    lines = [
        f"{name}: {'wrote' if new else 'nothing changed:'} {', '.join(files)}" for name, files, new in letters
    ]
    return Output(data, result.findings, lines)
