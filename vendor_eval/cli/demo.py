"""demo: the shipped sample procurement, from an empty folder to a report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.decide.rank import folder_data
from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import OutputFormat
from vendor_eval.cli.output.printing import Format, Output, progress
from vendor_eval.cli.output.verb import verb
from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding, has_errors
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.operations.publish.report import ReportResult
    from vendor_eval.operations.result import OperationResult

OTHER_WEIGHTS = "weights-clinical.yaml"
BY = "demo"


@verb
def demo(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where to put the sample procurement.")
    ] = Path("vendor-eval-demo"),
    output_format: OutputFormat = Format.table,
) -> Output:
    """Run the shipped sample procurement: RFP, four bids, three evaluators, ranking, report.

    Example: vendor-eval demo
    """
    reported, findings = _play(directory)
    return _summary(directory, reported) if reported else Output(findings=findings)


def _play(directory: Path) -> tuple[ReportResult | None, list[Finding]]:
    """Every act of the sample, each at its own time; the report it ends with."""
    from vendor_eval.operations.prepare.sample import copy_sample, sample_events
    from vendor_eval.operations.procurement import Procurement

    time: datetime | None = None
    folder = Procurement(directory, clock=lambda: _aware(time), by=BY)
    progress(f"Copying the sample procurement to {directory} ...")
    refused = copy_sample(folder)
    if refused:
        return None, refused
    inbox, events = directory / "inbox", sample_events(folder)
    local = folder.case.procurement.timetable.local

    def at(moment: str, words: str) -> None:
        nonlocal time
        time = local(datetime.fromisoformat(moment))
        progress(words)

    at(events["issued"], "Issuing the RFP and the workbooks ...")
    _check(folder.issue())
    for bid in events["bids"]:
        at(bid["at"], f"Receiving {bid['file']} of {bid['vendor']} ...")
        _check(folder.receive(inbox / bid["file"], bid["vendor"]))
    if not folder.case.sheets:  # written again they would contain the scores that came back
        at(events["sheets_sent"], "Writing the score sheets ...")
        _check(folder.sheets())
    for sheet in events["sheets"]:
        at(sheet["at"], f"Collecting {sheet['file']} ...")
        _check(folder.collect([inbox / sheet["file"]]))
    at(events["reported"], "Ranking, and having it confirmed by scikit-criteria ...")
    reported = folder.report()
    _check(reported)
    at(events["acceptance"]["at"], "Recording the acceptance tests and three months of operation ...")
    _check(folder.record_acceptance(inbox / events["acceptance"]["file"]))
    time = local(datetime.fromisoformat(events["measured"]["at"]))
    _check(folder.monitor(directory / events["measured"]["file"]))
    return reported, []


def _aware(time: datetime | None) -> datetime:
    if time is None:
        raise RuntimeError("the sample has acted before its first moment")
    return time


def _check(result: OperationResult) -> None:
    """The sample has no errors; if it has, this program is installed wrongly."""
    if has_errors(result.findings):
        listed = "; ".join(f"{f.where}: {f.message}" for f in result.findings if f.severity == "error")
        raise VendorEvalError(
            f"the sample procurement has errors: {listed}", hint="install vendor_eval again"
        )


def _summary(directory: Path, reported: ReportResult) -> Output:
    """The ranking, the close call, what other weights would do, and where the report lies."""
    from vendor_eval.cli.decide import ranking_tables
    from vendor_eval.operations.prepare.sample import SAMPLE
    from vendor_eval.shipped import shipped

    ranked = procurement(directory).rank()
    other = procurement(directory).rank(weights=shipped("examples") / SAMPLE / OTHER_WEIGHTS)
    if ranked.outcome is None or other.outcome is None:
        return Output(findings=[*ranked.findings, *other.findings])
    first, swapped = (o.rankings[0].best[0] for o in (ranked.outcome, other.outcome))
    confirmation = reported.confirmation
    text = ranking_tables.outcome_text(ranked, ranked.outcome)
    if swapped != first:
        text.append(f"With the weights of {OTHER_WEIGHTS} instead, {swapped} would come first.")
    text += [confirmation.message] if confirmation else []
    text.append(f"The report: {(directory / 'report' / 'report.html').resolve()}")
    text.append(f"Promised against delivered: vendor-eval acceptance {typed(directory)}")
    text.append(f"All ten steps: vendor-eval roadmap {typed(directory)}")
    text.append(f"Look around: vendor-eval status {typed(directory)}")
    data = {
        **folder_data(ranked),
        "report": str(directory / "report" / "report.html"),
        "other_weights_first": swapped,
        "confirmation": confirmation.model_dump(mode="json") if confirmation else None,
    }
    return Output(data, ranked.findings, text, csv=ranking_tables.long_table(ranked.outcome.rankings))
