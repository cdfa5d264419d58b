"""Short names for meanings: the same content gives the same fingerprint on every machine."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from vendor_eval.model.catalogue import Catalogue
from vendor_eval.model.criterion import Criterion
from vendor_eval.model.procurement import Procurement
from vendor_eval.model.weights import Weights


def fingerprint(content: Any) -> str:  # noqa: ANN401  any JSON value
    """The sha256 of the canonical JSON (RFC 8785) of ``content``, in hex."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def asked(criterion: Criterion) -> str:
    """What an answer to ``criterion`` was given to, in 16 hex digits: the mark in each workbook row."""
    return fingerprint(criterion.meaning())[:16]


def rfp_fingerprint(procurement: Procurement, catalogue: Catalogue, weights: Weights) -> str:
    """All that bidders were told of the evaluation: criteria, weights, rules, price lines."""
    return fingerprint(
        {
            "id": procurement.id,
            "catalogue": catalogue.model_dump(mode="json"),
            "weights": weights.model_dump(mode="json"),
            "rules": procurement.rules.model_dump(mode="json"),
            "price": procurement.price.model_dump(mode="json"),
            "currency": procurement.currency.model_dump(mode="json"),
        }
    )
