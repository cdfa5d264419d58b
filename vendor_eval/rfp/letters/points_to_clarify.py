"""Questions to a bidder on the state of its workbooks, besides those on answers and prices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vendor_eval.findings import Finding

_LONGEST = 1500
# What receipt or check found -> what the bidder is asked. What the buyer decides alone has no place here.
ASKED = {
    "form.text-changed": "Why was it changed? What was sent out counts.",
    "form.stray-cell": "What is it for? It is not read; please answer in the coloured cells.",
    "form.sheet-added": "What is it for? It is not read; please answer in the sheets that were sent.",
    "form.sheet-renamed": "Why was it renamed?",
    "form.sheet-missing": "Please send the complete workbook.",
    "form.column-missing": "Please send a workbook with all columns.",
    "form.column-twice": "Which of the two counts?",
    "form.row-moved": "Why was it moved?",
    "form.row-mixed": "Please fill in these rows anew, without sorting.",
    "form.row-twice": "Which of them counts?",
    "form.row-unknown": "What are these rows for? They are not read.",
    "form.id-changed": "How did it come about? Please fill in the row anew.",
    "form.mark-changed": "Was the row pasted from another workbook?",
    "form.merged": "Please undo the merge and fill in each cell.",
    "form.facts-missing": "With which program was the file made?",
    "form.facts-differ": "With which program was the file made?",
    "bid.older-rfp": "Do you know the present documents? Please answer in the present workbook.",
    "price.older-terms": "Do these prices hold for the lines as they are now?",
    "price.no-currency": "Which currency do you offer in?",
    "price.currency": "Which currency do you offer in?",
    "price.other-currency": "Which currency is meant?",
}
_CONFIRM = "Please confirm the values."


@dataclass(frozen=True, slots=True)
class Point:
    """``found``: what was found, and where; ``asked``: the question on it."""

    where: str
    found: str
    asked: str


def points(findings: Iterable[Finding]) -> tuple[Point, ...]:
    """In the order they were found, each once."""
    found = []
    for f in findings:
        asked = ASKED.get(f.code, _CONFIRM if (f.code, f.severity) == ("form.formula", "warning") else "")
        if asked:
            found.append(Point(f.where, f.message[:_LONGEST], asked))
    return tuple(dict.fromkeys(found))
