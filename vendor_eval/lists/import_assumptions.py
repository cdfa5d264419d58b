"""What a list did not say and the import assumed: one Finding for all rows of a kind, not one a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vendor_eval.findings import Finding, Severity
from vendor_eval.lists.words import known_kinds
from vendor_eval.text import first_few

SHOWN = 12  # so many are named; the rest is counted

_TOTAL = re.compile(
    r"(grand |sub-?)?(total|totals|sum|summe|gesamt|gesamtsumme|zwischensumme)"
    r"( of weights| weights?| points?| score)?"
)
_PRICE = re.compile(
    r"(the )?((evaluated|total|overall|bid|offered|tender|lowest|net present|contract) )*"
    r"(price|prices|pricing|cost|costs|tco|preis|gesamtpreis)( of ownership)?"
    r"( (over|for|of) the .{1,30})?( \(.*\))?"
)
_ABOUT_PRICE = re.compile(r"\b(price|prices|pricing|tco|total cost|preis)\b")
_NUMBER = re.compile(
    r"\bhow (many|much|long|often|fast|large|big|soon)\b"
    r"|\b(number|amount|percentage|share) of\b|\bwithin what\b"
    r"|\bin (milli)?seconds\b|\bin (minutes|hours|days|weeks|months|years|percent|per cent|ms|[kmgtp]b)\b"
    r"|\bwie ?(viele?|lange|oft|schnell|groß|hoch)\b|\b(anzahl|menge|anteil|zahl) (der|des|von|an)\b"
    r"|\bin (milli)?sekunden\b|\bin (minuten|stunden|tagen|wochen|monaten|jahren|prozent|stück)\b"
    r"|[(\[](s|ms|sec|sek\.?|min\.?|h|std\.?|seconds?|minutes?|hours?|days?|sekunden|minuten|stunden|tage"
    r"|%|[kmgtp]b|[kmg]bit/s|fps|mp|stück|eur|usd)[)\]]"
)
_QUANTITY = re.compile(
    r"\b((response|loading|load|turnaround|recovery|restore) time|duration|throughput|capacity"
    r"|(antwort|reaktions|lade|warte|wiederherstellungs)zeit|dauer|durchsatz|kapazität|anzahl)\b"
)
"""Names of quantities: with a figure beside them the demand can be met or not, without one it is asked."""


def is_total(text: str) -> bool:
    """Whether a cell marks its row as the sum of others."""
    return _TOTAL.fullmatch(_bare(text)) is not None


def is_price(text: str) -> bool:
    """Whether a cell names the evaluated price and nothing else."""
    return _PRICE.fullmatch(_bare(text)) is not None


def speaks_of_price(text: str) -> bool:
    return _ABOUT_PRICE.search(_bare(text)) is not None


def asks_number(text: str) -> bool:
    """Whether the text has a unit without a figure, or the name of a quantity without one."""
    bare = _bare(text)
    if _NUMBER.search(bare):
        return True
    return _QUANTITY.search(bare) is not None and not any(sign.isdigit() for sign in bare)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" :.=-*")


@dataclass
class Assumptions:
    """Ids of the criteria by what was assumed; ``kinds``: word of the list -> (kind, ids).

    ``unknown``: words that say no kind -> rows. ``groups``: title -> how many criteria; ``filled_down`` of
    all have no group in their own row.
    """

    file: str
    ids: list[str] = field(default_factory=list)
    yes_no: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    priced: list[str] = field(default_factory=list)
    unweighed: list[str] = field(default_factory=list)
    about_price: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    kinds: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    unknown: dict[str, list[int]] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    filled_down: int = 0

    def findings(self) -> Iterator[Finding]:
        """What is most likely wrong comes first."""
        if self.unknown:
            rows = [f"“{word}” ({_rows(at)})" for word, at in self.unknown.items()]
            message = f"these say no kind, and the rows were left out: {', '.join(rows)}"
            hint = f"write gate, scored, informational or cost; known are also: {', '.join(known_kinds())}"
            yield self._said("kind", message, hint, "warning")
        if self.numbers:
            message = f"{_questions(self.numbers)} for a number, but became yes/no: {_named(self.numbers)}"
            hint = (
                "write answer: {type: number, unit: h} and value: {rule: linear, worst: 48, best: 4} for each"
            )
            yield self._said("number", message, hint, "warning")
        if self.about_price:
            message = f"these speak of the price, but became questions: {_named(self.about_price)}"
            hint = "if it is the price that earns points, write value: {rule: price} there, without answer:"
            yield self._said("price", message, hint, "warning")
        if self.unweighed:
            message = (
                f"cost lines have no weight of their own, so theirs was left out: {_named(self.unweighed)}"
            )
            hint = "one criterion scores the whole price: kind: scored, value: {rule: price}"
            yield self._said("cost-weight", message, hint, "warning")
        if self.priced:
            message = f"{_named(self.priced)} became the criterion that scores the evaluated price"
            hint = "the formula is under price: in procurement.yaml"
            yield self._said("price", message, hint)
        if self.yes_no:
            one = len(self.yes_no) == 1
            message = (
                f"{len(self.yes_no)} question{'' if one else 's'} became yes/no because nothing shows how "
                f"{'it is' if one else 'they are'} answered: {_named(self.yes_no)}"
            )
            yield self._said("yes-no", message, "look at answer: and value: in the catalogue")
        if self.kinds:
            read = [f"“{word}” as {kind} ({len(ids)})" for word, (kind, ids) in self.kinds.items()]
            hint = "a gate excludes, scored earns points, the others do neither; change kind: if need be"
            yield self._said("kinds", f"kinds were read so: {', '.join(read)}", hint)
        if self.filled_down:
            read = [f"{title} ({count})" for title, count in self.groups.items()]
            message = f"{self.filled_down} rows took the group above them: {', '.join(read)}"
            yield self._said("groups", message, "compare the counts with your list")
        if self.totals:
            message = f"rows that add up others were left out: {', '.join(self.totals)}"
            yield self._said("total", message, "nothing, if they are no criteria")
        if self.ids:
            yield self._said(
                "id", f"cannot be ids, and became: {_named(self.ids)}", "nothing, if you like them"
            )

    def kind(self, word: str, kind: str, name: str) -> None:
        if word.casefold() != kind:
            self.kinds.setdefault(word.casefold(), (kind, []))[1].append(name)

    def _said(self, code: str, message: str, hint: str, severity: Severity = "note") -> Finding:
        return Finding(f"import.{code}", severity, self.file, message, hint)


def _rows(rows: list[int]) -> str:
    return f"row{'s' * (len(rows) > 1)} {', '.join(map(str, rows))}"


def _questions(ids: list[str]) -> str:
    return f"{len(ids)} question{' asks' if len(ids) == 1 else 's ask'}"


def _named(items: list[str]) -> str:
    return first_few(items, SHOWN)
