"""What pydantic complains of in a file, in plain words and with the line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from vendor_eval.findings import Finding


def findings_of(
    error: ValidationError,
    lines: Mapping[tuple[str | int, ...], int],
    name: str,
    model: type[BaseModel] | None = None,
    within: str = "the file",
    told: Container[tuple[str | int, ...]] = (),
) -> list[Finding]:
    """Each of pydantic's complaints as a Finding with file:line and plain words.

    ``within`` names what is spoken of where a complaint is about the whole; of the places ``told`` something
    has been said already.
    """
    findings = []
    for e in error.errors(include_url=False):
        place, line = _place(e["loc"], lines)
        if place in told:
            continue
        field = ".".join(str(p) for p in place) or within
        message, hint = _in_words(e, field, model)
        findings.append(bad(_CODES.get(e["type"], "value"), f"{name}:{line}", message, hint))
    return findings


_CODES = {"extra_forbidden": "unknown-field", "missing": "missing-field", "string_pattern_mismatch": "bad-id"}


def _place(
    loc: tuple[int | str, ...], lines: Mapping[tuple[str | int, ...], int]
) -> tuple[tuple[str | int, ...], int]:
    """The part of a pydantic location that stands in the file (union tags do not), and its line."""
    place: tuple[str | int, ...] = ()
    for part in loc:
        if (*place, part) in lines:
            place = (*place, part)
    line = lines.get(place, 1)
    if loc and place[-1:] != loc[-1:]:
        place = (*place, loc[-1])
    return place, line


def _in_words(e: Any, field: str, model: type[BaseModel] | None) -> tuple[str, str]:  # noqa: ANN401  pydantic's
    kind, given = e["type"], e.get("input")
    context = e.get("ctx", {})
    if kind == "extra_forbidden":
        known = _fields(model)
        close = difflib.get_close_matches(str(e["loc"][-1]), known, n=1)
        return f"{field}: there is no such field", f"did you mean {close[0]}?" if close else "take it out"
    if kind == "missing":
        return f"{field} is missing", "add it"
    if kind == "value_error":
        return (
            f"{field}: {context.get('error', e['msg'])}",
            "see the example in the comments, or: vendor-eval schema",
        )
    if kind in ("model_type", "model_attributes_type"):
        found = "nothing stands in it" if given is None else f"{_short(given)} stands there alone"
        return f"{field}: {found}", "write one line each for what belongs there:  name: value"
    if kind == "string_pattern_mismatch":
        return (
            f"{field}: {_short(given)} cannot be an id or code",
            f"it has to match {context.get('pattern')}: start with a letter, no spaces",
        )
    return f"{field}: {_short(given)} does not fit. {e['msg']}", _ungrouped(given) or _HINTS.get(kind, "")


def _ungrouped(given: object) -> str:
    """The hint for a number with thousands separators."""
    if not isinstance(given, str) or not re.fullmatch(
        r"[-+]?[1-9]\d{0,2}(([ ,'’_]\d{3})+(\.\d+)?|(\.\d{3}){2,})", given.strip()
    ):
        return ""
    dots = "" if given.count(".") > 1 else "."
    return f"a thousands separator? write {re.sub(rf'[^0-9{dots}+-]', '', given)}"


_HINTS = {
    "float_parsing": "write a number with a decimal point, for example 0.4",
    "float_type": "write a number with a decimal point, for example 0.4",
    "int_parsing": "write a whole number",
    "greater_than_equal": "negative values are not allowed here",
    "less_than_equal": "write a number up to the largest that it names",
    "string_type": "put the text in quotes",
    "literal_error": "write one of the words it names",
    "dict_type": "write one line each below it:  name: value",
    "list_type": "write one line each below it, each beginning with a dash:  - name",
    "tuple_type": "write one line each below it, each beginning with a dash:  - name",
    "datetime_from_date_parsing": "write it like 2027-03-01T12:00",
    "datetime_parsing": "write it like 2027-03-01T12:00",
    "date_from_datetime_parsing": "write it like 2027-03-01",
    "date_parsing": "write it like 2027-03-01",
    "decimal_parsing": "write the number without thousands separators, with a decimal point",
}


def _fields(model: type[BaseModel] | None) -> list[str]:
    """Every field name below ``model``, for a near miss."""
    if model is None:
        return []
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})


def _short(given: object) -> str:
    text = str(given).lower() if isinstance(given, bool) else "null" if given is None else repr(given)
    return text if len(text) <= 60 else text[:57] + "..."


def bad(code: str, where: str, message: str, hint: str = "") -> Finding:
    return Finding(f"file.{code}", "error", where, message, hint)
