"""An xlsx form as data. ``write`` puts it on sheets; ``read_form`` finds the same rows and columns in it.

Every input is found by a row id and a column key that the workbook carries in hidden cells, never by its
place: a vendor may move, rename and sort.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

FormKind = Literal["response", "price", "scores", "acceptance"]
Need = Literal["must", "asked", "optional"]
Role = Literal["shown", "input"]
LineStyle = Literal["plain", "bold", "faint", "alert"]

NOT_APPLICABLE = "N/A"
DECLINED = "declined"
INCLUDED = "included"

# Prefixes in the hidden key row, of columns that are read or only shown, and keys of the hidden columns.
KEY_PREFIX, SHOWN_PREFIX = "ve:", "ve-shown:"
ID_KEY, MARK_KEY, NEED_KEY = "id", "asked", "need"
FIELD_KEY, VALUE_KEY = "field", "value"
# A shown column of this key repeats the row id, so that a row whose hidden cells went astray is noticed.
NUMBER_KEY = "number"

# Cell A1 of the hidden sheets, by which they are found under any name.
FACTS_TITLE = "vendor_eval facts"
LISTS_TITLE = "vendor_eval lists"
PROPERTY_PREFIX = "vendor_eval_"

# The content of an input column where this row needs nothing.
NOTHING_NEEDED = "–"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of ``options``. ``words`` are accepted besides, such as N/A."""

    options: tuple[str, ...]
    words: tuple[str, ...] = ()
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number within its bounds, both allowed; ``words`` are accepted besides."""

    unit: str = ""
    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class FreeText:
    prompt: str = ""


Input = Choice | Number | FreeText


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a shown cell."""

    text: str
    style: LineStyle = "plain"


@dataclass(frozen=True, slots=True)
class Formula:
    """A live sum for whoever fills in. ``{key}`` is the cell of that column in the same row,
    ``{key_all}`` for that column in all rows with an id.
    """

    template: str
    number_format: str = "#,##0.00"


Shown = str | Decimal | Formula | tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``counts``: an empty cell here is an open question, where the row needs an answer."""

    key: str
    title: str
    width: float
    role: Role = "shown"
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Something to answer. An input column without an entry in ``inputs`` needs nothing in this row.

    ``given``: what an input holds from the beginning, for whoever fills in to leave or change.
    """

    id: str
    cells: Mapping[str, Shown]
    inputs: Mapping[str, Input]
    mark: str = ""
    need: Need = "asked"
    given: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title between rows, with what a reader should know before them."""

    text: str
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """A last row of sums; nothing to fill in."""

    cells: Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` is made fit for a tab; ``frozen`` columns stay in sight."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Heading | Total, ...]
    intro: str = ""
    frozen: int = 1

    @property
    def questions(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if isinstance(row, Row))


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the start sheet to fill in. ``value`` is there from the beginning.

    ``about``: a longer text above the cell, for a declaration.
    """

    key: str
    label: str
    input: Input = FreeText()
    value: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Further fields of the start sheet under a title of their own, with a sentence before them."""

    title: str
    intro: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """The first sheet: (label, text) lines that say how to fill in, and the details of who does."""

    lines: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...] = ()
    fields_title: str = "Your details"
    further: tuple[Section, ...] = ()

    @property
    def every_field(self) -> tuple[Field, ...]:
        return (*self.fields, *(field for section in self.further for field in section.fields))


@dataclass(frozen=True, slots=True)
class Form:
    """``properties`` travel as custom document properties and in a hidden sheet."""

    kind: FormKind
    title: str
    subtitle: str
    start: Start
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    noun: str = "question"
