"""weigh DIR --ask: one stakeholder in the terminal, interrupted and resumed."""

from __future__ import annotations

import json

import pytest
import typer
from make import MINI

from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.weighting import ask
from vendor_eval.weighting.levels import levels
from vendor_eval.weighting.ranges import answer_range
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.log import verify
from vendor_eval.workspace.load import load_case
from vendor_eval.workspace.state.stakeholders import file_of, read_sitting, read_sittings

CASE = load_case(MINI)
TOP, TECH = levels(CASE.catalogue, CASE.weights)


@pytest.fixture
def ann(weigh, folder):
    """Ann answers; the lines are what she types."""

    def run(*lines: str, args=(), name="Ann Lee"):
        given = "".join(line + "\n" for line in lines)
        return weigh(folder, "--ask", "--stakeholder", name, "--format", "json", *args, answers=given)

    return run


def kept(folder, name="Ann Lee"):
    sitting, findings = read_sitting(Layout(folder), name)
    assert not findings
    return sitting


def test_swing_level_by_level(ann, folder):
    ran = ann("3", "60", "40", "T-2", "50")
    assert ran.code == 0
    assert ran.data["done"] is True
    assert ran.data["groups"]["."] == pytest.approx({"tech": 0.3, "people": 0.2, "cost": 0.5})
    assert ran.data["groups"]["tech"] == pytest.approx({"T-1": 1 / 3, "T-2": 2 / 3})
    assert "from 99 % to 100 %" in ran.err
    text = (folder / "weights" / "ann-lee.yaml").read_text()
    assert text.startswith("# Written by vendor-eval weigh --ask")
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    assert [e["what"] for e in log] == [
        "Ann Lee weighed A small catalogue by swing, answer 1 of 3",
        "Ann Lee weighed A small catalogue by swing, answer 2 of 3",
        "Ann Lee weighed A small catalogue by swing",
        "Ann Lee weighed Technology by swing, answer 1 of 2",
        "Ann Lee weighed Technology by swing",
    ]
    assert not verify(folder / "log.jsonl")


def test_what_cannot_be_read_is_asked_again(ann):
    ran = ann("9", "nothing", "cost", "many", "-1", "101", "60", "", "40,5", args=["--group", "."])
    assert ran.code == 0
    for complaint in (
        "'9' is none of these",
        "'nothing' is none",
        "'many' is no number",
        "-1 is not from 0",
        "101 is",
    ):
        assert complaint in ran.err
    assert ran.data["groups"]["."]["people"] == pytest.approx(40.5 / 200.5)


def test_interrupted_after_any_answer_and_resumed(ann, folder):
    typed = ["3", "60", "40", "1", "50"]
    for done in range(len(typed)):
        ran = ann(*typed[done : done + 1])
        finished = done == len(typed) - 1
        assert ran.code == (0 if finished else 1)
        assert ran.data["done"] is finished
        if not finished:
            assert ran.finding("weigh.paused")["hint"] == "run the same command again: it goes on from here"
        assert sum(len(a.points) for a in kept(folder).answers) == done + 1
    assert kept(folder).on(".").points == {"cost": 100, "tech": 60, "people": 40}


def test_ctrl_c_keeps_every_answer(ann, folder, monkeypatch):
    real = typer.prompt
    asked = []

    def prompt(*args, **kwargs):
        asked.append(args)
        if len(asked) == 3:
            raise typer.Abort
        return real(*args, **kwargs)

    monkeypatch.setattr(typer, "prompt", prompt)
    ran = ann("3", "60", "40")
    assert ran.code == 1
    assert kept(folder).on(".").points == {"cost": 100, "tech": 60}


def test_a_second_run_asks_nothing_and_writes_nothing(ann, folder):
    ann("3", "60", "40", "1", "50")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    ran = ann()
    assert ran.code == 0
    assert "answered by swing before; --again asks anew" in ran.err
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    ran = ann("1", args=["--again", "--group", "."])
    assert "without --again" in ran.finding("weigh.paused")["hint"]
    ann("10", "20", args=["--group", "."])
    assert kept(folder).on(".").points == {"tech": 100, "people": 10, "cost": 20}
    assert kept(folder).on("tech").points == {"T-1": 100, "T-2": 50}


def test_pairwise_with_a_doubtful_comparison_answered_again(ann, folder):
    # tech over people 3, cost over tech 2, people = cost: does not fit; the first is asked again.
    ran = ann("a 3", "b 2", "=", "y", "b 2", args=["--how", "pairwise", "--group", "."])
    assert ran.code == 0
    assert "the judgements do not fit together well" in ran.err
    assert ran.data["groups"]["."] == pytest.approx({"tech": 0.2, "people": 0.4, "cost": 0.4})
    assert len(kept(folder).on(".").comparisons) == 3


def test_a_pause_before_the_doubtful_comparison_is_answered_loses_nothing(ann, folder):
    given = ["a 3", "b 2", "="]
    assert ann(*given, args=["--how", "pairwise", "--group", "."]).code == 1
    assert len(kept(folder).on(".").comparisons) == 3
    assert len((folder / "log.jsonl").read_text().splitlines()) == 3
    assert ann(args=["--group", "."]).code == 0


def test_pairwise_may_leave_open_what_the_others_imply_but_no_more(ann):
    ran = ann("?", "a 2", "?", "b2", args=["--how", "pairwise", "--group", "."])
    assert ran.code == 0
    assert "give your best guess" in ran.err
    assert ran.data["groups"]["."] == pytest.approx({"tech": 4 / 7, "people": 1 / 7, "cost": 2 / 7})


