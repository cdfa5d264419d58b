"""The result on one short page of Markdown, to be pasted into minutes.

The figures are those of the report. What anybody wrote is text in it, whatever it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.gaps import Settlement
from vendor_eval.report.content.provenance import Check
from vendor_eval.report.content.ranking import RankRow
from vendor_eval.report.document.render import mark_of
from vendor_eval.report.facts import Facts, facts
from vendor_eval.report.format.markdown import escaped, listing, table
from vendor_eval.report.format.numbers import figure, money
from vendor_eval.report.format.text import sentence
from vendor_eval.sensitivity.verdict import Robustness

_RANKED = ("Rank", "Vendor", "Score", "Behind the first", "Evaluated price")
_RECORD = {
    "rfp": "Request for proposal and rules",
    "bids": "Bids",
    "sheets": "Score sheets",
    "decisions": "Decisions",
}


def summary_markdown(
    outcome: Outcome, roles: Mapping[str, str] | None = None, found: Robustness | None = None
) -> str:
    """Who, by how much, how sure, gates, ranking, price, conditions, decisions, how confirmed, fingerprints.

    ``roles`` and ``found`` as for the other forms of the report. Ends with a line end.
    """
    content = facts(outcome, roles, found)
    parts = [
        _head(outcome, content),
        *_brief(content),
        _part("Ranking", _ranking(content)),
        _part("Gates", _gates(content)),
        _part("Decisions of the buyer", listing(_decision(s) for s in content.settlements)),
        _part("Confirmation", listing([_confirmed(content.check)])),
        _part("Record", list(_record(content))),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _head(outcome: Outcome, f: Facts) -> list[str]:
    mark = mark_of(outcome)
    about = f"{f.buyer}, reference {f.id}" + (f", as of {f.decided}" if f.decided else "")
    return [
        f"# {escaped(f'Result: {f.title}')}",
        "",
        escaped(sentence(about)),
        "",
        *([f"**{escaped(mark)}**", ""] if mark else []),
        escaped(f.shows.notice),
    ]


def _part(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "", *lines] if lines else []


def _brief(f: Facts) -> Iterator[list[str]]:
    """The first page of the report, each of its rows with its answers."""
    for row in f.brief:
        yield _part(escaped(row.label), listing([*row.said, *([row.more] if row.more else [])]))


def _ranking(f: Facts) -> list[str]:
    if not f.ranking:
        return []
    currency = f.money.currency
    head = (*_RANKED[:4], f"{_RANKED[4]} ({currency})")
    return table(head, (_ranked(row, f.money.cents) for row in f.ranking), (head[0], *head[2:]))


def _ranked(row: RankRow, cents: bool) -> tuple[str, ...]:
    place = "–" if row.rank is None else f"{row.rank}{' (shared)' if row.shared else ''}"
    return place, row.vendor, figure(row.score), figure(row.behind), money(row.cost, cents)


def _gates(f: Facts) -> list[str]:
    return listing([sentence(f.gate_words)]) if f.gate_words and f.shows.gates else []


def _decision(s: Settlement) -> str:
    by = f" by {s.by}" if s.by else ""
    over = " (replaced by a later one)" if s.replaced else ""
    lapsed = f" {sentence(s.lapsed)}" if s.lapsed else ""
    return f"{s.when}{by}: {s.vendor}, {s.matter}: {s.act}{over}. Reason: {sentence(s.reason)}{lapsed}"


def _confirmed(check: Check) -> str:
    repeats = check.message.startswith(check.title)
    return check.message if repeats else f"{check.title}. {check.message}"


def _record(f: Facts) -> Iterator[str]:
    """Marks of what the result rests on. They stand as code: nothing else may be in them but hex digits."""
    for name, value in f.fingerprints.items():
        yield f"- {escaped(_RECORD.get(name, name))}: `{''.join(c for c in value if c.isalnum())}`"
    versions = ", ".join(f"{name} {version}" for name, version in f.versions.items())
    if versions:
        yield f"- {escaped(f'Made with {versions}')}"
