"""What the selected vendor promised against what it delivers, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.post_award.selected_vendor import selected_vendor
from vendor_eval.operations.result import OperationResult
from vendor_eval.roadmap.steps.monitoring import Monitoring, monitoring, promise_findings, promises
from vendor_eval.workspace.tables.measurements import read_measurements


@dataclass(frozen=True, kw_only=True)
class MonitorResult(OperationResult):
    """``monitoring`` is None where nothing was stored. ``file``: the stored measurements."""

    monitoring: Monitoring | None = None
    file: Path | None = None
    changed: bool = False


def monitor(folder: ProcurementFolder, file: Path) -> MonitorResult:
    """Store measurements after go-live, unless one of them is wrong, and score them against the promises."""
    selected, findings = selected_vendor(folder)
    if selected is None:
        return MonitorResult(findings=tuple(findings))
    procurement, kpis = selected.case.procurement, selected.roadmap.kpis
    if not kpis:
        hint = "list what is measured under kpis: in roadmap.yaml; vendor-eval roadmap DIR --new writes one"
        wrong = Finding("monitor.no-kpi", "error", "roadmap.yaml", "no KPI is named there", hint)
        return MonitorResult(findings=(*findings, wrong))
    measured, flaws = read_measurements(file, kpis, [s.name for s in procurement.sites])
    promised = promises(selected.case, selected.roadmap, selected.name)
    findings = [*findings, *flaws, *promise_findings(promised)]
    if not measured:
        return MonitorResult(findings=tuple(findings))
    stored = folder.layout.measurements
    return MonitorResult(
        findings=tuple(findings),
        monitoring=monitoring(measured, promised, procurement.service.credits),
        file=stored,
        changed=folder.write("monitor", "measurements", {stored: file.read_bytes()}),
    )
