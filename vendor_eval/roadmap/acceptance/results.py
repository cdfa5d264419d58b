"""From a filled workbook of acceptance tests to results, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vendor_eval.findings import Finding
from vendor_eval.forms.define.acceptance import CONDITION, OBSERVED, RESULT, TESTED_ON, TESTER
from vendor_eval.forms.reading import CellReading, FormReading
from vendor_eval.forms.values.text import folded, quoted
from vendor_eval.model.roadmap.acceptance import (
    VERDICTS,
    AcceptanceRecord,
    AcceptanceResult,
    AcceptanceTest,
    Verdict,
)
from vendor_eval.numbers import probable_number
from vendor_eval.text import first_few

_WORDS: dict[str, Verdict] = {folded(v): v for v in VERDICTS}


def results_from(
    reading: FormReading, tests: Sequence[AcceptanceTest]
) -> tuple[tuple[AcceptanceResult, ...], tuple[Finding, ...]]:
    """A result for each test of the plan that stands in the workbook, and all that is wrong, at once."""
    findings: list[Finding] = list(reading.findings)
    results = []
    for test in tests:
        cells = reading.rows.get(test.criterion)
        if cells is None:
            findings += _lost(reading, test)
            continue
        result = _result(reading, test, cells)
        results.append(result)
        findings += _flaws(reading, test, cells, result)
    wanted = {t.criterion for t in tests}
    findings += _unknown(reading, [row for row in reading.rows if row not in wanted])
    return tuple(results), tuple(findings)


def _result(reading: FormReading, test: AcceptanceTest, cells: Mapping[str, CellReading]) -> AcceptanceResult:
    mark = reading.marks.get(test.criterion, "")
    cell = cells.get(RESULT)
    return AcceptanceResult(
        criterion=test.criterion,
        verdict=_WORDS.get(folded(cell.seen)) if cell else None,
        observed=_text(cells, OBSERVED),
        condition=_text(cells, CONDITION),
        tested_by=_text(cells, TESTER),
        tested_on=_text(cells, TESTED_ON),
        where=cell.where if cell else reading.file,
        stale=mark not in ("", test.mark),
    )


def _flaws(
    reading: FormReading, test: AcceptanceTest, cells: Mapping[str, CellReading], result: AcceptanceResult
) -> Iterator[Finding]:
    where = f"{reading.file} {result.where}"
    cell = cells.get(RESULT)
    if cell and not cell.blank and result.verdict is None:
        hint = f"write one of: {', '.join(VERDICTS)}"
        message = f"{test.criterion}: {quoted(cell.seen)} is no result"
        yield Finding("acceptance.result", "error", where, message, hint)
    if result.stale:
        message = f"{test.criterion}: the workbook shows another promise than the one that counts now"
        yield Finding("acceptance.stale", "warning", where, message, "write the plan anew and test again")
    if result.verdict in ("passed", "passed with condition", "failed") and not result.observed:
        message = f"{test.criterion}: {result.verdict}, and nothing is written under what was observed"
        yield Finding("acceptance.unobserved", "warning", where, message, "write what was seen or measured")
    if result.verdict == "passed with condition" and not result.condition:
        message = f"{test.criterion}: passed with a condition that is not named"
        yield Finding(
            "acceptance.condition", "warning", where, message, "write what is to be done, and until when"
        )
    outside = _outside(test, result.observed) if result.verdict == "passed" and result.observed else False
    if outside is None:
        message = (
            f"{test.criterion}: passed, and {quoted(result.observed)} cannot be compared with the rule "
            f"({test.pass_rule})"
        )
        hint = f"begin the observation with one number, as in the promise: {test.promise}"
        yield Finding("acceptance.not-compared", "warning", where, message, hint)
    if outside:
        message = (
            f"{test.criterion}: passed, and {quoted(result.observed)} breaks the rule ({test.pass_rule})"
        )
        hint = "correct the result, or say in the observation why it counts as passed"
        yield Finding("acceptance.contradiction", "warning", where, message, hint)


def _outside(test: AcceptanceTest, observed: str) -> bool | None:
    """Whether the observation begins with a number, in the unit of the promise or in none, outside of it.

    ``99,9`` is read as it is meant; ``12,890`` may mean two things and is left to people: None, as for
    another unit or no number at all. False where the rule has no limit.
    """
    if test.least is None and test.most is None:
        return False
    words, promise = observed.split(), test.promise.split()
    value = probable_number(words[0]) if words else ""
    if not value or (len(words) > 1 and len(promise) > 1 and folded(words[1]) != folded(promise[1])):
        return None
    low = test.least is not None and float(value) < test.least
    return low or (test.most is not None and float(value) > test.most)


def emptied(before: AcceptanceRecord | None, results: Sequence[AcceptanceResult], file: str) -> list[Finding]:
    """Results that the last workbook held and this one does not: they would be open again."""
    given = {r.criterion for r in results if r.verdict}
    gone = [r.criterion for r in before.results if r.verdict and r.criterion not in given] if before else []
    if not gone or before is None:
        return []
    message = f"{first_few(gone, 8)}: version {before.version} held a result, and here is none"
    hint = f"they are open again; {before.file} keeps what was there"
    return [Finding("acceptance.emptied", "warning", file, message, hint)]


def _lost(reading: FormReading, test: AcceptanceTest) -> Iterator[Finding]:
    if test.criterion in reading.lost or test.criterion in reading.issued:
        return  # said when the file was read
    message = f"the test {test.criterion} {test.title} is not in the workbook"
    hint = "write the plan anew, and test what was added since"
    yield Finding("acceptance.missing", "warning", reading.file, message, hint)


def _unknown(reading: FormReading, rows: Sequence[str]) -> Iterator[Finding]:
    if rows:
        names = ", ".join(quoted(row, 40) for row in rows[:8])
        message = f"rows that the plan does not have are not read: {names}"
        yield Finding(
            "acceptance.unknown-row", "warning", reading.file, message, "results belong into the rows issued"
        )


def _text(cells: Mapping[str, CellReading], key: str) -> str:
    cell = cells.get(key)
    return cell.seen.strip() if cell and cell.kind != "merged" else ""
