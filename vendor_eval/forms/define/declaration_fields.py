"""The part of the start sheet on which a bidder declares."""

from __future__ import annotations

from vendor_eval.forms.define.declarations import NO, SIGNED_BY, SIGNED_ON, TEXTS, YES
from vendor_eval.forms.spec import Choice, Field, Section

_ANSWER = Choice((YES, NO), prompt="yes: we declare this. no: we do not, and say why in the bid.")
DECLARED = (
    Section(
        "Declarations",
        "The chapter “Declarations” of the request for proposal has the full wording, which counts. "
        "Exceptions are explained in the bid; the buyer decides on them.",
        (
            *(Field(key, title, _ANSWER, about=about) for key, title, about in TEXTS),
            Field(SIGNED_BY, "Declared by (name, function)"),
            Field(SIGNED_ON, "Date"),
        ),
    ),
)
