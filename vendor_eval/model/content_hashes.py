"""Hashes of what was asked, of what was answered, and of all published terms of an evaluation."""

from __future__ import annotations

from collections import deque

from vendor_eval.model.bids.response import Answer
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.fingerprint import fingerprint


def question_hash(criterion: Criterion) -> str:
    """What an answer to ``criterion`` was given to, in 16 hex digits: the mark in each workbook row."""
    return fingerprint(criterion.meaning())[:16]


def answer_hash(answer: Answer | None) -> str:
    """What a vendor wrote in answer, comment and evidence, in 16 hex digits: what a score is given to."""
    return fingerprint([answer.raw, answer.comment, answer.evidence] if answer else [])[:16]


# One command asks several times for the same frozen terms, and a large catalogue takes its time.
_LAST: deque[tuple[tuple[Procurement, Catalogue, Weights], str]] = deque(maxlen=4)


def rfp_fingerprint(procurement: Procurement, catalogue: Catalogue, weights: Weights) -> str:
    """Hash of all that bidders know of the evaluation: criteria, weights, rules, price lines.

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
            "rules": procurement.rules.disclosed(),
            "price": procurement.price.disclosed(),
            "currency": procurement.currency.model_dump(mode="json"),
            **procurement.model_dump(mode="json", include=counted),
        }
    )
    _LAST.appendleft(((procurement, catalogue, weights), mark))
    return mark
