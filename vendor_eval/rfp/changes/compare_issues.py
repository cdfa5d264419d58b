"""Two issues of an RFP side by side: every criterion, weight, rule, price line and date that differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vendor_eval.model.buyer.disclosed_terms import Change, ChangeKind, Terms
from vendor_eval.model.buyer.price_quantities import asked_rows
from vendor_eval.model.content_hashes import question_hash
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.rfp.changes.issue_texts import (
    NOTHING,
    OF_THE_BUYER,
    criterion_in_words,
    dates_in_words,
    others_in_words,
    price_in_words,
    price_row_in_words,
    rules_in_short,
)
from vendor_eval.rfp.chapters.weight_shares import percentages
from vendor_eval.weighting.tree import global_weights


class Difference(NamedTuple):
    """One text of the RFP before and now."""

    what: str
    old: str
    new: str


class Changed(NamedTuple):
    """A criterion or price row, and each of its particulars that differs.

    ``asked``: whether a workbook has a row for it now.
    """

    id: str
    title: str
    kind: ChangeKind | str
    rows: tuple[Difference, ...]
    asked: bool = True


class Changes(NamedTuple):
    """``criteria`` and ``lines`` have the kind new, again, told or dropped."""

    criteria: tuple[Changed, ...]
    weights: tuple[Difference, ...]
    rules: tuple[Difference, ...]
    prices: tuple[Difference, ...]
    lines: tuple[Changed, ...]
    dates: tuple[Difference, ...]
    others: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return any(self)

    @property
    def again(self) -> tuple[Changed, ...]:
        """The criteria whose earlier answers no longer count."""
        return tuple(c for c in self.criteria if c.kind == "again")

    def parts(self) -> list[str]:
        """What differs, in a word each."""
        return [name for name, found in zip(self._fields, self, strict=True) if found]


def changes_between(old: Terms, new: Terms) -> Changes:
    """Empty (false) if both issues are the same for bidders."""
    return Changes(
        criteria=tuple(_criteria(old.catalogue, new.catalogue)),
        weights=tuple(_weights(old, new)),
        rules=tuple(differences(rules_in_short(old), rules_in_short(new))),
        prices=tuple(differences(price_in_words(old), price_in_words(new))),
        lines=tuple(_lines(old, new)),
        dates=tuple(differences(dates_in_words(old), dates_in_words(new))),
        others=tuple(differences(others_in_words(old), others_in_words(new))),
    )


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    """In the order of ``new``, then what is gone."""
    for what in (*new, *(name for name in old if name not in new)):
        before, now = old.get(what) or NOTHING, new.get(what) or NOTHING
        if before != now:
            yield Difference(what, before, now)


def _criteria(old: Catalogue, new: Catalogue) -> Iterator[Changed]:
    before, now = dict(_placed(old)), dict(_placed(new))
    for name in (*now, *(i for i in before if i not in now)):
        before_texts = criterion_in_words(*before[name]) if name in before else {}
        after_texts = criterion_in_words(*now[name]) if name in now else {}
        rows = tuple(differences(before_texts, after_texts))
        if not before_texts or not after_texts:
            rows = tuple(row for row in rows if row.what not in OF_THE_BUYER)
        if rows:
            title = (now.get(name) or before[name])[0].title
            kind = _kind(before[name][0] if name in before else None, now[name][0] if name in now else None)
            yield Changed(name, title, kind, rows, name in now and now[name][0].is_question)


def _placed(catalogue: Catalogue) -> Iterator[tuple[str, tuple[Criterion, str]]]:
    titles = {g.id: g.title for _, g in catalogue.walk()}
    for path, criterion in catalogue.placed():
        yield criterion.id, (criterion, " / ".join(titles[g] for g in path))


def _kind(old: Criterion | None, new: Criterion | None) -> ChangeKind | str:
    if old is None:
        return "new"
    if new is None:
        return "dropped"
    return (
        "again"
        if new.is_question and old.is_question and question_hash(old) != question_hash(new)
        else "told"
    )


def _lines(old: Terms, new: Terms) -> Iterator[Changed]:
    """Rows of the price workbook. A new unit or another quantity asks for another price."""
    before = {row.id: row for row in asked_rows(old.procurement)}
    now = {row.id: row for row in asked_rows(new.procurement)}
    for name in (*now, *(i for i in before if i not in now)):
        before_texts = price_row_in_words(before[name]) if name in before else {}
        after_texts = price_row_in_words(now[name]) if name in now else {}
        rows = tuple(differences(before_texts, after_texts))
        if rows:
            kind = "new" if name not in before else "dropped" if name not in now else "again"
            yield Changed(name, (now.get(name) or before[name]).title, kind, rows)


def _weights(old: Terms, new: Terms) -> Iterator[Difference]:
    """Shares of the whole, as the RFP prints them; a difference too small for that is shown in full."""
    exact, shown = zip(*(_shares(terms) for terms in (old, new)), strict=True)
    for name in dict.fromkeys((*exact[1], *exact[0])):
        a, b = exact[0].get(name), exact[1].get(name)
        if a is not None and b is not None and abs(a - b) < 1e-12:
            continue
        before, now = shown[0].get(name, NOTHING), shown[1].get(name, NOTHING)
        if before == now:
            before, now = f"{100 * (a or 0):.9g}%", f"{100 * (b or 0):.9g}%"
        yield Difference(_named(name, new.catalogue, old.catalogue), before, now)


def _shares(terms: Terms) -> tuple[dict[str, float], dict[str, str]]:
    """By id, each group before what is in it."""
    weights = global_weights(terms.catalogue, terms.weights)
    shown = percentages(terms.catalogue, weights)
    order = [i for _, g in terms.catalogue.walk() for i in (g.id, *(c.id for c in g.criteria))]
    exact, texts = {**weights.groups, **weights.criteria}, {**shown.groups, **shown.criteria}
    return {i: exact[i] for i in order if i in exact}, texts


def _named(name: str, *catalogues: Catalogue) -> str:
    for catalogue in catalogues:
        found = catalogue.criterion(name) or catalogue.group(name)
        if found is not None:
            return f"{name} {found.title}"
    return name


def marks(earlier: Mapping[str, Change], changes: Changes, addendum: int) -> dict[str, Change]:
    """What the rows of the new workbooks say: this addendum's changes over those of earlier ones.

    A row that an earlier addendum changed in what it asks stays marked so, for whoever answered before both.
    """
    marked = dict(earlier)
    for changed in (*changes.criteria, *changes.lines):
        before = marked.pop(changed.id, None)
        if changed.kind == "told" and before is not None:
            marked[changed.id] = before
        elif changed.kind in ("new", "again", "told"):
            kind = "new" if before is not None and before.kind == "new" else changed.kind
            marked[changed.id] = Change.model_validate({"addendum": addendum, "kind": kind})
    return marked


def ids(changed: Iterable[Changed], kind: str) -> list[str]:
    """Of what bidders fill in."""
    return [c.id for c in changed if c.kind == kind and c.asked]
