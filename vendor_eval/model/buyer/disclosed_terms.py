"""What bidders know of one issue of the RFP, stored so that changes of a later issue can be listed."""

from typing import Literal

from vendor_eval.model.base import Model
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.fingerprint import fingerprint

ChangeKind = Literal["new", "again", "told"]


class Change(Model):
    """What the addendum of that number did to one row of a workbook.

    ``again``: what is asked changed, so an earlier answer no longer counts. ``told``: only texts beside
    the question changed, and answers still count.
    """

    addendum: int
    kind: ChangeKind


class Terms(Model):
    """Procurement, criteria and weights as bidders know them."""

    procurement: Procurement
    catalogue: Catalogue
    weights: Weights

    def mark(self) -> str:
        """Hash of all of it, also of what changes no evaluation, such as dates and volumes."""
        return fingerprint(self.model_dump(mode="json"))


def disclosed(procurement: Procurement, catalogue: Catalogue, weights: Weights) -> Terms:
    """Without what no bidder may learn: who else is invited, who scores, a budget that is not published."""
    costs = tuple(c.model_copy(update={"vendors": None}) for c in procurement.price.buyer_costs)
    hidden = {
        "vendors": (),
        "panel": (),
        "price": procurement.price.model_copy(update={"buyer_costs": costs}),
        "budget": procurement.budget if procurement.budget and procurement.budget.publish else None,
    }
    return Terms(procurement=procurement.model_copy(update=hidden), catalogue=catalogue, weights=weights)
