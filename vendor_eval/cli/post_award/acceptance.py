"""acceptance: the winner's promises as tests, and what came out of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.arguments import no_file, now

if TYPE_CHECKING:
    from vendor_eval.forms.read.form import FormReading
    from vendor_eval.model.roadmap.acceptance import AcceptanceTest
    from vendor_eval.operations.selected_vendor import Onward
    from vendor_eval.roadmap.acceptance.tests import Delivery


@verb
def acceptance(
    directory: Dir,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE.xlsx", help="Take a filled plan back.", show_default=False),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write the plan of acceptance tests (xlsx, docx, pdf) from the winner's answers; --record takes results.

    Examples:
    vendor-eval acceptance our-pacs

    vendor-eval acceptance our-pacs --record our-pacs/acceptance/plan-filled.xlsx

    """
    from vendor_eval.operations.selected_vendor import onward
    from vendor_eval.roadmap.acceptance.tests import acceptance_tests, no_winner, vendor_named, winner_of

    found, findings = onward(directory)
    if found is None:
        return Output(findings=findings)
    winner = winner_of(found.outcome)
    if winner is None:
        return Output(findings=[*findings, no_winner(found.outcome)])
    tests = acceptance_tests(found.case, found.roadmap, winner)
    vendor_id = vendor_named(found.case, winner).id
    findings = [*findings, *_not_official(found)]
    if record is not None:
        return record_results(found, tests, vendor_id, record, by, findings)
    return _plan(found, tests, vendor_id, winner, by, findings)


def _not_official(found: Onward) -> list[Finding]:
    if found.outcome.official:
        return []
    hint = "see why: vendor-eval rank DIR"
    message = "the ranking is not official; the plan follows the one who is first now"
    return [Finding("acceptance.not-official", "warning", "", message, hint)]


def _plan(
    found: Onward,
    tests: tuple[AcceptanceTest, ...],
    vendor_id: str,
    winner: str,
    by: str | None,
    findings: list[Finding],
) -> Output:
    from vendor_eval.forms.define.acceptance import acceptance_form
    from vendor_eval.forms.write.form import write
    from vendor_eval.roadmap.acceptance.tests import delivery
    from vendor_eval.workspace.folder.write_logged import put
    from vendor_eval.workspace.state.acceptance import newest_record

    mark = found.case.fingerprints()["rfp"]
    form = acceptance_form(found.case.procurement, vendor_id, winner, tests, mark)
    known = newest_record(found.layout, vendor_id)
    told = delivery(tests, known)
    documents, wrong = _documents(found, winner, told)
    findings += wrong
    if has_errors(wrong):
        return Output(findings=findings)
    files = {"plan.xlsx": write(form), **documents}
    paths = {found.layout.acceptance / name: content for name, content in files.items()}
    changed = put(found.layout, paths, by, now, "acceptance", f"acceptance plan, {len(tests)} tests")
    unnamed = sum(not t.owner for t in tests)
    if unnamed:
        hint = "under acceptance: in roadmap.yaml write owner:, or one for each test"
        findings.append(
            Finding("acceptance.owner", "warning", "roadmap.yaml", f"{unnamed} tests have no owner", hint)
        )
    said: list[str | Table] = [f"{'Wrote' if changed else 'Nothing changed:'} {path}" for path in paths]
    said.append(f"{len(tests)} tests of what {winner} promised")
    data = {"files": [str(p) for p in paths], "vendor": winner, "changed": bool(changed), **_data(told)}
    said += [_by_method(tests)] if known is None else [_open_table(told)]
    return Output(data, findings, [*said, _sentence(told.verdict)], csv=_table(told))


def _documents(found: Onward, winner: str, told: Delivery) -> tuple[dict[str, bytes], list[Finding]]:
    from vendor_eval.roadmap.acceptance.document import acceptance_documents
    from vendor_eval.shipped import shipped
    from vendor_eval.workspace.folder.templates import dress_of

    procurement = found.case.procurement
    folders = [found.layout.templates / "acceptance", shipped("rfp_templates") / "acceptance"]
    return acceptance_documents(procurement, winner, told, folders, dress_of(found.layout, procurement))


