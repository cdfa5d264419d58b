"""Sorting each draw counts what comparing every two counts, to the last bit, ties and all."""

from __future__ import annotations

import numpy as np
import pytest

from vendor_eval.sensitivity.monte_carlo import rank_counts
from vendor_eval.sensitivity.monte_carlo.rank_counts import by_comparison, by_sorting, without_nan


def samples(m, k, kind):
    random = np.random.default_rng(m * k)
    scores = random.normal(size=(m, k))
    if kind == "some ties":
        scores = np.where(random.random((m, k)) < 0.3, np.round(scores), scores)
    if kind == "many ties":
        scores = np.round(scores)
    if kind == "all equal":
        scores = np.zeros((m, k))
    if kind == "without rank":
        scores = np.where(random.random((m, k)) < 0.2, np.nan, np.round(scores, 1))
        scores[:, : k // 3] = np.nan
    if kind == "zeros of both signs":
        scores = random.choice([0.0, -0.0, 1.0], (m, k))
    return without_nan(scores)[0]


@pytest.mark.parametrize(
    "kind", ["no ties", "some ties", "many ties", "all equal", "without rank", "zeros of both signs"]
)
@pytest.mark.parametrize("m, k", [(1, 5), (2, 512), (7, 33), (60, 1024), (255, 64), (256, 64), (300, 100)])
def test_the_same_bits(m, k, kind):
    scores = samples(m, k, kind)
    one, other = by_comparison(scores), by_sorting(scores)
    assert one.ahead.dtype == other.ahead.dtype
    assert np.array_equal(one.ahead, other.ahead)
    assert (one.tied is None) == (other.tied is None)
    assert one.tied is None or np.array_equal(one.tied, other.tied)
    assert one.wins.tobytes() == other.wins.tobytes()
    assert one.ranks().tobytes() == other.ranks().tobytes()
    assert one.first().tobytes() == other.first().tobytes()


def test_many_are_sorted_and_few_compared(monkeypatch):
    for name in ("by_comparison", "by_sorting"):
        monkeypatch.setattr(rank_counts, name, lambda scores, name=name: name)
    assert rank_counts.places(np.zeros((rank_counts.SORTED_FROM - 1, 2))) == "by_comparison"
    assert rank_counts.places(np.zeros((rank_counts.SORTED_FROM, 2))) == "by_sorting"
