"""The winner's promises as acceptance tests, and what came out of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from vendor_eval.findings import Finding, has_errors
from vendor_eval.forms.define.acceptance import acceptance_form
from vendor_eval.forms.read.form import FormReading, read_form
from vendor_eval.forms.write.form import write
from vendor_eval.model.roadmap.acceptance import AcceptanceRecord, AcceptanceTest
from vendor_eval.operations.arguments import no_file
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.post_award.selected_vendor import SelectedVendor, selected_vendor
from vendor_eval.operations.result import OperationResult
from vendor_eval.roadmap.acceptance.document import acceptance_documents
from vendor_eval.roadmap.acceptance.results import emptied, results_from
from vendor_eval.roadmap.acceptance.tests import Delivery, acceptance_tests, delivery, no_winner
from vendor_eval.shipped import shipped
from vendor_eval.workspace.additions import add_version, version_of
from vendor_eval.workspace.folder.atomic import sha256
from vendor_eval.workspace.folder.templates import dress_of
from vendor_eval.workspace.state.acceptance import STEM, newest_record


@dataclass(frozen=True, kw_only=True)
class AcceptancePlan(OperationResult):
    """``delivery`` is None where no plan could be written. ``recorded``: results are in already."""

    vendor: str = ""
    tests: tuple[AcceptanceTest, ...] = ()
    delivery: Delivery | None = None
    recorded: bool = False
    files: tuple[Path, ...] = ()
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class AcceptanceResults(OperationResult):
    """``delivery`` is None where nothing was recorded; ``refused``: because of what the workbook holds.

    ``new`` is false where the same bytes were the newest version already.
    """

    version: int = 0
    new: bool = False
    delivery: Delivery | None = None
    refused: bool = False


def plan_acceptance(folder: ProcurementFolder) -> AcceptancePlan:
    """Write the plan of acceptance tests (xlsx, docx, pdf) from the answers of the vendor that is first."""
    selected, findings = selected_vendor(folder)
    if selected is None:
        return AcceptancePlan(findings=tuple(findings))
    winner, vendor = selected.name, selected.id
    if winner is None or vendor is None:
        return AcceptancePlan(findings=(*findings, no_winner(selected.outcome)))
    case = selected.case
    findings = [*findings, *_not_official(selected)]
    tests = acceptance_tests(case, selected.roadmap, winner)
    form = acceptance_form(case.procurement, vendor, winner, tests, case.fingerprints()["rfp"])
    record = newest_record(folder.layout, vendor)
    state = delivery(tests, record)
    templates = [folder.layout.templates / "acceptance", shipped("rfp_templates") / "acceptance"]
    dress = dress_of(folder.layout, case.procurement)
    documents, wrong = acceptance_documents(case.procurement, winner, state, templates, dress)
    findings += wrong
    if has_errors(wrong):
        return AcceptancePlan(findings=tuple(findings))
    files = {"plan.xlsx": write(form), **documents}
    paths = {folder.layout.acceptance / name: content for name, content in files.items()}
    return AcceptancePlan(
        findings=(*findings, *_without_owner(tests)),
        vendor=winner,
        tests=tests,
        delivery=state,
        recorded=record is not None,
        files=tuple(paths),
        changed=folder.write("acceptance", f"acceptance plan, {len(tests)} tests", paths),
    )


def record_acceptance(folder: ProcurementFolder, file: Path) -> AcceptanceResults:
    """Store a filled plan as it came, unless it is none of this procurement or has an error in it."""
    selected, findings = selected_vendor(folder)
    if selected is None:
        return AcceptanceResults(findings=tuple(findings))
    winner, vendor = selected.name, selected.id
    if winner is None or vendor is None:
        return AcceptanceResults(findings=(*findings, no_winner(selected.outcome)))
    tests = acceptance_tests(selected.case, selected.roadmap, winner)
    result = _record(folder, file, selected.case.procurement.id, vendor, tests)
    return replace(result, findings=(*findings, *_not_official(selected), *result.findings))


def _record(
    folder: ProcurementFolder, file: Path, rfp: str, vendor: str, tests: tuple[AcceptanceTest, ...]
) -> AcceptanceResults:
    missing = no_file(file)
    if missing:
        return AcceptanceResults(findings=tuple(missing))
    reading = read_form(file)
    foreign = _foreign(reading, rfp, vendor, file.name)
    if foreign:
        return AcceptanceResults(findings=(*reading.findings, *foreign))
    results, wrong = results_from(reading, tests)
    flaws = list(wrong)
    content, where = file.read_bytes(), folder.layout.acceptance
    with folder.act("acceptance") as act:
        flaws += emptied(newest_record(folder.layout, vendor), results, file.name)
        if has_errors(flaws):
            return AcceptanceResults(findings=tuple(flaws), refused=True)
        version, there = version_of(where, STEM, content)
        record = AcceptanceRecord(
            vendor=vendor,
            version=version,
            file=f"acceptance/{STEM}-v{version}.xlsx",
            sha256=sha256(content),
            received_at=act.at,
            received_by=act.by,
            results=results,
            findings=tuple(flaws),
        )
        if not there:
            add_version(act, where, STEM, version, content, record)
            act.what = f"acceptance results, version {version}"
    state = delivery(tests, newest_record(folder.layout, vendor))
    return AcceptanceResults(findings=tuple(flaws), version=version, new=not there, delivery=state)


def _not_official(selected: SelectedVendor) -> list[Finding]:
    if selected.outcome.official:
        return []
    hint = "see why: vendor-eval rank DIR"
    message = "the ranking is not official; the plan follows the one who is first now"
    return [Finding("acceptance.not-official", "warning", "", message, hint)]


def _without_owner(tests: tuple[AcceptanceTest, ...]) -> list[Finding]:
    unnamed = sum(not t.owner for t in tests)
    if not unnamed:
        return []
    hint = "under acceptance: in roadmap.yaml write owner:, or one for each test"
    return [Finding("acceptance.owner", "warning", "roadmap.yaml", f"{unnamed} tests have no owner", hint)]


def _foreign(reading: FormReading, rfp: str, vendor: str, name: str) -> list[Finding]:
    """Why a workbook is no filled plan of this procurement and vendor."""
    if reading.refused:
        return [Finding("form.refused", "error", name, "nothing was recorded", "give the filled plan.xlsx")]
    if reading.kind != "acceptance":
        message = f"this is a workbook of the kind {reading.kind}, not a plan of acceptance tests"
        return [Finding("form.other-kind", "error", name, message, "give the filled plan.xlsx")]
    if reading.rfp != rfp:
        message = f"this plan belongs to the RFP {reading.rfp!r}, not to {rfp!r}"
        return [Finding("form.other-rfp", "error", name, message, "nothing was recorded")]
    theirs = reading.properties.get("vendor_eval_vendor", "")
    if theirs != vendor:
        message = f"this plan tests {theirs!r}, and {vendor!r} is first now"
        hint = "write the plan anew with: vendor-eval acceptance DIR"
        return [Finding("acceptance.other-vendor", "error", name, message, hint)]
    return []
