"""The workbook of acceptance tests: one row a promise, filled in by those who test."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.forms.spec import Choice, Column, Field, Form, FreeText, Line, Row, Sheet, Start
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.roadmap.acceptance import VERDICTS, AcceptanceTest

NUMBER, TEST, PROMISE, METHOD, RULE, OWNER = "number", "test", "promise", "method", "rule", "owner"
RESULT, OBSERVED, CONDITION, TESTER, TESTED_ON = "result", "observed", "condition", "tester", "tested_on"
PERIOD, SIGNED = "period", "signed"

_COLUMNS = (
    Column(NUMBER, "Id", 11),
    Column(TEST, "What is tested", 42),
    Column(PROMISE, "What was promised", 40),
    Column(METHOD, "How it is tested", 40),
    Column(RULE, "When it is passed", 32),
    Column(OWNER, "Owner", 16),
    Column(RESULT, "Result", 16, "input", counts=True),
    Column(OBSERVED, "What was observed", 36, "input"),
    Column(CONDITION, "Condition, until when", 28, "input"),
    Column(TESTER, "Tested by", 18, "input"),
    Column(TESTED_ON, "On (date)", 13, "input"),
)
_LINES = (
    (
        "What this is",
        "Every promise of the winning bid, with the ids of the request for proposal.",
    ),
    ("Result", "Choose one of the words in the list. An empty cell is a test that was not done."),
    (
        "Observed",
        "Write what was seen or measured, a number with its unit as in the promise. Without it no result "
        "can be defended later.",
    ),
    ("Condition", "With “passed with condition”: what has still to be done, and until when."),
    (
        "When done",
        "Hand the workbook to whoever keeps the folder, for: vendor-eval acceptance DIR --record FILE",
    ),
)


def acceptance_form(
    procurement: Procurement, vendor_id: str, vendor: str, tests: Sequence[AcceptanceTest], fingerprint: str
) -> Form:
    """A sheet for each group of criteria. The row id is the id of the criterion."""
    groups = list(dict.fromkeys(t.group for t in tests))
    sheets = [(g, tuple(_row(t) for t in tests if t.group == g)) for g in groups]
    return Form(
        kind="acceptance",
        title=f"Acceptance tests: {procurement.title}",
        subtitle=f"{vendor}, contract of RFP {procurement.id}, {procurement.buyer.name}",
        properties={"rfp": procurement.id, "fingerprint": fingerprint, "vendor": vendor_id},
        start=Start(
            _LINES,
            (Field(PERIOD, "Tested from, until"), Field(SIGNED, "Signed for the buyer by")),
            "About the tests",
        ),
        sheets=tuple(Sheet(g, g, _COLUMNS, rows, frozen=2) for g, rows in sheets),
        noun="test",
    )


def _row(test: AcceptanceTest) -> Row:
    lines = [Line(f"“{test.promise}”", "bold")]
    lines += [Line(f"Comment: {test.comment}")] if test.comment else []
    lines += [Line(f"Evidence: {test.evidence}", "faint")] if test.evidence else []
    lines += [Line(f"Stands in {test.source}", "faint")] if test.source else []
    gate = (Line("Had to be met by every bid", "faint"),) if test.gate else ()
    return Row(
        id=test.criterion,
        mark=test.mark,
        need="must" if test.gate else "asked",
        cells={
            NUMBER: (Line(test.criterion, "bold"),),
            TEST: (Line(test.title, "bold"), Line(test.requirement), *gate),
            PROMISE: tuple(lines),
            METHOD: (Line(test.method, "bold"), Line(test.how)),
            RULE: (Line(test.pass_rule),),
            OWNER: (Line(test.owner or "to be named", "plain" if test.owner else "alert"),),
        },
        inputs={
            RESULT: Choice(VERDICTS),
            OBSERVED: FreeText(),
            CONDITION: FreeText(),
            TESTER: FreeText(),
            TESTED_ON: FreeText(),
        },
    )
