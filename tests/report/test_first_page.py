"""The recommendation comes first and fits on one page, however much there is to say."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from documents.reading import flat
from documents.test_pdf import text_of

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.content.recommendation import LETTERS, LINES
from vendor_eval.report.facts import facts
from vendor_eval.report.html.page import decision_html

from .conftest import CET
from .test_document import made

Make = Callable[..., Outcome]
LONG = tuple(
    f"Consortium of Regional Enterprise Imaging Providers of the North and {x}, Ltd." for x in "ABCDEFGHIJKL"
)


def decisions(count: int) -> tuple[Decision, ...]:
    at = datetime(2026, 10, 5, 9, 0, tzinfo=CET)
    return tuple(
        Decision(
            act="read", vendor="vendor-1", criterion=f"INT-{i:02}", value=f"{i}", raw="?",
            reason="The bidder confirmed in writing what the cell was meant to say. " * 9, at=at, by="m.hartley",
        )
        for i in range(count)
    )  # fmt: skip


def crowded(outcome: Make) -> Outcome:
    errors = tuple(
        Finding(f"x.{i}", "error", "here", f"Reason {i} why it is not official. " * 8) for i in range(9)
    )
    return outcome(
        vendors=12, excluded=8, criteria=60, names=LONG, decisions=decisions(14), findings=errors, missing=9
    )


def lines(content: tuple[str, ...]) -> int:
    return sum(-(-len(item) // LETTERS) for item in content)


def test_every_question_of_a_board_has_its_row(outcome: Make) -> None:
    rows = {row.label: row.said for row in facts(outcome()).brief}
    assert list(rows) == [
        "Result", "By how much", "How sure", "Cost, years 0 to 5", "Open conditions", "Not in the ranking",
    ]  # fmt: skip
    assert rows["Result"][0] == "Recommended: Aldermoor Imaging"
    assert "more than Beacon PACS" in rows["By how much"][0]
    assert rows["How sure"][0].startswith(("Clear by", "Leaning by", "Close call by"))
    assert rows["Cost, years 0 to 5"][0].startswith(
        "Net present cost of Aldermoor Imaging: EUR 2,000,400.49, 353,768.46 less than"
    )


def test_what_has_no_room_is_counted(outcome: Make) -> None:
    content = facts(crowded(outcome))
    assert sum(lines(row.said) for row in content.brief) <= LINES
    assert all(row.said for row in content.brief)
    out = next(row for row in content.brief if row.label == "Not in the ranking")
    assert out.more == f"And {8 - len(out.said)} more, in “Ranking”."


@pytest.mark.parametrize("full", [False, True])
def test_the_contents_begin_on_the_second_page(
    outcome: Make, tmp_path: Path, soffice: str, full: bool
) -> None:
    files = made(crowded(outcome) if full else outcome(), strict=False)
    first, second = text_of(files["report.pdf"], "-layout").split("\f")[:2]
    assert "Result" in first and "Contents" in second
    (tmp_path / "report.docx").write_bytes(files["report.docx"])
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "report.docx"],
        check=True,
        timeout=120,
        capture_output=True,
    )
    first, second = map(flat, text_of((tmp_path / "report.pdf").read_bytes()).split("\f")[:2])
    assert "Not in the ranking" in first and "Contents" in second


def test_terms_that_bidders_were_not_sent_are_said_first_and_never_called_published(outcome: Make) -> None:
    o = outcome()
    changed = o.model_copy(update={"official": False, "as_issued": False})
    said = "are not those that bidders were sent"
    content = facts(changed)
    assert said in content.headline.reasons[0]
    assert said in {row.label: row.said for row in content.brief}["Result"][2]
    html = decision_html(changed)
    assert (html.count(said), "As the request for proposals says them" in html) == (2, False)
    assert "As the request for proposals says them" in decision_html(o)
    text = flat(text_of(made(changed)["report.pdf"]))
    assert "1 Process and rules as published" not in text
    assert "Not as published." in text
