"""Texts of the first page of a score sheet, and titles of the parts of an evaluation."""

from __future__ import annotations

from vendor_eval.model.bids.score_sheet import FINAL

PARTS = {
    "written": "written bids",
    "demo": "demonstrations",
    "reference": "references",
    "site_visit": "site visits",
    FINAL: "best and final offers",
}
_FINAL = (
    "Best and final",
    "Score the bids as they stand now. What you scored before is filled in where the answer is still the "
    "same; change it if what you saw since changes it. Where a vendor changed the answer the row is open: "
    "score it again, be it with the same score. Earlier scores and reasons are kept and shown in the report.",
)
_AGAIN = (
    "Scored before",
    "What you scored before is filled in, so that only new rows are open, and rows whose answer the vendor "
    "has changed since. You may change a score; the earlier one is kept beside it. Declare again below.",
)
CHANGED = "The answer has changed since: score again"
_INSTRUCTIONS = (
    (
        "Declaration",
        "Say below whether you have a conflict of interest with any bidder. A sheet without a “yes” is kept, "
        "and its scores do not count.",
    ),
    (
        "Scores",
        "Give each vendor a score in every row, from 0 to the best score named there. Decimals are "
        "allowed. The second column says what earns which score. An empty cell is a missing score, "
        "not a zero.",
    ),
    (
        "Reasons",
        "Give a reason for each score in a sentence or two, so that the vendor and an auditor can follow "
        "it. Reasons may be quoted to the vendor.",
    ),
    (
        "On your own",
        "Score by yourself, from the answers and the evidence alone. The panel speaks about the scores "
        "after all sheets are in; a sheet is kept as it was handed in.",
    ),
    (
        "No prices",
        "Prices are not part of this sheet and must not influence it. Where a vendor wrote an amount "
        "of money into an answer, it is withheld here.",
    ),
    (
        "This file",
        "Write into the coloured cells only. Do not delete, merge or move rows, columns or sheets.",
    ),
)


def instructions(part: str, again: bool) -> tuple[tuple[str, str], ...]:
    """(label, text); ``again``: scores given before are filled in."""
    more = (_FINAL,) if part == FINAL else (_AGAIN,) if again else ()
    return (*_INSTRUCTIONS[:2], *more, *_INSTRUCTIONS[2:])
