"""What the shares of ranks promise, whatever the table."""

from __future__ import annotations

import numpy as np
import pytest
from decision.ways import IDS, OVER_PRICE, WAYS, problem_of, tables
from hypothesis import given, settings
from hypothesis import strategies as st

import vendor_eval

MANY = settings(max_examples=5, deadline=None, derandomize=True)
DISTRIBUTIONS = ("uniform", "dirichlet", "percent", "ordinal", "interval")
ADDED = ("weighted_sum", {"normalisation": "none"})


def doubt(problem, way=ADDED, **more):
    found, findings = vendor_eval.acceptability(problem, *way, **{"draws": 500, "threads": 1, **more})
    assert found is not None, findings
    return found


def sound(found):
    """Every promise that holds for any result."""
    names = list(found.ranks)
    shares = np.array(list(found.ranks.values()))
    assert np.isfinite(shares).all()
    assert shares.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert shares.sum(axis=0) == pytest.approx(1, abs=1e-12)
    assert np.array(list(found.standard_error.values())) == pytest.approx(
        np.sqrt(np.clip(shares * (1 - shares), 0, None) / found.draws), abs=1e-9
    )
    for a in names:
        assert found.regret[a] >= 0
        for b in set(names) - {a}:
            assert found.pairwise[a][b] + found.pairwise[b][a] == pytest.approx(1, abs=1e-12)
        central, never = found.central_weights[a], found.ranks[a][0] == 0
        assert (central is None) == never == (found.confidence[a] is None) == (a in found.reason)
        if central is not None:
            assert np.isfinite(list(central.values())).all()
            assert 0 <= found.confidence[a] <= 1
    expected = np.array([[found.pairwise[a][b] for b in names if b != a] for a in names])
    mean_rank = shares @ np.arange(1, len(names) + 1)
    assert mean_rank == pytest.approx(len(names) - expected.sum(axis=1), abs=1e-9)


@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE], **IDS)
@given(data=st.data(), distribution=st.sampled_from(DISTRIBUTIONS), by=st.sampled_from(["leaf", "group"]))
@MANY
def test_every_result_is_sound(way, data, distribution, by):
    problem = data.draw(tables(way, least=1))
    if way[0] == "adjusted_price":
        distribution = "percent"
    criteria = tuple(
        c.model_copy(update={"group": data.draw(st.sampled_from([None, "g", "g/h", "k"]))})
        for c in problem.criteria
    )
    found = doubt(problem.model_copy(update={"criteria": criteria}), way, distribution=distribution, by=by)
    sound(found)
    assert type(found).model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize("way", [WAYS[0], ("topsis", {}), ("vikor", {}), ("promethee2", {})], **IDS)
@given(data=st.data(), random=st.randoms(use_true_random=False))
@MANY
def test_the_order_of_vendors_changes_nothing_and_scaling_the_weights_neither(way, data, random):
    problem = data.draw(tables(WAYS[0]))
    rows = list(range(len(problem.alternatives)))
    random.shuffle(rows)
    criteria = tuple(c.model_copy(update={"weight": c.weight * 4}) for c in problem.criteria)
    other = problem.model_copy(
        update={
            "alternatives": tuple(problem.alternatives[i] for i in rows),
            "matrix": tuple(problem.matrix[i] for i in rows),
            "criteria": criteria,
        }
    )
    before, after = doubt(problem, way), doubt(other, way)
    for name in before.ranks:
        assert after.ranks[name] == pytest.approx(before.ranks[name], abs=0.02)  # sums in another order
        assert after.regret[name] == pytest.approx(before.regret[name], abs=1e-6)


def test_the_order_of_criteria_changes_nothing_but_chance():
    values = np.random.default_rng(2).uniform(0, 1, (4, 5))
    weights = [5.0, 4, 3, 2, 1]
    one, other = (
        doubt(problem_of(values, weights=weights), draws=50_000),
        doubt(problem_of(values[:, ::-1], weights=weights[::-1]), draws=50_000),
    )
    for name, ranks in one.ranks.items():
        error = np.hypot(one.standard_error[name], other.standard_error[name])
        assert (np.abs(np.subtract(ranks, other.ranks[name])) <= 4.5 * error + 1e-12).all()


