"""A buyer's own requirement list, and a catalogue made of it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from vendor_eval.findings import Finding, Severity
from vendor_eval.lists.import_assumptions import Assumptions, asks_number, is_price, is_total, speaks_of_price
from vendor_eval.lists.import_result import ImportedList
from vendor_eval.lists.numbers import Weights
from vendor_eval.lists.table import Table
from vendor_eval.lists.words import id_of, is_yes_no, kind_of, options_of, title_of, weight_of
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import Criterion


def catalogue_of(table: Table, columns: dict[str, int], name: str, first: int) -> ImportedList:
    """Rows from ``first`` on. What cannot be placed is a Finding, and the rest is taken."""
    reading = _Reading(table, columns)
    for row in range(first, table.last_row + 1):
        reading.take(row)
    return reading.whole(name)


class _Reading:
    def __init__(self, table: Table, columns: dict[str, int]) -> None:
        self.table, self.columns = table, columns
        self.groups: dict[str, tuple[str, list[Criterion]]] = {}
        self.titles: dict[str, str] = {}
        self.heading = ""
        self.taken: dict[str, int] = {}
        self.rows = self.unplaced = 0
        self.findings: list[Finding] = []
        self.weights = Weights()
        self.guesses = Assumptions(table.file)

    def take(self, row: int) -> None:
        filled = {field for field in self.columns if self._text(row, field)}
        alone = self.table.only(row)
        if not filled and not alone:
            return
        if self._is_total(row) or (not filled and is_total(alone)):
            self.guesses.totals.append(f"row {row}")
            return
        if self._is_heading(filled, alone):
            named = (self._text(row, field) for field in ("group", "text", "title", "id"))
            self.heading = next(filter(None, named), alone)
            return
        if not filled:
            return
        self.rows += 1
        made = self._criterion(row)
        if made is None:
            self.unplaced += 1
            return
        title = self._group(row)
        self.groups.setdefault(self._group_id(title), (title, []))[1].append(made)

    def _is_total(self, row: int) -> bool:
        """A row that adds up others; of a group named Total, only a row without a requirement."""
        named = [self._text(row, field) for field in ("id", "text", "title")]
        return any(map(is_total, named)) or (not any(named) and is_total(self._text(row, "group")))

    def _is_heading(self, filled: set[str], alone: str) -> bool:
        """A row with one text and nothing else, in a list whose other rows have more.

        ``alone``: the only text of the row, in any column: a title over the whole width is in A.
        """
        if "group" in self.columns:
            return filled == {"group"}
        if not filled:
            return any(sign.isalpha() for sign in alone)
        if len(self.columns) == 1:
            return False
        lonely = len(filled) == 1 and bool(filled & {"id", "text", "title"})
        return lonely or (filled == {"id", "text"} and {"kind", "weight"} <= self.columns.keys())

    def _group(self, row: int) -> str:
        """Its own, or that of the rows above: often it is in the first row of its block only."""
        own = self._text(row, "group")
        if own:
            self.heading = own
        elif self.heading:
            self.guesses.filled_down += 1
        title = self.heading or "Requirements"
        self.guesses.groups[title] = self.guesses.groups.get(title, 0) + 1
        return title

    def _criterion(self, row: int) -> Criterion | None:
        text = self._text(row, "text")
        if not text:
            self._say("no-text", row, "text", "the row has no requirement; it was left out", "write one")
            return None
        kind, weight = self._kind(row), self._weight(row)
        name = self._id(row)
        if kind is None or name is None:
            return None
        if self._is_price(row, kind, weight):
            kind = "scored"
            self.guesses.priced.append(name)
        elif kind == "cost" and weight:
            self.guesses.unweighed.append(name)
        if name not in self.guesses.priced and self._text(row, "kind"):
            self.guesses.kind(self._text(row, "kind"), kind, name)
        given: dict[str, Any] = {
            "id": name,
            "title": self._text(row, "title") or title_of(text),
            "requirement": text,
            "kind": kind,
            "why": self._text(row, "why"),
            "standard": self._text(row, "standard"),
            "evidence": [line for line in self._text(row, "evidence").splitlines() if line.strip()],
            **({} if weight is None or kind != "scored" else {"weight": weight}),
            **self._answer(row, kind, name),
        }
        try:
            return Criterion.model_validate(given)
        except ValidationError as error:
            flaw = error.errors(include_url=False)[0]
            message = f"the row was left out: {flaw.get('ctx', {}).get('error', flaw['msg'])}"
            self._say("not-placed", row, "text", message, "correct the row, and import again")
            return None

    def _is_price(self, row: int, kind: str, weight: float | None) -> bool:
        """The one row that scores the evaluated price; of the kind cost, only with a weight."""
        if self.guesses.priced or self._options(row) or self._text(row, "unit"):
            return False
        priced = any(is_price(self._text(row, field)) for field in ("text", "title", "id"))
        return priced and (kind == "scored" or (kind == "cost" and bool(weight)))

    def _answer(self, row: int, kind: str, name: str) -> dict[str, Any]:
        """The form of the answer and how it counts, as far as the list shows it."""
        if name in self.guesses.priced:
            return {"value": {"rule": "price"}}
        if kind == "cost":
            return {}
        options = self._options(row)
        choice = len(options) > 1 and not is_yes_no(options)
        if kind == "informational":
            return {"answer": {"type": "choice", "options": options} if choice else {"type": "text"}}
        if choice:
            return {"answer": {"type": "choice", "options": options}, **self._judged(row, kind, options)}
        if self._text(row, "unit"):
            message = (
                f"a number in {self._text(row, 'unit')} is asked, and the list does not say how it counts"
            )
            hint = "it became yes or no; write answer and value in the catalogue"
            self._say("no-rule", row, "unit", message, hint)
        elif not options:
            self._guessed(row, kind, name)
        levels = {"rule": "levels", "levels": {"yes": 1, "no": 0}}
        return {
            "answer": {"type": "yes_no"},
            **({"gate": {"passes": ["yes"]}} if kind == "gate" else {"value": levels}),
        }

    def _guessed(self, row: int, kind: str, name: str) -> None:
        text = f"{self._text(row, 'title')} {self._text(row, 'text')}"
        if asks_number(text):
            self.guesses.numbers.append(name)
        elif kind == "scored" and speaks_of_price(text):
            self.guesses.about_price.append(name)
        else:
            self.guesses.yes_no.append(name)

    def _judged(self, row: int, kind: str, options: tuple[str, ...]) -> dict[str, Any]:
        """An assumption that is reported: the first option is the most wanted, the last the least."""
        count = len(options)
        if kind == "gate":
            message = f"the list does not say which of {count} options pass; only the first does"
            self._say("guessed", row, "options", message, "look at passes: in the catalogue")
            return {"gate": {"passes": [options[0]]}}
        message = f"the list does not say what its {count} options are worth; they fall evenly"
        self._say("guessed", row, "options", message, "look at levels: in the catalogue")
        levels = {option: round(1 - at / (count - 1), 3) for at, option in enumerate(options)}
        return {"value": {"rule": "levels", "levels": levels}}

    def _options(self, row: int) -> tuple[str, ...]:
        column = self.columns.get("options")
        offered = self.table.options(row, column) or options_of(self.table.text(row, column))
        return tuple(option for option in offered if option.casefold() not in ("n/a", "not applicable"))

    def _kind(self, row: int) -> str | None:
        word = self._text(row, "kind")
        if word:
            kind = kind_of(word)
            if kind is None:
                self.guesses.unknown.setdefault(" ".join(word.split()), []).append(row)
            return kind
        if "kind" in self.columns or "weight" not in self.columns:
            return "scored"
        return "scored" if weight_of(self._text(row, "weight")) else "informational"

    def _weight(self, row: int) -> float | None:
        word = self._text(row, "weight")
        weight = weight_of(word) if word else None
        if word and weight is None and kind_of(self._text(row, "kind")) in (None, "scored"):
            hint = "it weighs 1 as long as nothing else is written"
            self._say("weight", row, "weight", f"{word!r} is no number", hint)
        if weight is not None:
            self.weights.take(word, row, not self.table.is_number(row, self.columns["weight"]))
        return weight

    def _id(self, row: int) -> str | None:
        word = self._text(row, "id")
        name = id_of(word, f"R-{row}")
        if name.casefold() in self.taken:
            message = f"the id {word!r} is in row {self.taken[name.casefold()]} already; the row was left out"
            self._say("duplicate-id", row, "id", message, "change one of the two, and import again")
            return None
        self.taken[name.casefold()] = row
        if word and name != word:
            self.guesses.ids.append(f"{word!r} {name}")
        return name

    def _group_id(self, title: str) -> str:
        folded = title.casefold()
        if folded not in self.titles:
            name = id_of(title.casefold(), f"group-{len(self.titles) + 1}")
            while name.casefold() in (*self.taken, *(t.casefold() for t in self.titles.values())):
                name = f"{name[:30]}-{len(self.titles) + 1}"
            self.titles[folded] = name
        return self.titles[folded]

    def whole(self, name: str) -> ImportedList:
        placed = sum(len(criteria) for _, criteria in self.groups.values())
        counts = {"rows": self.rows, "placed": placed, "not_placed": self.unplaced}
        self.findings += [*self.weights.findings(self.table.file), *self.guesses.findings()]
        if not placed:
            hint = "look at --map and --from: which column has the requirements, and where do they begin?"
            self.findings.append(_bad("nothing", self.table.file, "no row could be placed", hint))
            return ImportedList(None, self.findings, counts)
        groups = tuple(
            Group(id=self._free(group), title=title, criteria=tuple(criteria))
            for group, (title, criteria) in self.groups.items()
        )
        source = f"Imported from {self.table.file}"
        return ImportedList(
            Catalogue(id=name, title=name, source=source, groups=groups), self.findings, counts
        )

    def _free(self, group: str) -> str:
        return group if group.casefold() not in self.taken else f"group-{group}"[:40]

    def _text(self, row: int, field: str) -> str:
        return self.table.text(row, self.columns.get(field))

    def _say(self, code: str, row: int, field: str, message: str, hint: str) -> None:
        severity: Severity = "note" if code == "guessed" else "warning"
        where = self.table.where(row, self.columns.get(field))
        self.findings.append(Finding(f"import.{code}", severity, where, message, hint))


def _bad(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"import.{code}", "error", where, message, hint)
