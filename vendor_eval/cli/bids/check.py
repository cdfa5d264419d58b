"""check: is everything there, and can it be compared?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table, findings_table, findings_text
from vendor_eval.cli.output.verb import addressed, verb

if TYPE_CHECKING:
    from vendor_eval.model.outcome.vendor_status import VendorResult


@verb
def check(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """Completeness, gates, contradictions, comparability of prices, and whether the log is whole.

    Example: vendor-eval check our-pacs
    """
    result = procurement(directory).check()
    if result.vendors is None:
        return Output(findings=result.findings)
    findings = addressed(result.findings, directory)
    data = {
        "vendors": [
            {"vendor": r.name, "status": r.status, "reason": r.reason, "gates": _count(r)}
            for r in result.vendors
        ],
        "open": [o.model_dump(mode="json") for o in result.opened],
    }
    rows = [
        (r.name, "waiting", _gates(r), result.waiting[r.name])
        if r.name in result.waiting
        else (r.name, str(r.status), _gates(r), r.reason)
        for r in result.vendors
    ]
    vendors = Table("Vendors", ("vendor", "status", "gates", "reason"), rows)
    text: list[str | Table] = [vendors, findings_text(findings) or "Nothing to mend."]
    return Output(data, findings, text, csv=findings_table(findings, "Findings"), findings_in_text=True)


def _count(result: VendorResult) -> dict[str, int]:
    return {word: sum(g.result == word for g in result.gates) for word in ("passed", "failed", "open")}


def _gates(result: VendorResult) -> str:
    return ", ".join(f"{n} {word}" for word, n in _count(result).items() if n)
