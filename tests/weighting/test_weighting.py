"""Local weights to global ones, and what-if weights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import MINI

from vendor_eval.cli.decide.rank_options import parse_weights
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.weighting.tree import check_weights, global_weights
from vendor_eval.weighting.whatif import members, number_flaws, reweighted
from vendor_eval.workspace.load import load_case

CASE = load_case(MINI)
SHARES = global_weights(CASE.catalogue, CASE.weights).criteria
INSIDE = members(CASE.catalogue, SHARES)


def test_divided_by_the_sum_at_each_level():
    assert pytest.approx({"T-1": 0.3, "T-2": 0.2, "U-1": 0.2, "P-1": 0.3}) == SHARES


def test_a_group_that_loses_its_last_criterion_drops_out():
    shares = global_weights(CASE.catalogue, CASE.weights, {"U-1"})
    assert shares.criteria == pytest.approx({"T-1": 0.375, "T-2": 0.25, "P-1": 0.375})
    assert "people" not in shares.groups


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"tech": 1, "people": 1}, "weights.group-without-weight"),
        ({"tech": 1, "people": 1, "cost": 1, "typo": 1}, "weights.unknown-group"),
        ({"tech": 0, "people": 0, "cost": 0}, "weights.all-zero"),
    ],
)
def test_what_is_wrong_between_weights_and_catalogue(weights, code):
    assert [f.code for f in check_weights(CASE.catalogue, Weights(groups=weights), "weights.yaml")] == [code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cost=0.5", {"T-1": 15 / 70, "T-2": 10 / 70, "U-1": 10 / 70, "P-1": 0.5}),
        ("cost=50", {"T-1": 15 / 70, "T-2": 10 / 70, "U-1": 10 / 70, "P-1": 0.5}),
        ("tech=1,people=1,cost=2", {"T-1": 0.15, "T-2": 0.1, "U-1": 0.25, "P-1": 0.5}),
        ("T-1=0", {"T-1": 0, "T-2": 2 / 7, "U-1": 2 / 7, "P-1": 3 / 7}),
        ("cost=1", {"T-1": 0, "T-2": 0, "U-1": 0, "P-1": 1}),
    ],
)
def test_what_if(text, expected):
    named, findings = parse_weights(text)
    shares, wrong = reweighted(SHARES, INSIDE, named, 100)
    assert not findings + wrong
    assert shares == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cost=1,tech", "weights.number"),
        ("cost=-1", "weights.number"),
        ("cost=nan", "weights.number"),
        ("", "weights.empty"),
        ("cost=1,cost=2", "weights.twice"),
        ("typo=1", "weights.unknown"),
        ("tech=1,T-1=1", "weights.nested"),
        ("cost=120", "weights.sum"),
        ("tech=0,people=0,cost=0", "weights.all-zero"),
    ],
)
def test_what_if_refused(text, code):
    named, findings = parse_weights(text)
    findings = findings or number_flaws(named)
    if not findings:
        _, findings = reweighted(SHARES, INSIDE, named, 100)
    assert [f.code for f in findings] == [code]


@given(
    st.dictionaries(
        st.sampled_from(["T-1", "T-2", "people", "cost"]), st.floats(0, 0.24), min_size=1, max_size=3
    )
)
def test_what_if_keeps_the_whole_and_the_proportions(named):
    shares, findings = reweighted(SHARES, INSIDE, named, 100)
    assert not findings
    assert sum(shares.values()) == pytest.approx(1)
    assert all(w >= 0 for w in shares.values())
    rest = [c for c in SHARES if not any(c in INSIDE[n] for n in named)]
    for a, b in zip(rest, rest[1:], strict=False):
        assert shares[a] * SHARES[b] == pytest.approx(shares[b] * SHARES[a])