def record_results(
    found: Onward,
    tests: tuple[AcceptanceTest, ...],
    vendor_id: str,
    file: Path,
    by: str | None,
    findings: list[Finding],
) -> Output:
    """Keep the workbook as it came, unless it is none of this procurement or has an error in it."""
    from vendor_eval.forms.read.form import read_form
    from vendor_eval.model.roadmap.acceptance import AcceptanceRecord
    from vendor_eval.roadmap.acceptance.results import emptied, results_from
    from vendor_eval.roadmap.acceptance.tests import delivery
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.atomic import sha256
    from vendor_eval.workspace.folder.versions import alone, keep, version_of
    from vendor_eval.workspace.state.acceptance import STEM, newest_record

    missing = no_file(file)
    if missing:
        return Output(findings=[*findings, *missing])
    reading = read_form(file)
    refused = _not_ours(reading, found.case.procurement.id, vendor_id, file.name)
    if refused:
        return Output(findings=[*findings, *reading.findings, *refused])
    results, found_wrong = results_from(reading, tests)
    wrong = [*found_wrong, *emptied(newest_record(found.layout, vendor_id), results, file.name)]
    findings += wrong
    if has_errors(wrong):
        return Output({"recorded": False}, findings, ["Nothing was recorded."])
    content, layout = file.read_bytes(), found.layout
    name, at = audit.who(by), now()
    with alone(layout):
        version, there = version_of(layout.acceptance, STEM, content)
        if not there:
            kept = AcceptanceRecord(
                vendor=vendor_id,
                version=version,
                file=f"acceptance/{STEM}-v{version}.xlsx",
                sha256=sha256(content),
                received_at=at,
                received_by=name,
                results=results,
                findings=tuple(wrong),
            )
            keep(layout.acceptance, STEM, version, content, kept)
            what = f"acceptance results, version {version}"
            audit.append(
                layout.log, by=name, at=at, verb="acceptance", what=what, files={kept.file: kept.sha256}
            )
    told = delivery(tests, newest_record(layout, vendor_id))
    words = "These bytes lie there already as" if there else "Kept the results as"
    said: list[str | Table] = [
        f"{words} version {version}.",
        _open_table(told),
        _sentence(told.verdict),
    ]
    return Output(
        {"recorded": True, "version": version, "new": not there, **_data(told)},
        findings,
        said,
        csv=_table(told),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _not_ours(reading: FormReading, rfp: str, vendor_id: str, name: str) -> list[Finding]:
    if reading.refused:
        return [Finding("form.refused", "error", name, "nothing was recorded", "give the filled plan.xlsx")]
    if reading.kind != "acceptance":
        message = f"this is a workbook of the kind {reading.kind}, not a plan of acceptance tests"
        return [Finding("form.other-kind", "error", name, message, "give the filled plan.xlsx")]
    if reading.rfp != rfp:
        message = f"this plan belongs to the RFP {reading.rfp!r}, not to {rfp!r}"
        return [Finding("form.other-rfp", "error", name, message, "nothing was recorded")]
    theirs = reading.properties.get("vendor_eval_vendor", "")
    if theirs != vendor_id:
        message = f"this plan tests {theirs!r}, and {vendor_id!r} is first now"
        hint = "write the plan anew with: vendor-eval acceptance DIR"
        return [Finding("acceptance.other-vendor", "error", name, message, hint)]
    return []


def _data(told: Delivery) -> dict[str, object]:
    return {
        "verdict": told.verdict,
        "counts": told.counts,
        "tests": [
            {
                **row.test.model_dump(mode="json"),
                "standing": row.standing,
                "result": row.result.model_dump(mode="json") if row.result else None,
            }
            for row in told.rows
        ],
    }


def _by_method(tests: tuple[AcceptanceTest, ...]) -> Table:
    methods = list(dict.fromkeys(t.method for t in tests))
    rows = [
        (
            m,
            str(sum(t.method == m for t in tests)),
            ", ".join(t.criterion for t in tests if t.method == m),
        )
        for m in methods
    ]
    return Table("Tests by method", ("method", "tests", "criteria"), rows, right=("tests",))


def _open_table(told: Delivery) -> Table:
    """What is not simply delivered; if all is, the counts alone."""
    rows = [
        (row.test.criterion, row.test.promise, row.result.observed if row.result else "", row.standing)
        for row in told.rows
        if row.standing != "delivered"
    ]
    counts = ", ".join(f"{n} {kind}" for kind, n in told.counts.items())
    return Table(
        f"Promised against delivered: {counts}", ("criterion", "promised", "observed", "standing"), rows
    )


def _table(told: Delivery) -> Table:
    columns = (
        "criterion",
        "title",
        "promise",
        "method",
        "owner",
        "pass_rule",
        "result",
        "observed",
        "condition",
        "standing",
    )
    rows = []
    for row in told.rows:
        t, r = row.test, row.result
        found = (r.verdict or "", r.observed, r.condition) if r else ("", "", "")
        rows.append((t.criterion, t.title, t.promise, t.method, t.owner, t.pass_rule, *found, row.standing))
    return Table("", columns, rows)
