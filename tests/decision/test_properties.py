"""What every method promises, over many tables: weights, order, copies, dominance, many rows at once."""

from __future__ import annotations

import numpy as np
import pytest
from decision.ways import IDS, OVER_PRICE, WAYS, problem_of, ready, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.decision.methods.ranks import ranks_of
from vendor_eval.decision.rank import rank

MANY = settings(max_examples=30, deadline=None, derandomize=True)
ALL = [*WAYS, *OVER_PRICE]
CLOSE = {"rel": 1e-11, "abs": 1e-11, "nan_ok": True}


def near(score):
    return score if score is None else pytest.approx(score, rel=1e-11, abs=1e-11)


def ranked(way, problem):
    return rank(problem, way[0], way[1])[0]


def rows_of(problem, rows, columns=None):
    """The problem with these rows and columns, which may repeat."""
    columns = range(len(problem.criteria)) if columns is None else columns
    matrix = [[problem.matrix[i][j] for j in columns] for i in rows]
    criteria = [problem.criteria[j].model_dump(exclude={"id"}, exclude_none=True) for j in columns]
    return matrix, criteria


def again(problem, rows, columns=None, changed=None):
    matrix, criteria = rows_of(problem, rows, columns)
    for i, row in (changed or {}).items():
        matrix[i] = list(row)
    return problem_of(
        matrix,
        [c["direction"] for c in criteria],
        [c["weight"] for c in criteria],
        {
            j: {k: v for k, v in c.items() if k not in ("direction", "weight", "group")}
            for j, c in enumerate(criteria)
        },
    )


@pytest.mark.parametrize("way", ALL, **IDS)
@given(data=st.data())
@MANY
def test_every_number_is_finite_or_said_to_be_missing(way, data):
    problem = data.draw(tables(way, least=1))
    ranking = ranked(way, problem)
    known = [s for s in ranking.scores.values() if s is not None]
    assert np.isfinite(known).all()
    assert len(known) in (0, len(problem.alternatives))
    assert ranking.best
    assert type(ranking).model_validate_json(ranking.model_dump_json()) == ranking
    for name, parts in ranking.contributions.items():
        assert sum(parts.values()) == pytest.approx(ranking.scores[name], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("way", WAYS, **IDS)
@given(data=st.data(), factor=st.floats(1e-6, 1e6))
@MANY
def test_rescaled_weights_change_nothing(way, data, factor):
    problem = data.draw(tables(way))
    before = ready(way, problem)
    weights = np.array([[c.weight for c in problem.criteria]])
    assert before.scores(weights * factor) == pytest.approx(before.scores(weights), **CLOSE)
    assert ranks_of(before.rank_scores(weights * factor)[0]) == ranks_of(before.rank_scores(weights)[0])


@pytest.mark.parametrize("way", OVER_PRICE[:2], **IDS)
@given(data=st.data(), factor=st.floats(1e-6, 1e6))
@MANY
def test_points_on_another_scale_keep_the_order(way, data, factor):
    before = ready(way, data.draw(tables(way)))
    found = (ranks_of(before.rank_scores(before.weights * f)[0]) for f in (1, factor))
    assert next(found) == next(found)


@pytest.mark.parametrize("way", ALL, **IDS)
@given(data=st.data(), random=st.randoms(use_true_random=False))
@MANY
def test_the_order_of_vendors_and_criteria_does_not_matter(way, data, random):
    problem = data.draw(tables(way))
    rows, columns = list(range(len(problem.alternatives))), list(range(len(problem.criteria)))
    random.shuffle(rows)
    random.shuffle(columns)
    before, after = ranked(way, problem), ranked(way, again(problem, rows, columns))
    scores, ranks = list(before.scores.values()), list(before.ranks.values())
    for i, name in zip(rows, after.scores, strict=True):
        assert after.scores[name] == near(scores[i])
        assert after.ranks[name] == ranks[i]


@pytest.mark.parametrize("way", ALL, **IDS)
@given(data=st.data())
@MANY
def test_two_identical_vendors_tie(way, data):
    problem = data.draw(tables(way))
    m = len(problem.alternatives)
    found = ranked(way, again(problem, [*range(m), 0]))
    assert found.ranks["V1"] == found.ranks[f"V{m + 1}"]
    assert found.scores["V1"] == near(found.scores[f"V{m + 1}"])


@pytest.mark.parametrize("way", ALL, **IDS)
@given(data=st.data(), worse=st.tuples(*[st.integers(0, 5)] * 5))
@MANY
def test_a_dominated_vendor_is_never_ahead(way, data, worse):
    """TOPSIS: a value that is no better is no nearer to the best and no farther from the worst. VIKOR: no
    shortfall is smaller. PROMETHEE: every preference grows with the lead. ELECTRE: what outranks the better
    of the two outranks the worse, and what the worse outranks the better does too, so the worse is never in
    the kernel alone (by pairs as well: the lag over the lead only shrinks). The others add, multiply or
    divide what grows with every value.
    """
    problem = data.draw(tables(way))
    m = len(problem.alternatives)
    low = [c.direction == "min" or c.formula for c in problem.criteria]
    row = [x + w if down else x - w / 30 for x, w, down in zip(problem.matrix[0], worse, low, strict=False)]
    found = ranked(way, again(problem, [*range(m), 0], changed={m: row}))
    first, last = found.ranks["V1"], found.ranks[f"V{m + 1}"]
    assert last is None or first <= last


@pytest.mark.parametrize("way", ALL, **IDS)
@given(data=st.data(), more=st.tuples(*[st.integers(1, 9)] * 15))
@MANY
def test_many_weightings_at_once_are_each_of_them_alone(way, data, more):
    found = ready(way, data.draw(tables(way)))
    many = np.vstack([found.weights, np.resize(np.array(more, float), (3, found.weights.shape[1]))])
    if way[0] == "adjusted_price":
        many = many / many.sum(axis=1, keepdims=True) / 2
    for together, alone in ((found.scores(many), found.scores), (found.rank_scores(many), found.rank_scores)):
        assert together.shape == (4, len(found.matrix))
        assert together == pytest.approx(np.vstack([alone(row[None]) for row in many]), **CLOSE)
