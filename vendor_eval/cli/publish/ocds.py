"""ocds: the public record of a procurement in the open contracting format, and a check of any such record."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import As, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.arguments import no_file, now, opened

if TYPE_CHECKING:
    from vendor_eval.model.case import Case, Issue
    from vendor_eval.model.outcome.record import Outcome
    from vendor_eval.workspace.folder.layout import Layout

NAME = "ocds-release.json"
_PREFIX = re.compile(r"ocds-[a-z0-9]{6}")
_LARGEST = 50_000_000


@verb
def ocds(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|RELEASE.json",
            help="A procurement folder, or a release to check.",
            show_default=False,
        ),
    ],
    prefix: Annotated[
        str | None,
        typer.Option(
            "--prefix",
            metavar="ocds-XXXXXX",
            help="Your publisher's prefix, registered with the Open Contracting Partnership.",
            show_default=False,
        ),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write the OCDS 1.1.5 release of what the public may know; or check a release that lies in a file.

    Examples:
    vendor-eval ocds our-pacs --prefix ocds-a1b2c3

    vendor-eval ocds report/ocds-release.json

    """
    if source.suffix.lower() == ".json" and not source.is_dir():
        return _check(source)
    if prefix is not None and not _PREFIX.fullmatch(prefix):
        hint = "it is ocds- and six small letters or digits, such as ocds-a1b2c3"
        message = f"{prefix!r} is no prefix of a publisher"
        return Output(findings=[Finding("usage.prefix", "error", "--prefix", message, hint)])
    return _write(source, prefix, by)


def _check(path: Path) -> Output:
    from vendor_eval.report.ocds.check import check_text

    missing = no_file(path)
    if missing:
        return Output({"releases": 0}, missing)
    if path.stat().st_size > _LARGEST:
        message = f"the file has more than {_LARGEST // 1_000_000} MB"
        too_large = Finding("ocds.size", "error", path.name, message, "check one release at a time")
        return Output({"releases": 0}, [too_large])
    count, findings = check_text(path.read_bytes(), path.name)
    said = [] if findings else [f"{path.name}: {count} release{'s' * (count != 1)}, valid, and all parts fit"]
    return Output({"releases": count, "valid": not findings}, findings, said)


def _write(directory: Path, prefix: str | None, by: str | None) -> Output:
    import json

    from vendor_eval.pipeline import Question, evaluate
    from vendor_eval.report.audience.reduce import reduced
    from vendor_eval.report.ocds.check import check_release
    from vendor_eval.report.ocds.release import PLACEHOLDER, dated, release
    from vendor_eval.workspace.folder.write_logged import put

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    if case.issue is None:
        hint = "issue it first: vendor-eval rfp DIR"
        message = "no RFP was issued, so there is nothing to publish"
        return Output(findings=[*findings, Finding("ocds.not-issued", "error", "rfp", message, hint)])
    at = now()
    outcome = evaluate(case, Question(now=at))
    public = reduced(outcome, "public", case.procurement.panel, case.vendors)
    bidders = [v.id for v in case.vendors if case.responses.get(v.id) or case.prices.get(v.id)]
    awarded, early = _awarded(layout, case, outcome, at)
    told = release(public, case.procurement, case.catalogue, bidders, prefix or PLACEHOLDER, awarded)
    told = dated(told, _since(case, case.issue))
    wrong = check_release(told)
    if has_errors(wrong):
        return Output(findings=[*findings, *wrong])
    path = layout.report / NAME
    content = (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()
    changed = bool(put(layout, {path: content}, by, now, "ocds", "OCDS release"))
    said = [f"{'Wrote' if changed else 'Nothing changed:'} {path}"]
    data = {"file": str(path), "ocid": told["ocid"], "tag": told["tag"], "changed": changed}
    return Output(data, [*findings, *early, *_notes(outcome.official, prefix)], said)


def _awarded(
    layout: Layout, case: Case, outcome: Outcome, at: datetime
) -> tuple[datetime | None, list[Finding]]:
    """When the first was told: its letter of award. No date that lies before bids were due."""
    from vendor_eval.decision.procurement.release_dates import result_early
    from vendor_eval.workspace.folder import log as audit

    if not outcome.official:
        return None, []
    best = outcome.rankings[0].best
    winner = next((v.id for v in case.vendors if (v.name,) == best), "")
    letter = audit.newest(layout.log, f"letters/award-{winner}.docx")
    early = result_early(case, at, "ocds", "the release")
    if letter is None:
        return None, early
    told, due = case.procurement.timetable.local(letter[0]), case.procurement.timetable.due
    if due is None or told > due:
        return told, early
    message = (
        f"the letter of award is of {told:%Y-%m-%d %H:%M}, before bids were due ({due:%Y-%m-%d %H:%M %Z})"
    )
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


def _since(case: Case, issue: Issue) -> datetime:
    """The newest event that the release rests on: running it again says the same."""
    moments = [r.receipt.received_at for rows in case.responses.values() for r in rows]
    moments += [p.receipt.received_at for rows in case.prices.values() for p in rows]
    moments += [d.at for d in case.decisions]
    return case.procurement.timetable.local(max([issue.issued_at, *moments]))
