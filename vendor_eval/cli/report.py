"""report: the decision report, and the selection record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from vendor_eval.cli.opened import opened
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.findings import Finding


@verb
def report(directory: Dir, by: As = None, output_format: OutputFormat = Format.table) -> Result:
    """Write the decision report (html) and outcome.json, the selection record for the implementation.

    Example: vendor-eval report our-pacs
    """
    return write_report(directory, by)


def write_report(directory: Path, by: str | None) -> Result:
    """The verb, for other verbs."""
    from vendor_eval.pipeline import Question, evaluate
    from vendor_eval.report.decision import decision_html
    from vendor_eval.workspace import audit
    from vendor_eval.workspace.atomic import sha256, write_all
    from vendor_eval.workspace.keep import alone

    layout, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    outcome = evaluate(case, Question(confirmed=True))
    roles = {e.name: e.role for e in case.procurement.panel}
    html = decision_html(outcome, roles).encode("utf-8")
    record = (outcome.model_dump_json(indent=1) + "\n").encode("utf-8")
    files = {layout.report / "report.html": html, layout.report / "outcome.json": record}
    with alone(layout):
        changed = write_all(files)
        if changed:
            audit.append(
                layout.log,
                by=audit.who(by),
                at=datetime.now().astimezone(),
                verb="report",
                what="decision report" if outcome.official else "decision report, not official",
                files={f"report/{path.name}": sha256(content) for path, content in files.items()},
            )
    said = [f"{'Wrote' if changed else 'Nothing changed:'} {path}" for path in files]
    data = {
        "files": [str(path) for path in files],
        "official": outcome.official,
        "confirmation": outcome.confirmation.model_dump(mode="json") if outcome.confirmation else None,
        "changed": bool(changed),
    }
    findings = list(outcome.findings)
    if outcome.confirmation and outcome.confirmation.agrees is False:
        hint = "do not use this ranking; report it as a defect of the program"
        message = outcome.confirmation.message
        findings.append(Finding("rank.not-confirmed", "error", outcome.confirmation.method, message, hint))
    return Result(data, findings, said)
