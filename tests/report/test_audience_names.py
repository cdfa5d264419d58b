"""Names and products that somebody wrote into a reason, in whatever spelling, are nobody's for other readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vendor_eval.model.buyer.procurement import Evaluator, Vendor
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.audience.reduce import reduced

from .secrets import IDS, PANEL, VENDORS, planted

Make = Callable[..., Outcome]


def test_no_reason_names_the_product_of_another(outcome: Make) -> None:
    said = "Slower than Brightpane, and than Zephyrview 9; LUMIGRID 7.2 and Enterprise PACS are fine."
    o = planted(outcome)
    cells = tuple(c.model_copy(update={"reasons": dict.fromkeys(c.reasons, said)}) for c in o.cells)
    read = reduced(o.model_copy(update={"cells": cells}), "vendor:vexmoor", PANEL)
    (reason,) = {r for c in read.cells if c.vendor == VENDORS[2] for r in c.reasons.values()}
    assert reason == "Slower than [product], and than [product] 9; LUMIGRID 7.2 and Enterprise PACS are fine."


@pytest.mark.parametrize(
    ("said", "board", "bidder"),
    [
        ("Juergen Weiss and I", "Surgeon and I", "an evaluator and I"),
        ("Weiss, 24.11.", "Surgeon, 24.11.", "an evaluator, 24.11."),
        ("WEISS; Weißs Liste", "Surgeon; Surgeon Liste", "an evaluator; an evaluator Liste"),
        ("Prof. Dr. J. Weiß agrees", "Surgeon agrees", "an evaluator agrees"),
        ("mail of j.weiss@kv.example", "mail of Surgeon", "mail of an evaluator"),
        ("ask help@kv.example", "ask help@kv.example", "ask help@kv.example"),
        ("a weiss wall, the Weissbach", "a weiss wall, the Weissbach", "a weiss wall, the Weissbach"),
        (
            "Tesserac Health Inc. and Mistvale",
            "Tesserac Health Inc. and Mistvale",
            "another bidder Inc. and [product]",
        ),
    ],
)
def test_names_of_evaluators_and_bidders_in_any_spelling(
    outcome: Make, said: str, board: str, bidder: str
) -> None:
    panel = (Evaluator(id="weiss", name="Prof. Dr. Jürgen Weiß", role="Surgeon"), *PANEL[1:])
    vendors = [Vendor(name=VENDORS[1], id=IDS[1], products=("Mistvale",))]
    o = planted(outcome)
    cells = tuple(c.model_copy(update={"reasons": dict.fromkeys(c.reasons, said)}) for c in o.cells)
    for audience, read in (("board", board), ("vendor:vexmoor", bidder)):
        part = reduced(o.model_copy(update={"cells": cells}), audience, panel, vendors)
        assert {r for c in part.cells if c.vendor == VENDORS[2] for r in c.reasons.values()} == {read}


def test_a_name_with_accents_of_their_own_or_invisible_signs_is_still_a_name(outcome: Make) -> None:
    """As some systems type them, and as a web page may have hyphenated them."""
    o = planted(outcome)
    old, new = VENDORS[1], "Tésseräc Health"
    hidden = ("Te\u0301ssera\u0308c is better", "Qu\u00adillon, says Khat\u200bun", "é: Oyel\u2060aran")
    cells = tuple(
        c.model_copy(update={"consensus_reason": hidden[i % 3], "consensus": 3.0}) if c.scores else c
        for i, c in enumerate(o.cells)
    )
    vendors = tuple(v.model_copy(update={"product": ""}) for v in o.vendors)
    text = o.model_copy(update={"cells": cells, "vendors": vendors}).model_dump_json()
    full = Outcome.model_validate_json(text.replace(old, new))
    part = reduced(full, "vendor:wyndrake", PANEL).model_dump_json()
    assert [w for w in ("Te\u0301ss", "Khat", "Oyel") if w in part] == []
