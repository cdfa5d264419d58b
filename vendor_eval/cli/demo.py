"""demo: the shipped sample procurement, from an empty folder to a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli.decide.rank import rank_folder
from vendor_eval.cli.folder import parse_time
from vendor_eval.cli.options import OutputFormat
from vendor_eval.cli.output.printing import Format, Output, progress
from vendor_eval.cli.output.verb import verb
from vendor_eval.cli.publish.report import write_report
from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding, has_errors
from vendor_eval.operations.arguments import now, opened
from vendor_eval.operations.procurement import Procurement
from vendor_eval.operations.result import OperationResult
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.workspace.folder.layout import Layout

SAMPLE = "community-hospital-pacs"
OTHER_WEIGHTS = "weights-clinical.yaml"
BY = "demo"


@dataclass
class SampleClock:
    """The time in the sample: that of the act that is played."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


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
    from vendor_eval.cli.demo_post_award import after
    from vendor_eval.workspace.yaml_files.load import load_yaml

    refused = _copy(directory)
    if refused:
        return Output(findings=refused)
    received, _, findings = load_yaml(directory / "inbox" / "received.yaml")
    if findings:
        return Output(findings=findings)
    progress("Issuing the RFP and the workbooks ...")
    _go_on(Procurement(directory, clock=now, by=BY).issue())
    layout, case, _ = opened(directory)
    _bids(layout, _there(case), directory, received)
    if not _there(opened(directory)[1]).sheets:  # written again they would hold the scores that came back
        progress("Writing the score sheets ...")
        _go_on(Procurement(directory, clock=now, by=BY).sheets())
    _scores(directory, received)
    progress("Ranking, and having it confirmed by scikit-criteria ...")
    reported = write_report(directory, BY)
    _go_on(reported)
    progress("Recording the acceptance tests and three months of operation ...")
    for taken in after(directory, received["acceptance"]["file"], BY):
        _go_on(taken)
    ranked = rank_folder(directory)
    return _told(directory, ranked, reported)


def _copy(directory: Path) -> list[Finding]:
    """The sample into ``directory``. A folder that holds the same sample is gone on with."""
    from vendor_eval.shipped import shipped
    from vendor_eval.workspace.folder.atomic import make_folder, write_bytes
    from vendor_eval.workspace.yaml_files.schemas import schemas

    sample = shipped("examples") / SAMPLE
    mine = directory / "procurement.yaml"
    if directory.exists() and not directory.is_dir():
        hint = "name another folder: vendor-eval demo FOLDER"
        return [Finding("folder.is-file", "error", str(directory), "this is a file", hint)]
    if mine.exists() and mine.read_bytes() != (sample / "procurement.yaml").read_bytes():
        hint = "name an empty folder: vendor-eval demo FOLDER; nothing was changed"
        return [Finding("folder.taken", "error", str(directory), "another procurement lies there", hint)]
    make_folder(directory)
    progress(f"Copying the sample procurement to {directory} ...")
    for name, text in schemas().items():
        write_bytes(directory / "schemas" / name, text.encode())
    for source in sorted(p for p in sample.rglob("*") if p.is_file()):
        target = directory / source.relative_to(sample)
        if not target.exists():
            write_bytes(target, source.read_bytes())
    return []


def _bids(layout: Layout, case: Case, directory: Path, received: dict[str, Any]) -> None:
    clock = SampleClock(now())
    folder = Procurement(layout.root, clock=clock, by=BY)
    for entry in received["bids"]:
        progress(f"Receiving {entry['file']} of {entry['vendor']} ...")
        at, _ = parse_time(entry["at"])
        clock.moment = case.procurement.timetable.local(at) if at else now()
        _go_on(folder.receive(directory / "inbox" / entry["file"], entry["vendor"], at=clock.moment))


def _scores(directory: Path, received: dict[str, Any]) -> None:
    folder = Procurement(directory, clock=now, by=BY)
    for entry in received["sheets"]:
        progress(f"Collecting {entry['file']} ...")
        _go_on(folder.collect([directory / "inbox" / entry["file"]]))


def _there(case: Case | None) -> Case:
    if case is None:
        raise VendorEvalError("the sample procurement cannot be read", hint="install vendor_eval again")
    return case


def _go_on(result: Output | OperationResult) -> None:
    """The sample has no errors; if it has, this program is installed wrongly."""
    if has_errors(result.findings):
        listed = "; ".join(f"{f.where}: {f.message}" for f in result.findings if f.severity == "error")
        raise VendorEvalError(
            f"the sample procurement has errors: {listed}", hint="install vendor_eval again"
        )


def _told(directory: Path, ranked: Output, reported: Output) -> Output:
    """The ranking, the close call, what other weights would do, and where the report lies."""
    from vendor_eval.shipped import shipped

    other = rank_folder(directory, weights=str(shipped("examples") / SAMPLE / OTHER_WEIGHTS), what_if=True)
    first = ranked.data["rankings"][0]["best"][0]
    swapped = other.data["rankings"][0]["best"][0]
    confirmation = reported.data["confirmation"]
    said = [*ranked.text]
    if swapped != first:
        said.append(f"With the weights of {OTHER_WEIGHTS} instead, {swapped} would come first.")
    said.append(f"{confirmation['message']}")
    said.append(f"The report: {(directory / 'report' / 'report.html').resolve()}")
    said.append(f"Promised against delivered: vendor-eval acceptance {typed(directory)}")
    said.append(f"All ten steps: vendor-eval roadmap {typed(directory)}")
    said.append(f"Look around: vendor-eval status {typed(directory)}")
    data = {
        **ranked.data,
        "report": str(directory / "report" / "report.html"),
        "other_weights_first": swapped,
    }
    return Output({**data, "confirmation": confirmation}, ranked.findings, said, csv=ranked.csv)
