"""Read ``outcome.json`` from outside: nothing in it is believed before it has the form of a record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isfinite
from typing import Any

from pydantic import ValidationError

from vendor_eval.findings import Finding
from vendor_eval.model.base import Model
from vendor_eval.model.outcome.inputs import Inputs
from vendor_eval.model.outcome.record import FIRST_FORMAT, FORMAT, Outcome
from vendor_eval.recompute.log import step

MAX_BYTES = 100_000_000
_NAMED = 50
_REWRITE = "write it anew with: vendor-eval report DIR"


def read_outcome(raw: bytes, name: str) -> tuple[Outcome | None, list[Finding]]:
    """The record in ``raw``, or everything that is wrong with its form, each with its JSON path.

    ``name`` is what the file is called. No bytes make this raise.
    """
    if len(raw) > MAX_BYTES:
        return None, [too_large(name, len(raw))]
    data, finding = _parsed(raw, name)
    if finding is not None:
        return None, [finding]
    if not isinstance(data, dict) or data.get("format") not in (FIRST_FORMAT, FORMAT):
        named = data.get("format") if isinstance(data, dict) else None
        what = f"its format is {str(named)[:60]!r}" if named else "it names no format"
        message = f"this is no outcome.json of this program: {what}, not {FORMAT!r}"
        return None, [
            Finding("recompute.format", "error", name, message, "it lies in report/ of a procurement")
        ]
    try:
        return _outcome(data), []
    except ValidationError as error:
        return None, _invalid(error, name)


def _outcome(data: dict[str, Any]) -> Outcome:
    """Results are read strictly; inputs as from the YAML that a person writes, which their models expect."""
    inputs = data.pop("inputs", None)
    outcome = Outcome.model_validate_json(json.dumps(data), strict=True)
    if inputs is None:
        return outcome
    read = _WithInputs.model_validate_json(json.dumps({"inputs": inputs})).inputs
    return outcome.model_copy(update={"inputs": read})


class _WithInputs(Model):
    inputs: Inputs


def too_large(name: str, size: int) -> Finding:
    """The refusal of a file that no report of this program reaches."""
    message = f"the file has {size:,} bytes; a record of up to {MAX_BYTES:,} is read"
    return Finding("recompute.too-large", "error", name, message, "name the outcome.json of one procurement")


def _parsed(raw: bytes, name: str) -> tuple[Any, Finding | None]:
    doubled: list[str] = []

    def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        doubled.extend(k for k in set(keys) if keys.count(k) > 1) if len(set(keys)) < len(keys) else None
        return dict(pairs)

    def no(message: str, hint: str = _REWRITE) -> tuple[None, Finding]:
        return None, Finding("recompute.not-json", "error", name, message, hint)

    if not raw.strip():
        return no("the file is empty")
    try:
        text = raw.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=once, parse_constant=_refused, parse_float=_finite)
    except UnicodeDecodeError as error:
        return no(f"the file is no text in UTF-8 (byte {error.start})")
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        end = "; it breaks off there, so a part may be missing" if error.pos >= len(text.rstrip()) - 1 else ""
        return no(f"the file is no JSON: {error.msg} ({at}){end}")
    except ValueError as error:
        return no(f"the file is no JSON: {str(error)[:120]}", "numbers in a record are finite; " + _REWRITE)
    except RecursionError:
        return no("the file is nested too deeply to be a record")
    if doubled:
        names = ", ".join(sorted(set(doubled))[:5])
        return no(f"{names} stands twice in the same place, and nobody can tell which counts")
    return data, None


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text[:30]} is no number that can be calculated with")
    return number


def _invalid(error: ValidationError, name: str) -> list[Finding]:
    problems = error.errors(include_url=False, include_input=False)
    hint = "a record is written by the program, and its fields are those of: vendor-eval schema outcome"
    found = []
    for problem in problems[:_NAMED]:
        path = "$" + "".join(step(key) for key in problem["loc"])
        message = f"{path}: {_in_words(problem['type'], problem['msg'])}"
        found.append(Finding("recompute.form", "error", name, message, hint))
    if len(problems) > _NAMED:
        more = f"and {len(problems) - _NAMED} more places that do not have the form of a record"
        found.append(Finding("recompute.form", "error", name, more, hint))
    return found


def _in_words(kind: str, message: str) -> str:
    words = {"extra_forbidden": "no record has such a field", "missing": "this field is missing"}
    return words.get(kind, message)
