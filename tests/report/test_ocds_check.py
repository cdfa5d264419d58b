"""A release of anybody: shape by the merged schema, and whether its parts fit together."""

from __future__ import annotations

import copy
import json

import pytest

from vendor_eval.report.ocds import references
from vendor_eval.report.ocds.check import check_release, check_text

RELEASE = {
    "ocid": "ocds-000000-1",
    "id": "1",
    "date": "2030-01-01T00:00:00Z",
    "tag": ["tender", "award", "contract"],
    "initiationType": "tender",
    "parties": [
        {"id": "buyer", "name": "Buyer", "roles": ["buyer", "procuringEntity"]},
        {"id": "a", "name": "Aurora", "roles": ["tenderer", "supplier"]},
        {"id": "b", "name": "Borealis", "roles": ["tenderer"]},
    ],
    "buyer": {"id": "buyer", "name": "Buyer"},
    "tender": {
        "id": "t",
        "procuringEntity": {"id": "buyer", "name": "Buyer"},
        "numberOfTenderers": 2,
        "tenderers": [{"id": "a", "name": "Aurora"}, {"id": "b", "name": "Borealis"}],
        "tenderPeriod": {"startDate": "2029-01-01T00:00:00Z", "endDate": "2029-02-01T00:00:00Z"},
        "items": [{"id": "i", "relatedLot": "L1"}],
        "lots": [
            {
                "id": "L1",
                "awardCriteria": {
                    "criteria": [
                        {"name": "Price", "numbers": [{"number": 60, "weight": "percentageExact"}]},
                        {"name": "Quality", "numbers": [{"number": 40, "weight": "percentageExact"}]},
                    ]
                },
            }
        ],
        "criteria": [
            {
                "id": "c",
                "relatedItem": "i",
                "requirementGroups": [
                    {
                        "id": "g",
                        "requirements": [
                            {"id": "r", "dataType": "number"},
                            {"id": "s", "dataType": "boolean"},
                        ],
                    }
                ],
            }
        ],
    },
    "bids": {
        "statistics": [{"id": "bids", "measure": "bids", "value": 2}],
        "details": [
            {
                "id": "bid-a",
                "status": "valid",
                "tenderers": [{"id": "a", "name": "Aurora"}],
                "requirementResponses": [
                    {"id": "1", "requirement": {"id": "r"}, "value": 99.9},
                    {"id": "2", "requirement": {"id": "s"}, "value": False},
                ],
            },
            {"id": "bid-b", "status": "disqualified", "tenderers": [{"id": "b", "name": "Borealis"}]},
        ],
    },
    "awards": [
        {
            "id": "w",
            "suppliers": [{"id": "a", "name": "Aurora"}],
            "value": {"amount": 10, "currency": "USD"},
            "relatedBid": "bid-a",
            "relatedLots": ["L1"],
            "date": "2029-04-01T00:00:00Z",
            "items": [{"id": "i", "relatedLot": "L1"}],
            "contractPeriod": {"startDate": "2029-06-01T00:00:00Z", "endDate": "2030-06-01T00:00:00Z"},
            "documents": [
                {"id": "d1", "datePublished": "2029-05-01T00:00:00Z", "dateModified": "2029-05-02T00:00:00Z"},
                {"id": "d2"},
            ],
        }
    ],
    "contracts": [{"id": "k", "awardID": "w", "dateSigned": "2029-05-15T00:00:00Z"}],
}
MISSING = object()


def broken(path, value):
    """The sound release with one place changed, or taken out."""
    made = copy.deepcopy(RELEASE)
    inside = made
    for part in path[:-1]:
        inside = inside[part]
    if value is MISSING:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return made


def test_a_sound_release_has_nothing_to_mend():
    assert check_release(RELEASE) == []


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("ocid",), MISSING, "$"),
        (("date",), "yesterday", "$.date"),
        (("date",), "2030-01-01T00:00:00", "$.date"),
        (("date",), "2030-02-30T00:00:00Z", "$.date"),
        (("date",), "20300101T000000+0000", "$.date"),
        (("tag",), ["sold"], "$.tag[0]"),
        (("initiationType",), 7, "$.initiationType"),
        (("tender", "lots", 0, "status"), "open", "$.tender.lots[0].status"),
        (("tender", "procurementMethod"), "guess", "$.tender.procurementMethod"),
        (("awards", 0, "value", "currency"), "Dollars", "$.awards[0].value.currency"),
        (("awards", 0, "value", "amount"), "10", "$.awards[0].value.amount"),
        (("bids", "statistics", 0, "value"), MISSING, "$.bids.statistics[0]"),
        (("tag",), [], "$.tag"),
    ],
)
def test_the_shape(path, value, where):
    findings = [f for f in check_release(broken(path, value)) if f.code == "ocds.schema"]
    assert where in [f.where for f in findings], findings
    assert all(f.hint and f.severity == "error" for f in findings)


