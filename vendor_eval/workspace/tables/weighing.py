"""A bare weighing from a file: one person's points, order or comparisons, or a group's, in YAML or JSON."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.weighting import (
    BestWorst,
    Observed,
    Order,
    Pairwise,
    Points,
    Together,
    Weighing,
    as_number,
    numbered,
)
from vendor_eval.weighting.methods.base import check_names
from vendor_eval.workspace.tables.problem_checks import not_a_number
from vendor_eval.workspace.tables.problem_draft import label
from vendor_eval.workspace.yaml_files.errors import findings_of
from vendor_eval.workspace.yaml_files.load import Lines
from vendor_eval.workspace.yaml_files.standalone import load_bare

FORMS: dict[str, type[Weighing]] = {
    "direct": Points,
    "swing": Points,
    "roc": Order,
    "rank_sum": Order,
    "rank_reciprocal": Order,
    "smarter": Order,
    "ahp": Pairwise,
    "bwm": BestWorst,
    "entropy": Observed,
    "critic": Observed,
    "std": Observed,
    "group": Together,
}
"""What stands in a file, by its ``method``."""

KINDS = (".yaml", ".yml", ".json")
_NAMES = ("items", "order", "alternatives")
_NAMED = ("points", "alternative_matrices", "members")
_MATRICES = ("matrix", "alternative_matrices")
_ROWS = ("best_to_others", "others_to_worst")
_HINT = "write a number or a fraction such as 1/3, or null where a comparison was not made"


def read_weighing(path: Path) -> tuple[Weighing | None, list[Finding]]:
    """What the file asks for, or everything that is wrong with it, each with its place."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        hint = f"a weighing ends in one of {', '.join(KINDS)}; or name a procurement folder"
        return None, [_bad("extension", path.name, f"files ending in {kind!r} are not read here", hint)]
    data, lines, findings = load_bare(path, "weigh", "fill it")
    if findings:
        return None, findings
    if not isinstance(data, dict) or not isinstance(data.get("method"), str):
        hint = f'write "method" and one of {", ".join(FORMS)}'
        return None, [_bad("method", path.name, "the file does not say which method it is for", hint)]
    if data["method"] not in FORMS:
        return None, [_unknown(data["method"], f"{path.name}:{lines.get(('method',), 1)}")]
    findings = [*_tidied(data, (), lines, path.name)]
    form = FORMS[data["method"]]
    try:
        asked = form.model_validate(data)
    except ValidationError as error:
        return None, findings + findings_of(error, lines, path.name, form)
    if findings:
        return None, findings + check_names(asked.names)
    return asked, []


def _tidied(data: dict[str, Any], at: tuple[str | int, ...], lines: Lines, name: str) -> Iterator[Finding]:
    """Names become text, fractions numbers; what is no number is said with the names of its row and column.

    Changes ``data``: a cell that was complained of gets a 1, so that it is not complained of again.
    """
    for key in _NAMES:
        if isinstance(data.get(key), list):
            data[key] = [label(x) or x for x in data[key]]
    for key in _NAMED:
        if isinstance(data.get(key), dict):
            data[key] = {label(x) or x: y for x, y in data[key].items()}
    for place, where, holder, key in _cells(data):
        value = holder[key] = as_number(holder[key])
        if value is None and place[0] in _MATRICES and data.get("method") == "ahp":
            continue
        flaw = not_a_number(value)
        if flaw is not None:
            holder[key] = 1
            hint = _HINT if place[0] in _MATRICES and data.get("method") == "ahp" else flaw.hint
            yield _bad("not-a-number", _line(at + place, lines, name), f"{where}: {flaw.message}", hint)
    members = data.get("members")
    for member, inside in members.items() if isinstance(members, dict) else ():
        if isinstance(inside, dict):
            for found in _tidied(inside, (*at, "members", member), lines, name):
                yield replace(found, message=f"{member}, {found.message}")


_Cell = tuple[tuple[str | int, ...], str, Any, Any]
"""Its path in the file, what it is in words, and the list or dict that holds it, under which key."""


def _cells(data: dict[str, Any]) -> Iterator[_Cell]:
    items, others = data.get("items"), data.get("alternatives")
    square = data.get("method") == "ahp"
    yield from _matrix(data.get("matrix"), ("matrix",), items if square else others, items)
    if isinstance(data.get("alternative_matrices"), dict):
        for item, matrix in data["alternative_matrices"].items():
            yield from _matrix(matrix, ("alternative_matrices", item), others, others, f"{item}: ")
    for side in _ROWS:
        for i, name in enumerate(_named(items, data.get(side))):
            yield (side, i), f"{side} / {name}", data[side], i
    points = data.get("points")
    for name in points if isinstance(points, dict) else ():
        yield ("points", name), f"points of {name}", points, name


def _matrix(
    matrix: object, at: tuple[str | int, ...], rows: object, columns: object, head: str = ""
) -> Iterator[_Cell]:
    if not isinstance(matrix, list):
        return
    for i, (row, values) in enumerate(zip(_named(rows, matrix), matrix, strict=True)):
        for j, column in enumerate(_named(columns, values)):
            yield (*at, i, j), f"{head}{row} / {column}", values, j


def _named(names: object, values: object) -> tuple[str, ...]:
    """A name for each of the values; numbered ones where names are missing."""
    if not isinstance(values, list):
        return ()
    if isinstance(names, list) and len(names) == len(values):
        return tuple(str(x) for x in names)
    return numbered(len(values))


def _line(place: tuple[str | int, ...], lines: Lines, name: str) -> str:
    while place and place not in lines:
        place = place[:-1]
    return f"{name}:{lines.get(place, 1)}"


def _unknown(word: str, where: str) -> Finding:
    near = difflib.get_close_matches(word.lower(), FORMS, n=1, cutoff=0.6)
    guess = f"did you mean {near[0]}? " if near else ""
    return _bad("unknown-method", where, f"{word!r} is no way to weigh", f"{guess}known: {', '.join(FORMS)}")


def _bad(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"weigh.{code}", "error", where, message, hint)
