"""The letter of thanks through the command line: to whom, with what, and when it is written anew."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from documents.reading import flat, page, paragraphs
from documents.test_looks import buyers_file
from filling import BID, fill

AT = "2030-01-30T12:00"
KINDS = ("docx", "html", "pdf")


@pytest.fixture
def thank(cli):
    def run(folder, *args):
        return cli("letter", "thanks", folder, *args, "--format", "json")

    return run


def word(folder: Path, vendor: str) -> str:
    return flat(" ".join(paragraphs((folder / f"letters/thanks-{vendor}.docx").read_bytes())))


def written(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (folder / "letters").iterdir()}


def test_every_bidder_is_thanked_with_its_own_files(thank, bid):
    ran = thank(bid)
    assert (ran.code, [x["vendor"] for x in ran.data["letters"]]) == (0, ["Aurora", "Borealis"])
    assert sorted(written(bid)) == [f"thanks-{v}.{k}" for v in ("aurora", "borealis") for k in KINDS]
    for vendor, other in (("aurora", "borealis"), ("borealis", "aurora")):
        text = word(bid, vendor)
        for kind in ("response", "price"):
            receipt = json.loads((bid / f"bids/{vendor}/{kind}-v1.json").read_text())["receipt"]
            assert receipt["sha256"] in text
            assert receipt["original_name"] in text
        assert f"{other}-r.xlsx" not in text
        assert "30 January 2030, 12:00 (UTC)" in text
        assert "Until 31 January 2030, 12:00 (UTC) a new version may replace" in text
    html = page((bid / "letters/thanks-aurora.html").read_text("utf-8"))
    assert html.xpath("//nav") == []
    line = json.loads((bid / "log.jsonl").read_text().splitlines()[-1])
    assert (line["verb"], line["what"]) == ("letter", "thanks to Borealis for 2 files")
    assert set(line["files"]) == {f"letters/thanks-borealis.{k}" for k in KINDS}


def test_it_is_written_anew_only_for_something_new(cli, thank, bid, tmp_path, monkeypatch):
    thank(bid, "--vendor", "aurora")
    before, log = written(bid), (bid / "log.jsonl").read_bytes()

    later = datetime.fromisoformat("2030-03-05T10:00:00+00:00")
    monkeypatch.setattr("vendor_eval.cli.folder.clock", lambda: later)
    again = thank(bid, "--vendor", "aurora")
    assert again.data["letters"][0]["new"] is False
    assert (written(bid), (bid / "log.jsonl").read_bytes()) == (before, log)
    newer = fill(bid / "rfp/response.xlsx", tmp_path / "second.xlsx", BID)
    received = cli("receive", bid, newer, "--vendor", "aurora", "--at", "2030-02-02T12:00")
    assert "vendor-eval letter thanks" in received.out
    assert thank(bid, "--vendor", "aurora").data["letters"][0]["new"] is True
    text = word(bid, "aurora")
    assert "second.xlsx after the closing time" in text
    assert "5 March 2030" in text
    assert "may replace" not in text


def test_nobody_to_thank(cli, thank, issued, bid):
    assert [f["code"] for f in thank(issued).findings if f["severity"] == "error"] == ["letter.no-bid"]
    ran = thank(issued, "--vendor", "Aurora")
    assert (ran.code, ran.finding("letter.no-bid")["message"]) == (1, "no bid of Aurora came in yet")
    assert thank(bid, "--vendor", "Auroa").finding("vendor.unknown")["hint"].startswith("did you mean")
    assert not (issued / "letters").exists()
    cli("settle", "withdraw", bid, "--vendor", "aurora", "--reason", "letter of 3 March")
    ran = thank(bid)
    assert ran.code == 0
    assert ran.finding("letter.withdrawn")["where"] == "Aurora"
    assert {name.split(".")[0] for name in written(bid)} == {"thanks-borealis"}


def test_hostile_names_are_words_and_no_paths(cli, thank, issued, tmp_path):
    name = "*Star* <b>{{ 7*7 }}</b> ../../etc"
    file = fill(issued / "rfp/response.xlsx", tmp_path / "a {{ 7*7 }} <i>&amp;_x_.xlsx", BID)
    received = cli("receive", issued, file, "--vendor", name, "--new", "--at", AT, "--format", "json")
    assert received.code == 0
    ran = thank(issued)
    assert ran.code == 0
    made = [Path(f) for f in ran.data["letters"][0]["files"]]
    assert {f.parent for f in made} == {issued / "letters"}
    text = word(issued, made[0].stem.removeprefix("thanks-"))
    assert f"To {name}" in text
    assert file.name in text
    html = page(made[1].read_text("utf-8"))
    assert html.xpath("//main//i | //main//b") == []


def test_the_buyers_looks_and_words(thank, bid):
    buyers_file(bid / "reference.docx")
    own = bid / "templates/letters/thanks.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# Danke {.unnumbered}\n\nAn {{ thanks.vender }}.\n", "utf-8")
    ran = thank(bid)
    assert (ran.code, ran.finding("template.unknown")["where"].endswith("thanks.md.j2:3")) == (1, True)
    own.write_text("# Danke {.unnumbered}\n\nAn {{ thanks.vendor }}.\n", "utf-8")
    assert thank(bid).code == 0
    assert word(bid, "aurora") == "Danke An Aurora."


def test_addenda_and_answers_wear_them_too(cli, issued):
    import io

    import docx

    buyers_file(issued / "reference.docx")
    cli("qa", "add", issued, "--question", "How many users?")
    cli("qa", "answer", issued, "Q1", "--text", "Ten.")
    assert cli("qa", "publish", issued).code == 0
    path = issued / "procurement.yaml"
    path.write_text(path.read_text().replace("summary: For tests.", "summary: For more tests."))
    assert cli("rfp", issued, "--addendum", "Said better").code == 0
    for stem in ("answers-1", "addendum-1"):
        files = {p.suffix for p in (issued / "rfp").glob(f"{stem}.*")}
        assert files == {".docx", ".html", ".pdf"}
        file = docx.Document(io.BytesIO((issued / f"rfp/{stem}.docx").read_bytes()))
        assert file.sections[0].header.paragraphs[0].text == "Letterhead of the county"
        assert file.styles["Normal"].font.name == "Georgia"


def test_a_spoiled_reference_stops_them_before_anything_is_written(cli, issued):
    (issued / "reference.docx").write_text("no Word file")
    cli("qa", "add", issued, "--question", "How many users?")
    cli("qa", "answer", issued, "Q1", "--text", "Ten.")
    assert cli("qa", "publish", issued).code == 1
    assert not list((issued / "rfp").glob("answers-*"))