DANGLING = [
    ("id", ("parties", 2, "id"), "a"),
    ("id", ("bids", "details", 1, "id"), "bid-a"),
    ("id", ("tender", "criteria", 0, "requirementGroups", 0, "requirements", 1, "id"), "r"),
    ("organisation", ("buyer", "id"), "nobody"),
    ("organisation", ("buyer", "name"), "Another name"),
    ("organisation", ("awards", 0, "suppliers", 0, "id"), "nobody"),
    ("organisation", ("parties", 1, "roles"), ["tenderer"]),
    ("lot", ("awards", 0, "relatedLots"), ["L2"]),
    ("lot", ("tender", "items", 0, "relatedLot"), "L2"),
    ("item", ("tender", "criteria", 0, "relatedItem"), "j"),
    ("bid", ("awards", 0, "relatedBid"), "bid-c"),
    ("bid", ("awards", 0, "relatedBid"), "bid-b"),
    ("bid", ("bids", "details", 0, "status"), "withdrawn"),
    ("contract", ("contracts", 0, "awardID"), "x"),
    ("requirement", ("bids", "details", 0, "requirementResponses", 0, "requirement", "id"), "q"),
    ("requirement", ("bids", "details", 0, "requirementResponses", 0, "value"), "much"),
    ("requirement", ("bids", "details", 0, "requirementResponses", 0, "value"), True),
    ("requirement", ("bids", "details", 0, "requirementResponses", 1, "value"), 0),
    ("amount", ("awards", 0, "value", "currency"), MISSING),
    ("amount", ("awards", 0, "value", "amount"), -1),
    ("period", ("tender", "tenderPeriod", "endDate"), "2028-01-01T00:00:00Z"),
    ("period", ("awards", 0, "contractPeriod", "endDate"), "2029-01-01T00:00:00Z"),
    ("date", ("awards", 0, "date"), "2029-01-15T00:00:00Z"),
    ("date", ("contracts", 0, "dateSigned"), "2029-03-15T00:00:00Z"),
    ("date", ("awards", 0, "documents", 0, "dateModified"), "2029-04-01T00:00:00Z"),
    ("id", ("awards", 0, "documents", 1, "id"), "d1"),
    ("lot", ("awards", 0, "items", 0, "relatedLot"), "L2"),
    ("item", ("awards", 0, "items", 0, "id"), "j"),
    ("tag", ("awards",), MISSING),
    ("tag", ("tag",), ["tender", "contract"]),
    ("count", ("bids", "statistics", 0, "value"), 3),
    ("count", ("tender", "numberOfTenderers"), 4),
    ("weight", ("tender", "lots", 0, "awardCriteria", "criteria", 0, "numbers", 0, "number"), 70),
]


@pytest.mark.parametrize(("check", "path", "value"), DANGLING)
def test_each_check_sees_its_flaw_and_nothing_else_does(check, path, value, monkeypatch):
    release = broken(path, value)
    assert f"ocds.{check}" in {f.code for f in check_release(release)}
    monkeypatch.delitem(references.CHECKS, check)
    assert f"ocds.{check}" not in {f.code for f in check_release(release)}


def test_documents_are_numbered_within_what_holds_them():
    document = {"id": "d1"}
    assert check_release(broken(("tender", "documents"), [document])) == []


def test_every_check_is_tried():
    assert {check for check, _, _ in DANGLING} == set(references.CHECKS)


@pytest.mark.parametrize("path", [("tender",), ("bids",), ("awards",), ("parties",), ("tag",), ("buyer",)])
@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [1], [[]], {"id": []}])
def test_what_has_the_wrong_type_is_told_and_stops_nothing(path, value):
    assert all(f.code.startswith("ocds.") for f in check_release(broken(path, value)))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "ocds.syntax"),
        (b"{", "ocds.syntax"),
        (b"\xff\xfe", "ocds.syntax"),
        (b'{"a": NaN}', "ocds.syntax"),
        (b"[" * 100_000, "ocds.syntax"),
        (b"[1]", "ocds.shape"),
        (b"{}", "ocds.schema"),
        (b'{"releases": [1]}', "ocds.shape"),
    ],
)
def test_what_is_no_release(raw, code):
    _, findings = check_text(raw, "r.json")
    assert code in {f.code for f in findings}
    assert all(f.where.startswith("r.json") for f in findings)


def test_a_package_holds_several():
    raw = json.dumps({"releases": [RELEASE, broken(("awards", 0, "relatedBid"), "x")]}).encode()
    count, findings = check_text(raw, "p.json")
    assert count == 2
    assert [f.where for f in findings] == ["p.json $.releases[1].awards[0].relatedBid"]
