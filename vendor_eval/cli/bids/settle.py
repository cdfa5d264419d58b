"""settle: the buyer's decision on a single case, with its reason. One sub-command a kind of decision."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.bids.settle_old_spelling import SettleGroup
from vendor_eval.cli.folder import parse_time, procurement
from vendor_eval.cli.options import As, Dir, OutputFormat, VendorName
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.model.bids.buyer_decision import Act
    from vendor_eval.operations.bids.settle import SettleResult

app = typer.Typer(
    cls=SettleGroup,
    no_args_is_help=True,
    help=(
        "Record your decision on a single case. It is logged and shown in every report; no workbook changes."
        "\n\nExample: vendor-eval settle read our-pacs --vendor aurora --criterion PERF-01 --value 99.9 "
        '--reason "e-mail of 3 March"'
    ),
)

Reason = Annotated[str, typer.Option("--reason", help="Why; printed in every report.", show_default=False)]
Criterion = Annotated[
    str,
    typer.Option(
        "--criterion",
        metavar="ID",
        help="The criterion.",
        autocompletion=complete.criteria,
        show_default=False,
    ),
]
File = Annotated[
    str,
    typer.Option("--file", metavar="NAME", help="The file, such as response-v1.", show_default=False),
]


class Undoable(StrEnum):
    """The decisions that can be taken back, under the names of their sub-commands."""

    read = "read"
    accept_na = "accept-na"
    admit_late = "admit-late"
    refuse_late = "refuse-late"
    invite_final = "invite-final"
    withdraw = "withdraw"
    lot = "lot"
    misfiled = "misfiled"


@app.command()
@verb
def read(
    directory: Dir,
    vendor: VendorName,
    criterion: Annotated[
        str,
        typer.Option(
            "--criterion",
            metavar="ID",
            help="The criterion, or LINE:YEAR of the price workbook.",
            autocompletion=complete.criteria_and_prices,
            show_default=False,
        ),
    ],
    value: Annotated[
        str,
        typer.Option("--value", metavar="VALUE", help="What the unreadable cell means.", show_default=False),
    ],
    reason: Reason,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Say what a cell means that cannot be read, once the vendor has told you.

    Example: vendor-eval settle read our-pacs --vendor aurora --criterion PERF-01 --value 99.9 --reason mail
    """
    return _output(
        procurement(directory, by).settle("read", vendor, criterion=criterion, value=value, reason=reason)
    )


@app.command("accept-na")
@verb
def accept_na(
    directory: Dir,
    vendor: VendorName,
    criterion: Criterion,
    reason: Reason,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Accept a vendor's claim that a criterion does not apply: it drops out for all vendors.

    Example: vendor-eval settle accept-na our-pacs --vendor aurora --criterion XCH-01 --reason "not planned"
    """
    return _output(procurement(directory, by).settle("accept_na", vendor, criterion=criterion, reason=reason))


def _of_the_whole_bid(act: Act, help_text: str) -> None:
    """A sub-command that needs a vendor and a reason and nothing else."""

    @app.command(act.replace("_", "-"), help=help_text)
    @verb
    def decide(
        directory: Dir,
        vendor: VendorName,
        reason: Reason,
        by: As = None,
        output_format: OutputFormat = Format.table,
    ) -> Output:
        return _output(procurement(directory, by).settle(act, vendor, reason=reason))


_of_the_whole_bid(
    "admit_late",
    """Admit a late or withdrawn bid, with all that was received so far.

    Example: vendor-eval settle admit-late our-pacs --vendor aurora --reason "courier strike, panel minutes 4"
    """,
)
_of_the_whole_bid(
    "refuse_late",
    """Leave out what came late, with a reason on record.

    Example: vendor-eval settle refuse-late our-pacs --vendor aurora --reason "an hour late, no cause given"
    """,
)
_of_the_whole_bid(
    "withdraw",
    """Record that a vendor has withdrawn its bid.

    Example: vendor-eval settle withdraw our-pacs --vendor aurora --reason "letter of 3 March"
    """,
)
_of_the_whole_bid(
    "lot",
    """Record which vendor won the lot drawn between tied bids.

    Example: vendor-eval settle lot our-pacs --vendor aurora --reason "drawn on 4 March, minutes 6"
    """,
)


@app.command("time")
@verb
def time_of_receipt(
    directory: Dir,
    vendor: VendorName,
    file: File,
    at: Annotated[
        str,
        typer.Option(
            "--at", metavar="TIME", help="When it came in, such as 2027-03-01T11:58.", show_default=False
        ),
    ],
    reason: Reason,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Correct the time of receipt of a file, where it was mistyped.

    Example:
    vendor-eval settle time our-pacs --vendor aurora --file response-v1 --at 2027-03-01T11:58 --reason slip

    """
    received_at, wrong = parse_time(at)
    if wrong:
        return Output(findings=wrong)
    return _output(
        procurement(directory, by).settle("received_at", vendor, file=file, at=received_at, reason=reason)
    )


@app.command()
@verb
def misfiled(
    directory: Dir,
    vendor: VendorName,
    file: File,
    reason: Reason,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Set a file aside that does not belong in the bid: it stays in the folder, and counts for nothing.

    Example: vendor-eval settle misfiled our-pacs --vendor aurora --file price-v1 --reason "it is of Cirrus"
    """
    return _output(procurement(directory, by).settle("misfiled", vendor, file=file, reason=reason))


@app.command()
@verb
def undo(
    directory: Dir,
    decision: Annotated[
        Undoable, typer.Argument(metavar="DECISION", help="The decision to take back.", show_default=False)
    ],
    vendor: VendorName,
    reason: Reason,
    criterion: Annotated[
        str | None,
        typer.Option(
            "--criterion",
            metavar="ID",
            help="With read or accept-na: the criterion, or LINE:YEAR.",
            autocompletion=complete.criteria_and_prices,
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", metavar="NAME", help="With misfiled: the file.", show_default=False),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Take back an earlier decision; both stay on record.

    DECISION is read, accept-na, admit-late, refuse-late, invite-final, withdraw, lot or misfiled.

    Example: vendor-eval settle undo our-pacs accept-na --vendor aurora --criterion XCH-01 --reason "a slip"
    """
    if (decision in (Undoable.read, Undoable.accept_na)) != (criterion is not None):
        raise typer.BadParameter("read and accept-na go with --criterion; the others go without")
    if (decision is Undoable.misfiled) != (file is not None):
        raise typer.BadParameter("misfiled goes with --file; the others go without")
    act = cast("Act", decision.name)
    return _output(
        procurement(directory, by).settle(
            act, vendor, criterion=criterion, file=file, reason=reason, undo=True
        )
    )


def _output(result: SettleResult) -> Output:
    if result.decision is None:
        return Output(findings=result.findings)
    lines = [result.summary + ("." if result.new else ": decided so already; nothing changed.")]
    if result.answers_dropped:
        lines.append(f"The answers of {', '.join(result.answers_dropped)} drop out with it.")
    return Output({"decision": result.decision.model_dump(mode="json"), "new": result.new}, text=lines)
