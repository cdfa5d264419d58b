"""The command line. One file a verb; a verb imports what it needs when it runs, so that help is quick."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer
from typer.core import TyperGroup

from vendor_eval.cli.bids import letter, settle
from vendor_eval.cli.bids.check import check
from vendor_eval.cli.bids.cost import cost
from vendor_eval.cli.bids.receive import receive
from vendor_eval.cli.decide.compare import compare
from vendor_eval.cli.decide.rank import rank
from vendor_eval.cli.decide.sensitivity import sensitivity
from vendor_eval.cli.demo import demo
from vendor_eval.cli.panel.agreement import agreement
from vendor_eval.cli.panel.collect import collect
from vendor_eval.cli.panel.sheets import sheets
from vendor_eval.cli.panel.shortlist import shortlist
from vendor_eval.cli.post_award.acceptance import acceptance
from vendor_eval.cli.post_award.monitor import monitor
from vendor_eval.cli.post_award.roadmap import roadmap
from vendor_eval.cli.prepare import criteria, qa
from vendor_eval.cli.prepare.new import new
from vendor_eval.cli.prepare.rfp import rfp
from vendor_eval.cli.prepare.weigh import weigh
from vendor_eval.cli.publish.export import export
from vendor_eval.cli.publish.ocds import ocds
from vendor_eval.cli.publish.recompute import recompute
from vendor_eval.cli.publish.report import report
from vendor_eval.cli.schema import schema
from vendor_eval.cli.status import status
from vendor_eval.versions import VERSION

# No code of other installed packages runs inside our models, and looking for it costs start-up time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Procurement order, as --help lists them.
VERBS: dict[str, Callable[..., None] | typer.Typer] = {
    "demo": demo,
    "new": new,
    "status": status,
    "criteria": criteria.app,
    "weigh": weigh,
    "rfp": rfp,
    "qa": qa.app,
    "receive": receive,
    "letter": letter.app,
    "settle": settle.app,
    "check": check,
    "cost": cost,
    "sheets": sheets,
    "collect": collect,
    "agreement": agreement,
    "shortlist": shortlist,
    "rank": rank,
    "compare": compare,
    "sensitivity": sensitivity,
    "export": export,
    "report": report,
    "recompute": recompute,
    "ocds": ocds,
    "roadmap": roadmap,
    "acceptance": acceptance,
    "monitor": monitor,
    "schema": schema,
}


class InOrder(TyperGroup):
    """Lists the verbs in the order of a procurement."""

    def list_commands(self, ctx: object) -> list[str]:
        return list(VERBS)


app = typer.Typer(
    cls=InOrder,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _verb in VERBS.items():
    if isinstance(_verb, typer.Typer):
        app.add_typer(_verb, name=_name)
    else:
        app.command(_name)(_verb)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"vendor-eval {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Choose a vendor by criteria that were published first: RFP, bids, scores, ranking, report.

    See it run: vendor-eval demo
    """


def main() -> None:
    """The console script. A console that lacks a character shows ``?`` instead of failing."""
    gc.set_threshold(500_000, 20, 20)  # a command is over before much garbage gathers; collecting costs 5 %
    atexit.register(gc.freeze)  # nor is it worth while to look for garbage at the very end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
