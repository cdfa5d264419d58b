"""status: where the procurement stands, and what to type next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vendor_eval.cli.opened import opened
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.rfp import unfilled
from vendor_eval.cli.show import Format, Result, Table, verb
from vendor_eval.workspace.layout import typed

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.workspace.layout import Layout


class Stage(NamedTuple):
    """One stage of the run: is it done, what is missing, and the command that does it."""

    name: str
    done: bool
    missing: str
    command: str


@verb
def status(directory: Dir, output_format: OutputFormat = Format.table) -> Result:
    """Say which stage the procurement is in, what is missing, and the next command to type.

    Example: vendor-eval status our-pacs
    """
    layout, case, findings = opened(directory)
    if case is None:
        again = f"vendor-eval status {typed(directory)}"
        words = "The files have errors. Mend what is listed, then run this again."
        return Result({"stage": "prepare", "next": again}, findings, [words])
    stages = _stages(directory, layout, case)
    here = next((s for s in stages if not s.done), None)
    rows = [("done" if s.done else "NEXT" if s is here else "", s.name, s.missing) for s in stages]
    table = Table(f"{case.procurement.id} {case.procurement.title}", ("", "stage", "missing"), rows)
    next_command = here.command if here else f"vendor-eval report {typed(directory)}"
    data = {
        "stage": here.name if here else "done",
        "next": next_command,
        "stages": [s._asdict() for s in stages],
    }
    said: list[str | Table] = [table, f"Next: {next_command}"]
    return Result(data, findings, said, csv=table)


def _stages(directory: Path, layout: Layout, case: Case) -> list[Stage]:
    from vendor_eval.model.fingerprint import rfp_fingerprint
    from vendor_eval.scoring.bids import bids
    from vendor_eval.scoring.consensus import assigned, latest

    here = typed(directory)
    open_lines = [f.where for f in unfilled(directory)]
    mark = rfp_fingerprint(case.procurement, case.catalogue, case.weights)
    issued = case.issue is not None and case.issue.fingerprint == mark
    standing = bids(case)
    no_response = [b.vendor.name for b in standing if b.response is None]
    no_price = [b.vendor.name for b in standing if b.price is None and case.catalogue.price]
    duty = assigned(case.catalogue, case.procurement.panel)
    busy = [e.id for e in case.procurement.panel if any(e in who for who in duty.values())]
    sent = [e for e in busy if not (layout.sheets / f"{e}.xlsx").exists()]
    back = [e for e in busy if e not in latest(case.sheets)]
    vendors = "" if case.vendors else "no vendor is named under vendors:"
    waiting = [*(f"response of {n}" for n in no_response), *(f"prices of {n}" for n in no_price)]
    return [
        Stage(
            "prepare",
            not open_lines,
            _list("still FILL IN", open_lines),
            f"vendor-eval criteria check {here}",
        ),
        Stage(
            "issue the RFP",
            issued,
            "" if issued else "no RFP of the present criteria",
            f"vendor-eval rfp {here}",
        ),
        Stage(
            "receive bids",
            bool(case.vendors) and not waiting,
            vendors or _list("", waiting),
            f"vendor-eval receive {here} FILE --vendor {_quoted(case)}",
        ),
        Stage("send score sheets", not sent, _list("sheet of", sent), f"vendor-eval sheets {here}"),
        Stage(
            "collect scores",
            not back,
            _list("scores of", back),
            f"vendor-eval collect {here} FILE...",
        ),
        Stage(
            "rank and report",
            (layout.report / "outcome.json").exists(),
            "" if (layout.report / "outcome.json").exists() else "no report yet",
            f"vendor-eval check {here}, then rank {here} --confirm, then report {here}",
        ),
    ]


def _list(what: str, names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return f"{what} {', '.join(names[:6])}{more}".strip()


def _quoted(case: Case) -> str:
    waiting = next((v.name for v in case.vendors if not case.responses.get(v.id)), "NAME")
    return f'"{waiting}"' if " " in waiting else waiting
