"""The scored criteria as they are weighed, and what each bid earns in them before any price is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.outcome.cells import Cell, Leaf
from vendor_eval.scoring.admission import price_answer
from vendor_eval.scoring.bids import Bid
from vendor_eval.scoring.consensus import evaluators_by_criterion
from vendor_eval.scoring.values import Panel, cell


def leaves_of(
    case: Case, shares: Mapping[str, float], agreed: Mapping[str, float] | None = None
) -> tuple[Leaf, ...]:
    """The scored criteria that have a share; ``agreed`` are those in force, noted where they differ."""
    found, duty = [], evaluators_by_criterion(case.catalogue, case.procurement.panel)
    in_force = shares if agreed is None else agreed
    for path, criterion in case.catalogue.placed():
        if criterion.id in shares and criterion.value is not None:
            by = "price" if criterion.is_price else "panel" if criterion.by_panel else "answer"
            rule = criterion.value.in_words()
            if criterion.is_price:
                rule = f"{case.procurement.price.formula} of the net present cost"
            found.append(
                Leaf.model_validate(
                    {
                        "criterion": criterion.id,
                        "title": criterion.title,
                        "group": path,
                        "weight": shares[criterion.id],
                        "rule": rule,
                        "by": by,
                        "value_rule": criterion.value,
                        "stage": criterion.stage,
                        "scored_by": len(duty.get(criterion.id, ())),
                        "agreed": None if in_force == shares else in_force.get(criterion.id),
                    }
                )
            )
    return tuple(found)


def cells_of(case: Case, from_bids: Sequence[Bid], leaves: Sequence[Leaf], panel: Panel) -> list[Cell]:
    """A cell for each bid and leaf, the bids one after the other. The price has no value yet; so have answers
    that nobody has scored.
    """
    asked = {c.id: c for c in case.catalogue.leaves()}  # to search the catalogue for each cell takes longest
    return [_cell(case, bid, leaf, asked[leaf.criterion], panel) for bid in from_bids for leaf in leaves]


def _cell(case: Case, bid: Bid, leaf: Leaf, criterion: Criterion, panel: Panel) -> Cell:
    answer = price_answer(bid.price) if leaf.by == "price" else bid.answers[leaf.criterion]
    if leaf.by == "price":
        return Cell(
            vendor=bid.vendor.name,
            criterion=leaf.criterion,
            state=answer.state,
            answer="",
            value=None,
            component=None,
            source=answer.where,
        )
    return cell(bid.vendor.id, bid.vendor.name, criterion, answer, panel, case.procurement.rules)
