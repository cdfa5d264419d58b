"""What is wrong with a drafted decision table: all of it at once, or a Problem."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from vendor_eval.findings import Finding
from vendor_eval.model.problem import WEIGHTS_AS_WRITTEN, Problem
from vendor_eval.numbers import Flaw
from vendor_eval.workspace.tables.problem_draft import (
    MAX_ALTERNATIVES,
    MAX_CRITERIA,
    REPORTED,
    Draft,
    Spot,
    bad,
    label,
)

SHOWN = 500
"""So many Findings of one file are shown; the rest are counted."""


def settle(draft: Draft, known: Sequence[Finding] = ()) -> tuple[Problem | None, list[Finding]]:
    """The problem, or all that is wrong with the draft at once, after what is ``known`` of it already."""
    findings = [*known, *_flaws(draft)]
    if findings:
        return None, _some_of(findings, draft.where)
    problem = Problem.model_validate(
        {
            "alternatives": [label(s.value) for s in draft.alternatives],
            "criteria": [
                {
                    **settings,
                    "id": label(i.value),
                    "direction": _word(d.value),
                    "weight": w.value,
                    "group": label(g.value),
                }
                for i, d, w, g, settings in zip(
                    draft.criteria,
                    draft.directions,
                    draft.weights,
                    draft.groups,
                    draft.settings or [{}] * len(draft.criteria),
                    strict=True,
                )
            ],
            "matrix": [[spot.value for spot in row] for row in draft.rows],
            "method": draft.method,
            "parameters": draft.parameters,
            "rounding": draft.rounding,
            "ties": [label(s.value) for s in draft.ties],
        }
    )
    return problem, []


def _flaws(draft: Draft) -> Iterator[Finding]:
    yield from _too_many(draft)
    yield from _names("alternative", draft.alternatives)
    yield from _names("criterion", draft.criteria)
    ids = [label(spot.value) or f"criterion {j}" for j, spot in enumerate(draft.criteria, start=1)]
    for name, spot in zip(ids, draft.directions, strict=True):
        yield from _direction(name, spot)
    yield from _weights(ids, draft.weights, signed=draft.method in WEIGHTS_AS_WRITTEN)
    for name, spot in zip(ids, draft.groups, strict=True):
        if spot.value not in (None, "", REPORTED) and label(spot.value) is None:
            message = f"{name}: {_shown(spot.value)} cannot be a group"
            yield bad("group", spot.where, message, "write a path such as technical/interop, or leave it out")
    for i, (alternative, row) in enumerate(zip(draft.alternatives, draft.rows, strict=False), start=1):
        yield from _row(label(alternative.value) or f"alternative {i}", alternative.where, ids, row)
    for spot in draft.ties:
        if label(spot.value) not in ids:
            message = f"ties names {_shown(spot.value)}, which is no criterion of the table"
            yield bad("tie", spot.where, message, f"write the id of a criterion: {', '.join(ids[:8])}")
    if len(draft.alternatives) != len(draft.rows):
        message = f"{len(draft.alternatives)} alternatives are named, the matrix has {len(draft.rows)} rows"
        yield bad("ragged", draft.where, message, "give one row of values for each alternative")


def _too_many(draft: Draft) -> Iterator[Finding]:
    for what, found, most in (
        ("alternatives", len(draft.rows), MAX_ALTERNATIVES),
        ("criteria", len(draft.criteria), MAX_CRITERIA),
    ):
        if found > most:
            message = f"there are more than {most:,} {what}"
            yield bad("too-large", draft.where, message, "leave out what cannot win, or split the table")


def _names(what: str, spots: Sequence[Spot]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for spot in spots:
        name = label(spot.value)
        if spot.value is REPORTED:
            continue
        if isinstance(spot.value, Flaw):
            yield bad("name", spot.where, f"name of this {what}: {spot.value.message}", spot.value.hint)
            continue
        if name is None:
            message = f"{_shown(spot.value)} cannot be the name of this {what}"
            yield bad(
                "name", spot.where, message, "write a name; put quotes around one that looks like a number"
            )
        elif name in first:
            message = f"the {what} {name} is named twice, first at {first[name]}"
            yield bad("duplicate", spot.where, message, "rename one of the two or take it out")
        else:
            first[name] = spot.where


def _direction(criterion: str, spot: Spot) -> Iterator[Finding]:
    word = _word(spot.value)
    if spot.value is REPORTED or word in ("max", "min"):
        return
    if isinstance(spot.value, Flaw):
        yield bad("direction", spot.where, f"direction of {criterion}: {spot.value.message}", spot.value.hint)
        return
    meant = next((d for d, words in _MEANT.items() if word and re.fullmatch(words, word)), None)
    hint = f"write {meant}" if meant else "write max where more is better, min where less is better"
    yield bad("direction", spot.where, f"{criterion}: {_shown(spot.value)} is no direction", hint)


_MEANT = {
    "max": r"max.*|benefits?|gain|profit|high.*|more.*|\+|1|up|desc.*",
    "min": r"min.*|costs?|loss|low.*|less.*|-|-1|down|asc.*",
}


def _weights(ids: Sequence[str], spots: Sequence[Spot], signed: bool) -> Iterator[Finding]:
    for criterion, spot in zip(ids, spots, strict=True):
        flaw = None if spot.value is REPORTED else not_a_number(spot.value)
        if flaw is None and not signed and isinstance(spot.value, int | float) and spot.value < 0:
            flaw = Flaw(f"{spot.value:g} is below 0", _BELOW_ZERO)
        if flaw:
            yield bad("weight", spot.where, f"weight of {criterion}: {flaw.message}", flaw.hint)
    if spots and all(spot.value == 0 for spot in spots):
        yield bad(
            "weight", spots[0].where, "all weights are 0", "give at least one criterion a weight above 0"
        )


_BELOW_ZERO = (
    "a weight is 0 or more; where less is better, say so in the direction. Only "
    + ", ".join(sorted(WEIGHTS_AS_WRITTEN))
    + " take weights below 0: name one as method in a YAML or JSON file"
)


def _row(alternative: str, where: str, ids: Sequence[str], row: Sequence[Spot]) -> Iterator[Finding]:
    if len(row) != len(ids):
        message = f"{alternative} has {len(row)} values for {len(ids)} criteria"
        yield bad("ragged", row[0].where if row else where, message, "give one value for each criterion")
        return
    for criterion, spot in zip(ids, row, strict=True):
        flaw = None if spot.value is REPORTED else not_a_number(spot.value)
        if flaw:
            yield bad("not-a-number", spot.where, f"{alternative} / {criterion}: {flaw.message}", flaw.hint)


_NUMBER_AS_TEXT = re.compile(r"\s*[-+]?[0-9]{1,3}((,[0-9]{3})*|[0-9]*)([.,][0-9]+)?([eE][-+]?[0-9]+)?\s*")
_PERCENT = re.compile(r"\s*([-+]?[0-9]{1,15}(?:[.,][0-9]{1,12})?)\s*%\s*")
_NO_ANSWER = "a missing value never counts as 0: find it out, or leave the alternative or the criterion out"


def not_a_number(value: object) -> Flaw | None:
    """What stands there instead of a finite number, or None."""
    if isinstance(value, Flaw):
        return value
    if isinstance(value, bool):
        return Flaw(f"{str(value).lower()} is no number", "write 1 or 0 if that is meant")
    if isinstance(value, int | float):
        finite = abs(value) < 1e300 and not math.isnan(value)
        return None if finite else Flaw(f"{_shown(value)} is no number to rank by", _NO_ANSWER)
    if value is None or (isinstance(value, str) and not value.strip()):
        return Flaw("no value is given", _NO_ANSWER)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        hint = "spreadsheets turn numbers such as 1.5 into dates: format the cell as a number, type it again"
        return Flaw(f"{value} is a date or time, not a number", hint)
    if isinstance(value, str) and _NUMBER_AS_TEXT.fullmatch(value):
        hint = "take the quotes away; in a spreadsheet format the cell as a number and type it again"
        return Flaw(f"{_shown(value)} is stored as text, not as a number", hint)
    percent = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if percent:
        number = percent[1].replace(",", ".")
        share = format((Decimal(number) / 100).normalize(), "f")
        hint = f"write {share} or {number} without the % sign, the same way in the whole column or row"
        return Flaw(f"{_shown(value)} is no number", hint)
    return Flaw(f"{_shown(value)} is no number", _NO_ANSWER)


def _word(value: object) -> str:
    return str(value).strip().casefold() if isinstance(value, str | int) else ""


def _shown(value: object) -> str:
    text = "an empty cell" if value is None else repr(value) if isinstance(value, str) else f"{value}"
    return text if len(text) <= 60 else text[:57] + "..."


def _some_of(findings: list[Finding], where: str) -> list[Finding]:
    rest = len(findings) - SHOWN
    if rest <= 0:
        return findings
    more = bad("and-more", where, f"{rest:,} more cells like these", "mend these and read the file again")
    return [*findings[:SHOWN], more]
