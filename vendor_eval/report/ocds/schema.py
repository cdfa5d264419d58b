"""Whether a release has the shape that the standard asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from jsonschema import Draft4Validator, FormatChecker
    from jsonschema.exceptions import ValidationError

FILE = "release-schema-1.1.5-extended.json"
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_SHOWN = 60
"""A list of allowed words is printed up to this many characters."""


def shape_findings(release: object) -> Iterator[Finding]:
    """One Finding for each place that breaks the merged schema, in the order of the file."""
    for error in sorted(_validator().iter_errors(release), key=lambda e: [str(x) for x in e.absolute_path]):
        message, hint = _in_words(error)
        yield Finding("ocds.schema", "error", at(list(error.absolute_path)), message, hint)


def at(path: Sequence[str | int]) -> str:
    """A place as JSON path: ``$.tender.lots[0].id``."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


@cache
def _validator() -> Draft4Validator:
    from jsonschema import Draft4Validator

    schema = json.loads(files("vendor_eval.report.ocds").joinpath(FILE).read_text(encoding="utf-8"))
    return Draft4Validator(schema, format_checker=_formats())


def _formats() -> FormatChecker:
    """Dates and links, which the library checks only beside further packages."""
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())

    @checker.checks("date-time", raises=ValueError)
    def _moment(given: object) -> bool:
        if isinstance(given, str):
            datetime.fromisoformat(given)  # whether there is such a day
        return not isinstance(given, str) or _RFC3339.fullmatch(given) is not None

    @checker.checks("uri")
    def _link(given: object) -> bool:
        return not isinstance(given, str) or (":" in given and " " not in given)

    return checker


def _in_words(error: ValidationError) -> tuple[str, str]:
    wanted: Any = error.validator_value
    given: Any = error.instance
    match error.validator:
        case "required":
            missing = [name for name in wanted if name not in given]
            return f"{' and '.join(missing)} missing", "add it; the standard requires it here"
        case "enum":
            words = ", ".join(str(word) for word in wanted if word is not None)
            hint = f"write one of {words[:_SHOWN]}{' ...' if len(words) > _SHOWN else ''}"
            return f"{error.instance!r} is not in the list of the standard", hint
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else [k for k in wanted if k != "null"]
            return f"{_short(error.instance)} is no {' or '.join(kinds)}", f"write a {kinds[0]}"
        case "format" if wanted == "date-time":
            hint = "write a date with time and zone, such as 2027-03-01T12:00:00Z"
            return f"{error.instance!r} is no moment in time", hint
        case "minItems" | "minLength" | "minProperties":
            return "it is empty", "fill it, or leave the field out"
        case "uniqueItems":
            return "two entries are the same", "keep one of them"
        case _:
            return error.message[
                :200
            ], "see the field in the standard: https://standard.open-contracting.org/1.1/"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + " ..."
