"""Every chart for few and many vendors, and for decisions with nothing to show."""

from __future__ import annotations

import itertools
import socket
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from report.charts.made import NAMES, known, table

from vendor_eval.report.charts import every, one_way, pairs, plane, png, rank_bars, svg, tornado
from vendor_eval.report.charts.style import cut, cut_apart, percent, spread

FIXED = ["weights", "ranks", "pairs", "price-quality"]


def words(chart):
    """Every text of the picture."""
    root = ElementTree.fromstring(svg(chart))
    return [" ".join(e.itertext()) for e in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a chart asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("vendors", [2, 4, 12])
def test_every_chart_draws(vendors):
    charts, missing = every(known(table(vendors)))
    assert list(charts)[:4] == FIXED and not missing
    assert any(name.startswith("one-weight-") for name in charts)
    for chart in charts.values():
        ElementTree.fromstring(svg(chart))


@pytest.mark.parametrize("vendors", [2, 4, 12])
def test_every_vendor_is_named_where_all_are_drawn(vendors):
    found = known(table(vendors))
    for chart in (
        rank_bars(found.drawn),
        pairs(found.drawn),
        plane(found.places, "EUR"),
        one_way(found.exact.lines[0]),
    ):
        told = " ".join(words(chart))
        for name in NAMES[:vendors]:
            assert (name if len(name) < 27 else "Consortium") in told


def test_names_that_begin_alike_stay_apart():
    told = words(rank_bars(known(table(4)).drawn))
    assert any(w.startswith("Consortium") and w.endswith("East, Ltd.") for w in told)
    assert any(w.startswith("Consortium") and w.endswith("West, Ltd.") for w in told)


def test_names_are_text_and_no_markup():
    found = known(table(2))
    for chart in every(found)[0].values():
        assert "<Radiology>" not in svg(chart)
    assert NAMES[0] in words(rank_bars(found.drawn))


def test_the_same_chart_gives_the_same_bytes():
    one, other = (every(known(table(4)))[0] for _ in range(2))
    for name in one:
        assert svg(one[name]) == svg(other[name]) == svg(one[name])
    assert png(one["ranks"]) == png(other["ranks"])


def test_a_larger_scale_has_more_points():
    chart = rank_bars(known(table(2)).drawn)
    width, height = (struct.unpack(">II", png(chart, scale)[16:24]) for scale in (1, 3))
    assert height[0] == pytest.approx(3 * width[0], abs=3)


@pytest.mark.parametrize("groups", [True, False])
def test_the_tornado_says_who_is_first_beyond(groups):
    found = known(table(4, groups=groups)).exact
    told = " ".join(words(tornado(found)))
    moving = [x for x in found.intervals if x.kind == ("group" if groups else "criterion") and x.above]
    assert moving
    for x in moving:
        assert f"above {percent(x.winner[1])}: " in told


def test_one_way_marks_the_agreed_weight_and_every_change():
    found = known(table(12))
    line = next(x for x in found.exact.lines if x.changes)
    told = words(one_way(line, "Viewing", 100))
    assert f"agreed: {percent(line.weight)}" in told
    for change in line.changes:
        assert percent(change.at) in told


def test_one_vendor():
    charts, missing = every(known(table(1)))
    assert set(missing) == {"pairs"}
    for chart in charts.values():
        svg(chart)


def test_equal_vendors():
    charts, missing = every(known(table(4, same=True)))
    assert not missing
    assert "first at any weight" in words(charts["weights"])
    for chart in charts.values():
        svg(chart)


def test_a_method_without_sums_has_no_intervals_and_says_why():
    charts, missing = every(known(table(4, method="topsis")))
    assert set(charts) == {"ranks", "pairs", "price-quality"}
    assert "topsis" in missing["weights"] and "topsis" in missing["one-weight"]


def test_nothing_drawn_and_nothing_priced():
    found = replace(known(table(4)), drawn=None, places=(), not_drawn="because")
    charts, missing = every(found)
    assert missing["ranks"] == missing["pairs"] == "because"
    assert "price-quality" in missing and "weights" in charts


def test_a_crowd_is_cut_and_counted():
    found = known(table(12)).drawn
    names = [f"Vendor {i}" for i in range(30)]
    shares = tuple(float(i == 0) for i in range(30))
    crowd = found.model_copy(
        update={
            "ranks": dict.fromkeys(names, shares),
            "pairwise": {a: {b: 0.5 for b in names if b != a} for a in names},
        }
    )
    for chart in (rank_bars(crowd), pairs(crowd)):
        assert "10 more vendors with lower ranks not shown." in " ".join(words(chart))


def test_no_figure_is_rounded_to_all_or_nothing():
    assert [percent(x) for x in (0, 1e-7, 0.0784, 0.5, 0.99999, 1)] == [
        "0",
        "<0.1",
        "7.8",
        "50",
        ">99.9",
        "100",
    ]


def test_labels_keep_their_distance_and_stay_on_the_chart():
    found = spread([5, 5, 6, 300, 300], 14, 0, 300)
    ordered = sorted(found)
    assert all(b - a >= 14 for a, b in itertools.pairwise(ordered))
    assert ordered[0] >= 0 and ordered[-1] <= 300


def test_cut_names():
    assert cut("a\x00b\u202ec\n d", 20) == "a b c d"
    labels = cut_apart(["x" * 40, "x" * 40 + "!", "x" * 41], 10)
    assert len(set(labels.values())) == 3 and all(len(v) <= 10 for v in labels.values())
