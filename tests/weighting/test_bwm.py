"""The best-worst method: the optimum is unique and optimal, and what is said of comparisons that disagree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog
from weighting.strategies import best_worst

from vendor_eval.weighting.methods.bwm import LIMITS, input_ratios, limit
from vendor_eval.weighting.methods.bwm_lp import deviations
from vendor_eval.weighting.methods.registry import weigh as weigh_model

CAR = {
    "method": "bwm",
    "items": ["quality", "price", "comfort", "safety", "style"],
    "best": "price",
    "worst": "style",
    "best_to_others": [2, 1, 4, 2, 8],
    "others_to_worst": [4, 8, 2, 4, 1],
}


@given(asked=best_worst())
@settings(max_examples=50, deadline=None, derandomize=True)
def test_the_weights_are_optimal_and_no_others_are(asked):
    weighed, _ = weigh_model(asked)
    weights, xi = np.array(list(weighed.weights.values())), weighed.details["xi"]
    ends = asked.names.index(asked.best), asked.names.index(asked.worst)
    rows = deviations(np.array(asked.best_to_others), np.array(asked.others_to_worst), *ends)
    assert np.abs(rows @ weights).max() == pytest.approx(xi, abs=1e-8)
    n = len(weights)
    # The smallest and the largest value of each weight over all weights with deviations up to xi.
    for j in range(n):
        for sign in (1, -1):
            cost = np.zeros(n)
            cost[j] = sign
            end = linprog(
                cost, np.vstack([rows, -rows]), np.full(2 * len(rows), xi + 1e-9), np.ones((1, n)), [1.0]
            )
            assert end.x[j] == pytest.approx(weights[j], abs=1e-6)


def test_best_and_worst_are_seen_where_one_item_only_has_a_1(weigh_file):
    unsaid = {k: v for k, v in CAR.items() if k not in ("best", "worst")}
    assert weigh_file(unsaid).data == weigh_file(CAR).data


def test_by_hand(weigh_file):
    found = weigh_file(CAR).data
    assert found["weights"] == pytest.approx(
        {"quality": 4 / 19, "price": 8 / 19, "comfort": 2 / 19, "safety": 4 / 19, "style": 1 / 19}
    )
    assert found["details"]["xi"] == pytest.approx(0, abs=1e-9)
    one = weigh_file(
        {"method": "bwm", "items": ["price"], "best_to_others": [1], "others_to_worst": [1]}
    ).data
    assert one["weights"] == {"price": 1}


def test_input_based_ratio():
    assert input_ratios([8, 2, 1], [1, 5, 8], 8) == pytest.approx([0, 2 / 56, 0])
    assert input_ratios([1, 1], [1, 1], 1) == [0, 0]


def test_limits_are_those_of_the_table():
    assert limit(8, 5) == 0.2958
    assert limit(9, 3) == 0.1359
    assert limit(2, 5) is limit(8, 10) is limit(8.5, 5) is limit(8, 2) is None
    assert all(len(row) == 7 for row in LIMITS.values())


def test_comparisons_that_do_not_fit_are_named(weigh_file):
    ran = weigh_file({**CAR, "best_to_others": [2, 1, 4, 7, 8], "others_to_worst": [4, 8, 2, 7, 1]})
    assert ran.code == 0
    found = ran.finding("weigh.inconsistent")
    assert found["where"] == "safety"
    assert found["severity"] == "warning"
    assert "7 below the best and 7 above the worst make 49, but best over worst is 8" in found["hint"]
    assert ran.data["details"]["cr"] == pytest.approx((49 - 8) / 56)
    assert ran.finding("weigh.order")["where"] == "quality / safety"
