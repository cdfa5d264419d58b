"""The public record of a procurement in the open contracting format, and a check of any such record."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vendor_eval.decision.procurement.release_dates import result_early
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.case import Case, Issue
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.operations.arguments import no_file
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.report.audience.reduce import reduced
from vendor_eval.report.ocds.check import check_release, check_text
from vendor_eval.report.ocds.release import PLACEHOLDER, dated, release
from vendor_eval.workspace.folder import log

NAME = "ocds-release.json"
_PREFIX = re.compile(r"ocds-[a-z0-9]{6}")
_LARGEST = 50_000_000


@dataclass(frozen=True, kw_only=True)
class OcdsResult(OperationResult):
    """``file`` is None where no release could be written; ``ocid`` and ``tag`` as in the release."""

    file: Path | None = None
    ocid: str = ""
    tag: tuple[str, ...] = ()
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class OcdsCheck(OperationResult):
    """``releases``: how many the file holds; ``read`` is false where there was nothing to check."""

    releases: int = 0
    read: bool = False


def check_ocds(file: Path) -> OcdsCheck:
    """Check releases of anybody against the standard: their shape, their references and their dates."""
    missing = no_file(file)
    if missing:
        return OcdsCheck(findings=tuple(missing))
    if file.stat().st_size > _LARGEST:
        message = f"the file has more than {_LARGEST // 1_000_000} MB"
        too_large = Finding("ocds.size", "error", file.name, message, "check one release at a time")
        return OcdsCheck(findings=(too_large,))
    count, findings = check_text(file.read_bytes(), file.name)
    return OcdsCheck(findings=tuple(findings), releases=count, read=True)


def ocds(folder: ProcurementFolder, prefix: str | None = None) -> OcdsResult:
    """Write the OCDS 1.1.5 release of what the public may know. ``prefix``: that of the publisher."""
    if prefix is not None and not _PREFIX.fullmatch(prefix):
        hint = "it is ocds- and six small letters or digits, such as ocds-a1b2c3"
        message = f"{prefix!r} is no prefix of a publisher"
        return OcdsResult(findings=(Finding("usage.prefix", "error", "--prefix", message, hint),))
    case, findings = folder.load()
    if case is None:
        return OcdsResult(findings=tuple(findings))
    if case.issue is None:
        hint = "issue it first: vendor-eval rfp DIR"
        message = "no RFP was issued, so there is nothing to publish"
        wrong = Finding("ocds.not-issued", "error", "rfp", message, hint)
        return OcdsResult(findings=(*findings, wrong))
    outcome = evaluate(case, Question(now=folder.clock()))
    public = reduced(outcome, "public", case.procurement.panel, case.vendors)
    bidders = [v.id for v in case.vendors if case.responses.get(v.id) or case.prices.get(v.id)]
    awarded, early = _awarded(folder, case, outcome)
    record = release(public, case.procurement, case.catalogue, bidders, prefix or PLACEHOLDER, awarded)
    record = dated(record, _newest_event(case, case.issue))
    flaws = check_release(record)
    if has_errors(flaws):
        return OcdsResult(findings=(*findings, *flaws))
    file = folder.layout.report / NAME
    content = (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()
    return OcdsResult(
        findings=(*findings, *early, *_notes(outcome.official, prefix)),
        file=file,
        ocid=record["ocid"],
        tag=tuple(record["tag"]),
        changed=folder.write("ocds", "OCDS release", {file: content}),
    )


def _awarded(
    folder: ProcurementFolder, case: Case, outcome: Outcome
) -> tuple[datetime | None, list[Finding]]:
    """When the winner got its letter of award; None before bids were due, with a warning."""
    if not outcome.official:
        return None, []
    best = outcome.rankings[0].best
    winner = next((v.id for v in case.vendors if (v.name,) == best), "")
    letter = log.newest(folder.layout.log, f"letters/award-{winner}.docx")
    early = result_early(case, folder.clock(), "ocds", "the release")
    if letter is None:
        return None, early
    at, due = case.procurement.timetable.local(letter[0]), case.procurement.timetable.due
    if due is None or at > due:
        return at, early
    message = f"the letter of award is of {at:%Y-%m-%d %H:%M}, before bids were due ({due:%Y-%m-%d %H:%M %Z})"
    hint = "the award has no date in the release; write the letter again after that time, then the release"
    return None, early or [Finding("ocds.before-due", "warning", "letters", message, hint)]


def _notes(official: bool, prefix: str | None) -> list[Finding]:
    found = []
    if not official:
        message = "the result is not official yet, so the release tells of the tender and of no award"
        hint = "write it again after the decision"
        found.append(Finding("ocds.no-award", "note", "", message, hint))
    if prefix is None:
        message = "its id begins with a placeholder, since no prefix was given"
        hint = "register one with the Open Contracting Partnership and give it by --prefix before you publish"
        found.append(Finding("ocds.prefix", "warning", "--prefix", message, hint))
    return found


def _newest_event(case: Case, issue: Issue) -> datetime:
    """What dates the release, so that writing it again changes nothing."""
    moments = [r.receipt.received_at for rows in case.responses.values() for r in rows]
    moments += [p.receipt.received_at for rows in case.prices.values() for p in rows]
    moments += [d.at for d in case.decisions]
    return case.procurement.timetable.local(max([issue.issued_at, *moments]))
