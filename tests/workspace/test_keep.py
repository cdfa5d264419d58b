"""Whole files or none, versions that stay, a log that shows tampering."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vendor_eval.errors import VendorEvalError
from vendor_eval.model.buyer.procurement import Vendor, Vendors, slug
from vendor_eval.workspace.additions import add_vendor, version_of
from vendor_eval.workspace.folder import atomic
from vendor_eval.workspace.folder import log as audit
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.journal import act
from vendor_eval.workspace.yaml_files.load import read_model

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def test_write_all_or_none(tmp_path, monkeypatch):
    a, b = tmp_path / "a.docx", tmp_path / "b.xlsx"
    atomic.write_all({a: b"old a", b: b"old b"})
    real = atomic.os.replace

    def locked(source, target):
        if Path(target) == b and Path(source).read_bytes() == b"new b":
            raise PermissionError(13, "open in another program")
        real(source, target)

    monkeypatch.setattr(atomic.os, "replace", locked)
    with pytest.raises(VendorEvalError) as stop:
        atomic.write_all({a: b"new a", b: b"new b"})
    assert stop.value.code == "file.in-use"
    assert "close b.xlsx" in stop.value.hint
    assert (a.read_bytes(), b.read_bytes()) == (b"old a", b"old b")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.docx", "b.xlsx"]


def test_same_content_is_not_written_again(tmp_path):
    path = tmp_path / "a"
    assert atomic.write_bytes(path, b"x")
    assert not atomic.write_bytes(path, b"x")


def test_a_folder_that_may_not_be_written_to(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "no")

    monkeypatch.setattr(atomic.tempfile, "mkstemp", refuse)
    with pytest.raises(VendorEvalError) as stop:
        atomic.write_bytes(tmp_path / "x", b"")
    assert stop.value.code == "file.no-permission"


def log_of(folder: Path, acts: int) -> Path:
    log = folder / "log.jsonl"
    for i in range(acts):
        audit.append(log, by="t", at=NOW, verb="rfp", what=f"act {i}", files={"ü.docx": "0" * 64})
    return log


def test_log_is_whole(tmp_path):
    assert audit.verify(log_of(tmp_path, 4)) == []
    assert audit.verify(tmp_path / "none") == []


@pytest.mark.parametrize("change", [
    lambda lines: [lines[0], lines[1].replace(b"act 1", b"act X"), *lines[2:]],
    lambda lines: [lines[0], *lines[2:]],
    lambda lines: [lines[1], lines[0], *lines[2:]],
    lambda lines: [*lines[:2], b"not json", *lines[2:]],
])  # fmt: skip
def test_log_shows_tampering(tmp_path, change):
    log = log_of(tmp_path, 4)
    log.write_bytes(b"\n".join(change(log.read_bytes().splitlines())) + b"\n")
    assert [f.code for f in audit.verify(log)] == ["log.broken"]


def test_versions(tmp_path):
    assert version_of(tmp_path, "response", b"a") == (1, False)
    (tmp_path / "response-v1.xlsx").write_bytes(b"a")
    assert version_of(tmp_path, "response", b"a") == (1, False), (
        "a workbook without its reading does not count"
    )
    (tmp_path / "response-v1.json").write_text("{}")
    assert version_of(tmp_path, "response", b"a") == (1, True)
    assert version_of(tmp_path, "response", b"b") == (2, False)


@pytest.mark.parametrize(
    "name", ["A/B: Müller & Co.", "no", "1e3", "'; drop", "日本電気", "x: y # z", '"q"', "a\u2028b"]
)
def test_vendors_file_is_read_back_as_written(tmp_path, name):
    layout = Layout(tmp_path)
    for vendor in (Vendor(name=name), Vendor(name="Second")):
        with act(layout, "receive", "ann", lambda: NOW) as doing:
            add_vendor(doing, vendor)
    found, _, findings = read_model(Vendors, layout.vendors)
    assert not findings
    assert [v.name for v in found.vendors] == [name, "Second"]


def test_a_vendor_that_two_commands_add_is_there_once(tmp_path):
    layout = Layout(tmp_path)
    for by in ("ann", "ben"):
        with act(layout, "receive", by, lambda: NOW) as doing:
            add_vendor(doing, Vendor(name="Aurora"))
    found, _, _ = read_model(Vendors, layout.vendors)
    assert [v.name for v in found.vendors] == ["Aurora"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("CON", "vendor-con"), ("A/B: Müller & Co.", "a-b-muller-co"), ("lpt1", "vendor-lpt1"), ("3M", "vendor-3m"),
     ("..", "vendor-2e2e"), ("日本", "vendor-65e5672c"), ("x" * 99, "x" * 40), ("Straße", "strasse")],
)  # fmt: skip
def test_folder_names_are_safe_everywhere(name, expected):
    assert slug(name) == expected
