"""Two records side by side: every place where they differ, by its JSON path (RFC 9535)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import isclose
from typing import Any, TypeGuard

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.recompute.dependencies import DERIVED, dependencies
from vendor_eval.recompute.log import Wrong, step

# Another machine may add in another order: the last digits of a binary fraction are no difference.
RELATIVE, ABSOLUTE = 1e-9, 1e-12
# A confirmation reports the size of such last digits: 1e-16 here is 2e-16 there.
_ROUGH = {"$.confirmation.largest_difference": 1e-9}
_CUT = 80
# Words and numbers of a closed kind, such as a status, stay what they are when names are taken out.
_SENTENCES = (".source", ".in_words")


def differences(outcome: Outcome, recalculated: Outcome, *, words: bool = True) -> Iterator[Wrong]:
    """Every place where ``outcome`` differs from what was recalculated; ``words`` False ignores sentences."""
    for path, before, now in _differing("$", _data(outcome), _data(recalculated)):
        if not words and path.endswith(_SENTENCES) and isinstance(before, str) and isinstance(now, str):
            continue
        message = f"{shown(before)} in the file, {shown(now)} recomputed"
        yield Wrong(path, message, dependencies(path, outcome))


def checked(recalculated: Outcome) -> int:
    """How many numbers of a record are calculated, and not given."""
    numbers = (path for path, value in leaves("$", _data(recalculated)) if _is_number(value))
    return sum(1 for path in numbers if DERIVED.match(path))


def leaves(path: str, data: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  any JSON value
    """Every value that holds no others, with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(path + step(key), value)
    elif isinstance(data, list | tuple):
        for i, value in enumerate(data):
            yield from leaves(path + step(i), value)
    else:
        yield path, data


def shown(value: Any) -> str:  # noqa: ANN401  any JSON value
    """A number with the digits that tell it from another; what is long is cut."""
    if value is _ABSENT:
        return "nothing"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, str | dict | list | tuple):
        text = repr(value) if not isinstance(value, str) else f"“{value}”"
        return text if len(text) <= _CUT else text[: _CUT - 1] + "…"
    return "null" if value is None else str(value)


_ABSENT = object()


def _data(outcome: Outcome) -> dict[str, Any]:
    return outcome.model_dump(exclude={"inputs", "format"})


def _is_number(value: object) -> TypeGuard[int | float | Decimal]:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _differing(path: str, before: object, now: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*before, *now]):
            yield from _differing(path + step(key), before.get(key, _ABSENT), now.get(key, _ABSENT))
    elif isinstance(before, list | tuple) and isinstance(now, list | tuple):
        if len(before) != len(now):
            yield path, f"{len(before)} entries", f"{len(now)} entries"
            return
        for i, (a, b) in enumerate(zip(before, now, strict=True)):
            yield from _differing(path + step(i), a, b)
    elif not _same(path, before, now):
        yield path, before, now


def _same(path: str, before: object, now: object) -> bool:
    if isinstance(before, bool) or isinstance(now, bool) or not (_is_number(before) and _is_number(now)):
        return type(before) is type(now) and bool(before == now)
    if isinstance(before, Decimal) and isinstance(now, Decimal):
        return before == now
    tolerance = _ROUGH.get(path, ABSOLUTE)
    return isclose(float(before), float(now), rel_tol=RELATIVE, abs_tol=tolerance)
