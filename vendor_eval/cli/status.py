"""status: where the procurement is, and what to type next."""

from __future__ import annotations

import re

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.workspace.folder.layout import typed


@verb
def status(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """Show which stage the procurement is in, what is missing, and the next command to type.

    Example: vendor-eval status our-pacs
    """
    result = procurement(directory).status()

    def here(text: str) -> str:
        return re.sub(r"\bDIR\b", lambda _: typed(directory), text)

    if result.case is None:
        words = "The files have errors. Correct what is listed, then run this again."
        again = {"stage": "prepare", "next": here("vendor-eval status DIR")}
        return Output(again, result.findings, [words])
    stages = [stage._replace(command=here(stage.command)) for stage in result.stages]
    current = next((s for s in stages if not s.done), None)
    rows = [("done" if s.done else "NEXT" if s is current else "", s.name, s.missing) for s in stages]
    buyer = result.case.procurement
    table = Table(f"{buyer.id} {buyer.title}", ("", "stage", "missing"), rows)
    command = current.command if current else f"open {directory / 'report' / 'report.html'}"
    data: dict[str, object] = {
        "stage": current.name if current else "done",
        "next": command,
        "stages": [s._asdict() for s in stages],
        "questions": {"unanswered": list(result.unanswered), "unpublished": list(result.unpublished)},
    }
    return Output(data, result.findings, [table, f"Next: {command}", here(result.roadmap)], csv=table)
