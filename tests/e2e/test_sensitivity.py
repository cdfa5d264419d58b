"""sensitivity on a procurement folder: the ranking of ``rank``, its price formula, its ranges."""

from __future__ import annotations

import pytest


def test_the_ranking_is_that_of_rank(cli, bid):
    ranked = cli("rank", bid, "--format", "json")
    ran = cli("sensitivity", bid, "--format", "json")
    assert ran.code == ranked.code == 0
    assert ran.data["rankings"][0] == ranked.data["rankings"][0]
    assert ran.data["holder"] == ranked.data["rankings"][0]["best"][0]
    assert ran.data["official"] is True
    assert {x["criterion"] for x in ran.data["weight_intervals"] if x["kind"] == "group"} >= {"tech", "cost"}


def test_at_the_ends_of_an_interval_the_what_if_turns(cli, bid):
    """The end of an interval is where ``rank --what-if`` finds another first."""
    for row in cli("sensitivity", bid, "--format", "json").data["weight_intervals"]:
        if row["kind"] != "group" or row["winner"] is None or "/" in row["criterion"]:
            continue
        for end, step, other in ((0, -0.001, row["takes_over"]["lo"]), (1, 0.001, row["takes_over"]["hi"])):
            if other is None:
                continue
            for beyond, expected in ((-step, row["holder"]), (step, other)):
                weights = f"{row['criterion']}={row['winner'][end] + beyond:.9f}"
                found = cli("rank", bid, "--what-if", "--weights", weights, "--format", "json")
                assert found.data["rankings"][0]["best"] == [expected], weights


def test_other_methods_as_rank_takes_them(cli, bid):
    for args in (["--method", "topsis"], ["--method", "promethee2"], ["--param", "normalisation=max"]):
        ranked = cli("rank", bid, *args, "--format", "json").data["rankings"][0]
        ran = cli("sensitivity", bid, *args, "--format", "json")
        assert ran.code == 0
        assert ran.data["rankings"][0] == ranked
        assert ran.data["holder"] in ranked["best"]


def test_the_terminal_and_the_spreadsheet(cli, bid):
    said = cli("sensitivity", bid)
    assert "is first by weighted_sum" in said.out
    assert said.code == 0
    assert cli("sensitivity", bid, "--format", "csv").out.startswith("table,criterion,kind")


def test_ranges_in_weights_yaml(cli, bid):
    path = bid / "weights.yaml"
    price = next(
        row["criterion"]
        for row in cli("sensitivity", bid, "--format", "json").data["weight_intervals"]
        if row["kind"] == "criterion" and abs(row["weight"] - 0.3) < 1e-9
    )
    path.write_text(path.read_text() + f"\nrange: {{{price}: [0.25, 0.35]}}\n")
    ran = cli("sensitivity", bid, "--known", "ranges", "--format", "json")
    assert ran.data["weight_set"] == "weights within their ranges"
    assert ran.data["official"] is True, "a range is not told to bidders, so the RFP stays the same"
    path.write_text(path.read_text().replace("[0.25, 0.35]", "[0.35, 0.25]"))
    assert cli("sensitivity", bid, "--format", "json").code == 1
    path.write_text(path.read_text().replace(f"{price}: [0.35, 0.25]", "nothing: [0.25, 0.35]"))
    assert cli("sensitivity", bid, "--format", "json").finding("weights.unknown-criterion")["hint"]


def test_mean_of_ranks_has_reasons_in_place_of_figures(cli, bid):
    path = bid / "procurement.yaml"
    path.write_text(path.read_text().replace("rules:\n", "rules:\n  consensus: mean_of_ranks\n"))
    ran = cli("sensitivity", bid, "--format", "json")
    assert ran.data["rankings"][0]["method"] == "mean_of_ranks"
    assert ran.data["reason"]
    assert all(row["winner"] is None and row["reason"] for row in ran.data["weight_intervals"])


@pytest.mark.parametrize("verb", ["rank", "sensitivity"])
def test_without_bids_there_is_nothing(cli, folder, verb):
    ran = cli(verb, folder, "--format", "json")
    assert ran.code == 1
    assert ran.finding("rank.no-bids")
