"""sheets: write each evaluator's score sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from vendor_eval.cli.opened import opened
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.show import Format, Result, verb
from vendor_eval.findings import Finding
from vendor_eval.workspace.layout import typed


@verb
def sheets(directory: Dir, by: As = None, output_format: OutputFormat = Format.table) -> Result:
    """Write a score sheet for every evaluator: criteria, anchors, the answers of vendors still in, no prices.

    Example: vendor-eval sheets our-pacs
    """
    return write_sheets(directory, by)


def write_sheets(directory: Path, by: str | None) -> Result:
    """The verb, for other verbs."""
    from vendor_eval.decision.table import score
    from vendor_eval.forms.scoresheet import score_form
    from vendor_eval.forms.write import write
    from vendor_eval.model.fingerprint import rfp_fingerprint
    from vendor_eval.scoring.bids import bids
    from vendor_eval.scoring.consensus import assigned
    from vendor_eval.workspace import audit
    from vendor_eval.workspace.atomic import sha256, write_all
    from vendor_eval.workspace.keep import alone

    layout, case, findings = opened(directory)
    if case is None:
        return Result(findings=findings)
    shut_out = {s.result.id for s in score(case).standings if s.result.status == "excluded"}
    standing = [b for b in bids(case) if b.response and b.vendor.id not in shut_out]
    if not standing:
        hint = "take bids in first: vendor-eval receive DIR FILE --vendor NAME"
        return Result(
            findings=[Finding("sheets.no-bids", "error", "", "there is no admitted bid to score", hint)]
        )
    duty = assigned(case.catalogue, case.procurement.panel)
    busy = [e for e in case.procurement.panel if any(e in who for who in duty.values())]
    findings = [*findings, *_nobody(duty)]
    mark = rfp_fingerprint(case.procurement, case.catalogue, case.weights)
    vendors = [b.vendor for b in standing]
    responses = {b.vendor.id: b.response for b in standing if b.response}
    files = {
        layout.sheets / f"{e.id}.xlsx": write(
            score_form(case.procurement, case.catalogue, e, vendors, responses, mark)
        )
        for e in busy
    }
    with alone(layout):
        changed = write_all(files)
        if changed:
            audit.append(
                layout.log,
                by=audit.who(by),
                at=datetime.now().astimezone(),
                verb="sheets",
                what=f"{len(files)} score sheets",
                files={f"sheets/{path.name}": sha256(content) for path, content in files.items()},
            )
    said = [f"{'Wrote' if changed else 'Nothing changed:'} {path}" for path in files]
    said.append(
        f"Send each to its evaluator. When they come back: vendor-eval collect {typed(directory)} FILE..."
    )
    data = {"sheets": [str(path) for path in files], "changed": bool(changed)}
    return Result(data, findings, said)


def _nobody(duty: Mapping[str, Sequence[object]]) -> list[Finding]:
    alone = [criterion for criterion, who in duty.items() if not who]
    if not alone:
        return []
    hint = "name an evaluator with these criteria, or their group, under panel: in procurement.yaml"
    message = f"nobody on the panel scores {', '.join(alone)}"
    return [Finding("panel.nobody", "error", "procurement.yaml", message, hint)]
