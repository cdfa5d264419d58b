"""The release is sound, and says only what the public may know, at every stage and with every result."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal

import pytest
from documents.hostile import HOSTILE
from rfp.small import full, minimal

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.rfp_facts import Lot
from vendor_eval.report.audience.reduce import reduced
from vendor_eval.report.ocds.check import check_release
from vendor_eval.report.ocds.release import PLACEHOLDER, dated, release

from .conftest import CET
from .secrets import IDS, NAMES, PANEL, VENDORS, found, marks, planted

AT = datetime(2030, 1, 1, tzinfo=CET)
WRONG = Finding("rank.open", "error", "rules", "1 answer is open")
LOTS = (
    Lot(id="L1", title="PACS"),
    Lot(id="L2", title="Screens", elsewhere=True),
    Lot(id="L3", title="Archive"),
)


def told(o, procurement=None, bidders=None):
    known, catalogue, _ = full()
    public = reduced(o, "public", PANEL)
    ids = [v.id for v in o.vendors] if bidders is None else bidders
    return dated(release(public, procurement or known, catalogue, ids, PLACEHOLDER), AT)


def in_francs(o):
    prices = tuple(p.model_copy(update={"currency": "CHF", "offered_in": "EUR"}) for p in o.prices)
    return o.model_copy(update={"prices": prices, "currency": "CHF"})


TIED = {
    "values": {"A": [0.5] * 6, "B": [0.5] * 6},
    "vendors": 2,
    "criteria": 6,
    "names": ("A", "B"),
    "excluded": 0,
}
STAGES = {
    "awarded": ({}, ["tender", "award"]),
    "one vendor": ({"vendors": 1, "excluded": 0}, ["tender", "award"]),
    "excluded": ({"vendors": 3, "excluded": 2}, ["tender", "award"]),
    "without prices": ({"prices": False}, ["tender", "award"]),
    "not official": ({"findings": (WRONG,)}, ["tender"]),
    "no ranking": ({"ranked": False}, ["tender"]),
    "no winner": (TIED, ["tender"]),
    "twelve": ({"vendors": 12, "names": tuple(f"V{n}" for n in range(12))}, ["tender", "award"]),
}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("lots", [(), LOTS])
def test_every_stage_is_sound(outcome, stage, lots):
    recipe, tags = STAGES[stage]
    procurement = full()[0].model_copy(update={"lots": lots})
    made = told(outcome(**recipe), procurement)
    assert check_release(made) == []
    assert made["tag"] == tags
    assert ("awards" in made) == ("bids" in made) == ("award" in tags)
    assert [x["id"] for x in made["tender"]["lots"]] == (["L1", "L3"] if lots else ["all"])
    assert ("tenderers" in made["tender"]) == ("award" in tags)


def test_before_any_bid(outcome):
    made = told(outcome(ranked=False), bidders=[])
    assert check_release(made) == []
    assert [p["id"] for p in made["parties"]] == ["buyer"]
    assert check_release(told(outcome(ranked=False), minimal()[0], bidders=[])) == []


def test_a_price_in_another_currency_is_told_in_that_of_the_procurement(outcome):
    o = in_francs(outcome())
    made = told(o)
    assert check_release(made) == []
    winner = next(p for p in o.prices if p.vendor == o.rankings[0].best[0])
    value = made["awards"][0]["value"]
    assert (value["currency"], Decimal(str(value["amount"]))) == ("CHF", winner.net_present_cost)


def test_a_currency_that_the_standard_does_not_know_is_found(outcome):
    o = outcome()
    prices = tuple(p.model_copy(update={"currency": "QQQ"}) for p in o.prices)
    found_here = check_release(told(o.model_copy(update={"prices": prices})))
    assert [(f.code, f.where) for f in found_here] == [("ocds.schema", "$.awards[0].value.currency")]


def test_nobody_reads_who_bid_before_the_decision(outcome):
    o = outcome(findings=(WRONG,))
    text = json.dumps(told(o), ensure_ascii=False)
    assert [v.name for v in o.vendors if v.name in text or v.id in text] == []


def test_nothing_that_the_public_may_not_know(outcome):
    made = told(planted(outcome), bidders=list(IDS))
    text = {"release": "".join(json.dumps(made, ensure_ascii=False).split())}
    words = [w for row in ("answers", "scores", "evidence", "lines") for i in range(4) for w in marks(row, i)]
    words += [w for i in (1, 2, 3) for w in marks("price", i)]
    assert found(text, [*words, *NAMES]) == []
    assert found(text, [VENDORS[0]])


def test_hostile_names_are_strings(outcome):
    names = tuple(dict.fromkeys(w.strip() for w in HOSTILE if w.strip() and len(w) < 200))[:40]
    o = outcome(vendors=len(names), names=names)
    made = json.loads(json.dumps(told(o)))
    assert check_release(made) == []
    assert [p["name"] for p in made["parties"][1:]] == list(names)
