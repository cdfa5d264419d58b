"""For whom a report is, and what of it these readers may see."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.operations.arguments import find_vendor
from vendor_eval.operations.publish.report_formats import ReportInput
from vendor_eval.report.audience.anonymise import Blind, blinded
from vendor_eval.report.audience.reduce import called, reduced, reduced_robustness
from vendor_eval.report.audience.replace_text import rewritten

VENDOR = "vendor"
GROUPS = ("panel", "board", "public")


@dataclass(frozen=True)
class Audience:
    """``name`` as ``report.audience`` reads it (vendor:ID for a vendor), empty for the buyer's own report.

    ``blind``: letters in place of the vendors' names.
    """

    name: str = ""
    blind: bool = False

    @property
    def folder(self) -> str:
        """The folder in ``report/`` for these readers; empty for ``report/`` itself."""
        return "-".join([*filter(None, self.name.split(":")), *(["blind"] if self.blind else [])])


BUYER = Audience()


def find_audience(
    case: Case, kind: str | None, vendor: str | None, blind: bool
) -> tuple[Audience | None, list[Finding]]:
    """None where there is no such audience or nothing to report to it; the Findings say why."""
    if kind is None:
        return Audience(blind=blind), []
    if kind in GROUPS and vendor is None:
        return Audience(kind, blind), []
    if kind != VENDOR or not (vendor or "").strip():
        hint = "write panel, board, public or vendor:NAME"
        message = f"there is no audience {(kind if vendor is None else f'{kind}:{vendor}')!r}"
        return None, [Finding("usage.audience", "error", "--audience", message, hint)]
    reader, wrong = find_vendor(case.vendors, vendor, whole=True)
    if reader is None:
        return None, [replace(f, where="--audience") for f in wrong]
    if not (case.responses.get(reader.id) or case.prices.get(reader.id)):
        message = f"{reader.name} has sent no bid, so there is nothing to report to it"
        hint = "vendor-eval status DIR lists who has"
        return None, [Finding("report.no-bid", "error", "--audience", message, hint)]
    return Audience(f"{VENDOR}:{reader.id}", blind), []


def for_audience(full: ReportInput, audience: Audience, case: Case) -> ReportInput:
    """Reduce the input of a report to what this audience may see."""
    outcome, panel, seen = full.outcome, case.procurement.panel, full
    if audience.name:
        seen = replace(
            seen,
            outcome=reduced(outcome, audience.name, panel, case.vendors),
            roles=called(outcome, audience.name, panel),
            robustness=reduced_robustness(full.robustness, outcome, audience.name, panel),
        )
    if audience.blind:
        blind = Blind(outcome, case.vendors)
        seen = replace(
            seen, outcome=blinded(seen.outcome, blind), robustness=rewritten(seen.robustness, blind)
        )
    return seen


def undecided(outcome: Outcome, audience: Audience) -> list[Finding]:
    """A warning where readers outside would get what is not decided yet."""
    if outcome.official or not audience.name.startswith(("public", VENDOR)):
        return []
    message = "this report is for readers outside, but the result is not official"
    hint = "do not send it before the decision; every form of it is marked as not official"
    return [Finding("report.not-official", "warning", "--audience", message, hint)]
