"""What comes up while a record is calculated again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from vendor_eval.model.outcome.record import Outcome

T = TypeVar("T")

_PLAIN = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)
# What a number that cannot be may raise: in a sum, as a key, outside of a range.
CALCULATION = (ArithmeticError, ValueError, LookupError, TypeError)


class Wrong(NamedTuple):
    """An input that cannot be right, or a result that does not follow, by its JSON path."""

    path: str
    message: str
    rests_on: str = ""


class Unknown(NamedTuple):
    """What cannot be calculated again, and why."""

    what: str
    why: str


@dataclass
class Notes:
    """``reduced``: the record was cut for its readers, so that a gap in it is no mistake.

    ``renamed``: names in its texts may have been replaced, so that a text proves nothing.
    """

    reduced: bool
    renamed: bool = False
    wrong: list[Wrong] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)

    def miss(self, path: str, what: str, why: str) -> None:
        """A gap: named as a place in a full record, in words in a reduced one."""
        if self.reduced:
            self.unknown[what] = why
        else:
            self.wrong.append(Wrong(path, why))

    def attempt(self, path: str, calculate: Callable[[], T], otherwise: T) -> T:
        """What ``calculate`` gives; where the inputs allow no calculation, that is noted."""
        try:
            return calculate()
        except CALCULATION as error:
            said = str(error) or type(error).__name__
            self.wrong.append(Wrong(path, f"cannot be calculated from the inputs in the file ({said:.120})"))
            return otherwise


# What a board does not read is a name, or beside the result.
_BESIDE = {"evaluators", "evidence"}


def notes_of(outcome: Outcome) -> Notes:
    """Whether numbers or answers were cut out of it, or only names."""
    cut = outcome.audience in ("public", "vendor") or bool(set(outcome.left_out) - _BESIDE)
    return Notes(cut, bool(outcome.audience) or outcome.blind)


def step(key: str | int) -> str:
    """One step of a JSON path: ``.name``, ``[3]`` or ``['a name']``."""
    if isinstance(key, int):
        return f"[{key}]"
    if _PLAIN.match(key):
        return f".{key}"
    quoted = key.replace("\\", "\\\\").replace("'", "\\'")
    return f"['{quoted}']"
