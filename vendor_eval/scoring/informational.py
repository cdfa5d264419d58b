"""Answers to questions that are asked for information only."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.outcome.cells import Statement
from vendor_eval.scoring.bids import Bid
from vendor_eval.scoring.displayed_answer import displayed


def informational_answers(catalogue: Catalogue, all_bids: Sequence[Bid]) -> tuple[Statement, ...]:
    """A statement of each vendor that bid to each informational question, in the order of the catalogue."""
    return tuple(
        Statement(
            vendor=bid.vendor.name,
            criterion=criterion.id,
            title=criterion.title,
            group=path,
            **displayed(criterion, answer),
        )
        for bid in all_bids
        if bid.response
        for path, criterion in catalogue.placed()
        if criterion.kind == "informational" and (answer := bid.answers.get(criterion.id))
    )
