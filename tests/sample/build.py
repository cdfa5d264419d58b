"""Make the filled workbooks of the sample procurement anew, and say who wins.

    python -m tests.sample.build            fill the workbooks in LibreOffice, then rank
    python -m tests.sample.build --rank     rank what lies there

The sample is examples/community-hospital-pacs. What the vendors answer and ask stands in answers/*.yaml,
what the evaluators score in scores/*.yaml, what the acceptance tests found in acceptance.yaml, all beside this file. The blank workbooks are the program's own,
are filled through LibreOffice as a person would, and land in the sample's inbox/.

Run this after any change to the sample's criteria, weights, rules or price lines, to the catalogue, or to the
layout of the workbooks: each workbook carries the fingerprint of the RFP it answers. A workbook whose content
stays the same is not touched.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from vendor_eval.decision.procurement.scored import score
from vendor_eval.findings import Finding, has_errors
from vendor_eval.forms.define.acceptance import acceptance_form
from vendor_eval.forms.define.price import price_form
from vendor_eval.forms.define.price_sums import price_column
from vendor_eval.forms.define.response import ANSWER, COMMENT, EVIDENCE, response_form
from vendor_eval.forms.define.score_sheet import REASON, SCORE, row_id, score_form
from vendor_eval.forms.read.form import FormReading, read_form
from vendor_eval.forms.spec import Form
from vendor_eval.forms.write.form import write
from vendor_eval.intake.answers import response_from
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Receipt, Response
from vendor_eval.model.case import Case, Issue
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.operations.procurement import Procurement
from vendor_eval.pipeline import evaluate
from vendor_eval.roadmap.acceptance.tests import acceptance_tests, vendor_named, winner_of
from vendor_eval.workspace.folder.atomic import sha256, write_bytes, write_text
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.load import load_case
from vendor_eval.workspace.state.roadmap import read_roadmap
from vendor_eval.workspace.yaml_files.load import load_yaml, read_model

from . import fill_uno

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "examples" / "community-hospital-pacs"
INBOX = SAMPLE / "inbox"
OTHER_WEIGHTS = "weights-clinical.yaml"
BY = "sample"
Data = dict[str, Any]


def data(name: str) -> Data:
    """The content of ``answers/aurora.yaml`` and the like. Raises ValueError naming what is wrong."""
    content, _, findings = load_yaml(HERE / name)
    _sound(findings, name)
    return content


def received() -> Data:
    content, _, findings = load_yaml(INBOX / "received.yaml")
    _sound(findings, "received.yaml")
    return content


def fingerprint(case: Case) -> str:
    return rfp_fingerprint(case.procurement, case.catalogue, case.weights)


def build() -> list[str]:
    """Fill every workbook anew; the names of those that changed."""
    case = load_case(SAMPLE)
    with tempfile.TemporaryDirectory(prefix="sample-") as folder:
        work = Path(folder)
        changed = _put(_bids(case, work))
        changed += _put(_sheets(case, work))
        return changed + _put([_acceptance(taken_in(work / "sample"), work)])


def _put(jobs: Sequence[fill_uno.Job]) -> list[str]:
    """Have the workbooks filled, and move those into the inbox that say something new."""
    fill_uno.fill_all(jobs)
    fresh = [job.target for job in jobs if not _same(job.target, INBOX / job.target.name)]
    for path in fresh:
        write_bytes(INBOX / path.name, path.read_bytes())
    return [path.name for path in fresh]


def _same(new: Path, old: Path) -> bool:
    """True where two workbooks differ in nothing but the time they were stored."""
    return old.exists() and _parts(new) == _parts(old)


def _parts(workbook: Path) -> dict[str, list[bytes]]:
    """LibreOffice writes the dropdowns of a sheet in an order that differs from run to run."""
    with zipfile.ZipFile(workbook) as archive:
        names = [name for name in archive.namelist() if name != "docProps/core.xml"]
        return {name: sorted(re.split(rb"(?=</?dataValidation)", archive.read(name))) for name in names}


def _bids(case: Case, work: Path) -> list[fill_uno.Job]:
    """A response and a price workbook for each vendor."""
    procurement, catalogue, mark = case.procurement, case.catalogue, fingerprint(case)
    response, answer_places = blank(response_form(procurement, catalogue, mark), work / "response.xlsx")
    price, price_places = blank(price_form(procurement, catalogue, mark), work / "price.xlsx")
    jobs = []
    for vendor in case.vendors:
        given = data(f"answers/{vendor.id}.yaml")
        cells = {**_fields(given["fields"], answer_places), **_answers(given["answers"], answer_places)}
        jobs.append(fill_uno.Job(response, work / f"{vendor.id}-response.xlsx", cells))
        asked = given["prices"]
        cells = {**_fields(asked["fields"], price_places), **_prices(case, asked["lines"], price_places)}
        jobs.append(fill_uno.Job(price, work / f"{vendor.id}-price.xlsx", cells))
    return jobs


def _sheets(case: Case, work: Path) -> list[fill_uno.Job]:
    """A score sheet for each evaluator. It shows the answers, so the bids must lie in the inbox already."""
    responses = dict(_responses(case))
    with_bids = case.model_copy(update={"responses": {v: (r,) for v, r in responses.items()}})
    out = {s.result.id for s in score(with_bids).admissions if s.result.status == "excluded"}
    vendors = [v for v in case.vendors if v.id not in out]
    jobs = []
    for evaluator in case.procurement.panel:
        form = score_form(case.procurement, case.catalogue, evaluator, vendors, responses, fingerprint(case))
        empty, places = blank(form, work / f"{evaluator.id}.xlsx")
        cells: dict[fill_uno.Place, str | float] = {}
        given_by = dict(data(f"scores/{evaluator.id}.yaml"))
        cells |= _fields(given_by.pop("declaration"), places)
        for criterion, by_vendor in given_by.items():
            for vendor, (given, reason) in by_vendor.items():
                row = places.rows[row_id(criterion, vendor)]
                cells[row[SCORE].where], cells[row[REASON].where] = given, reason
        jobs.append(fill_uno.Job(empty, work / f"{evaluator.id}-scores.xlsx", cells))
    return jobs


def _acceptance(case: Case, work: Path) -> fill_uno.Job:
    """The winner's promises with what was found. The plan follows from the bids and scores in the inbox."""
    winner = winner_of(evaluate(case))
    roadmap = read_roadmap(Layout(SAMPLE), case).roadmap
    if winner is None or roadmap is None:
        raise ValueError("the sample has no winner, or roadmap.yaml an error")
    tests = acceptance_tests(case, roadmap, winner)
    form = acceptance_form(case.procurement, vendor_named(case, winner).id, winner, tests, fingerprint(case))
    empty, places = blank(form, work / "acceptance.xlsx")
    given = data("acceptance.yaml")
    unknown = sorted(set(given["tests"]) - {t.criterion for t in tests})
    if unknown:
        raise ValueError(f"acceptance.yaml: no test of {', '.join(unknown)}")
    cells = _fields(given["fields"], places)
    for test in tests:
        usual = {"result": "passed", **given["usual"][test.method]}
        told = {**usual, **given["tests"].get(test.criterion, {})}
        row = places.rows[test.criterion]
        cells |= {row[key].where: value.format(promise=test.promise) for key, value in told.items()}
    return fill_uno.Job(empty, work / "acceptance-results.xlsx", cells)


