"""settle: the buyer's decision on a single case, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.opened import find_vendor, future, moment, opened
from vendor_eval.cli.options import As, Dir, OutputFormat, VendorName
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.criterion import Criterion
    from vendor_eval.model.decision import Act, Decision
    from vendor_eval.model.price import PriceSchedule
    from vendor_eval.model.procurement import Vendor
    from vendor_eval.model.response import Receipt
    from vendor_eval.scoring.bids import Bid


_PRICE = "write the number alone, with a point as decimal sign, such as 1250.50; or: included"


class Settled(StrEnum):
    """What can be taken back, as the options name it."""

    read = "read"
    accept_na = "accept-na"
    admit_late = "admit-late"
    withdraw = "withdraw"
    lot = "lot"


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
        typer.Option("--file", metavar="NAME", help="With --received-at: response-v1.", show_default=False),
    ] = None,
    undo: Annotated[
        Settled | None,
        typer.Option(
            "--undo", help="Take back what was decided before, named by its option.", show_default=False
        ),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Result:
    """Record the buyer's decision on one case. It is logged and shown in every report; no workbook changes.

    Examples:
    vendor-eval settle our-pacs --vendor Aurora --criterion PERF-01 --read 99.9 --reason "e-mail of 3 March"

    vendor-eval settle our-pacs --vendor Aurora --criterion XCH-01 --accept-na --reason "no exchange planned"

    vendor-eval settle our-pacs --vendor Aurora --admit-late --reason "courier strike, panel minutes 4"

    vendor-eval settle our-pacs --vendor Aurora --criterion XCH-01 --undo accept-na --reason "a slip"

    """
    from vendor_eval.model.decision import Decision
    from vendor_eval.scoring.bids import bids
    from vendor_eval.workspace import audit
    from vendor_eval.workspace.keep import add_decision, alone

    acts = {
        "read": read is not None,
        "accept_na": accept_na,
        "admit_late": admit_late,
        "withdraw": withdraw,
        "lot": lot,
        "received_at": received_at is not None,
    }
    act = _chosen([name for name, given in acts.items() if given], undo)
    if (act in ("read", "accept_na")) != (criterion is not None):
        raise typer.BadParameter("read and accept-na go with --criterion; the others go without")
    if (act == "received_at") != (file is not None):
        raise typer.BadParameter("--received-at and --file go together")
    layout, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    bidder, wrong = find_vendor(case.vendors, vendor)
    if not reason.strip():
        hint = "write what an auditor should read"
        wrong = [*wrong, Finding("settle.reason", "error", "--reason", "a decision needs a reason", hint)]
    if bidder is None or wrong:
        return Result(findings=wrong)
    came, wrong = moment(received_at, case.procurement.timetable)
    if received_at is not None and not wrong:
        wrong = future(came)
    if wrong:
        return Result(findings=wrong)
    bid = next(b for b in bids(case) if b.vendor.id == bidder.id)
    draft = Decision(
        act=act,
        vendor=bidder.id,
        criterion=criterion or file,
        until=came if received_at is not None else None,
        value=read,
        undone=undo is not None,
        reason=reason,
        at=datetime.now().astimezone(),
        by=audit.who(by),
    )
    decision, wrong = _fits(draft, bid, case)
    if wrong:
        return Result(findings=wrong)
    with alone(layout):
        added = add_decision(layout, decision)
        if added:
            what = f"{_in_words(decision, bidder)}: {reason}"
            audit.append(layout.log, by=decision.by, at=decision.at, verb="settle", what=what)
    said = [_in_words(decision, bidder) + ("." if added else ": decided so already; nothing changed.")]
    if decision.act == "accept_na" and not decision.undone:
        said += _dropped(decision, bids(case))
    return Result({"decision": decision.model_dump(mode="json"), "new": added}, said=said)


def _chosen(given: Sequence[str], undo: Settled | None) -> Act:
    """The one act that the options name."""
    if len(given) + (undo is not None) != 1:
        raise typer.BadParameter(
            "give exactly one of --read, --accept-na, --admit-late, --withdraw, --lot, --received-at, --undo"
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


def _fits(draft: Decision, bid: Bid, case: Case) -> tuple[Decision, list[Finding]]:
    """The decision with its value typed, or why there is nothing of the kind to decide."""
    if draft.undone:
        return draft, _nothing_to_undo(draft, bid, case)
    if draft.act == "received_at":
        return _received(draft, case)
    if draft.act == "read":
        return _reading(draft, bid, case)
    if draft.act == "accept_na":
        answer = bid.answers.get(draft.criterion or "")
        if answer is None:
            return draft, [
                _no("unknown", f"there is no question {draft.criterion!r}", "vendor-eval criteria show DIR")
            ]
        if answer.state != "not_applicable":
            message = (
                f"{bid.vendor.name} did not claim that {draft.criterion} does not apply ({answer.state})"
            )
            return draft, [_no("no-claim", message, "only a claim that a vendor made can be accepted")]
        return draft.model_copy(update={"asked": answer.asked or None}), []
    waiting = bid.shut.startswith("withdrawn") or _waits(case, bid)
    if draft.act == "admit_late" and not waiting:
        message = f"nothing of {bid.vendor.name} is late or withdrawn"
        return draft, [_no("not-late", message, "see where bids stand with: vendor-eval status DIR")]
    if draft.act == "admit_late":
        return draft.model_copy(update={"until": _newest(case, bid.vendor)}), []
    if draft.act == "withdraw" and bid.shut == "no bid received":
        message = f"{bid.vendor.name} has not bid"
        return draft, [_no("no-bid", message, "see where bids stand with: vendor-eval status DIR")]
    if draft.act == "lot" and "lot" not in case.procurement.rules.ties:
        message = "the published rules draw no lot"
        return draft, [_no("no-lot", message, "a lot decides only where rules: ties: names it")]
    return draft, []


def _nothing_to_undo(draft: Decision, bid: Bid, case: Case) -> list[Finding]:
    same = [d for d in case.decisions if (d.act, d.matter) == (draft.act, draft.matter)]
    if same:
        return []
    about = f" on {draft.criterion}" if draft.criterion else ""
    message = f"nothing of the kind was decided for {bid.vendor.name}{about}"
    return [_no("undo", message, "name the vendor and criterion of the decision; decisions.yaml lists all")]


def _reading(draft: Decision, bid: Bid, case: Case) -> tuple[Decision, list[Finding]]:
    from vendor_eval.intake.match import match_value

    line, _, year = (draft.criterion or "").partition(":")
    if year and bid.price and line in bid.price.lines:
        receipt = bid.price.receipt
        received = next(p for p in case.prices[bid.vendor.id] if p.receipt == receipt)
        return _price_reading(draft, bid, received, line, year)
    if not year and bid.price and line in bid.price.lines:
        return draft, [_which_year(bid.price, line)]
    criterion = case.catalogue.criterion(draft.criterion or "")
    if criterion is None or not criterion.asked:
        return draft, [
            _no("unknown", f"there is no question {draft.criterion!r}", "vendor-eval criteria show DIR")
        ]
    answer = bid.response.answers.get(criterion.id) if bid.response else None
    state = answer.state if answer else "unanswered"
    if state != "unreadable":
        message = f"the answer of {bid.vendor.name} to {criterion.id} is not unreadable but {state}"
        hint = "only an unreadable cell can be read for a vendor; ask the vendor for a new version"
        return draft, [_no("readable", message, hint)]
    value = match_value(criterion, str(draft.value))
    if value is None:
        return draft, [_no("value", f"{draft.value!r} is no answer to {criterion.id}", _wanted(criterion))]
    return draft.model_copy(update={"value": value, "raw": answer.raw if answer else None}), []


def _wanted(criterion: Criterion) -> str:
    """What --read takes for the question."""
    from vendor_eval.intake.match import allowed

    if criterion.answer is None:
        return ""
    plain = "; the number alone, use a point as decimal sign" if criterion.answer.type == "number" else ""
    return f"allowed: {allowed(criterion.answer)}{plain}"


def _which_year(price: PriceSchedule, line: str) -> Finding:
    """A price is named with its year; the hint names those that cannot be read."""
    cells = price.lines[line]
    years = [y for y, cell in enumerate(cells) if cell.state == "unreadable"]
    named = " or ".join(f"{line}:{y}" for y in years) or "no price of this line is unreadable"
    return _no(
        "year",
        f"{line} is a line of the price workbook, with a price for each year",
        f"name the year: {named}",
    )


def _received(draft: Decision, case: Case) -> tuple[Decision, list[Finding]]:
    """Another moment for one file; the one that stands so far is kept beside it."""
    from vendor_eval.workspace.received import named

    receipts = [r.receipt for r in case.responses.get(draft.vendor, ())]
    receipts += [p.receipt for p in case.prices.get(draft.vendor, ())]
    known = {named(receipt): receipt for receipt in receipts}
    receipt = known.get(draft.criterion or "")
    if receipt is None:
        hint = f"files of this vendor: {', '.join(known) or 'none'}"
        return draft, [_no("unknown-file", f"there is no file {draft.criterion!r}", hint)]
    return draft.model_copy(update={"raw": f"{receipt.received_at:%Y-%m-%d %H:%M %Z}"}), []


def _waits(case: Case, bid: Bid) -> bool:
    """Whether a version lies there that came too late to count."""
    responses, prices = case.responses.get(bid.vendor.id, ()), case.prices.get(bid.vendor.id, ())
    newest = [max((v.receipt for v in kind), key=_order) for kind in (responses, prices) if kind]
    counting = [x.receipt for x in (bid.response, bid.price) if x is not None]
    return any(receipt not in counting for receipt in newest)


def _order(receipt: Receipt) -> tuple[datetime, int]:
    return receipt.received_at, receipt.version


def _newest(case: Case, vendor: Vendor) -> datetime:
    """When the last version came in that the buyer can have seen."""
    receipts = [r.receipt for r in case.responses.get(vendor.id, ())]
    receipts += [p.receipt for p in case.prices.get(vendor.id, ())]
    return max(r.received_at for r in receipts)


def _price_reading(
    draft: Decision, bid: Bid, received: PriceSchedule, line: str, year: str
) -> tuple[Decision, list[Finding]]:
    cells = received.lines[line]
    if not year.isdigit() or int(year) >= len(cells):
        return draft, [_no("year", f"{line} has no year {year!r}", f"years are 0 to {len(cells) - 1}")]
    if cells[int(year)].state != "unreadable":
        message = f"the price of {bid.vendor.name} for {line} in year {year} is not unreadable"
        return draft, [_no("readable", message, "ask the vendor for a new version")]
    text = str(draft.value).strip()
    draft = draft.model_copy(update={"raw": cells[int(year)].raw})
    if text == "included":
        return draft, []
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number < 1e15:
        return draft, [_no("value", f"{text!r} is no price", _PRICE)]
    return draft.model_copy(update={"value": text}), []


def _in_words(decision: Decision, vendor: Vendor) -> str:
    if decision.undone:
        about = f" {decision.criterion}" if decision.criterion else ""
        return f"taken back for {vendor.name}{about}: {Settled[decision.act].value}"
    return {
        "read": f"{vendor.name} {decision.criterion} reads {_shown(decision.value)}",
        "accept_na": f"{decision.criterion} does not apply and drops out for all vendors",
        "admit_late": f"the bid of {vendor.name} is admitted",
        "withdraw": f"the bid of {vendor.name} is withdrawn",
        "received_at": f"{decision.criterion} of {vendor.name} came in {decision.until:%Y-%m-%d %H:%M %Z}"
        if decision.until
        else "",
        "lot": f"the lot fell on {vendor.name}",
    }[decision.act]


def _shown(value: float | str | None) -> str:
    """A number as people write it: 14, not 14.0."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _no(code: str, message: str, hint: str) -> Finding:
    return Finding(f"settle.{code}", "error", "", message, hint)
