"""What a bidder declares on the start sheet of the response workbook; the RFP holds the full wording."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_eval.forms.values.text import folded

YES, NO = "yes", "no"
SIGNED_BY, SIGNED_ON = "signed_by", "signed_on"
TEXTS = (
    (
        "no_conflict",
        "No conflict of interest",
        "Neither we nor anyone who prepared this bid has a personal, financial or family tie to a person who "
        "decides or advises in this procurement, and none of us helped to write the request for proposal.",
    ),
    (
        "no_collusion",
        "No collusion",
        "We prepared this bid alone. We told no other bidder our price or that we would bid, agreed with "
        "nobody on who bids or at what price, and offered nobody an advantage.",
    ),
    (
        "no_exclusion",
        "No ground for exclusion",
        "Neither we nor our owners and managers are barred from public contracts or publicly funded health "
        "programmes, insolvent, behind with taxes or social contributions, or convicted of fraud, corruption "
        "or money laundering.",
    ),
    (
        "true_answers",
        "True answers",
        "The answers in this workbook are true for the product and version named above, as it is offered.",
    ),
)
TITLES = {key: title for key, title, _ in TEXTS}


def missing(given: Mapping[str, str]) -> list[str]:
    """Titles of what a bidder left unanswered; nothing of a workbook that asked for no declarations."""
    return [title for key, title in TITLES.items() if given and not given.get(key)]


def refused(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """Title and the bidder's word where it is not a yes."""
    return [(t, given[k]) for k, t in TITLES.items() if given.get(k) and folded(given[k]) != YES]


def unsigned(given: Mapping[str, str]) -> bool:
    """Whether a name or a date is missing beside the declarations."""
    return bool(given) and not all(given.get(key) for key in (SIGNED_BY, SIGNED_ON))
