"""Gates, answers, what is open, and where everything comes from: lists to filter, without formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vendor_eval.report.content.gaps import settlements
from vendor_eval.report.content.provenance import files
from vendor_eval.report.content.ranking import vendor_order
from vendor_eval.report.format.text import STATES
from vendor_eval.report.workbook.plan import FIRST, Plan
from vendor_eval.report.workbook.styles import TOP, Page

RESULTS = {"passed": "passed", "failed": "FAILED", "open": "open"}


def write_gates(page: Page, plan: Plan) -> None:
    """A row for each vendor and gate."""
    vendors = {v.name: v for v in plan.outcome.vendors}
    rows = [
        (
            name,
            g.criterion,
            g.title,
            g.rule,
            g.answer,
            RESULTS[g.result],
            STATES[g.state],
            g.source,
            g.comment,
        )
        for name in vendor_order(plan.outcome)
        for g in vendors[name].gates
    ]
    words = ("Vendor", "Gate", "", "Demands", "Answer", "Result", "State", "Source", "Comment")
    _table(page, words, (24, 12, 36, 26, 26, 10, 16, 24, 40), rows)


def write_answers(page: Page, plan: Plan) -> None:
    """A row for each vendor and scored criterion, with the rule of its value and where it is from."""
    leaves = {leaf.criterion: leaf for leaf in plan.outcome.criteria}
    order = {name: n for n, name in enumerate(vendor_order(plan.outcome))}
    cells = sorted(plan.outcome.cells, key=lambda c: order.get(c.vendor, len(order)))
    rows = [
        (
            *(c.vendor, c.criterion, leaves[c.criterion].title, STATES[c.state], c.answer),
            *("" if c.value is None else f"{c.value:.4g}", leaves[c.criterion].rule),
            *(c.source, c.comment, c.evidence),
        )
        for c in cells
        if c.criterion in leaves
    ]
    words = ("Vendor", "Criterion", "", "State", "Answer", "Value", "How it is valued", "Source", "Comment")
    _table(page, (*words, "Evidence"), (22, 12, 34, 13, 34, 8, 44, 26, 34, 30), rows)


def write_open(page: Page, plan: Plan) -> None:
    """What has no answer that counts."""
    rows = [(x.vendor, x.criterion, x.title, STATES[x.state], x.where) for x in plan.outcome.open]
    _table(page, ("Vendor", "Criterion", "", "State", "Place"), (28, 14, 50, 24, 44), rows)


def write_sources(page: Page, plan: Plan) -> None:
    """The files that count, what was settled by hand, the marks of what the record rests on, the programs."""
    o = plan.outcome
    rows: list[Sequence[str]] = [
        ("File", f.vendor, f"{f.kind}, version {f.version}: {f.name}", f"{f.received}, {f.by}", f.sha256)
        for f in files(o, vendor_order(o))
    ]
    rows += [
        ("Decision", s.vendor, f"{s.act} {s.matter}".strip(), f"{s.when}, {s.by}", s.reason)
        for s in settlements(o)
    ]
    rows += [
        ("Fingerprint", name, "SHA-256 of what the record rests on", "", x)
        for name, x in o.fingerprints.items()
    ]
    rows += [("Program", name, "", "", version) for name, version in o.versions.items()]
    words = ("Kind", "Of", "What", "When, by", "Mark, reason or version")
    _table(page, words, (13, 28, 50, 36, 70), rows)


def _table(page: Page, words: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
    page.widths(*widths)
    page.head(TOP, list(words), 20)
    last = TOP
    for last, row in enumerate(rows, FIRST):
        page.texts(last, row)
    if last == TOP:
        page.text(FIRST, 0, "Nothing to list.", "note")
    else:
        page.sheet.autofilter(TOP, 0, last, len(words) - 1)
    page.keep(FIRST, 2)