def blank(form: Form, path: Path) -> tuple[Path, FormReading]:
    """The empty workbook, and where in it each row and column lies."""
    path.write_bytes(write(form))
    return path, read_form(path)


def _fields(given: Data, places: FormReading) -> dict[fill_uno.Place, str | float]:
    return {places.fields[key].where: value for key, value in given.items()}


def _answers(given: Data, places: FormReading) -> dict[fill_uno.Place, str | float]:
    cells: dict[fill_uno.Place, str | float] = {}
    for criterion, entry in given.items():
        answer = entry if isinstance(entry, dict) else {"value": entry}
        row = places.rows[criterion]
        cells[row[ANSWER].where] = answer["value"]
        for key in (EVIDENCE, COMMENT):
            if key in answer:
                cells[row[key].where] = answer[key]
    return cells


def _prices(case: Case, given: Data, places: FormReading) -> dict[fill_uno.Place, str | float]:
    """A list holds a price for each year, null where none is asked. One word holds for all years."""
    cells: dict[fill_uno.Place, str | float] = {}
    for line in case.procurement.price.lines:
        entry = given[line.id]
        by_year = entry if isinstance(entry, list) else [entry] * len(line.quantity)
        for year, (quantity, price) in enumerate(zip(line.quantity, by_year, strict=True)):
            if isinstance(entry, list) and (price is None) != (quantity == 0):
                raise ValueError(f"{line.id}, year {year}: quantity {quantity}, price {price}")
            if quantity and price != "empty":
                cells[places.rows[line.id][price_column(year)].where] = price
    return cells


