from __future__ import annotations

import pytest
from forms.samples import catalogue

from vendor_eval.forms.reading import CellReading
from vendor_eval.intake.match import match, match_value
from vendor_eval.model.criteria.criterion import AnswerForm

YES_NO = AnswerForm(type="yes_no")
CHOICE = AnswerForm(type="choice", options=("store + display", "store only", "none"))
PERCENT = AnswerForm(type="number", unit="%", min=0, max=100)
SECONDS = AnswerForm(type="number", unit="s", min=0)
TEXT = AnswerForm(type="text")
FILE = AnswerForm(type="file")


def cell(value, number_format="General"):
    if value is None:
        return CellReading("S!A1")
    if isinstance(value, bool):
        return CellReading("S!A1", "boolean", str(value).upper())
    if isinstance(value, str):
        return CellReading("S!A1", "text", value, number_format)
    return CellReading("S!A1", "number", str(value), number_format)


def of(kind, text=""):
    return CellReading("S!A1", kind, text)


@pytest.mark.parametrize(
    ("given", "answer", "state", "value"),
    [
        (cell(None), YES_NO, "unanswered", None),
        (cell("yes"), YES_NO, "answered", "yes"),
        (cell(" NO "), YES_NO, "answered", "no"),
        (cell(True), YES_NO, "answered", "yes"),
        (cell(False), YES_NO, "answered", "no"),
        (cell("nein"), YES_NO, "unreadable", None),
        (cell("None"), YES_NO, "unreadable", None),
        (cell("yes, with module X"), YES_NO, "unreadable", None),
        (cell(1), YES_NO, "unreadable", None),
        (cell("N/A"), YES_NO, "not_applicable", None),
        (cell("n/a"), YES_NO, "not_applicable", None),
        (cell("Not  Applicable"), YES_NO, "not_applicable", None),
        (cell("NA"), YES_NO, "unreadable", None),
        (cell("Declined"), YES_NO, "declined", None),
        (cell("ye\u200bs"), YES_NO, "answered", "yes"),
        (cell("STORE  +  display"), CHOICE, "answered", "store + display"),
        (cell("store\u00a0only"), CHOICE, "answered", "store only"),
        (cell("None"), CHOICE, "answered", "none"),
        (cell("store"), CHOICE, "unreadable", None),
        (cell(True), CHOICE, "unreadable", None),
        (cell(2), AnswerForm(type="choice", options=("1", "2")), "answered", "2"),
        (cell("n/a"), AnswerForm(type="choice", options=("yes", "N/A")), "answered", "N/A"),
        (cell(99.9), PERCENT, "answered", 99.9),
        (cell(0), PERCENT, "answered", 0.0),
        (cell(100), PERCENT, "answered", 100.0),
        (cell(0.999, "0.0%"), PERCENT, "answered", 99.9),
        (cell(0.57, "0%"), PERCENT, "answered", 57.0),
        (cell(1.01, "0%"), PERCENT, "unreadable", None),
        (cell(0.05, "0%"), SECONDS, "unreadable", None),
        (cell(100.001), PERCENT, "unreadable", None),
        (cell(-1), SECONDS, "unreadable", None),
        (cell("15"), SECONDS, "answered", 15.0),
        (cell("about 5"), SECONDS, "unreadable", None),
        (cell("1,5"), SECONDS, "unreadable", None),
        (cell("1.5"), SECONDS, "unreadable", None),
        (cell("5 s"), SECONDS, "unreadable", None),
        (cell("١٥"), SECONDS, "unreadable", None),
        (cell(True), SECONDS, "unreadable", None),
        (of("date", "2027-01-05"), SECONDS, "unreadable", None),
        (of("date", "2027-01-05"), YES_NO, "unreadable", None),
        (of("error", "#REF!"), TEXT, "unreadable", None),
        (of("merged", "yes"), YES_NO, "unreadable", None),
        (of("formula_without_value"), SECONDS, "unreadable", None),
        (cell("none"), TEXT, "answered", "none"),
        (cell("N/A"), TEXT, "not_applicable", None),
        (cell(12), TEXT, "answered", "12"),
        (cell(True), TEXT, "answered", "TRUE"),
        (of("date", "2027-01-05"), TEXT, "answered", "2027-01-05"),
        (cell(" Report.pdf "), FILE, "answered", "Report.pdf"),
    ],
)
def test_states(given, answer, state, value):
    found = match(given, answer)
    assert (found.state, found.value) == (state, value)


@pytest.mark.parametrize(
    ("text", "answer", "meant"),
    [
        ("nein", YES_NO, "no"),
        ("Ja!", YES_NO, "yes"),
        ("oui", YES_NO, "yes"),
        ("non", YES_NO, "no"),
        ("sí", YES_NO, "yes"),
        ("si", YES_NO, "yes"),
        ("Y", YES_NO, "yes"),
        ("TRUE", YES_NO, "yes"),
        ("None", YES_NO, ""),
        ("store onlly", CHOICE, "store only"),
        ("1,5", SECONDS, "1.5"),
        ("about 5", SECONDS, "5"),
        ("1,500", SECONDS, ""),
        ("5 to 7", SECONDS, ""),
        ("fast", SECONDS, ""),
    ],
)
def test_what_is_probably_meant_is_said_and_not_read(text, answer, meant):
    found = match(cell(text), answer)
    assert (found.state, found.value, found.probably) == ("unreadable", None, meant)


@pytest.mark.parametrize(
    ("criterion", "text", "value"),
    [
        ("DICOM-01", "No", "no"),
        ("DICOM-01", "nein", None),
        ("DICOM-02", "Store Only", "store only"),
        ("PERF-01", "99.9", 99.9),
        ("PERF-01", "99.9%", 99.9),
        ("PERF-01", "101", None),
        ("PERF-01", "99,9", None),
        ("PERF-02", "5%", None),
        ("SERV-01", "as the letter says", "as the letter says"),
        ("SERV-01", "  ", None),
        ("PRICE", "5", None),
        ("DICOM-01", "N/A", None),
    ],
)
def test_what_the_buyer_settles_on_is_a_value_of_the_question(criterion, text, value):
    assert match_value(catalogue().criterion(criterion), text) == value
