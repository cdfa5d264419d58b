"""What the command line says of drawn weightings."""

from __future__ import annotations

import numpy as np
from decision.ways import problem_of

from vendor_eval.cli.decide.monte_carlo import progress_bar, progress_line, text
from vendor_eval.sensitivity.monte_carlo.acceptability import acceptability
from vendor_eval.sensitivity.monte_carlo.engine import Progress
from vendor_eval.sensitivity.verdict import sampling_words

PROBLEM = problem_of(np.random.default_rng(1).uniform(1, 9, (6, 4)))


def test_the_bar_says_how_far_how_fast_and_how_long(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with progress_bar() as progress:
        found, _ = acceptability(PROBLEM, draws=20_000, progress=progress)
    assert "20,000 of 20,000 draws" in capsys.readouterr().err
    assert found == acceptability(PROBLEM, draws=20_000, threads=1)[0]
    words = progress_line(Progress(12_000_000, 999_999_999, 12_345_678, 80.4, 0.00016))
    assert words == "12,000,000 of 999,999,999 draws, 12,345,678 a second, 80 s left, error 0.0002"
    assert len(words) <= 78
    assert progress_line(Progress(10, None, 5, None, 0.1)) == "10 draws, 5 a second, error 0.1000"


def test_no_bar_where_nobody_looks(capsys):
    with progress_bar() as progress:
        acceptability(PROBLEM, draws=1000, progress=progress)
    assert progress is None
    assert capsys.readouterr().err == ""


def test_the_words_name_what_a_repetition_needs():
    found, _ = acceptability(
        PROBLEM, distribution="dirichlet", concentration=50, draws=500, seed=7, by="group"
    )
    line, table = text(found, sampling_words(found))
    assert line == (
        "500 weightings around the agreed ones (Dirichlet, concentration 50), group by group; "
        "method weighted_sum, seed 7."
    )
    assert table.columns == (
        "vendor", "rank 1 %", "rank 2 %", "rank 3 %", "rank 4 %", "± s.e.", "confidence %", "regret",
    )  # fmt: skip
    assert len(table.rows) == 6
    assert sampling_words(found.model_copy(update={"complete": False})).startswith("Stopped early. ")
