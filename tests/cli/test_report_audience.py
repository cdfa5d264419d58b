"""``report --audience`` and ``--blind`` on the sample procurement: folders, log, words, and wrong names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from report.secrets import found, read

PEOPLE = ["Helen Marsh", "Marsh", "Omar Reyes", "Reyes", "Grace Lindqvist", "Lindqvist"]
RIVALS = ["Aurora", "aurora", "Dione", "dione", "Reading Suite", "Hybrid PACS"]
FORMS = {"report.html", "report.docx", "report.pdf", "outcome.json"}


@pytest.fixture
def folder(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo, tmp_path / "demo"))


def report(cli, folder, *more):
    return cli("report", folder, *more, "--format", "json")


def texts(folder: Path, name: str) -> dict[str, str]:
    return {f.name: read(f.name, f.read_bytes()) for f in (folder / "report" / name).iterdir() if f.is_file()}


@pytest.mark.parametrize(
    ("options", "name", "forbidden"),
    [
        (("board",), "board", PEOPLE),
        (
            ("public",),
            "public",
            [*PEOPLE, "6,419,910.50", "6,340,813.87", "part of the traffic", "Response!"],
        ),
        (("vendor:cirrus",), "vendor-cirrus", [*PEOPLE, *RIVALS, "6,419,910.50"]),
        (("vendor:Dione PACS",), "vendor-dione", [*PEOPLE, "Cirrus", "Aurora", "6,340,813.87"]),
        (("board", "--blind"), "board-blind", [*PEOPLE, *RIVALS, "Borealis", "borealis", "Imaging Cloud"]),
    ],
)
def test_each_audience_has_a_folder_without_what_it_may_not_see(cli, folder, options, name, forbidden):
    before = {f: f.read_bytes() for f in (folder / "report").iterdir()}
    ran = report(cli, folder, "--audience", *options)
    assert ran.code == 0
    found_here = texts(folder, name)
    assert set(found_here) >= FORMS
    assert found(found_here, forbidden) == []
    assert {f: f.read_bytes() for f in before} == before
    logged = json.loads((folder / "log.jsonl").read_text("utf-8").splitlines()[-1])
    assert f"report/{name}/report.html" in json.dumps(logged)
    assert report(cli, folder, "--audience", *options).data["changed"] is False


def test_a_board_reads_how_far_it_holds_by_roles(cli, folder):
    report(cli, folder, "--audience", "board", "--only", "html")
    page = texts(folder, "board")["report.html"]
    assert 'id="holds"' in page
    assert "Leadtechnologist" in page


def test_the_panel_reads_names(cli, folder):
    report(cli, folder, "--audience", "panel", "--only", "html")
    assert found(texts(folder, "panel"), ["Helen Marsh, MD", "Omar Reyes", "Grace Lindqvist, RT(R)"])


def test_only_the_forms_that_were_asked_for(cli, folder):
    shutil.rmtree(folder / "report")
    ran = report(cli, folder, "--only", "json", "--only", "docx")
    assert {f.name for f in (folder / "report").iterdir()} == {"outcome.json", "report.docx"}
    assert len(ran.data["files"]) == 2


def test_forms_that_are_none_are_told_together(cli, folder):
    ran = report(cli, folder, "--only", "html", "--only", "odt", "--audience", "nobody")
    assert [f["message"] for f in ran.findings] == ["there is no audience 'nobody'", "there is no form 'odt'"]
    assert "docx" in ran.finding("usage.form")["hint"]


def test_without_an_audience_names_stay_out_of_the_forms_and_all_is_in_the_record(cli, folder):
    assert report(cli, folder).data["audience"] == ""
    record = json.loads((folder / "report/outcome.json").read_text("utf-8"))
    assert (record["audience"], record["blind"], record["left_out"]) == ("", False, [])
    assert "Helen Marsh, MD" in {name for c in record["cells"] for name in c["scores"]}


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ("everybody", "usage.audience", "there is no audience 'everybody'"),
        ("vendor", "usage.audience", "there is no audience 'vendor'"),
        ("vendor:", "usage.audience", "there is no audience 'vendor:'"),
        ("board:cirrus", "usage.audience", "there is no audience 'board:cirrus'"),
        ("", "usage.audience", "there is no audience ''"),
        ("vendor:Cirus", "vendor.unknown", "there is no vendor 'Cirus'"),
        ("vendor:b", "vendor.unknown", "there is no vendor 'b'"),
        ("vendor:boreali", "vendor.unknown", "there is no vendor 'boreali'"),
    ],
)
def test_an_audience_that_is_none_is_told_with_what_to_write(cli, folder, given, code, words):
    before = sorted(folder.rglob("*"))
    ran = report(cli, folder, "--audience", given)
    finding = ran.finding(code)
    assert (ran.code, finding["where"], finding["message"]) == (1, "--audience", words)
    assert finding["hint"]
    assert sorted(folder.rglob("*")) == before


def test_a_report_to_a_vendor_takes_the_whole_name_or_the_id_in_any_case(cli, folder):
    hint = report(cli, folder, "--audience", "vendor:b").finding("vendor.unknown")["hint"]
    full = hint.rpartition(" (borealis)")[0].rpartition(", ")[2]
    assert full.startswith("Borealis")
    for name in (full.upper(), "BOREALIS"):
        assert report(cli, folder, "--audience", f"vendor:{name}").data["audience"] == "vendor:borealis"


def test_a_vendor_without_a_bid_has_no_report(cli, folder):
    shutil.rmtree(folder / "bids/cirrus")
    assert report(cli, folder, "--audience", "vendor:cirrus").finding("report.no-bid")["hint"]
    assert not (folder / "report/vendor-cirrus").exists()


def test_what_is_not_decided_is_marked_and_warned_of_before_it_goes_out(cli, folder):
    text = (folder / "weights.yaml").read_text("utf-8")
    (folder / "weights.yaml").write_text(text.replace("30", "31", 1), "utf-8")
    ran = report(cli, folder, "--audience", "vendor:cirrus")
    assert "do not send it" in ran.finding("report.not-official")["hint"]
    made = texts(folder, "vendor-cirrus")
    assert "NOTOFFICIAL" in made["report.docx"]
    assert "NOTOFFICIAL" in made["report.pdf"]
    assert "Notofficial" in made["report.html"]
    assert found(made, ["Borealis", "borealis"]) == []


def test_letters_stay_when_a_later_bid_comes_in(cli, folder):
    """The letter follows the place in the procurement, not the rank and not who has answered."""
    report(cli, folder, "--blind", "--only", "json")
    record = json.loads((folder / "report/blind/outcome.json").read_text("utf-8"))
    assert [v["name"] for v in record["vendors"]] == [f"Vendor {x}" for x in "ABCD"]
    assert record["rankings"][0]["best"] == ["Vendor B"]
    shutil.rmtree(folder / "bids/aurora")
    report(cli, folder, "--blind", "--only", "json")
    record = json.loads((folder / "report/blind/outcome.json").read_text("utf-8"))
    assert record["rankings"][0]["best"] == ["Vendor B"]
