"""collect: take the evaluators' score sheets back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import no_file, now, opened

if TYPE_CHECKING:
    from vendor_eval.forms.read.form import FormReading
    from vendor_eval.model.bids.score_sheet import ScoreSheet
    from vendor_eval.model.buyer.procurement import Evaluator
    from vendor_eval.model.case import Case
    from vendor_eval.workspace.folder.layout import Layout


@verb
def collect(
    directory: Dir,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="The filled score sheets.", show_default=False)
    ],
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Take evaluators' filled score sheets back. Each is kept as it came; a second one is a new version.

    Example: vendor-eval collect our-pacs radiology.xlsx it.xlsx
    """
    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    taken: list[dict[str, object]] = []
    said: list[str] = []
    findings = list(findings)
    for file in files:
        entry, wrong = take_back(layout, case, file, by)
        findings += wrong
        if entry:
            taken.append(entry)
            said.append(str(entry["in_words"]))
    return Output({"sheets": taken}, findings, said)


def take_back(
    layout: Layout, case: Case, file: Path, by: str | None
) -> tuple[dict[str, object] | None, list[Finding]]:
    """One sheet. None if it is no score sheet of this procurement; then nothing was kept."""
    from vendor_eval.forms.read.form import read_form
    from vendor_eval.model.bids.score_sheet import CONSENSUS
    from vendor_eval.scoring.score_sheets import score_sheet_of
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.atomic import sha256
    from vendor_eval.workspace.folder.versions import alone, keep, version_of

    missing = no_file(file)
    if missing:
        return None, missing
    reading = read_form(file)
    known, evaluator, refused = _whose(reading, case, file)
    if not known:
        return None, [*reading.findings, *refused]
    stem, whose = (evaluator.id, evaluator.name) if evaluator else (CONSENSUS, "the consensus meeting")
    content = file.read_bytes()
    name, at = audit.who(by), now()
    with alone(layout):
        version, there = version_of(layout.scores, stem, content)
        if there:
            words = f"{file.name}: these bytes lie there already as version {version}; nothing changed."
            return {"evaluator": stem, "version": version, "new": False, "in_words": words}, []
        sheet = score_sheet_of(
            reading,
            case.procurement,
            case.catalogue,
            evaluator,
            case.vendors,
            version=version,
            file=f"scores/{stem}-v{version}.xlsx",
            sha256=sha256(content),
            received_at=at,
            received_by=name,
        )
        keep(layout.scores, stem, version, content, sheet)
        what = f"scores of {whose}, version {version}"
        audit.append(layout.log, by=name, at=at, verb="collect", what=what, files={sheet.file: sheet.sha256})
    words = f"Kept the scores of {whose} as version {version}: {sheet.file}"
    entry = {
        "evaluator": stem,
        "version": version,
        "new": True,
        "file": sheet.file,
        "in_words": words,
    }
    return entry, [*sheet.findings, *_behind(case, sheet)]


def _behind(case: Case, sheet: ScoreSheet) -> list[Finding]:
    """Bids that were admitted, or answers that changed, since the sheet was written."""
    from vendor_eval.decision.procurement.scored import score
    from vendor_eval.decision.procurement.stages import vendors_to_score
    from vendor_eval.scoring.stale_sheets import returned_sheet_findings

    scored = score(case)
    vendors, nobody = vendors_to_score(case, scored, sheet.part)
    responses = {b.vendor.id: b.response for b in scored.bids if b.response}
    return returned_sheet_findings(case, sheet, () if nobody else vendors, responses)


def _whose(reading: FormReading, case: Case, file: Path) -> tuple[bool, Evaluator | None, list[Finding]]:
    """Whether the sheet is one of this procurement's, and whose (None: of the meeting); or why it is none."""
    from vendor_eval.model.bids.score_sheet import CONSENSUS

    if reading.refused:
        return False, None, []
    theirs, ours = reading.properties.get("vendor_eval_rfp", ""), case.procurement.id
    if reading.kind != "scores":
        hint = "vendors' workbooks are taken in with: vendor-eval receive DIR FILE --vendor NAME"
        message = f"this is a workbook of the kind {reading.kind}"
        return False, None, [Finding("form.other-kind", "error", file.name, message, hint)]
    if theirs != ours:
        message = f"this sheet belongs to the RFP {theirs!r}, not to {ours!r}"
        return False, None, [Finding("form.other-rfp", "error", file.name, message, "nothing was taken in")]
    wanted = reading.properties.get("vendor_eval_evaluator", "")
    if wanted == CONSENSUS:
        return True, None, []
    for evaluator in case.procurement.panel:
        if evaluator.id == wanted:
            return True, evaluator, []
    known = ", ".join(e.id for e in case.procurement.panel)
    message = f"{wanted!r} is not on the panel"
    return False, None, [Finding("panel.unknown", "error", file.name, message, f"the panel is: {known}")]