def _responses(case: Case) -> Iterator[tuple[str, Response]]:
    """What the response workbooks in the inbox say."""
    for vendor in case.vendors:
        path = INBOX / f"{vendor.id}-response.xlsx"
        receipt = Receipt(
            vendor=vendor.id,
            version=1,
            file=path.name,
            original_name=path.name,
            sha256=sha256(path.read_bytes()),
            received_at=datetime.fromisoformat("2027-02-26T12:00:00-06:00"),
            received_by=BY,
            rfp_id=case.procurement.id,
            rfp_fingerprint=fingerprint(case),
        )
        yield vendor.id, response_from(read_form(path), case.procurement, case.catalogue, receipt)


def taken_in(target: Path) -> Case:
    """The sample copied to ``target`` with all bids and score sheets received.

    Raises ValueError naming the first workbook that has an error.
    """
    shutil.copytree(SAMPLE, target)
    layout, case = Layout(target), load_case(target)
    issued_at = datetime.fromisoformat("2027-01-11T09:00:00-06:00")
    issue = Issue(number=1, fingerprint=fingerprint(case), issued_at=issued_at, issued_by=BY)
    write_text(layout.issue, issue.model_dump_json())
    case = load_case(target)
    for entry in received()["bids"]:
        at = case.procurement.timetable.local(datetime.fromisoformat(entry["at"]))
        folder = Procurement(target, clock=lambda at=at: at, by=BY)
        _sound(folder.receive(INBOX / entry["file"], entry["vendor"], at=at).findings, entry["file"])
    for entry in received()["sheets"]:
        at = case.procurement.timetable.local(datetime.fromisoformat(entry["at"]))
        folder = Procurement(target, clock=lambda at=at: at, by=BY)
        _sound(folder.collect([INBOX / entry["file"]]).findings, entry["file"])
    return load_case(target)


def under(case: Case, weights_file: str) -> Outcome:
    """The outcome of ``case`` with the weights of another file of the sample."""
    weights, _, findings = read_model(Weights, SAMPLE / weights_file)
    if weights is None:
        raise ValueError(f"{weights_file}: {findings}")
    return evaluate(case.model_copy(update={"weights": weights}))


def _sound(findings: Sequence[Finding], name: str) -> None:
    if has_errors(findings):
        raise ValueError(f"{name}: " + "; ".join(f"{f.where}: {f.message}" for f in findings))


def tell(outcome: Outcome, title: str) -> None:
    """The ranking with prices, for whoever tunes the sample."""
    print(f"\n{title} (official: {outcome.official})")
    costs = {p.vendor: p.net_present_cost for p in outcome.prices}
    for ranking in outcome.rankings:
        for vendor, rank in sorted(ranking.ranks.items(), key=lambda item: item[1] or 0):
            print(f"  {rank}  {vendor:<24} {ranking.scores[vendor]:6.2f} points   NPC {costs[vendor]:>14,}")
    for excluded in outcome.excluded:
        print(f"  -  {excluded.vendor:<24} {excluded.reason}   NPC {costs[excluded.vendor]:,}")
    if outcome.close_call:
        print(f"  {outcome.close_call.in_words}")
    for entry in outcome.open:
        print(f"  open: {entry.vendor} {entry.criterion} {entry.title} ({entry.state})")


def tell_unpriced(schedules: dict[str, tuple[PriceSchedule, ...]]) -> None:
    for vendor, versions in schedules.items():
        empty = [
            line for line, cells in versions[-1].lines.items() if all(cell.state == "empty" for cell in cells)
        ]
        print(f"  without any price: {vendor} {', '.join(empty) or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rank", action="store_true", help="rank the workbooks as they are")
    if not parser.parse_args().rank:
        changed = build()
        print(f"Changed in {INBOX.relative_to(ROOT)}: {', '.join(changed) or 'nothing'}")
    with tempfile.TemporaryDirectory(prefix="sample-") as folder:
        case = taken_in(Path(folder) / "sample")
    tell(evaluate(case), "weights.yaml")
    tell(under(case, OTHER_WEIGHTS), OTHER_WEIGHTS)
    tell_unpriced(case.prices)


if __name__ == "__main__":
    main()
