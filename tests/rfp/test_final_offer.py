"""The invitation to a best and final offer as a document."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from documents.reading import paragraphs
from rfp.small import full

from vendor_eval.rfp.letters import final_offer as made
from vendor_eval.rfp.letters.final_offer import VARIABLES, final_offer
from vendor_eval.shipped import shipped

DOCS = Path(__file__).parents[2] / "docs/templates.md"
UNTIL = datetime(2027, 4, 10, 12, tzinfo=UTC)


def letter(about="", vendor="Star"):
    return final_offer(
        full()[0], vendor, UNTIL, about, 2, date(2027, 4, 1), [Path("nowhere"), shipped("rfp_templates")]
    )


def test_hostile_words_stay_words():
    about = "# no heading\n<script>alert(1)</script> $x$ @here | *so* \\n"
    files, findings = letter(about, "<b>Star</b>")
    assert [f for f in findings if f.severity == "error"] == []
    text = " ".join(paragraphs(files["final.docx"]))
    for words in ("# no heading", "<script>alert(1)</script> $x$ @here | *so* \\n", "<b>Star</b>"):
        assert words in text
    assert "<script>" not in files["final.html"].decode().partition("<main")[2]


def test_every_variable_is_written_down_and_there(monkeypatch):
    text = DOCS.read_text("utf-8").partition("## Variables of the letter for best and final offers")[2]
    for name, meaning in VARIABLES.items():
        assert f"| `{name}` | {meaning} |" in text, name
    seen = {}
    monkeypatch.setattr(made, "letter_files", lambda folders, name, said, *_: seen.update(said) or ({}, []))
    letter()
    assert {f"final.{k}" for k in seen["final"]} == {n for n in VARIABLES if n.startswith("final.")}
