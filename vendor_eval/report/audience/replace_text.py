"""The same thing with other words: every text of an outcome, and of what was found out about it, changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

Change = Callable[[str], str]
T = TypeVar("T")

# Ids of questions, groups, rules and lines; marks and versions. They are compared, and name nobody.
_WORDS = (
    "criterion group path gate line code severity method of ties covers storage_tier library versions "
    "fingerprints sha256 rfp_fingerprint rfp_id asked currency offered_in most_critical_top "
    "most_critical_any distribution format audience left_out"
)
_MARKS = frozenset(_WORDS.split())


def rewritten(thing: T, change: Change, but: Collection[str] = ()) -> T:
    """``thing`` with ``change`` applied to every text in it, at any depth.

    Fields named in ``but`` stay as they are, as do ids of questions and fields that allow only certain words.
    Of mappings the keys are changed too. Models are checked again, so a text that a field may not hold is
    an error here and not in the reader's hands.
    """
    changed: T = _changed(thing, change, _MARKS | frozenset(but))
    return changed


def _changed(thing: Any, change: Change, kept: frozenset[str]) -> Any:  # noqa: ANN401  any data
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, BaseModel):
        fields = [name for name in type(thing).model_fields if name not in kept | _worded(type(thing))]
        return _checked(thing, {name: _changed(getattr(thing, name), change, kept) for name in fields})
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        names = [f.name for f in dataclasses.fields(thing) if f.name not in kept]
        return dataclasses.replace(thing, **{n: _changed(getattr(thing, n), change, kept) for n in names})
    if isinstance(thing, tuple) and hasattr(thing, "_replace"):
        named = {n: getattr(thing, n) for n in thing._fields if n not in kept}  # type: ignore[attr-defined]  # of any named tuple
        return thing._replace(**{n: _changed(value, change, kept) for n, value in named.items()})
    if isinstance(thing, Mapping):
        return {_changed(k, change, kept): _changed(v, change, kept) for k, v in thing.items()}
    if isinstance(thing, tuple | list):
        return type(thing)(_changed(x, change, kept) for x in thing)
    return thing


def _checked(thing: BaseModel, changed: dict[str, Any]) -> BaseModel:
    same = {name: getattr(thing, name) for name in type(thing).model_fields}
    return type(thing).model_validate({**same, **changed})


@cache
def _worded(model: type[BaseModel]) -> frozenset[str]:
    """Fields that allow certain words only."""
    return frozenset(name for name, field in model.model_fields.items() if _literal(field.annotation))


def _literal(annotation: Any) -> bool:  # noqa: ANN401  any type
    return get_origin(annotation) is Literal or any(_literal(a) for a in get_args(annotation))
