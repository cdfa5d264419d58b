"""Points are rounded each by itself; weights add up, and none is moved by more than its last digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.report.format.rounding import apportion, bar, each, exact, shown, split

D = Decimal


def test_a_binary_tail_is_not_shown() -> None:
    assert exact(0.1 + 0.2) == D("0.3")
    assert shown(2.675, 2) == D("2.68")
    assert shown(D("-0.004"), 2) == 0


def test_three_thirds_make_a_whole() -> None:
    third = exact(100 / 3)
    assert apportion(D(100), [third] * 3, 1) == [D("33.4"), D("33.3"), D("33.3")]


def test_what_needs_no_rounding_is_left_alone() -> None:
    assert apportion(D("10.0"), [D("0"), D("3.34"), D("6.66")], 1) == [D("0.0"), D("3.3"), D("6.7")]


def test_each_figure_is_rounded_by_itself_halves_upwards() -> None:
    paths = {"a": ("x",), "b": ("x", "y"), "c": ("x", "y"), "d": ("z",)}
    found = each({"a": 1.0055, "b": 2.005, "c": 2.005, "d": 0.125}, paths, 2)
    assert found.criteria == {"a": D("1.01"), "b": D("2.01"), "c": D("2.01"), "d": D("0.13")}
    assert found.groups == {("x",): D("5.02"), ("x", "y"): D("4.01"), ("z",): D("0.13")}
    assert found.whole == D("5.15")


@given(st.lists(st.decimals(0, 50, places=6), min_size=1, max_size=30), st.integers(0, 4))
def test_parts_add_up_and_stay_within_a_unit(parts: list[Decimal], decimals: int) -> None:
    whole = shown(sum(parts, D(0)), decimals)
    found = apportion(whole, parts, decimals)
    assert sum(found) == whole
    unit = D(1).scaleb(-decimals)
    assert all(abs(a - b) < unit for a, b in zip(found, parts, strict=True))
    assert all(a == b for a, b in zip(found, parts, strict=True) if b % unit == 0)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=20), st.data())
def test_every_level_of_a_tree_adds_up(numbers: list[float], data: st.DataObject) -> None:
    step = st.sampled_from([("a",), ("b",), ("a", "x"), ("a", "y"), ("b", "z", "zz")])
    paths = {f"c{i}": data.draw(step) for i in range(len(numbers))}
    parts = dict(zip(paths, numbers, strict=True))
    whole = shown(sum((exact(x) for x in numbers), D(0)), 2)
    found = split(whole, parts, paths, 2)
    assert sum(found.criteria.values()) == whole
    assert sum(x for path, x in found.groups.items() if len(path) == 1) == whole
    for path, amount in found.groups.items():
        inside = sum(x for c, x in found.criteria.items() if paths[c][: len(path)] == path)
        assert inside == amount


@pytest.mark.parametrize(("part", "whole", "length"), [(5, 10, 50), (12, 10, 100), (-1, 10, 0), (1, 0, 0)])
def test_a_bar_stays_in_its_track(part: int, whole: int, length: float) -> None:
    assert bar(part, whole) == length