@pytest.mark.parametrize("typed", ["a", "a 0", "a 10", "c 3", "3", "a -2", "a 1e5"])
def test_what_is_no_comparison(typed):
    question = ask.next_question(TECH, ask.begin(TECH, "pairwise"))
    taken = ask.answered_with(TECH, ask.begin(TECH, "pairwise"), question, typed)
    assert taken.answers is None
    assert taken.complaint


@pytest.mark.parametrize(
    ("typed", "row", "times"),
    [
        ("a 3", "T-1", 3),
        ("B 2,5", "T-2", 2.5),
        ("b3", "T-2", 3),
        ("a: 9", "T-1", 9),
        ("=", "T-1", 1),
        ("1", "T-1", 1),
    ],
)
def test_what_is_a_comparison(typed, row, times):
    question = ask.next_question(TECH, ask.begin(TECH, "pairwise"))
    (made,) = ask.answered_with(TECH, ask.begin(TECH, "pairwise"), question, typed).answers.comparisons
    assert (made.row, made.times) == (row, times)


def test_begun_in_one_way_goes_on_in_it(ann, folder):
    ann("3")
    ran = ann("60", args=["--how", "pairwise"])
    assert "begun by swing; to start over by pairwise, add --again" in ran.err
    assert kept(folder).on(".").points == {"cost": 100, "tech": 60}


def test_a_criterion_that_joins_is_asked_one_that_leaves_is_forgotten():
    answers = ask.begin(TECH, "swing").model_copy(update={"first": "T-1", "points": {"T-1": 100, "GONE": 50}})
    now = ask.current(TECH, answers)
    assert now.points == {"T-1": 100}
    assert ask.next_question(TECH, now).about == ("T-2",)
    assert ask.weighing(TECH, answers) is None
    without_first = answers.model_copy(update={"first": "GONE"})
    assert ask.current(TECH, without_first).points == {}


def test_names_and_files(ann, folder):
    ann("3", name="  ANN   lee ")
    assert kept(folder).stakeholder == "ANN lee"
    ran = ann("3", name="Ann-Lee")
    assert ran.finding("weigh.other-person")["where"] == "weights/ann-lee.yaml"
    assert file_of(Layout(folder), "李").name.startswith("person-")
    assert file_of(Layout(folder), "Vendor manager").name == "vendor-manager.yaml"
    ran = ann("3", name="Zoë “Z” 😀")
    assert [s.stakeholder for s in read_sittings(Layout(folder))[0]] == ["ANN lee", "Zoë “Z” 😀"]


def test_a_damaged_file_is_a_finding(ann, folder):
    ann("3")
    path = folder / "weights" / "ann-lee.yaml"
    path.write_text(path.read_text().replace("swing", "swings"))
    ran = ann("60")
    assert ran.code == 1
    assert ran.findings[0]["where"] == "ann-lee.yaml:4"


@pytest.mark.parametrize(
    "args",
    [
        ["--ask"],
        ["--ask", "--stakeholder", " "],
        ["--stakeholder", "Ann"],
        ["--again"],
    ],
)
def test_wrong_options(weigh, folder, args):
    assert weigh(folder, *args).code == 2


def test_options_of_a_folder_do_not_go_with_a_file(weigh, tmp_path):
    path = tmp_path / "w.yaml"
    path.write_text("method: roc\norder: [a]\n")
    assert weigh(path, "--ask", "--stakeholder", "Ann").code == 2
    assert weigh(path, "--group", "tech").code == 2


def test_an_unknown_group(ann):
    found = ann("1", args=["--group", "people"]).finding("weigh.group")
    assert found["where"] == "--group"
    assert "., tech" in found["hint"]


def criterion(value, **answer):
    form = {"type": "number", "unit": "s", **answer} if answer.get("type", "number") == "number" else answer
    return Criterion.model_validate(
        {"id": "X", "title": "X", "requirement": "x", "kind": "scored", "answer": form, "value": value}
    )


@pytest.mark.parametrize(
    ("value", "received", "words"),
    [
        ({"rule": "linear", "worst": 9, "best": 2}, [], "from 9 s to 2 s"),
        (
            {"rule": "linear", "worst": 9, "best": 2},
            [3, 8.5, 4],
            "from 9 s to 2 s (answers received: 8.5 s to 3 s)",
        ),
        ({"rule": "linear", "worst": 9, "best": 2}, [3, 3], "from 9 s to 2 s (answers received: all 3 s)"),
        (
            {"rule": "piecewise", "points": [[1, 0], [5, 1], [9, 0.4]]},
            [9, 1],
            "from 1 s to 5 s (answers received: 1 s to 9 s)",
        ),
        (
            {"rule": "piecewise", "points": [[1, 0.2], [5, 0.9]]},
            [],
            "from 1 s (earns 0.2) to 5 s (earns 0.9)",
        ),
        ({"rule": "target", "target": 20, "zero_at": 5}, [], "from 5 s away from it to exactly 20 s"),
    ],
)
def test_the_step_in_words(value, received, words):
    assert answer_range(criterion(value), received).in_words() == words


def test_the_step_of_words_and_of_the_panel():
    options = {"type": "choice", "options": ["none", "part", "full"]}
    levels_of = {"rule": "levels", "levels": {"none": 0, "part": 0.5, "full": 1}}
    assert (
        answer_range(criterion(levels_of, **options), ["full", "part"]).in_words()
        == "from none to full (answers received: part to full)"
    )
    rubric = {"rule": "rubric", "best": 5, "anchors": {0: "unusable", 5: "excellent"}}
    assert answer_range(criterion(rubric, type="text")).in_words() == "from 0 (unusable) to 5 (excellent)"
    price = CASE.catalogue.price
    assert answer_range(price).in_words() == "from a price that earns nothing to the lowest price"
    assert "Query" in answer_range(CASE.catalogue.group("tech")).best
