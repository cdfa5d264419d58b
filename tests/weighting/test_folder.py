"""weigh DIR: agreed weights, stakeholders, the group, and the lines for weights.yaml."""

from __future__ import annotations

import pytest

from vendor_eval.workspace.load import load_case


@pytest.fixture
def asked(weigh, folder):
    """A stakeholder who answered; lines as typed."""

    def run(name, *lines, args=()):
        given = "".join(line + "\n" for line in lines)
        return weigh(folder, "--ask", "--stakeholder", name, *args, answers=given)

    return run


def shown(weigh, folder, *args):
    return weigh(folder, "--format", "json", *args)


def test_before_anybody_was_asked(weigh, folder):
    ran = shown(weigh, folder)
    assert ran.code == 0
    assert ran.data["weights"] == pytest.approx({"T-1": 0.3, "T-2": 0.2, "U-1": 0.2, "P-1": 0.3})
    top, tech = ran.data["groups"]
    assert (top["group"], tech["group"]) == (".", "tech")
    assert top["agreed"] == pytest.approx({"tech": 0.5, "people": 0.2, "cost": 0.3})
    assert tech["agreed"] == pytest.approx({"T-1": 0.6, "T-2": 0.4})
    assert tech["items"][0]["share"] == pytest.approx(0.3)
    assert top["aggregate"] is ran.data["proposed"] is None
    assert ran.data["lines"] == ""
    assert "Nobody was asked yet" in weigh(folder).out


def test_two_stakeholders_by_hand(weigh, folder, asked):
    asked("Ann", "cost", "60", "40", "T-1", "50")  # 30 20 50; T-1 2/3
    asked("Bob", "tech", "60", "40")  # 50 30 20
    ran = shown(weigh, folder)
    top, tech = ran.data["groups"]
    assert top["stakeholders"]["Ann"]["weights"] == pytest.approx({"tech": 0.3, "people": 0.2, "cost": 0.5})
    assert top["stakeholders"]["Bob"]["weights"] == pytest.approx({"tech": 0.5, "people": 0.3, "cost": 0.2})
    assert top["aggregate"] == pytest.approx({"tech": 0.4, "people": 0.25, "cost": 0.35})
    assert top["stakeholders"]["Ann"]["distance"] == pytest.approx(0.15)
    assert top["details"]["agreed_distance"] == pytest.approx(0.1)
    assert top["stakeholders"]["Ann"]["method"] == "swing"
    assert tech["aggregate"] == pytest.approx({"T-1": 2 / 3, "T-2": 1 / 3})
    assert ran.data["proposed"] == pytest.approx(
        {"T-1": 0.8 / 3, "T-2": 0.4 / 3, "U-1": 0.25, "P-1": 0.35}, abs=1e-4
    )
    text = weigh(folder).out
    for words in ("Ann", "Bob", "together", "would have to move", "put these lines into weights.yaml"):
        assert words in text


def test_the_lines_are_a_weights_file_that_gives_the_proposed_weights(weigh, folder, asked):
    from vendor_eval.weighting.tree import global_weights

    asked("Ann", "cost", "33", "7", "T-2", "77")
    before = (folder / "weights.yaml").read_bytes()
    ran = shown(weigh, folder)
    assert (folder / "weights.yaml").read_bytes() == before
    (folder / "weights.yaml").write_text(ran.data["lines"] + "\n")
    case = load_case(folder)
    assert global_weights(case.catalogue, case.weights).criteria == pytest.approx(
        ran.data["proposed"], abs=1e-9
    )
    assert shown(weigh, folder).data["groups"][0]["details"]["agreed_distance"] == pytest.approx(0, abs=1e-4)


def test_aggregations(weigh, folder, asked):
    for name, first in (("Ann", "a 4"), ("Bob", "=")):
        asked(name, first, args=["--how", "pairwise", "--group", "tech"])
    found = {
        a: shown(weigh, folder, "--aggregate", a, "--group", "tech").data for a in ("mean", "aip", "aij")
    }
    assert found["mean"]["groups"][0]["aggregate"]["T-1"] == pytest.approx(0.65)
    assert found["aip"]["groups"][0]["aggregate"]["T-1"] == pytest.approx(2 / 3)
    assert found["aij"]["groups"][0]["aggregate"]["T-1"] == pytest.approx(2 / 3)
    assert found["aij"]["groups"][0]["details"]["cr"] == 0


def test_judgements_cannot_be_joined_where_somebody_gave_points(weigh, folder, asked):
    asked("Ann", "a 4", args=["--how", "pairwise", "--group", "tech"])
    asked("Bob", "T-1", "50", args=["--group", "tech"])
    ran = shown(weigh, folder, "--aggregate", "aij")
    assert ran.code == 1
    assert ran.finding("weigh.aggregation")["where"].startswith("tech")


def test_who_has_questions_open_is_left_out_and_named(weigh, folder, asked):
    asked("Ann", "cost", "60", "40", "T-1", "50")
    asked("Bob", "tech")
    ran = shown(weigh, folder)
    assert ran.code == 0
    found = ran.finding("weigh.open")
    assert found["severity"] == "warning"
    assert found["where"] == ".: Bob"
    assert f"vendor-eval weigh {folder} --ask" in found["hint"]
    assert list(ran.data["groups"][0]["stakeholders"]) == ["Ann"]


def test_after_the_rfp_is_out_other_weights_come_too_late(weigh, folder, asked):
    asked("Ann", "T-1", "50", args=["--group", "tech"])
    (folder / "rfp").mkdir()
    issue = '{"number": 1, "fingerprint": "x", "issued_at": "2030-01-01T00:00:00Z", "issued_by": "x"}'
    (folder / "rfp" / "issue.json").write_text(issue)
    assert shown(weigh, folder).finding("weigh.published")["severity"] == "note"
    text = " ".join(weigh(folder).out.split())
    assert "To take these weights over" not in text
    assert "published in issue 1, and changing them needs an addendum" in text


def test_answers_received_are_shown_beside_the_whole_step(weigh, folder, monkeypatch):
    from vendor_eval.operations.prepare import weigh_ask

    monkeypatch.setattr(weigh_ask, "_received", lambda case: {"T-2": [99.5, 99.9]})
    ran = weigh(folder, "--ask", "--stakeholder", "Ann", "--group", "tech", answers="")
    assert "T-2 Availability: from 99 % to 100 % (answers received: 99.5 % to 99.9 %)" in ran.err


def test_broken_folder_and_csv(weigh, folder, asked, tmp_path):
    asked("Ann", "T-1", "50", args=["--group", "tech"])
    rows = weigh(folder, "--format", "csv").out.splitlines()
    assert rows[0] == "group,item,whose,weight"
    assert any(row.startswith("tech,T-1,Ann,0.66") for row in rows)
    (folder / "weights.yaml").write_text("groups: {tech: 1}\n")
    ran = shown(weigh, folder)
    assert ran.code == 1
    assert ran.data["groups"] == []
    assert shown(weigh, tmp_path / "nowhere").finding("folder.missing")["hint"]
