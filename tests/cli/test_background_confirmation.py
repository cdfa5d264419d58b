"""Another process confirms a ranking: the same answer, and none is missing when that process fails."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from vendor_eval.decision.library.confirm import confirm
from vendor_eval.decision.methods import METHODS
from vendor_eval.decision.rank import rank
from vendor_eval.model.problem import Problem
from vendor_eval.operations import background_confirmation
from vendor_eval.operations.background_confirmation import BackgroundConfirmation

PACS = Problem.model_validate(
    {
        "alternatives": ["Ærø \u202e", "V2", "V3"],
        "criteria": [
            {"id": "quality", "direction": "max", "weight": 3},
            {"id": "price", "direction": "min", "weight": 1},
        ],
        "matrix": [[0.1, 100.0], [0.7, 120.0], [1 / 3, 90.0]],
    }
)


@pytest.fixture
def first_of_a_process(monkeypatch):
    """As in a process that has not loaded the library and confirmed nothing yet."""
    monkeypatch.setattr(BackgroundConfirmation, "_first", True)
    monkeypatch.delitem(sys.modules, "skcriteria", raising=False)


@pytest.mark.usefixtures("first_of_a_process")
@pytest.mark.parametrize(
    ("method", "right"), [("weighted_sum", False), *((m, True) for m in METHODS if METHODS[m].library)]
)
def test_the_other_process_says_what_this_one_would(method, right):
    ranking, _ = rank(PACS, method)
    if not right:
        ranking = ranking.model_copy(update={"scores": dict.fromkeys(ranking.scores, 0.5)})
    with BackgroundConfirmation() as confirmation:
        assert confirmation._child is not None
        confirmation.start(PACS, ranking)
        said = confirmation.result()
        found = json.loads(confirmation._answer.result()[0])  # it was that process that answered
    assert np.shape(found)[-1] == 3
    assert said.agrees is right
    assert said == confirm(PACS, ranking)


@pytest.mark.usefixtures("first_of_a_process")
@pytest.mark.parametrize(
    "child",
    [
        "import sys; sys.exit(1)",
        "print('{}')",
        "print('not an answer')",
        "print('[0.5]')",
        "print('[[1, 2]]')",
        "import os; os.close(0)",
    ],
)
def test_a_process_that_fails_leaves_no_ranking_unconfirmed(monkeypatch, child):
    monkeypatch.setattr(background_confirmation, "_CHILD", child)
    ranking, _ = rank(PACS)
    with BackgroundConfirmation() as confirmation:
        confirmation.start(PACS, ranking)
        assert confirmation.result() == confirm(PACS, ranking)


@pytest.mark.usefixtures("first_of_a_process")
def test_where_no_process_can_be_begun_it_is_done_here(monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise PermissionError("no processes here")

    monkeypatch.setattr(subprocess, "Popen", refused)
    ranking, _ = rank(PACS)
    with BackgroundConfirmation() as confirmation:
        confirmation.start(PACS, ranking)
        assert confirmation.result() == confirm(PACS, ranking)


@pytest.mark.usefixtures("first_of_a_process")
def test_a_process_that_nobody_asks_is_gone_at_the_end():
    with BackgroundConfirmation() as confirmation:
        child = confirmation._child
        assert confirmation.result() is None
    assert child.poll() is not None


def test_the_second_report_of_a_process_starts_no_child(monkeypatch):
    monkeypatch.setattr(BackgroundConfirmation, "_first", False)
    with BackgroundConfirmation() as confirmation:
        assert confirmation._child is None
