"""Score sheets from Python: out, back, the short list, agreement."""

from __future__ import annotations

from filling import fill


def scored(procurement, evaluator, tmp_path, scores):
    sheet = procurement.layout.sheets / f"{evaluator}.xlsx"
    return fill(sheet, tmp_path / f"{evaluator}.xlsx", scores, key="score")


def test_sheets_go_out_and_come_back(bids, tmp_path):
    sheets = bids.sheets()
    assert (sheets.ok, sheets.changed) == (True, True)
    assert [path.name for path in sheets.files] == ["ann.xlsx", "bob.xlsx"]
    assert bids.sheets().changed is False
    scores = {"U-1|aurora": 4, "U-1|borealis": 3}
    ann, bob = (scored(bids, name, tmp_path, scores) for name in ("ann", "bob"))
    collected = bids.collect([ann, tmp_path / "nowhere.xlsx", bob])
    assert [(x.stem, x.version, x.sheet is not None) for x in collected.sheets] == [
        ("ann", 1, True),
        ("bob", 1, True),
    ]
    assert [f.code for f in collected.findings if f.severity == "error"] == ["file.missing"]
    again = bids.collect([ann])
    assert (again.ok, again.sheets[0].version, again.sheets[0].sheet) == (True, 1, None)
    assert len(bids.agreement().agreement.ratings.raters) == 2


def test_what_is_no_score_sheet_is_not_stored(bids):
    before = bids.layout.log.read_bytes()
    result = bids.collect([bids.layout.rfp / "response.xlsx"])
    assert ([f.code for f in result.findings], result.sheets) == (["form.other-kind"], ())
    assert bids.sheets(consensus=True).findings[-1].code == "sheets.no-scores"
    assert bids.agreement().findings[-1].code == "agreement.no-scores"
    assert bids.layout.log.read_bytes() == before


def test_without_a_rule_there_is_no_short_list(bids):
    result = bids.shortlist()
    assert (result.after, result.places, result.findings[-1].code) == ("", (), "shortlist.none")
