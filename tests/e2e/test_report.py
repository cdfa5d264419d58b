"""report: html, docx and pdf say the same, are written together or not at all, and stay as they are."""

from __future__ import annotations

import os

import lxml.html
import pytest
from documents.reading import flat, paragraphs
from documents.test_pdf import text_of

NAMES = ("report.html", "report.docx", "report.pdf", "report.xlsx", "outcome.json", "summary.md")


def texts(folder):
    """What a reader finds in each of the three, without blanks, which each breaks in its way."""
    report = folder / "report"
    page = lxml.html.document_fromstring((report / "report.html").read_text("utf-8"))
    found = {
        "html": page.text_content(),
        "docx": " ".join(paragraphs((report / "report.docx").read_bytes())),
        "pdf": text_of((report / "report.pdf").read_bytes()),
    }
    return {name: flat(text).replace(" ", "") for name, text in found.items()}


def written(folder):
    return {name: (folder / "report" / name).read_bytes() for name in NAMES}


def test_three_forms_of_one_report(cli, bid):
    ran = cli("report", bid, "--format", "json")
    assert (ran.code, ran.data["official"]) == (0, True)
    assert [p.rsplit("/", 1)[-1] for p in ran.data["files"]] == list(NAMES)
    said = [
        "Recommended: Aurora",
        "86.00 of 100 points, 19.00 more than Borealis (67.00)",
        "100,000 weightings within 20 percent of the agreed ones were drawn, with seed 1",
        "The price that moves the award",
        "One evaluator less",
        "Confirmed by scikit-criteria",
    ]
    verdict = cli("sensitivity", bid, "--format", "json").data["verdict"]
    headings = {"html": "How sure is the ranking"}
    for name, text in texts(bid).items():
        assert headings.get(name, "How far the decision holds").replace(" ", "") in text
        for sentence in (*said, verdict.replace("Ann", "Radiology").replace("Bob", "IT")):
            assert sentence.replace(" ", "") in text, (name, sentence)


def test_evaluators_have_no_names(cli, bid):
    file = bid / "procurement.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Bob", "name: Bobrowski"), "utf-8")
    cli("report", bid)
    assert all("Bobrowski" not in text for text in texts(bid).values())


def test_again_changes_nothing(cli, bid):
    cli("report", bid)
    before = written(bid)
    log = (bid / "log.jsonl").read_bytes()
    ran = cli("report", bid, "--format", "json")
    assert ran.data["changed"] is False
    assert (bid / "log.jsonl").read_bytes() == log
    for name in NAMES:
        (bid / "report" / name).unlink()
    assert cli("report", bid, "--format", "json").data["changed"] is True
    assert written(bid) == before


def test_hostile_names_are_text(cli, bid):
    name = "*A* {{ 7*7 }} <b>|x|"
    file = bid / "procurement.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Aurora", f"name: '{name}'"), "utf-8")
    assert cli("report", bid).code == 0
    assert all(name.replace(" ", "") in text for text in texts(bid).values())


def test_not_official_stands_on_every_page(cli, bid):
    for path in bid.glob("scores/bob-v1.*"):
        path.unlink()
    cli("report", bid)
    pages = text_of((bid / "report/report.pdf").read_bytes(), "-layout").split("\f")[:-1]
    assert all(page.strip().startswith("NOT OFFICIAL") for page in pages)


@pytest.mark.parametrize("blocked", ["report.docx", "report.pdf"])
def test_a_file_open_in_word(cli, bid, monkeypatch, blocked):
    cli("report", bid)
    before = written(bid)
    file = bid / "procurement.yaml"
    file.write_text(file.read_text("utf-8").replace("title: A small", "title: Another small"), "utf-8")
    replace = os.replace

    def held(source, target):
        if str(target).endswith(blocked):
            raise PermissionError(13, "held open", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", held)
    ran = cli("report", bid, "--format", "json")
    assert ran.code == 3
    found = ran.finding("file.in-use")
    assert found["where"].endswith(blocked)
    assert "nothing was changed" in found["hint"]
    assert written(bid) == before
    assert not list((bid / "report").glob(".writing-*"))


def test_a_buyers_own_section(cli, bid):
    own = bid / "templates/report"
    own.mkdir(parents=True)
    (own / "12-confirmation.md.j2").write_text("# Checked\n\nBy us: {{ check.title }}.\n", "utf-8")
    assert cli("report", bid).code == 0
    assert "Byus:Confirmed." in texts(bid)["docx"]
    (own / "12-confirmation.md.j2").write_text("# Checked\n\n{{ chek.title }}\n", "utf-8")
    before = written(bid)
    ran = cli("report", bid, "--format", "json")
    assert ran.code == 1
    assert ran.finding("template.unknown")["where"].endswith("12-confirmation.md.j2:3")
    assert written(bid) == before
