"""Entropy, CRITIC, standard deviation: equal to scikit-criteria where both define the same, and the edges."""

from __future__ import annotations

import numpy as np
import pytest

from vendor_eval.model.criteria.weighting import Observed
from vendor_eval.weighting.methods import dispersion
from vendor_eval.weighting.methods.registry import METHODS
from vendor_eval.weighting.methods.registry import weigh as weigh_model

OBJECTIVE = [name for name, method in METHODS.items() if not method.for_award]


def tables(count: int):
    """Random tables above 0: skewed, with equal values, with both directions."""
    random = np.random.default_rng(20)
    for k in range(count):
        m, n = random.integers(3, 9), random.integers(2, 7)
        matrix = np.exp(random.normal(size=(m, n)) * random.uniform(0.1, 4, n))
        if k % 3 == 0:
            matrix = np.ceil(matrix)
            matrix[0] += 1  # no column is constant then, as long as one other value is not the same
        if (np.ptp(matrix, axis=0) > 0).all():
            yield matrix, random.choice(["max", "min"], n).tolist()


def in_scikit_criteria(weighter, matrix, directions):
    import skcriteria

    table = skcriteria.mkdm(matrix, [max if d == "max" else min for d in directions])
    return weighter.transform(table).weights.to_numpy()


@pytest.mark.filterwarnings("ignore:Although CRITIC")  # it says so for every min criterion
def test_equal_to_scikit_criteria():
    from skcriteria.preprocessing.weighters import CRITIC, EntropyWeighter, StdWeighter

    seen = 0
    for matrix, directions in tables(240):
        scaled = dispersion.minmax(matrix, directions)
        pairs = [
            (dispersion.entropy(matrix), EntropyWeighter(), matrix),
            (dispersion.critic(scaled), CRITIC(), matrix),
            # Differs by definition: scikit-criteria takes the columns as they are, so that a price in cents
            # weighs a hundred times one in dollars. On the same scaled columns both agree.
            (dispersion.deviation(scaled), StdWeighter(), scaled),
        ]
        for ours, weighter, given in pairs:
            assert ours == pytest.approx(in_scikit_criteria(weighter, given, directions), abs=1e-9)
        seen += 1
    assert seen >= 200


def test_scikit_criteria_gives_the_unit_of_a_column_weight_in_std():
    from skcriteria.preprocessing.weighters import StdWeighter

    matrix, both = np.array([[1.0, 10.0], [2.0, 40.0], [4.0, 20.0]]), ["max", "max"]
    cents = matrix * [1, 100]
    assert in_scikit_criteria(StdWeighter(), matrix, both) != pytest.approx(
        in_scikit_criteria(StdWeighter(), cents, both)
    )
    assert dispersion.deviation(dispersion.minmax(matrix, both)) == pytest.approx(
        dispersion.deviation(dispersion.minmax(cents, both))
    )


def test_entropy_by_hand(weigh_file):
    # p = 1/4, 3/4 and 1/2, 1/2; e = (ln 4 - 3/4 ln 3) / ln 2 and 1: only the first column tells anything.
    assert weigh_file({"method": "entropy", "matrix": [[1, 5], [3, 5]]}).data["weights"] == {"C1": 1, "C2": 0}
    # Min-maxed columns are 0, 1/3, 1 and 1, 0, 0: p = 0, 1/4, 3/4 and 1, 0, 0.
    low = (np.log(4) - 0.75 * np.log(3)) / np.log(3)
    ran = weigh_file(
        {
            "method": "entropy",
            "variant": "minmax",
            "items": ["a", "b"],
            "directions": ["max", "min"],
            "matrix": [[-1, 10], [1, 70], [5, 70]],
        }
    )
    assert ran.data["weights"] == pytest.approx({"a": (1 - low) / (2 - low), "b": 1 / (2 - low)})
    assert ran.data["details"]["variant"] == "minmax"


@pytest.mark.parametrize("method", OBJECTIVE)
def test_never_fit_for_an_award(method, weigh_file):
    ran = weigh_file({"method": method, "matrix": [[1, 2], [2, 1]], "directions": ["max", "max"]})
    assert ran.code == 0
    assert ran.data["details"]["fit_for_award"] is False
    found = ran.finding("weigh.not-for-award")
    assert found["severity"] == "note"
    assert "never fit for an award" in found["message"]


@pytest.mark.parametrize("method", OBJECTIVE)
@pytest.mark.parametrize("matrix", [[[1, 2], [1, 2]], [[7, 7]], [[0, 0], [0, 0]]])
def test_nothing_differs_equal_weights_and_a_note(method, matrix, weigh_file):
    ran = weigh_file({"method": method, "matrix": matrix})
    assert ran.data["weights"] == {"C1": 0.5, "C2": 0.5}
    assert ran.finding("weigh.all-constant")["severity"] == "note"


@pytest.mark.parametrize("method", OBJECTIVE)
def test_a_constant_column_weighs_0_and_changes_no_other(method):
    random = np.random.default_rng(3)
    matrix = random.uniform(1, 9, (5, 3))
    without, _ = weigh_model(Observed(method=method, matrix=matrix.tolist()))
    with_it, notes = weigh_model(Observed(method=method, matrix=np.insert(matrix, 1, 4.0, axis=1).tolist()))
    values = list(with_it.weights.values())
    assert values.pop(1) == 0
    assert values == pytest.approx(list(without.weights.values()))
    assert "weigh.constant" in [f.code for f in notes]


def test_critic_of_columns_that_all_say_the_same(weigh_file):
    ran = weigh_file({"method": "critic", "matrix": [[1, 2], [2, 4], [4, 8]], "directions": ["max", "max"]})
    assert ran.data["weights"] == pytest.approx({"C1": 0.5, "C2": 0.5})
    assert "all-alike" in ran.codes


def test_what_has_no_effect_is_said(weigh_file):
    ran = weigh_file({"method": "critic", "matrix": [[1, 2], [2, 1], [3, 3]], "variant": "sum"})
    assert "no-variant" in ran.codes
    assert "no-directions" in ran.codes
