"""settle: the buyer's decision on a single case, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.options import As, Dir, OutputFormat, VendorName
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor, future, moment, now, opened

if TYPE_CHECKING:
    from vendor_eval.model.bids.buyer_decision import Act, Decision
    from vendor_eval.model.buyer.procurement import Vendor
    from vendor_eval.scoring.bids import Bid


class Settled(StrEnum):
    """What can be taken back, as the options name it."""

    read = "read"
    accept_na = "accept-na"
    admit_late = "admit-late"
    refuse_late = "refuse-late"
    invite_final = "invite-final"
    withdraw = "withdraw"
    lot = "lot"
    misfiled = "misfiled"


@verb
def settle(
    directory: Dir,
    vendor: VendorName,
    reason: Annotated[
        str, typer.Option("--reason", help="Why; printed in every report.", show_default=False)
    ],
    criterion: Annotated[
        str | None,
        typer.Option(
            "--criterion",
            metavar="ID",
            help="The criterion, or LINE:YEAR of the price workbook.",
            autocompletion=complete.criteria,
            show_default=False,
        ),
    ] = None,
    read: Annotated[
        str | None,
        typer.Option("--read", metavar="VALUE", help="What the unreadable cell says.", show_default=False),
    ] = None,
    accept_na: Annotated[
        bool, typer.Option("--accept-na", help="The criterion does not apply: it drops out for all vendors.")
    ] = False,
    admit_late: Annotated[bool, typer.Option("--admit-late", help="Admit a late or withdrawn bid.")] = False,
    refuse_late: Annotated[
        bool, typer.Option("--refuse-late", help="Leave out, with a reason on record, what came late.")
    ] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="The vendor has withdrawn its bid.")] = False,
    lot: Annotated[
        bool, typer.Option("--lot", help="The vendor won the lot drawn between tied bids.")
    ] = False,
    received_at: Annotated[
        str | None,
        typer.Option(
            "--received-at",
            metavar="TIME",
            help="When the file named by --file really came in: --at was mistyped.",
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--file",
            metavar="NAME",
            help="With --received-at or --misfiled: response-v1.",
            show_default=False,
        ),
    ] = None,
    misfiled: Annotated[
        bool,
        typer.Option(
            "--misfiled",
            help="The file named by --file does not belong in this bid: it is kept, and counts for nothing.",
        ),
    ] = False,
    undo: Annotated[
        Settled | None,
        typer.Option(
            "--undo", help="Take back what was decided before, named by its option.", show_default=False
        ),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Record the buyer's decision on one case. It is logged and shown in every report; no workbook changes.

    Examples:
    vendor-eval settle our-pacs --vendor Aurora --criterion PERF-01 --read 99.9 --reason "e-mail of 3 March"

    vendor-eval settle our-pacs --vendor Aurora --criterion XCH-01 --accept-na --reason "no exchange planned"

    vendor-eval settle our-pacs --vendor Aurora --admit-late --reason "courier strike, panel minutes 4"

    vendor-eval settle our-pacs --vendor Aurora --file price-v1 --misfiled --reason "it is of Cirrus"

    vendor-eval settle our-pacs --vendor Aurora --criterion XCH-01 --undo accept-na --reason "a slip"

    """
    from vendor_eval.model.bids.buyer_decision import Decision
    from vendor_eval.operations.settle_checks import fitted
    from vendor_eval.scoring.bids import bids
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.versions import add_decision, alone

    acts = {
        "read": read is not None,
        "accept_na": accept_na,
        "admit_late": admit_late,
        "refuse_late": refuse_late,
        "withdraw": withdraw,
        "lot": lot,
        "received_at": received_at is not None,
        "misfiled": misfiled,
    }
    act = _chosen([name for name, given in acts.items() if given], undo)
    if (act in ("read", "accept_na")) != (criterion is not None):
        raise typer.BadParameter("read and accept-na go with --criterion; the others go without")
    if (act in ("received_at", "misfiled")) != (file is not None):
        raise typer.BadParameter("--file goes with --received-at or --misfiled, and these with --file")
    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    bidder, wrong = find_vendor(case.vendors, vendor)
    if not reason.strip():
        hint = "write what an auditor should read"
        wrong = [*wrong, Finding("settle.reason", "error", "--reason", "a decision needs a reason", hint)]
    if bidder is None or wrong:
        return Output(findings=wrong)
    came, wrong = moment(received_at, case.procurement.timetable)
    if received_at is not None and not wrong:
        wrong = future(came)
    if wrong:
        return Output(findings=wrong)
    bid = next(b for b in bids(case) if b.vendor.id == bidder.id)
    draft = Decision(
        act=act,
        vendor=bidder.id,
        criterion=criterion or file,
        until=came if received_at is not None else None,
        value=read,
        undone=undo is not None,
        reason=reason,
        at=now(),
        by=audit.who(by),
    )
    decision, wrong = fitted(draft, bid, case)
    if wrong:
        return Output(findings=wrong)
    with alone(layout):
        added = add_decision(layout, decision)
        if added:
            what = f"{_in_words(decision, bidder)}: {reason}"
            audit.append(layout.log, by=decision.by, at=decision.at, verb="settle", what=what)
    said = [_in_words(decision, bidder) + ("." if added else ": decided so already; nothing changed.")]
    if decision.act == "accept_na" and not decision.undone:
        said += _dropped(decision, bids(case))
    return Output({"decision": decision.model_dump(mode="json"), "new": added}, text=said)


def _chosen(given: Sequence[str], undo: Settled | None) -> Act:
    """The one act that the options name."""
    if len(given) + (undo is not None) != 1:
        raise typer.BadParameter(
            "give exactly one of --read, --accept-na, --admit-late, --refuse-late, --withdraw, --lot, "
            "--received-at, --misfiled, --undo"
        )
    return cast("Act", undo.name if undo is not None else given[0])


def _dropped(decision: Decision, standing: Sequence[Bid]) -> list[str]:
    """Whose answers fall out with the criterion."""
    answered = [
        b.vendor.name
        for b in standing
        if b.response and b.answers[str(decision.criterion)].state == "answered"
    ]
    return [f"The answers of {', '.join(answered)} drop out with it."] if answered else []


def _in_words(decision: Decision, vendor: Vendor) -> str:
    if decision.undone:
        about = f" {decision.criterion}" if decision.criterion else ""
        return f"taken back for {vendor.name}{about}: {Settled[decision.act].value}"
    return {
        "read": f"{vendor.name} {decision.criterion} reads {_shown(decision.value)}",
        "accept_na": f"{decision.criterion} does not apply and drops out for all vendors",
        "admit_late": f"the bid of {vendor.name} is admitted",
        "refuse_late": f"what came late of {vendor.name} is not admitted",
        "invite_final": f"{vendor.name} is invited to a best and final offer",
        "withdraw": f"the bid of {vendor.name} is withdrawn",
        "received_at": f"{decision.criterion} of {vendor.name} came in {decision.until:%Y-%m-%d %H:%M %Z}"
        if decision.until
        else "",
        "misfiled": f"{decision.criterion} is set aside: it does not belong in the bid of {vendor.name}",
        "lot": f"the lot fell on {vendor.name}",
    }[decision.act]


def _shown(value: float | str | None) -> str:
    """A number as people write it: 14, not 14.0."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
