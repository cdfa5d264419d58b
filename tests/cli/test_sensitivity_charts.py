"""sensitivity --charts: figures in a folder, all of them or none."""

from __future__ import annotations

import json

import pytest

import vendor_eval.workspace.folder.atomic

TABLE = {
    "alternatives": ["Aurora", "Borealis", "Cirrus"],
    "criteria": [
        {"id": "dicom", "direction": "max", "weight": 40, "group": "technical"},
        {"id": "uptime", "direction": "max", "weight": 20, "group": "technical"},
        {"id": "price", "direction": "min", "weight": 60, "group": "../../cost"},
    ],
    "matrix": [[80, 99.9, 1200000], [70, 99.5, 950000], [90, 99.99, 1500000]],
}


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(TABLE))
    return path


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def test_figures_of_a_procurement(cli, demo, tmp_path):
    out = tmp_path / "new" / "figures"
    ran = cli("sensitivity", demo, "--draws", 500, "--charts", out, "--format", "json")
    assert ran.code == 0, ran.out[-2000:]
    assert names(out) == ran.data["charts"]["files"]
    assert ran.data["charts"]["not_drawn"] == {}
    stems = {"weights", "ranks", "pairs", "price-quality"}
    assert {f"{s}.{kind}" for s in stems for kind in ("svg", "png")} <= set(names(out))
    assert (out / "ranks.png").read_bytes().startswith(b"\x89PNG")


def test_a_second_run_changes_nothing(cli, table, tmp_path):
    out = tmp_path / "figures"
    first = cli("sensitivity", table, "--draws", 500, "--charts", out)
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in out.iterdir()}
    second = cli("sensitivity", table, "--draws", 500, "--charts", out)
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in out.iterdir()} == before
    assert "each as svg and png." in first.out
    assert "they were there already." in second.out
    assert (
        "Not drawn: price-quality (there are no vendors with both points and an evaluated price)."
        in first.out
    )


def test_an_id_is_no_path(cli, table, tmp_path):
    out = tmp_path / "deep" / "er" / "figures"
    assert cli("sensitivity", table, "--draws", 500, "--charts", out).code == 0
    written = list(tmp_path.rglob("*.svg"))
    assert written and all(p.parent == out for p in written)


def test_a_file_in_place_of_the_folder_is_told_before_anything_is_drawn(cli, table):
    ran = cli("sensitivity", table, "--charts", table, "--format", "json")
    assert ran.code == 1
    assert "is a file" in ran.finding("usage.charts")["message"]
    assert ran.data["acceptability"] is None


def test_rehearsal_has_no_figures(cli, folder, tmp_path):
    ran = cli("sensitivity", folder, "--rehearse", "--charts", tmp_path / "x", "--format", "json")
    assert ran.code == 1 and ran.finding("usage.charts")
    assert not (tmp_path / "x").exists()


def test_all_or_none_and_the_answers_are_told_all_the_same(cli, table, tmp_path, monkeypatch):
    out = tmp_path / "figures"
    cli("sensitivity", table, "--draws", 500, "--charts", out)
    before = {p: p.read_bytes() for p in out.iterdir()}
    whole = vendor_eval.workspace.folder.atomic.write_bytes
    count = []

    def full(path, content):
        count.append(path)
        if len(count) == 3:
            raise vendor_eval.workspace.folder.atomic.stopped(OSError(28, "No space left on device"), path)
        return whole(path, content)

    monkeypatch.setattr(vendor_eval.workspace.folder.atomic, "write_bytes", full)
    ran = cli("sensitivity", table, "--draws", 900, "--seed", 2, "--charts", out, "--format", "json")
    assert ran.code == 3
    assert "No space left" in ran.finding("file.not-written")["message"]
    assert ran.data["verdict"] and ran.data["charts"]["files"] == []
    assert {p: p.read_bytes() for p in out.iterdir()} == before


def test_figures_of_an_earlier_run_are_told(cli, table, tmp_path):
    out = tmp_path / "figures"
    cli("sensitivity", table, "--draws", 500, "--charts", out)
    ran = cli("sensitivity", table, "--method", "topsis", "--draws", 500, "--charts", out, "--format", "json")
    assert ran.code == 0
    assert "weights.svg" in ran.finding("charts.older")["message"]
    assert "topsis" in ran.data["charts"]["not_drawn"]["weights"]


def test_without_the_option_nothing_is_written_or_said(cli, table, tmp_path):
    ran = cli("sensitivity", table, "--draws", 500, "--format", "json")
    assert "charts" not in ran.data and names(tmp_path) == ["problem.json"]
