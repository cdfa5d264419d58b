"""An exported table, perhaps edited since, back to the catalogue."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from vendor_eval.findings import Finding
from vendor_eval.lists.cell import list_of, number_cell, text_of
from vendor_eval.lists.columns import CATALOGUE, GROUP, KEYS, NUMBERS
from vendor_eval.lists.table import Table
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.numbers import both_meanings

NEEDED = ("kind", "id", "inside", "title", "text")


def is_export(table: Table) -> bool:
    return set(NEEDED) <= set(table.header())


def catalogue_of(table: Table) -> tuple[Catalogue | None, list[Finding]]:
    """The catalogue, or what is wrong, all at once. Columns may be in any order; others are not read."""
    reading = _Reading(table)
    for row in range(2, table.last_row + 1):
        reading.take(row)
    return reading.whole()


class _Reading:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = {key: at for key, at in table.header().items() if key in KEYS}
        self.head: dict[str, Any] = {}
        self.groups: dict[str, dict[str, Any]] = {}
        self.top: list[dict[str, Any]] = []
        self.ids: dict[str, int] = {}
        self.findings: list[Finding] = []

    def take(self, row: int) -> None:
        kind, name = self._text(row, "kind").casefold(), self._text(row, "id")
        if not any(self._text(row, key) for key in self.columns):
            return
        if name in self.ids:
            message = f"the id {name!r} is in row {self.ids[name]} already"
            self._bad("duplicate-id", row, "id", message, "an id names one thing: change one of the two")
            return
        if kind != CATALOGUE:
            self.ids[name] = row
        if kind == CATALOGUE:
            self.head = {"id": name, **self._texts(row, "title", "source")}
            self.head["version"] = text_of(self._raw(row, "version"), "1")
        elif kind == GROUP:
            self._group(row, name)
        else:
            self._criterion(row, name)

    def _group(self, row: int, name: str) -> None:
        group = {"id": name, **self._texts(row, "title"), "criteria": [], "groups": []}
        group["intro"] = text_of(self._raw(row, "text"))
        group |= self._given(row, "weight")
        inside = self._text(row, "inside")
        if inside and inside not in self.groups:
            self._homeless(row, inside)
            return
        self.groups[name] = group
        (self.groups[inside]["groups"] if inside else self.top).append(group)

    def _criterion(self, row: int, name: str) -> None:
        inside = self._text(row, "inside")
        if inside not in self.groups:
            self._homeless(row, inside)
            return
        given = {"id": name, **self._texts(row, "title", "why", "standard")}
        given["requirement"] = text_of(self._raw(row, "text"))
        given |= {key: list_of(self._raw(row, key)) for key in ("evidence", "source", "needs")}
        given |= self._given(row, "kind", "weight", "stage", "step", "tier", "optional")
        given |= {key: self._rule(row, key) for key in ("value", "gate") if self._text(row, key)}
        if self._text(row, "answer"):
            given["answer"] = {
                "type": self._text(row, "answer"),
                "options": list_of(self._raw(row, "options")),
                "unit": text_of(self._raw(row, "unit")),
                **self._given(row, "min", "max"),
            }
        try:
            criterion = Criterion.model_validate(given)
        except ValidationError as error:
            self._complain(row, error)
            return
        self.groups[inside]["criteria"].append(criterion)

    def _complain(self, row: int, error: ValidationError) -> None:
        for e in error.errors(include_url=False):
            words = [str(part) for part in e["loc"]]
            words = ["text" if word == "requirement" else word for word in words]
            key = next((word for word in reversed(words) if word in KEYS), "id")
            flaw = str(e.get("ctx", {}).get("error", e["msg"]))
            self._bad("value", row, key, f"{key}: {flaw}", "see Criteria in the documentation for what fits")

    def _rule(self, row: int, key: str) -> Any:  # noqa: ANN401  plain data
        try:
            return json.loads(self._raw(row, key))
        except ValueError:
            message = f"{key}: this is not JSON"
            self._bad("rule", row, key, message, 'write it like {"rule": "linear", "worst": 24, "best": 1}')
            return None

    def whole(self) -> tuple[Catalogue | None, list[Finding]]:
        if not self.head:
            message = "no row has the kind catalogue, so the catalogue has no name"
            self._bad("no-catalogue", 2, "kind", message, "add a row with kind catalogue, an id and a title")
        if self.findings:
            return None, self.findings
        try:
            return Catalogue.model_validate({**self.head, "groups": self.top}), []
        except ValidationError as error:
            for e in error.errors(include_url=False):
                place = ".".join(str(part) for part in e["loc"])
                self._bad(
                    "value", 2, "kind", f"{place}: {e['msg']}", "correct the rows of kind catalogue and group"
                )
            return None, self.findings

    def _raw(self, row: int, key: str) -> str:
        return self.table.raw(row, self.columns.get(key))

    def _text(self, row: int, key: str) -> str:
        return self.table.text(row, self.columns.get(key))

    def _texts(self, row: int, *keys: str) -> dict[str, Any]:
        return {key: text_of(self._raw(row, key)) for key in keys}

    def _given(self, row: int, *keys: str) -> dict[str, Any]:
        given = {key: self._text(row, key) for key in keys if self._text(row, key)}
        read = {key: self._number(row, key, text) for key, text in given.items() if key in NUMBERS}
        return {key: read.get(key, text) for key, text in given.items() if read.get(key, text) is not None}

    def _number(self, row: int, key: str, text: str) -> float | None:
        """A decimal comma is taken for a point; None, with a Finding, for what is no number or may be two."""
        typed = not self.table.is_number(row, self.columns[key])
        if (
            typed
            and "%" not in text
            and both_meanings(text)
            and ("," in text or number_cell(float(text)) != text)
        ):
            hint = "write it without thousands separators, and with one or two decimals"
            self._bad("thousands", row, key, f"{key}: {text} can be read as {both_meanings(text)}", hint)
            return None
        try:
            return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
        except ValueError:
            hint = "write digits without a sign behind them, with a point or a comma before decimals"
            self._bad("value", row, key, f"{key}: {text!r} is no number", hint)
            return None

    def _homeless(self, row: int, inside: str) -> None:
        message = f"is inside {inside!r}, and no group of that id comes before it"
        self._bad("no-group", row, "inside", message, "add a row of kind group above it, or correct inside")

    def _bad(self, code: str, row: int, key: str, message: str, hint: str) -> None:
        where = self.table.where(row, self.columns.get(key))
        self.findings.append(Finding(f"import.{code}", "error", where, message, hint))
