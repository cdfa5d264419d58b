"""Short names for meanings: the same content gives the same fingerprint on every machine."""

from __future__ import annotations

import hashlib
from collections import deque
from typing import Any

import rfc8785

from vendor_eval.model.catalogue import Catalogue
from vendor_eval.model.criterion import Criterion
from vendor_eval.model.procurement import Procurement
from vendor_eval.model.response import Answer
from vendor_eval.model.weights import Weights


def fingerprint(content: Any) -> str:  # noqa: ANN401  any JSON value
    """The sha256 of the canonical JSON (RFC 8785) of ``content``, in hex."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def asked(criterion: Criterion) -> str:
    """What an answer to ``criterion`` was given to, in 16 hex digits: the mark in each workbook row."""
    return fingerprint(criterion.meaning())[:16]


def said(answer: Answer | None) -> str:
    """What a vendor wrote in answer, comment and evidence, in 16 hex digits: what a score is given to."""
    return fingerprint([answer.raw, answer.comment, answer.evidence] if answer else [])[:16]


# One command asks several times for the same frozen terms, and a large catalogue takes its time.
_LAST: deque[tuple[tuple[Procurement, Catalogue, Weights], str]] = deque(maxlen=4)


def rfp_fingerprint(procurement: Procurement, catalogue: Catalogue, weights: Weights) -> str:
    """All that bidders were told of the evaluation: criteria, weights, rules, price lines.

    Volumes belong to it where quantities follow from them.
    """
    for terms, mark in _LAST:
        if terms[0] is procurement and terms[1] is catalogue and terms[2] is weights:
            return mark
    driven = any(line.kind != "quantity" for line in procurement.price.lines)
    counted = {"volumes", "sizing"} if driven else set()
    mark = fingerprint(
        {
            "id": procurement.id,
            "catalogue": catalogue.model_dump(mode="json"),
            "weights": weights.model_dump(mode="json", exclude={"range"}),
            "rules": procurement.rules.told(),
            "price": procurement.price.told(),
            "currency": procurement.currency.model_dump(mode="json"),
            **procurement.model_dump(mode="json", include=counted),
        }
    )
    _LAST.appendleft(((procurement, catalogue, weights), mark))
    return mark
