"""Places of a record that depend on each other: a change of one alone is named."""

from __future__ import annotations

import json
from functools import cache

import pytest
from make import case, panel_case, sheet
from report.test_workbook import chance
from watched import as_data, changed, mini, named

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.report.audience.anonymise import Blind, blinded
from vendor_eval.report.audience.reduce import reduced

EXCLUDED = {"borealis": {"G-1": "no"}}


@pytest.fixture(scope="module")
def data():
    return mini(aurora={"T-1": "partly"})


CHANGES = [
    ("$.groups", lambda x: x[:-1]),
    ("$.groups", lambda x: [*x, x[0]]),
    ("$.groups[0].id", "another"),
    ("$.criteria[0].rule", "full = 1; partly = 1"),
    ("$.criteria[0].by", "panel"),
    ("$.criteria[0].scored_by", 2),
    ("$.price_rule.formula", "half_at_mean"),
    ("$.vendors[0].gates", []),
    ("$.vendors[0].gates", lambda x: [*x, x[0]]),
    ("$.vendors[1].gates[0].title", "Another title"),
    ("$.vendors[1].gates[0].group", []),
    ("$.gates", lambda x: {**x, "G-9": next(iter(x.values()))}),
    ("$.vendors[0].response.vendor", "borealis"),
    ("$.cells[0].scores", {"Somebody": 3.0}),
    ("$.prices[0].lines[0].line", "OTHER"),
    ("$.prices[0].lines[0].title", "Another line"),
    ("$.prices[0].lines[0].optional", True),
    ("$.prices[0].lines[0].empty_years", [0]),
    ("$.prices[0].lines[0].included_years", [9]),
    ("$.price_rule.lines", lambda x: x[:-1]),
    ("$.prices[0].scenarios", lambda x: x[::-1]),
    ("$.prices[0].scenarios", lambda x: [*x, x[0]]),
    ("$.audience", "friends"),
    ("$.audience", "public"),
    ("$.left_out", ["prices"]),
    ("$.vendor", "Aurora"),
    ("$.blind", True),
    ("$.findings", lambda x: [*x, {"code": "x", "severity": "note", "where": "", "message": "", "hint": ""}]),
    ("$.fingerprints.bids", "00"),
    ("$.title", "Another title"),
    ("$.issues[0].number", 2),
]


@pytest.mark.parametrize(("path", "value"), CHANGES, ids=[f"{c[0]} {n}" for n, c in enumerate(CHANGES)])
def test_a_change_of_what_is_displayed_is_named(data, path, value):
    assert named(data) == set()
    assert any(place.startswith(path) for place in named(changed(data, path, value)))


def test_a_full_record_without_its_inputs_is_no_record_of_this_version(data):
    assert named(changed(data, "$.inputs", None)) == {"$.inputs"}


def test_points_of_a_bid_that_is_not_ranked():
    data = mini(**EXCLUDED)
    i = next(i for i, c in enumerate(data["cells"]) if c["vendor"] == "Borealis")
    assert named(data) == set()
    assert named(changed(data, f"$.cells[{i}].component", 1.0)) == {f"$.cells[{i}].component"}
    del data["cells"][i]
    assert named(data) == {"$.cells"}


def test_what_is_listed_as_open():
    data = mini(rules={"unanswered": "refuse"}, borealis={"T-2": None})
    assert named(data) == set()
    assert "$.open" in named(changed(data, "$.open", lambda x: x * 2))
    assert named(changed(data, "$.open[0].title", "Another")) == {"$.open[0].title"}


def records(outcome, panel=()):
    """The outcome as every audience reads it, with names and with letters."""
    readers = ("panel", "board", "public", *(f"vendor:{v.id}" for v in outcome.vendors))
    cut = {"": outcome} | {who: reduced(outcome, who, panel) for who in readers}
    blind = {f"{who} blind": blinded(o, Blind(outcome)) for who, o in cut.items()}
    return {who: as_data(o) for who, o in (cut | blind).items()}


@pytest.mark.parametrize("seed", range(40, 47))
def test_no_reader_is_told_that_a_true_record_is_wrong(seed):
    """All price formulas: a bidder's own price has its value by prices that its record does not hold."""
    for who, data in records(chance(seed)).items():
        assert named(data) == set(), who


@pytest.mark.parametrize("rule", ["mean", "median", "negotiated", "mean_of_ranks"])
def test_a_meeting_that_counts_nothing_makes_no_record_wrong(rule):
    made = panel_case({"consensus": rule}, {"ann": (5, 3), "bob": (2, 3)})
    met = sheet("consensus", {"aurora": 4, "borealis": 2}, reason="after the demonstration")
    made = made.model_copy(update={"consensus": (met,)})
    for who, data in records(evaluate(made), made.procurement.panel).items():
        assert named(data) == set(), who


@pytest.mark.parametrize("method", [("weighted_sum", {"normalisation": "minmax"}), ("topsis", {})])
def test_points_that_rest_on_all_bids_are_left_in_the_record_of_one(method):
    made = case(borealis={"T-1": "partly", "T-2": 99.2})
    for who, data in records(evaluate(made, Question(methods=(method,)))).items():
        assert named(data) == set(), who


@cache
def of_two():
    return records(evaluate(case(borealis={"T-1": "partly"})))


