"""What each audience may not see is in no form of its report; and a rule that is taken away is missed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from vendor_eval.findings import Finding
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.audience.reduce import RULES, reduced
from vendor_eval.report.facts import facts

from .secrets import IDS, NAMES, PANEL, ROLES, VENDORS, forms, found, marks, planted

Make = Callable[..., Outcome]
ROWS = ("answers", "total", "scores", "evidence", "lines", "price", "name")
ALL, NONE = (0, 1, 2, 3), ()
# What the table says, written down once more: audience -> row -> the vendors (by number) of whom it is seen.
SEEN = {
    "panel": {**dict.fromkeys(ROWS, ALL), "total": (0, 1, 2)},
    "board": {**dict.fromkeys(ROWS, ALL), "total": (0, 1, 2)},
    "public": {**dict.fromkeys(ROWS, NONE), "total": (0, 1, 2), "price": (0,), "name": ALL},
    "vendor:vexmoor": {**dict.fromkeys(ROWS, (2,)), "total": (0, 2), "price": (0, 2), "name": (0, 2)},
    "vendor:quillon": dict.fromkeys(ROWS, (0,)),
    "vendor:wyndrake": {**dict.fromkeys(ROWS, (3,)), "total": (0,), "price": (0, 3), "name": (0, 3)},
}
PEOPLE = {"panel": ("names",), "board": ("roles",)}


def forbidden(audience: str) -> list[str]:
    """All marks that this audience may not read. The product of a vendor without answers is one of them."""
    seen = SEEN[audience]
    words = [w for row in ROWS for i in ALL if i not in seen[row] for w in marks(row, i)]
    words += [marks("name", i)[2] for i in ALL if i not in seen["answers"]]
    people = PEOPLE.get(audience, ())
    words += [] if "names" in people else NAMES
    return words + ([] if "roles" in people else [ROLES[0], ROLES[1]])


@pytest.mark.parametrize("audience", SEEN)
def test_no_form_holds_what_the_audience_may_not_see(outcome: Make, tmp_path, audience: str) -> None:
    texts = forms(planted(outcome), audience, tmp_path)
    names = {"report.html", "report.docx", "report.pdf", "report.xlsx", "outcome.json", "summary.md"}
    assert names == set(texts)
    assert found(texts, forbidden(audience)) == []


@pytest.mark.parametrize("audience", SEEN)
def test_the_record_holds_what_the_audience_may_see(outcome: Make, tmp_path, audience: str) -> None:
    record = forms(planted(outcome), audience, tmp_path, only=("json",))
    words = [w for row in ROWS if row != "name" for i in SEEN[audience][row] for w in marks(row, i)]
    words = [w for w in words if "," not in w]
    # Of scores of its own a bidder reads the reasons, not who changed what.
    gone = "zqearlier" if audience.startswith("vendor") else "nothing"
    missed = [w for w in words if not found(record, [w]) and not w.startswith(gone)]
    assert missed == []


# Which rule, taken away, leaks to whom: every place of the table that is not "all".
LEAKS = [
    ("answers", "public"),
    ("answers", "vendor:vexmoor"),
    ("totals", "vendor:vexmoor"),
    ("criterion scores", "public"),
    ("criterion scores", "vendor:vexmoor"),
    ("prices", "public"),
    ("prices", "vendor:vexmoor"),
    ("evaluators", "board"),
    ("evaluators", "public"),
    ("evaluators", "vendor:vexmoor"),
    ("evidence", "public"),
    ("evidence", "vendor:vexmoor"),
    ("names of other bidders", "vendor:vexmoor"),
]


def test_every_rule_is_taken_away_once() -> None:
    assert {rule for rule, _ in LEAKS} == set(RULES)


@pytest.mark.parametrize(("rule", "audience"), LEAKS)
def test_without_a_rule_the_leak_is_found(
    outcome: Make, tmp_path, monkeypatch: pytest.MonkeyPatch, rule: str, audience: str
) -> None:
    monkeypatch.delitem(RULES, rule)
    assert found(forms(planted(outcome), audience, tmp_path, only=("json",)), forbidden(audience))


def test_the_panel_learns_prices_when_it_has_scored_everything(outcome: Make, tmp_path) -> None:
    money = [w for i in ALL for row in ("lines", "price") for w in marks(row, i)]
    money += ["zqvaluecqz", "zqrawcqz"]
    assert found(forms(planted(outcome), "panel", tmp_path, only=("json",)), money)
    texts = forms(planted(outcome, opened=False), "panel", tmp_path)
    assert found(texts, money) == []
    said = ("report.html", "report.docx", "report.pdf")
    assert all("beforethepanelhasscoredeverything" in texts[name] for name in said)
    assert all("Pricesarenotshowntothisaudience" in texts[name] for name in said)


def test_before_that_no_value_tells_a_price_and_no_total_holds_one(outcome: Make) -> None:
    """Even where a ranking could be made already."""
    o = planted(outcome)
    missing = next(c for c in o.cells if c.scores)
    cells = tuple(c.model_copy(update={"value": None}) if c is missing else c for c in o.cells)
    part = reduced(o.model_copy(update={"cells": cells}), "panel", PANEL)
    price = next(leaf.criterion for leaf in o.criteria if leaf.by == "price")
    assert price not in {c.criterion for c in part.cells}
    assert part.rankings == part.prices == ()
    assert not any(g.scores for g in part.groups)


def test_before_that_no_amount_of_money_is_read_in_an_answer_or_a_note(outcome: Make, tmp_path) -> None:
    """As on score sheets; and a price that was read by hand is told in a note as LINE:YEAR."""
    o = planted(outcome, opened=False)
    cells = tuple(
        c.model_copy(update={"comment": "the licence is 48,123.50 EUR", "evidence": "see USD 777123"})
        for c in o.cells
    )
    note = Finding("settle.lapsed", "note", VENDORS[0], "L1:0 read as 51777: no longer applies", "")
    gates = tuple(g.model_copy(update={"comment": "adds € 66,432"}) for g in o.vendors[0].gates)
    vendors = (o.vendors[0].model_copy(update={"gates": gates}), *o.vendors[1:])
    more = {"cells": cells, "findings": (*o.findings, note), "vendors": vendors}
    o = o.model_copy(update=more)
    money = ["48,123.50", "777123", "51777", "66,432"]
    assert found(forms(o, "board", tmp_path, only=("json",)), money)
    texts = forms(o, "panel", tmp_path)
    assert found(texts, money) == []
    assert "thelicenceis[amountwithheld]" in texts["outcome.json"]


def test_without_the_rule_the_panel_learns_prices_too_early(
    outcome: Make, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(RULES, "prices")
    money = [w for i in ALL for w in marks("price", i)]
    assert found(forms(planted(outcome, opened=False), "panel", tmp_path, only=("json",)), money)


def test_two_with_the_same_role_stay_two(outcome: Make) -> None:
    cell = next(c for c in reduced(planted(outcome), "board", PANEL).cells if c.scores)
    assert tuple(cell.scores) == ROLES
    assert "says Radiologist 1;" in cell.reasons["Radiologist 1"]


def test_a_bidder_reads_words_of_the_winner_never_its_points(outcome: Make) -> None:
    o = reduced(planted(outcome), "vendor:vexmoor", PANEL)
    assert [v.name for v in o.vendors] == [VENDORS[0], VENDORS[2]]
    assert {c.vendor for c in o.cells} == set(o.rankings[0].contributions) == {VENDORS[2]}
    assert set(o.rankings[0].scores) == set(o.groups[0].scores) == {VENDORS[0], VENDORS[2]}
    assert {a.words for a in o.advantages} == {"the winner was rated somewhat higher"}
    assert len(o.advantages) == 6
    assert [r for c in o.cells for r in c.reasons.values() if "another bidder does more" in r]


def test_a_bidder_reads_the_reasons_of_its_own_scores(outcome: Make, tmp_path) -> None:
    texts = forms(planted(outcome), "vendor:vexmoor", tmp_path)
    words = [
        "The panel: zqreasoncqz, says an evaluator; another bidder does more",
        "The panel agreed: zqagreedcqz",
    ]
    assert {(name, w) for name, w in found(texts, words) if name != "outcome.json"} >= {
        (name, w) for name in ("report.html", "report.docx", "report.pdf") for w in words
    }


def test_what_a_bidder_wrote_of_others_stays_as_it_wrote_it(outcome: Make) -> None:
    o = planted(outcome)
    said = f"We replaced {VENDORS[1]} in 2024"
    cells = tuple(c.model_copy(update={"comment": said}) if c.vendor == VENDORS[2] else c for c in o.cells)
    own = reduced(o.model_copy(update={"cells": cells}), "vendor:vexmoor", PANEL)
    assert {c.comment for c in own.cells} == {said}


def test_a_bid_that_is_not_ranked_has_no_advantages_and_its_reason(outcome: Make) -> None:
    o = reduced(planted(outcome), "vendor:wyndrake", PANEL)
    assert o.advantages == ()
    assert "zqgatedqz" in facts(o).headline.sentence


def test_the_winner_reads_no_comparison(outcome: Make) -> None:
    o = reduced(planted(outcome), "vendor:quillon", PANEL)
    assert [v.name for v in o.vendors] == [VENDORS[0]]
    assert o.advantages == ()
    assert facts(o).headline.sentence == f"{VENDORS[0]} is first with 91.36 of 100 points."


def test_before_the_result_is_official_no_bidder_is_told_who_is_first(outcome: Make) -> None:
    o = planted(outcome).model_copy(update={"official": False})
    own = reduced(o, "vendor:vexmoor", PANEL)
    assert [v.name for v in own.vendors] == [VENDORS[2]]
    assert own.rankings[0].best == own.advantages == ()
    assert VENDORS[0] not in own.model_dump_json()
    headline = facts(own).headline
    assert (headline.title, headline.official) == (f"The bid of {VENDORS[2]}", False)


@pytest.mark.parametrize("audience", [*SEEN, ""])
@pytest.mark.parametrize("letters", [False, True])
def test_nothing_shown_is_said_to_be_missing(outcome: Make, tmp_path, audience: str, letters: bool) -> None:
    """A part that was taken out is not called unanswered, and no zero stands for it."""
    texts = forms(planted(outcome), audience, tmp_path, blind=letters, only=("html",))
    text = texts["report.html"]
    assert "nobid" not in text
    assert "Noprice:" not in text
    assert "hasananswerthatcounts" not in text or audience != "public"
    assert "theonlyvendor" not in text
    assert ("Howsure" in text) is (audience in ("", "panel", "board"))


@pytest.mark.parametrize("audience", ["", *SEEN])
def test_blind_names_no_vendor_and_no_product(outcome: Make, tmp_path, audience: str) -> None:
    only = () if audience in ("", "public") else ("html", "json")
    texts = forms(planted(outcome), audience, tmp_path, blind=True, only=only)
    words = [w for i in ALL for w in (*marks("name", i), IDS[i], IDS[i].upper(), IDS[i].title())]
    assert found(texts, words) == []
    assert "VendorA" in texts["report.html"]


def test_the_public_is_told_no_first_before_the_result_is_official(outcome: Make) -> None:
    o = planted(outcome).model_copy(update={"official": False})
    headline = facts(reduced(o, "public", PANEL)).headline
    assert (headline.title, headline.first) == ("There is no official result yet", None)


def test_a_record_says_what_it_is(outcome: Make) -> None:
    o = reduced(planted(outcome), "vendor:Vexmoor Medical", PANEL)
    data = json.loads(o.model_dump_json())
    assert (data["audience"], data["vendor"], data["blind"]) == ("vendor", "Vexmoor Medical", False)
    assert data["left_out"] == [
        "answers",
        "totals",
        "criterion scores",
        "prices",
        "price totals",
        "evaluators",
        "evidence",
    ]
    assert Outcome.model_validate(data) == o
    assert planted(outcome).audience == ""


@pytest.mark.parametrize("audience", ["", "everybody", "vendor", "vendor:Nobody", "board:vexmoor"])
def test_an_audience_that_is_none(outcome: Make, audience: str) -> None:
    with pytest.raises(KeyError):
        reduced(planted(outcome), audience)
