"""What the evaluators declared about conflicts of interest, called as the reader may call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_eval.model.outcome.record import Declared, Outcome
from vendor_eval.report.audience.table import FORMER
from vendor_eval.report.format.text import cut, plain

_WORDS = {"yes": "no conflict of interest", "no": "a conflict of interest: the scores do not count"}
_NOTHING = "nothing: the scores do not count"
_GONE = "no longer on the panel; the sheet counts nothing"


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """One declaration; ``on`` and ``interest`` are a dash where nothing is said."""

    label: str
    words: str
    on: str
    interest: str


def declared_rows(outcome: Outcome, labels: Mapping[str, str]) -> tuple[DeclaredRow, ...]:
    """``labels``: evaluator's name -> what the report calls him or her."""
    return tuple(
        DeclaredRow(
            label=labels.get(d.evaluator, FORMER if d.former else "Evaluator"),
            words=_words(d),
            on=plain(d.on) or "–",
            interest=cut(d.interest, 500) or "–",
        )
        for d in outcome.declarations
    )


def _words(declared: Declared) -> str:
    words = _WORDS.get(declared.answer, _NOTHING)
    return f"{words.partition(':')[0]} ({_GONE})" if declared.former else words
