"""What the rules of audiences share: words for what is not shown, and a model without some of its fields."""

from __future__ import annotations

from typing import TypeVar

from vendor_eval.model.base import Model

M = TypeVar("M", bound=Model)

NOT_SHOWN = "not shown to this audience"
ANOTHER = "another bidder"
SOMEBODY = "an evaluator"
LAPSED = "no longer applies"
# What a bidder wrote itself stays as it wrote it.
OWN_WORDS = ("answer", "given", "comment", "evidence", "raw", "said", "original_name", "file")


def without(thing: M, **fields: object) -> M:
    """``thing`` with other, mostly empty, fields; it is checked again when all rules are through."""
    return thing.model_copy(update=fields)
