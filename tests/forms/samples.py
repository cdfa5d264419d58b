"""A small made-up procurement with every kind of question, and ways to fill its workbooks in."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl

from vendor_eval.model.bids.response import Answer, Receipt, Response
from vendor_eval.model.buyer.procurement import (
    Buyer,
    Currency,
    Evaluator,
    PriceLine,
    PriceRule,
    Procurement,
    Rate,
    Timetable,
    Vendor,
)
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import AnswerForm, Criterion, Gate
from vendor_eval.model.criteria.value import Levels, Linear, Price, Rubric

FINGERPRINT = "3f" * 32
AURORA, BOREAL = Vendor(name="Aurora Imaging Systems"), Vendor(name="Boreal PACS AG", id="boreal")

YES_NO = AnswerForm(type="yes_no")
_LONG = (
    "The archive stores, displays and sends on objects of all classes in the buyer's inventory of "
    "modalities, without conversion and without loss of private attributes, and says in its conformance "
    "statement which attributes it changes on storage. Where a class is not supported the vendor names the "
    "release and the quarter in which it will be, and what happens to objects that are sent before."
)


def catalogue() -> Catalogue:
    interop = Group(
        id="interop",
        title="Interoperability",
        intro="Standards that the departments' systems speak today.",
        criteria=(
            Criterion(
                id="DICOM-01",
                title="Answers C-ECHO",
                requirement="The archive answers C-ECHO from any configured peer.",
                kind="gate",
                answer=YES_NO,
                gate=Gate(passes=("yes",)),
                evidence=("DICOM conformance statement", "live test"),
                standard="DICOM PS3.4 Annex A",
            ),
            Criterion(
                id="DICOM-02",
                title="Enhanced multi-frame objects",
                requirement=_LONG,
                kind="scored",
                answer=AnswerForm(type="choice", options=("store + display", "store only", "none")),
                value=Levels(rule="levels", levels={"store + display": 1, "store only": 0.4, "none": 0}),
                evidence=("demonstration",),
            ),
        ),
        groups=(
            Group(
                id="web",
                title="DICOMweb",
                intro="Access over HTTP, for the portal and for research.",
                criteria=(
                    Criterion(
                        id="WEB-01",
                        title="QIDO-RS and WADO-RS",
                        requirement="Studies can be found and fetched over DICOMweb.",
                        kind="scored",
                        answer=YES_NO,
                        value=Levels(rule="levels", levels={"yes": 1, "no": 0}),
                    ),
                ),
            ),
        ),
    )
    service = Group(
        id="service",
        title="Performance / service [24/7]",
        criteria=(
            Criterion(
                id="PERF-01",
                title="Availability",
                requirement="Availability guaranteed in a year, planned downtime included.",
                kind="scored",
                answer=AnswerForm(type="number", unit="%", min=0, max=100),
                value=Linear(rule="linear", worst=99, best=99.99),
            ),
            Criterion(
                id="PERF-02",
                title="First image",
                requirement="Time until the first image of a CT of 500 slices is on the screen.",
                kind="gate",
                answer=AnswerForm(type="number", unit="s", min=0),
                gate=Gate(at_most=Decimal(5)),
            ),
            Criterion(
                id="SERV-01",
                title="Migration plan",
                requirement="Describe how 80 TB of priors are migrated, checked and signed off.",
                kind="scored",
                answer=AnswerForm(type="text"),
                value=Rubric(
                    rule="rubric",
                    best=5,
                    anchors={
                        0: "No plan, or one that loses annotations.",
                        3: "A plan with dates; the check is by sample.",
                        5: "A plan with dates, every study reconciled, and a way back.",
                    },
                ),
                evidence=("migration plan", "two references"),
            ),
            Criterion(
                id="SERV-02",
                title="Security report",
                requirement="Enclose the report of the last penetration test.",
                kind="informational",
                answer=AnswerForm(type="file"),
            ),
        ),
    )
    cost = Group(
        id="cost",
        title="Cost",
        criteria=(
            Criterion(
                id="PRICE",
                title="Price",
                requirement="Evaluated price.",
                kind="scored",
                value=Price(rule="price"),
            ),
            Criterion(
                id="COST-01", title="Licence", requirement="Licence for all users and sites.", kind="cost"
            ),
        ),
    )
    return Catalogue(id="made-up", title="Made up", groups=(interop, service, cost))


def procurement(**changes: object) -> Procurement:
    line = PriceLine
    plain = Procurement(
        id="our-pacs-2027",
        title="PACS for the Lakeside hospitals",
        buyer=Buyer(name="Lakeside Hospitals Trust"),
        vendors=(AURORA, BOREAL),
        timetable=Timetable(timezone="Europe/Zurich", bids_due=datetime(2027, 3, 5, 12)),
        panel=(Evaluator(id="ruiz", name="Dr. Ana Ruiz", role="Radiology"),),
        price=PriceRule(
            lines=(
                line(
                    id="LIC",
                    title="PACS licence",
                    unit="studies",
                    quantity=(0, 180000, 190000, 200000),
                    covers="COST-01",
                ),
                line(id="MIG", title="Migration of priors", unit="TB", quantity=(Decimal("80.5"), 0, 0, 0)),
                line(id="SUP", title="Support, 24 hours a day", unit="year", quantity=(0, 1, 1, 1)),
            )
        ),
        currency=Currency(code="CHF", rates={"EUR": Rate(rate=Decimal("0.94"), on=date(2027, 1, 4))}),
    )
    return plain.model_copy(update=changes)


def receipt(vendor: str = AURORA.id, kind: str = "response") -> Receipt:
    return Receipt(
        vendor=vendor,
        version=1,
        file=f"bids/{vendor}/{kind}-v1.xlsx",
        original_name=f"{kind}.xlsx",
        sha256="0" * 64,
        received_at=datetime(2027, 3, 1, tzinfo=UTC),
        received_by="me",
        rfp_id="our-pacs-2027",
        rfp_fingerprint=FINGERPRINT,
    )


def response(vendor: Vendor, answers: dict[str, Answer]) -> Response:
    return Response(receipt=receipt(vendor.id), answers=answers)


class Filled:
    """A workbook opened with openpyxl, filled in by row id and column key as a person would by eye."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)

    def cell(self, row_id: str, key: str):
        for sheet in self.book.worksheets:
            found = self._keys(sheet)
            if found is None:
                continue
            head, keys = found
            names = "ve:id" if "ve:id" in keys else "ve:field"
            for row in range(head + 1, sheet.max_row + 1):
                if sheet.cell(row, keys[names]).value == row_id:
                    return sheet.cell(row, keys[f"ve:{key}"])
        raise KeyError(row_id)

    def _keys(self, sheet):
        for row in sheet.iter_rows(max_row=60, max_col=40):
            keys = {c.value: c.column for c in row if isinstance(c.value, str) and c.value.startswith("ve:")}
            if len(keys) > 1 and ("ve:id" in keys or "ve:field" in keys):
                return row[0].row, keys
        return None

    def put(self, row_id: str, key: str, value: object):
        cell = self.cell(row_id, key)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        return cell

    def answer(self, row_id: str, value: object):
        return self.put(row_id, "answer", value)

    def sheet_of(self, row_id: str):
        return self.cell(row_id, "id").parent

    def save(self, path):
        self.book.save(path)
        return path
