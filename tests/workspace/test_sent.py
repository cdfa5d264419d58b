"""Which answers a score sheet shows is read from its properties, whatever somebody made of the file."""

from __future__ import annotations

import zipfile

import pytest

from vendor_eval.model.buyer.procurement import Evaluator
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.sent_sheets import sent_sheets

PANEL = (Evaluator(id="ann", name="Ann", role="Chief"),)
NAME = '<property fmtid="{x}" pid="2" name="vendor_eval_bid-aurora"><vt:lpwstr>%s</vt:lpwstr></property>'


@pytest.fixture
def layout(tmp_path):
    (tmp_path / "sheets").mkdir()
    return Layout(tmp_path)


def packed(path, text):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/custom.xml", text)


def test_sheets_are_known_by_their_names(layout):
    for name in ("ann", "ann-demo", "ann-final", "consensus", "consensus-written", "bob", "ann-other"):
        packed(layout.sheets / f"{name}.xlsx", NAME % ("0" * 16))
    found = {(s.evaluator, s.part) for s in sent_sheets(layout, PANEL)}
    parts = {("ann", ""), ("ann", "demo"), ("ann", "final"), ("consensus", ""), ("consensus", "written")}
    assert found == parts
    assert all(s.shown == {"aurora": "0" * 16} for s in sent_sheets(layout, PANEL))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<not xml",
        NAME % "no mark",
        NAME % ("0" * 17),
        '<!DOCTYPE x [<!ENTITY a "b">]>' + NAME % "&a;",
        " " * 50_000_000 + NAME % ("0" * 16),
    ],
)
def test_what_says_nothing_shows_nothing(layout, text):
    packed(layout.sheets / "ann.xlsx", text)
    assert [s.shown for s in sent_sheets(layout, PANEL)] == [None]


def test_what_is_no_workbook_shows_nothing(layout):
    (layout.sheets / "ann.xlsx").write_bytes(b"PK\x03\x04 not really")
    (layout.sheets / "ann-demo.xlsx").mkdir()
    with zipfile.ZipFile(layout.sheets / "ann-written.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    assert [(s.part, s.shown) for s in sent_sheets(layout, PANEL)] == [("", None), ("written", None)]