IN_HOUSE = [
    ("$.vendors[0].status", "excluded"),
    ("$.vendors[0].gates[0].result", "failed"),
    ("$.official", False),
    ("$.prices[0].by_year[0]", "1.00"),
    ("$.rankings[0].ranks", lambda x: {name: 3 - rank for name, rank in x.items()}),
    ("$.rankings[0].best", lambda x: x * 2),
    ("$.close_call.difference", 40.0),
    ("$.excluded", [{"vendor": "Borealis", "gate": "G-1", "reason": "so"}]),
]


@pytest.mark.parametrize("who", ["panel", "board", " blind", "board blind"])
@pytest.mark.parametrize(("path", "value"), IN_HOUSE, ids=[c[0] for c in IN_HOUSE])
def test_who_reads_everything_but_names_is_told_of_every_change(who, path, value):
    data = of_two()[who]
    if "Borealis" not in json.dumps(data):
        value = (
            json.loads(json.dumps(value).replace("Borealis", "Vendor B"))
            if isinstance(value, list)
            else value
        )
    assert any(place.startswith(path) for place in named(changed(data, path, value)))


OUTSIDE = {
    "public": [
        ("$.what_if", True, "$.official"),
        ("$.currency", "CHF", "$.prices[0].currency"),
        ("$.vendors[0].status", "excluded", "$.vendors[0].status"),
        ("$.vendors[0].name", "Nobody", "$.vendors"),
        ("$.excluded", [{"vendor": "Aurora", "gate": "G-1", "reason": "so"}], "$.vendors[0].status"),
        ("$.rankings[0].method", "no such method", "$.rankings[0].method"),
        ("$.rankings[0].lower_is_better", True, "$.rankings[0].lower_is_better"),
        ("$.rankings[0].details", {"x": 1}, "$.rankings[0].details"),
        ("$.rankings[0].scores", lambda x: {**x, "Nobody": 1.0}, "$.rankings[0].scores"),
        ("$.groups[0].scores", lambda x: {**x, "Nobody": 1.0}, "$.groups[0].scores.Nobody"),
        ("$.left_out", lambda x: x[1:], "$.left_out"),
        ("$.left_out", lambda x: ["colours", *x], "$.left_out[0]"),
        ("$.prices[0].one_off", "5", "$.prices[0].one_off"),
    ],
    "vendor:borealis": [
        ("$.rankings[0].ranks.Borealis", 1, "$.rankings[0].ranks.Borealis"),
        ("$.rankings[0].ranks.Aurora", 3, "$.rankings[0].best"),
        ("$.rankings[0].best", [], "$.rankings[0].best"),
        ("$.groups[1].scores.Borealis", 30.0, "$.groups[1].scores.Borealis"),
        ("$.cells[0].component", None, "$.cells[0].component"),
        ("$.cells[0].answer", "", "$.cells[0].answer"),
        ("$.cells", lambda x: x[1:], "$.cells"),
        (
            "$.open",
            [{"vendor": "Borealis", "criterion": "T-1", "title": "x", "state": "unanswered"}],
            "$.open[0]",
        ),
        ("$.advantages", lambda x: x[1:], "$.advantages"),
        ("$.advantages[0].words", "much better", "$.advantages[0].words"),
        ("$.advantages[0].criterion", "X-1", "$.advantages[0].criterion"),
        ("$.prices[0].currency", "CHF", "$.prices[0].currency"),
    ],
}


@pytest.mark.parametrize(
    ("who", "path", "value", "place"),
    [(who, *change) for who, changes in OUTSIDE.items() for change in changes],
)
def test_what_is_left_for_readers_outside_may_not_contradict_itself(who, path, value, place):
    data = of_two()[who]
    assert named(data) == set()
    assert place in named(changed(data, path, value))


def test_the_panel_that_still_scores_reads_what_is_open_without_prices():
    made = panel_case({"unanswered": "refuse"}, {"ann": (5, None), "bob": (2, 3)}, borealis={"T-2": None})
    for who, data in records(evaluate(made), made.procurement.panel).items():
        assert data["open"] or who.startswith(("public", "vendor:aurora"))
        assert named(data) == set(), who


def test_a_record_for_the_board_says_that_its_inputs_are_elsewhere(cli, tmp_path):
    path = tmp_path / "outcome.json"
    path.write_text(json.dumps(of_two()["board"]), "utf-8")
    ran = cli("recompute", path, "--format", "json")
    assert ran.code == 0
    assert [u["what"] for u in ran.data["not_recomputed"]] == ["the whole result"]
    assert Outcome.model_validate(of_two()["board"]).official


def test_a_word_of_the_program_that_is_also_a_name_makes_no_record_wrong():
    made = panel_case({"consensus": "mean"}, {"ann": (5, 3), "bob": (2, 3)})
    text = evaluate(made).model_dump_json().replace('"Ann"', '"evaluators"').replace('"Bob"', '"evaluator"')
    panel = tuple(
        e.model_copy(update={"name": name, "role": "Finance"})
        for e, name in zip(made.procurement.panel, ("evaluators", "evaluator"), strict=True)
    )
    for who, data in records(Outcome.model_validate_json(text), panel).items():
        assert named(data) == set(), who
