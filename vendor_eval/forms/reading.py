"""What was found in a filled workbook: cells by row id and column key, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Literal

from vendor_eval.findings import Finding
from vendor_eval.numbers import plain

CellKind = Literal["blank", "text", "number", "boolean", "date", "error", "formula_without_value", "merged"]


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell. ``text`` is the number without thousands separator, the date in ISO form, TRUE or FALSE.

    ``formula`` is true for a formula, whose last value is ``text``.
    """

    where: str
    kind: CellKind = "blank"
    text: str = ""
    number_format: str = ""
    formula: bool = False

    @property
    def number(self) -> Decimal | None:
        return Decimal(self.text) if self.kind == "number" else None

    @property
    def percent(self) -> bool:
        """True for a number that the vendor saw as percent: 0.999 as 99.9%."""
        return self.kind == "number" and "%" in self.number_format

    @property
    def seen(self) -> str:
        """The content as the vendor saw it."""
        if self.percent:
            return f"{plain(Decimal(self.text) * 100)}%"
        return self.text

    @property
    def blank(self) -> bool:
        return self.kind == "blank"


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell of a sheet of the form that is not read as an answer, or may not be one.

    ``row`` and ``key`` are empty where the cell is in no row or column of the form; ``stray``: outside
    it. ``input``: in a column that is filled in, where another row may need an answer.
    """

    cell: CellReading
    row: str = ""
    key: str = ""
    input: bool = False
    stray: bool = False


@dataclass(frozen=True, slots=True)
class FormReading:
    """A filled workbook, by ids.

    ``properties`` keep their prefix (``vendor_eval_rfp``). ``rows`` holds each row id once; a row that was
    deleted, or occurs twice, stands in ``lost`` with the place. ``issued`` names the rows the workbook went
    out with, where it still says so. ``beside``: what else stands on the sheets of the form; ``unread``: on
    others. ``refused`` is true where nothing could be read at all.
    """

    file: str
    kind: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    fields: dict[str, CellReading] = field(default_factory=dict)
    rows: dict[str, dict[str, CellReading]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    issued: dict[str, str] = field(default_factory=dict)
    beside: tuple[UnreadCell, ...] = ()
    unread: tuple[CellReading, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False

    @property
    def rfp(self) -> str:
        return self.properties.get("vendor_eval_rfp", "")

    @property
    def fingerprint(self) -> str:
        return self.properties.get("vendor_eval_fingerprint", "")

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> FormReading:
        """The reading that ``as_dict`` gave, after a journey as JSON."""
        return cls(
            **{
                **given,
                "fields": {key: CellReading(**cell) for key, cell in given["fields"].items()},
                "rows": {
                    row: {key: CellReading(**cell) for key, cell in cells.items()}
                    for row, cells in given["rows"].items()
                },
                "beside": tuple(
                    UnreadCell(**{**b, "cell": CellReading(**b["cell"])}) for b in given["beside"]
                ),
                "unread": tuple(CellReading(**cell) for cell in given["unread"]),
                "findings": tuple(map(Finding.from_dict, given["findings"])),
            }
        )


def refused(file: str, code: str, message: str, hint: str) -> FormReading:
    return FormReading(file=file, findings=(Finding(code, "error", file, message, hint),), refused=True)
