"""The clarification log: no asker in it, answers for all, and nothing published ever changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from documents.reading import flat, page, paragraphs

NAMES = ("Aurora", "aurora", "Borealis", "borealis")


@pytest.fixture
def qa(cli, issued):
    def run(act, *args):
        return cli("qa", act, issued, *args, "--format", "json")

    return run


def web(folder: Path, number: int) -> str:
    text = (folder / f"rfp/answers-{number}.html").read_text("utf-8")
    return flat(" ".join(page(text).xpath("//main")[0].itertext()))


def word(folder: Path, number: int) -> str:
    return flat(" ".join(paragraphs((folder / f"rfp/answers-{number}.docx").read_bytes())))


def files(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def test_from_question_to_publication(cli, qa, issued):
    asked = qa("add", "--question", "Must Aurora use TLS 1.3?", "--from", "aurora", "--criterion", "G-1")
    assert (asked.code, asked.data["question"]) == (0, "Q1")
    assert asked.data["text"] == "Must [bidder] use TLS 1.3?"
    assert "Aurora" in asked.finding("qa.anonymised")["message"]
    assert cli("status", issued, "--format", "json").finding("qa.unanswered")["message"].endswith("Q1")
    assert qa("add", "--question", "How many users?").data["question"] == "Q2"
    assert qa("answer", "q1", "--text", "No. Borealis may use TLS 1.2 as well.").code == 0
    status = cli("status", issued, "--format", "json")
    assert status.data["questions"] == {"unanswered": ["Q2"], "unpublished": ["Q1"]}
    ran = qa("publish")
    assert (ran.code, ran.data["publication"], ran.data["answers"]) == (0, 1, {"Q1": 1})
    assert ran.data["to"] == ["Aurora", "Borealis"]
    for text in (web(issued, 1), word(issued, 1)):
        for words in (
            "Answer 1",
            "Q1",
            "G-1 Encrypted traffic",
            "Must [bidder] use TLS 1.3?",
            "TLS 1.2 as well",
        ):
            assert words in text, words
        assert "How many users?" not in text
    status = cli("status", issued, "--format", "json")
    assert status.data["questions"] == {"unanswered": ["Q2"], "unpublished": []}


def test_who_asked_stands_in_the_log_alone(qa, issued):
    qa("add", "--question", "Is Aurora in?", "--from", "Aurora")
    qa("answer", "Q1", "--text", "Yes, Aurora is.")
    qa("publish")
    for path, content in files(issued).items():
        if path.name in ("qa.yaml", "answers-1.docx", "answers-1.html", "answers-1.pdf"):
            assert not any(name.encode() in content for name in NAMES), path
    assert not any(name in word(issued, 1) for name in NAMES)
    entries = [json.loads(line) for line in (issued / "log.jsonl").read_text().splitlines()]
    assert entries[1]["what"] == "question Q1 from Aurora: Is Aurora in?"
    published = [f"rfp/answers-1.{kind}" for kind in ("docx", "html", "pdf")]
    assert list(entries[-1]["files"]) == ["qa.yaml", *published]
    log = yaml.safe_load((issued / "qa.yaml").read_text())
    assert [e["act"] for e in log["entries"]] == ["question", "answer", "publish"]
    assert "edit nothing here" in (issued / "qa.yaml").read_text().splitlines()[0]


def test_a_published_answer_never_changes(qa, issued):
    qa("add", "--question", "How many users?")
    qa("answer", "Q1", "--text", "About a hundred.")
    qa("answer", "Q1", "--text", "120.")
    qa("publish")
    assert "120." in web(issued, 1)
    assert "About a hundred" not in web(issued, 1), "before publication an answer may be given anew"
    before = files(issued)
    ran = qa("answer", "Q1", "--text", "125.")
    assert (ran.code, ran.data["corrects"]) == (0, 1)
    assert qa("publish").data["answers"] == {"Q1": 2}
    after = files(issued)
    for name in ("answers-1.docx", "answers-1.html", "answers-1.pdf"):
        assert after[issued / "rfp" / name] == before[issued / "rfp" / name]
    said = web(issued, 2)
    for words in ("Answer 1", "120.", "Corrected by answer 2.", "Answer 2", "Corrects answer 1.", "125."):
        assert words in said, words
    head = before[issued / "qa.yaml"]
    assert after[issued / "qa.yaml"].startswith(head)


def test_a_second_time_changes_nothing(cli, qa, issued):
    qa("add", "--question", "How many users?", "--from", "aurora")
    qa("answer", "Q1", "--text", "120.")
    qa("publish")
    before = files(issued)
    again = qa("add", "--question", "How many users?", "--from", "borealis")
    assert (again.code, again.data["question"], again.data["new"]) == (0, "Q1", False)
    assert qa("answer", "Q1", "--text", "120.").data["new"] is False
    assert qa("publish").data["answers"] == {}
    assert "nothing changed" in cli("qa", "publish", issued).out
    assert files(issued) == before


@pytest.mark.parametrize(
    ("act", "args", "code"),
    [
        ("answer", ["Q7", "--text", "x"], "qa.unknown"),
        ("add", ["--question", "x", "--criterion", "T-9"], "qa.criterion"),
        ("add", ["--question", "x", "--from", "Nobody"], "vendor.unknown"),
        ("add", ["--question", "  "], "qa.empty"),
        ("add", ["--question", "x", "--at", "2030-01-01"], "usage.time"),
    ],
)
def test_mistakes(qa, issued, act, args, code):
    ran = qa(act, *args)
    assert ran.code == 1
    assert ran.finding(code)["hint"]
    assert not (issued / "qa.yaml").exists()


def test_words_that_give_the_asker_away(qa):
    ran = qa("add", "--question", "Does Umbra 9.1 count? Call x@y.example", "--hide", "Umbra")
    assert ran.data["text"] == "Does [product] 9.1 count? Call [contact]"


def test_questions_and_publications_out_of_time(cli, folder):
    path = folder / "procurement.yaml"
    path.write_text(path.read_text().replace("bids_due: 2030-01-31T12:00", "bids_due: 2020-01-31T12:00"))
    text = path.read_text().replace("timezone: UTC,", "timezone: UTC, questions_until: 2020-01-10T12:00,")
    path.write_text(text)
    ran = cli("qa", "add", folder, "--question", "x", "--at", "2020-01-10T12:01", "--format", "json")
    assert (ran.code, ran.finding("qa.late")["severity"]) == (0, "warning")
    cli("qa", "answer", folder, "Q1", "--text", "y")
    ran = cli("qa", "publish", folder, "--format", "json")
    assert (ran.code, ran.finding("qa.after-due")["severity"]) == (0, "warning")


def test_hostile_words_stay_words(qa, issued):
    text = "<b>x</b> | *y* `z` {{ 7*7 }} \\ $1 @a 🙂 漢字\nnext line"
    qa("add", "--question", text)
    qa("answer", "Q1", "--text", f"re: {text}")
    assert qa("publish").code == 0
    for said in (web(issued, 1), word(issued, 1)):
        assert flat(f"re: {text}") in said


def test_show(cli, qa, issued):
    assert "Nobody has asked yet." in cli("qa", "show", issued).out
    qa("add", "--question", "How many users?")
    assert qa("show").data["questions"][0]["state"] == "not answered"
    qa("answer", "Q1", "--text", "120.")
    qa("publish")
    qa("answer", "Q1", "--text", "125.")
    assert qa("show").data["questions"][0]["state"] == "correction of answer 1, not published"
    assert cli("qa", "show", issued, "--format", "csv").out.startswith("question,criterion")


def test_a_damaged_log_is_said(cli, issued):
    (issued / "qa.yaml").write_text('# x\nentries:\n- {"act": "publish", "answers": {"Q9": 1}}\n')
    ran = cli("qa", "show", issued, "--format", "json")
    assert (ran.code, ran.findings[0]["code"]) == (3, "folder.damaged")


def test_show_lists_a_corrected_answer_beside_the_one_that_corrects_it(cli, qa, issued):
    """As the published document does: bidders may have worked with the first."""
    qa("add", "--question", "How many users?")
    for text in ("120.", "125."):
        qa("answer", "Q1", "--text", text)
        qa("publish")
    qa("answer", "Q1", "--text", "130.")
    (one,) = qa("show").data["questions"]
    assert (one["answer"], one["state"]) == ("130.", "correction of answer 2, not published")
    assert [a["answer"] for a in one["answers"]] == ["120.", "125.", "130."]
    first, second, _ = (a["state"] for a in one["answers"])
    assert first.startswith("answer 1 of ") and first.endswith(", corrected by answer 2")
    assert second.startswith("answer 2 of ") and second.endswith(", corrects answer 1")
    said = flat(cli("qa", "show", issued).out)
    assert all(text in said for text in ("120.", "125.", "130."))


@pytest.mark.parametrize(("about", "printed"), [("LIC", "LIC Licences"), ("FEE", "FEE Yearly fee")])
def test_a_price_line_is_asked_about_too(qa, issued, about, printed):
    assert qa("add", "--question", "For how many seats?", "--criterion", about).code == 0
    qa("answer", "Q1", "--text", "For ten.")
    assert qa("publish").code == 0
    assert printed in web(issued, 1)
