"""For whom a report is: what ``--audience`` and ``--blind`` say, and what is told then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.publish.report_formats import Told
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import find_vendor

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.record import Outcome

Audience = Annotated[
    str | None,
    typer.Option(
        "--audience",
        metavar="panel|board|public|vendor:NAME",
        help="Only what these readers may see, in a folder of its own.",
        autocompletion=complete.audiences,
        show_default=False,
    ),
]
Blinded = Annotated[bool, typer.Option("--blind", help="Letters in place of the vendors\u2019 names.")]


class For(NamedTuple):
    """``audience`` as report.audience reads it (a vendor by its id), empty for the buyer's own report."""

    audience: str = ""
    blind: bool = False

    @property
    def folder(self) -> str:
        """Where in ``report/`` it goes; empty for the folder itself."""
        return "-".join([*filter(None, self.audience.split(":")), *(["blind"] if self.blind else [])])


def read_audience(case: Case, given: str | None, blind: bool) -> tuple[For | None, list[Finding]]:
    """None, and Findings that say why, where there is no such audience or nothing to report to it."""
    if given is None:
        return For(blind=blind), []
    head, _, name = given.strip().partition(":")
    if head in ("panel", "board", "public") and not name:
        return For(head, blind), []
    if head != "vendor" or not name.strip():
        hint = "write panel, board, public or vendor:NAME"
        return None, [
            Finding("usage.audience", "error", "--audience", f"there is no audience {given!r}", hint)
        ]
    vendor, wrong = find_vendor(case.vendors, name, whole=True)
    if vendor is None:
        return None, [replace(f, where="--audience") for f in wrong]
    if not (case.responses.get(vendor.id) or case.prices.get(vendor.id)):
        message = f"{vendor.name} has sent no bid, so there is nothing to report to it"
        hint = "vendor-eval status DIR lists who has"
        return None, [Finding("report.no-bid", "error", "--audience", message, hint)]
    return For(f"vendor:{vendor.id}", blind), []


def told_for(told: Told, whom: For, case: Case) -> Told:
    """``told``, which is all there is, as far as ``whom`` may read it."""
    from vendor_eval.report.audience.anonymise import Blind, blinded
    from vendor_eval.report.audience.reduce import called, reduced, reduced_found
    from vendor_eval.report.audience.replace_text import rewritten

    full, panel = told.outcome, case.procurement.panel
    if whom.audience:
        told = told._replace(
            outcome=reduced(full, whom.audience, panel, case.vendors),
            roles=called(full, whom.audience, panel),
            found=reduced_found(told.found, full, whom.audience, panel),
        )
    if whom.blind:
        blind = Blind(full, case.vendors)
        told = told._replace(outcome=blinded(told.outcome, blind), found=rewritten(told.found, blind))
    return told


def said_of(outcome: Outcome, whom: For) -> list[Finding]:
    """A warning where something would leave the house that is not decided yet."""
    if outcome.official or not whom.audience.startswith(("public", "vendor")):
        return []
    message = "this report is for readers outside, but the result is not official"
    hint = "do not send it before the decision; every form of it is marked as not official"
    return [Finding("report.not-official", "warning", "--audience", message, hint)]