def test_identical_vendors_share_every_rank():
    found = doubt(problem_of([[1, 0.4, 0.2], [0.2, 0.9, 0.1], [1, 0.4, 0.2]]), distribution="uniform")
    sound(found)
    assert found.ranks["V1"] == found.ranks["V3"]
    assert found.pairwise["V1"]["V3"] == 0.5
    assert found.ranks["V1"][0] == pytest.approx(found.pairwise["V1"]["V2"] / 2)
    assert found.central_weights["V1"] == found.central_weights["V3"]
    assert found.confidence["V1"] == 0.5


@pytest.mark.parametrize("way", [*WAYS, *OVER_PRICE[:3]], **IDS)
def test_all_alike_share_all_ranks(way):
    found = doubt(problem_of([[2, 3], [2, 3], [2, 3]], ["max", "min"] if way in OVER_PRICE else None), way)
    sound(found)
    assert found.ranks["V2"] == pytest.approx([1 / 3] * 3)
    assert set(found.regret.values()) == {0.0}


def test_vendors_that_differ_only_where_no_weight_is_tie():
    problem = problem_of([[1, 5, 2], [1, 7, 2], [0, 9, 1]], weights=[0.3, 0, 0.7])
    for distribution in ("percent", "dirichlet"):
        found = doubt(problem, distribution=distribution)
        sound(found)
        assert found.ranks["V1"] == (0.5, 0.5, 0.0)
        assert found.ranks["V3"] == (0.0, 0.0, 1.0)
    assert doubt(problem, distribution="uniform").ranks["V3"][0] > 0


def test_a_constant_criterion_changes_no_rank():
    with_it = doubt(problem_of([[1, 0.5, 0], [0, 0.5, 1]]), distribution="uniform", draws=20_000)
    sound(with_it)
    assert with_it.ranks["V1"][0] == pytest.approx(0.5, abs=4 * with_it.standard_error["V1"][0])


def test_one_vendor():
    for way in (("weighted_sum", {}), ("vikor", {}), ("topsis", {}), ("promethee2", {}), ("electre1", {})):
        found = doubt(problem_of([[1, 2]]), way)
        assert found.ranks == {"V1": (1.0,)}
        assert found.confidence == {"V1": 1.0}
        assert found.pairwise == {"V1": {}}
        assert found.regret == {"V1": 0.0}


def test_two_vendors_exactly():
    """0.6 w1 > 0.4 w2 with w1 + w2 = 1: w1 > 0.4, so the share is 0.6; the mean of w1 there is 0.7."""
    found = doubt(problem_of([[0.6, 0], [0, 0.4]]), distribution="uniform", draws=100_000)
    sound(found)
    assert found.ranks["V1"][0] == pytest.approx(0.6, abs=4 * found.standard_error["V1"][0])
    assert found.central_weights["V1"]["c0"] == pytest.approx(0.7, abs=0.003)
    regret = found.regret["V1"]  # integral of 0.4 - w1 over w1 < 0.4
    assert regret == pytest.approx(0.08, abs=0.002)


def test_who_leads_everywhere_is_always_first():
    found = doubt(problem_of([[9, 9, 9], [1, 8, 2], [8, 1, 3]]), distribution="uniform")
    sound(found)
    assert found.ranks["V1"] == (1.0, 0.0, 0.0)
    assert found.regret["V1"] == 0.0
    assert found.central_weights["V2"] is None
    assert found.reason["V2"] == "never first in any draw"


@pytest.mark.parametrize("m, n", [(4, 300), (200, 12)])
@pytest.mark.parametrize("method", ["weighted_sum", "topsis", "vikor", "promethee2", "electre1"])
def test_large_tables(m, n, method):
    draws = 100 if method == "electre1" else 2000
    found = doubt(problem_of(np.random.default_rng(1).uniform(1, 9, (m, n))), (method, {}), draws=draws)
    sound(found)


