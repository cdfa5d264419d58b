"""What the report owes its readers: withdrawn bids, every admission, why terms changed, what a meeting changed."""

from __future__ import annotations

import re

import lxml.html
import pytest
from documents.reading import part, words_of
from filling import BID, fill
from steps import change

from .test_panel import scored, with_rules
from .test_report import texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tables(folder, name):
    """The table of this name in html and in docx, as rows of cells."""
    report = folder / "report"
    page = lxml.html.document_fromstring((report / "report.html").read_text("utf-8"))
    (region,) = page.xpath(f"//*[@aria-label={name!r}]")
    yield [[" ".join(c.text_content().split()) for c in row.xpath("./*")] for row in region.xpath(".//tr")]
    for table in part((report / "report.docx").read_bytes()).iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == name:
            yield [
                [" ".join(words_of(p) for p in c.iter(f"{W}p")) for c in row.iter(f"{W}tc")]
                for row in table.iter(f"{W}tr")
            ]


@pytest.fixture
def take(cli, tmp_path):
    def receive(folder, share, at):
        file = fill(folder / "rfp/response.xlsx", tmp_path / f"{share}.xlsx", BID | {"T-2": share})
        assert cli("receive", folder, file, "--vendor", "Aurora", "--at", at).code == 0

    return receive


def test_a_withdrawn_bid_is_not_one_that_never_came(cli, bid):
    assert cli("settle", "withdraw", bid, "--vendor", "Aurora", "--reason", "letter of 30 January").code == 0
    cli("report", bid)
    found = list(tables(bid, "Gates by vendor"))
    assert len(found) == 2
    for rows in found:
        column = rows[0].index("Aurora")
        assert {row[column] for row in rows[1:]} == {"withdrawn"}


def test_each_admission_of_a_late_bid_stands_in_the_report(cli, bid, take):
    for share, at, reason in (
        (99.7, "2030-02-01T10:00", "minutes 5"),
        (99.8, "2030-02-02T10:00", "minutes 6"),
    ):
        take(bid, share, at)
        assert cli("settle", "admit-late", bid, "--vendor", "Aurora", "--reason", reason).code == 0
    cli("report", bid)
    for text in texts(bid).values():
        conditions = re.split("Openconditions|ConditionsforAurora", text, maxsplit=1)[1][:2000]
        assert "minutes5" in conditions and "minutes6" in conditions
        assert "replacedbyalaterdecision" not in text
    cli("settle", "withdraw", bid, "--vendor", "Aurora", "--reason", "letter of 3 February")
    cli("report", bid)
    assert all(text.count("replacedbyalaterdecision") == 2 for text in texts(bid).values())


def test_why_the_terms_changed_is_printed(cli, bid):
    change(bid, "catalogues/mini/tech.yaml", "TLS 1.2 or later", "TLS 1.3")
    assert cli("rfp", bid, "--addendum", "The *security* office asked for it").code == 0
    cli("report", bid)
    found = list(tables(bid, "Issues of the request for proposals"))
    assert len(found) == 2
    for rows in found:
        assert [row[0] for row in rows[1:]] == ["1", "2"]
        assert rows[1][2:] == ["–", "first issue"]
        assert rows[2][2:] == ["addendum 1", "The *security* office asked for it"]


def test_what_the_meeting_changed_and_why(cli, bid):
    with_rules(bid, consensus="negotiated", spread_percent=50)
    assert cli("sheets", bid, "--consensus").code == 0
    agreed = scored(bid, "consensus", {"U-1|aurora": 4.5, "U-1|borealis": 3}, reason="balanced in the demo")
    assert cli("collect", bid, agreed).code == 0
    cli("report", bid)
    found = list(tables(bid, "Where the meeting decided on another score than the mean"))
    assert len(found) == 2
    for rows in found:
        assert len(rows) == 2, "Borealis: agreed with the mean"
        assert rows[1][0] == "Aurora"
        assert rows[1][2:] == ["2: 4 to 4", "4.00", "4.50", "+0.50", "balanced in the demo"]


def test_a_buyers_figure_and_one_that_is_not_known(cli, bid):
    own = bid / "templates/report"
    own.mkdir(parents=True)
    file = own / "12-confirmation.md.j2"
    file.write_text('# Checked\n\n::: {.figure name="ranks"}\nOur words\n:::\n', "utf-8")
    assert cli("report", bid).code == 0
    assert "Ourwords" in texts(bid)["pdf"] and "Ourwords" in texts(bid)["docx"]
    file.write_text('# Checked\n\n::: {.figure name="rank"}\n:::\n', "utf-8")
    ran = cli("report", bid, "--format", "json")
    assert ran.code == 1
    found = ran.finding("template.unknown-figure")
    assert found["where"].endswith("12-confirmation.md.j2:3")
    assert "waterfall, groups, weights, ranks" in found["hint"]


def test_the_three_forms_tell_strengths_and_agreement_alike(cli, bid):
    assert cli("report", bid).code == 0
    for text in texts(bid).values():
        assert "Strengths:theupto5criteria" in text
        assert "Krippendorff’salpha" in text
        assert "Whatthemeetingchanged" in text