def test_three_hundred_vendors_need_wider_counters():
    values = np.random.default_rng(1).uniform(1, 9, (300, 3))
    values[299] = values[0]
    sound(doubt(problem_of(values), draws=300))


def test_who_is_outside_the_band_is_said_to_have_no_rank():
    problem = problem_of([[100, 10], [96, 10], [20, 10]], ["max", "min"])
    found = doubt(problem, ("ufab_extended", {"range": 0.05}))
    sound(found)
    assert found.unranked == {"V3": 1.0}
    assert found.ranks["V3"] == (0.0, 0.0, 1.0)


def test_weights_that_the_method_cannot_take_are_a_finding():
    problem = problem_of([[0.1, 0.4, 10], [0.3, 0.4, 11]], ["max", "max", "min"], [0.0, 0.0, 1])
    found, findings = vendor_eval.acceptability(problem, "quality_per_price")
    assert found is None
    assert findings[0].code == "sensitivity.weights"
    parameters = {"max_share": 0.5}
    problem = problem_of(
        [[1.1, 0, 10], [0, 1, 11]], ["max", "max", "min"], [-0.4, 0.1, 0], None, "adjusted_price", parameters
    )
    found, findings = vendor_eval.acceptability(problem, percent=50)
    assert found is None
    assert findings[0].code == "sensitivity.cannot-calculate"


def test_drawn_values_widen_the_doubt():
    """One vendor is 0.1 ahead whatever the weights; values drawn within 0.3 let the other one win at times."""
    problem = problem_of([[0.6, 0.6], [0.5, 0.5]])

    def drawn(random, k):
        return np.array(problem.matrix) + random.uniform(-0.3, 0.3, (k, 2, 2))

    certain, uncertain = doubt(problem), doubt(problem, tables=drawn, draws=20_000)
    sound(uncertain)
    assert certain.ranks["V1"][0] == 1
    assert 0.5 < uncertain.ranks["V1"][0] < 0.9
    assert uncertain.ranks["V2"][0] > 0
    assert uncertain.confidence["V2"] == pytest.approx(uncertain.ranks["V2"][0], abs=0.05)
    again = doubt(problem, tables=drawn, draws=20_000, threads=3)
    twins = problem_of([[0.6, 0.6, 0.1], [0.5, 0.5, 0.7], [0.6, 0.6, 0.1]])
    noise = doubt(twins, tables=lambda random, k: np.array(twins.matrix) + random.normal(0, 0.2, (k, 1, 3)))
    assert noise.pairwise["V1"]["V3"] == 0.5
    assert again == uncertain


def test_tidy_tables():
    found = doubt(problem_of([[1, 0.4], [0.2, 0.9], [0, 0]]), distribution="uniform")
    ranks = vendor_eval.frames.acceptability(found)
    assert list(ranks.columns) == ["vendor", "rank", "share", "standard_error"]
    assert ranks.groupby("vendor")["share"].sum().tolist() == pytest.approx([1, 1, 1])
    pairs = vendor_eval.frames.pairwise(found).set_index(["vendor", "against"])["share"]
    assert pairs["V1", "V2"] + pairs["V2", "V1"] == pytest.approx(1)
    central = vendor_eval.frames.central_weights(found)
    assert set(central["vendor"]) == {"V1", "V2"}
    assert central.groupby("vendor")["weight"].sum().tolist() == pytest.approx([1, 1])


def test_the_example_of_the_page():
    """docs/sensitivity/monte_carlo.md prints rounded figures of the default seed."""
    import re
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "sensitivity" / "monte_carlo.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.S)[1]
    names = {}
    exec(code, names)
    found = names["found"]
    assert [round(p, 3) for p in found.ranks["A"]] == [0.284, 0.217, 0.499]
    assert [round(e, 4) for e in found.standard_error["A"]] == [0.0014, 0.0013, 0.0016]
