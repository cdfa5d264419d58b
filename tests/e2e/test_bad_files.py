"""What people do to the three YAML files, the folder and the console."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vendor_eval.workspace.folder import atomic

ROOT = Path(__file__).resolve().parents[2]


def damage(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "where"),
    [
        ("weights.yaml", "tech: 50", "tech: [50", "file.syntax", "weights.yaml:"),
        ("weights.yaml", "tech: 50", "tech: 50, tech: 60", "file.duplicate-key", "weights.yaml:1"),
        ("weights.yaml", "tech: 50", "tech: -50", "file.value", "weights.yaml:1"),
        ("weights.yaml", "tech: 50, ", "", "weights.group-without-weight", "weights.yaml"),
        ("weights.yaml", "tech: 50", "tech: lots", "file.value", "weights.yaml:1"),
        ("weights.yaml", "tech: 50", "tech: true", "file.value", "weights.yaml:1"),
        ("weights.yaml", "groups: {", "groups: &a {", "", ""),
        ("procurement.yaml", "id: borealis", "id: aurora", "procurement.vendor-twice", "procurement.yaml:6"),
        (
            "procurement.yaml",
            "name: Borealis",
            "name: aurora",
            "procurement.vendor-twice",
            "procurement.yaml:6",
        ),
        ("procurement.yaml", "id: bob", "id: ann", "procurement.panel-twice", "procurement.yaml:9"),
        ("procurement.yaml", "ties: [T-1", "ties: [T-9", "procurement.ties", "procurement.yaml:13"),
        ("procurement.yaml", "unanswered: refuse", "unanswered: ignore", "file.value", "procurement.yaml:12"),
        ("procurement.yaml", "buyer: {name: Test Hospital}", "buyer: *x", "file.alias", "procurement.yaml:4"),
        ("procurement.yaml", "summary:", "sumary:", "file.unknown-field", "procurement.yaml:3"),
        (
            "procurement.yaml",
            "quantity: [10, 0, 0]",
            "quantity: [10, 0]",
            "file.value",
            "procurement.yaml:18",
        ),
        (
            "procurement.yaml",
            "quantity: [10, 0, 0]",
            f"quantity: [1{'0' * 28}, 0, 0]",
            "file.value",
            "procurement.yaml:21",
        ),
        ("criteria.yaml", "catalogue: mini", "catalogue: mimi", "criteria.unknown", "criteria.yaml:1"),
        ("criteria.yaml", "catalogue: mini", "", "file.empty", "criteria.yaml"),
    ],
)
def test_one_mistake(cli, folder, name, old, new, code, where):
    damage(folder, name, old, new)
    for verb in ("rank", "status", "rfp"):
        ran = cli(verb, folder, "--format", "json")
        if not code:  # an anchor that nothing refers to does no harm
            assert "file" not in {f["code"].split(".")[0] for f in ran.findings}
            continue
        assert ran.code == 1, verb
        finding = ran.finding(code)
        assert finding["where"].startswith(where)
        assert finding["hint"]
    assert not (folder / "rfp").exists() or not code


@pytest.mark.parametrize(
    ("volume", "code"),
    [
        ("{modality: MR, studies_per_year: 4,500}", "file.no-value"),
        ("{modality: MR, studies_per_year: '4,500'}", "file.value"),
        ("{modality: MR, studies_per_year: 45, mb_per_study: '4,500.0'}", "file.value"),
        ("{modality: MR, studies_per_year: 4 500}", "file.value"),
    ],
)
def test_a_thousands_separator(cli, folder, volume, code):
    damage(folder, "procurement.yaml", "panel:", f"volumes:\n  - {volume}\npanel:")
    finding = cli("status", folder, "--format", "json").finding(code)
    assert finding["where"] == "procurement.yaml:9"
    assert "write 4500" in finding["hint"]


def test_mistakes_in_several_files_are_told_at_once(cli, folder):
    damage(folder, "weights.yaml", "tech: 50", "tech: -50")
    damage(folder, "procurement.yaml", "summary:", "sumary:")
    damage(folder, "criteria.yaml", "catalogue: mini", "catalogue: mimi")
    codes = {f["code"] for f in cli("check", folder, "--format", "json").findings}
    assert codes >= {"file.value", "file.unknown-field", "criteria.unknown"}


def test_alias_bomb(cli, folder):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    (folder / "weights.yaml").write_text(bomb)
    assert cli("rank", folder, "--format", "json").finding("file.alias")["where"] == "weights.yaml:2"


def test_a_file_open_in_word(cli, issued, monkeypatch):
    damage(issued, "procurement.yaml", "title: A small procurement", "title: Another title")
    before = {p.name: p.read_bytes() for p in (issued / "rfp").iterdir()}
    real = os.replace

    def locked(source, target):
        if Path(target).name == "response.xlsx":
            raise PermissionError(13, "Permission denied", str(target))
        real(source, target)

    monkeypatch.setattr(atomic.os, "replace", locked)
    ran = cli("rfp", issued, "--format", "json")
    assert ran.code == 3
    assert "close response.xlsx" in ran.finding("file.in-use")["hint"]
    after = {p.name: p.read_bytes() for p in (issued / "rfp").iterdir()}
    assert [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)] == []


def test_a_folder_without_write_permission(cli, issued, monkeypatch):
    damage(issued, "procurement.yaml", "title: A small procurement", "title: Another title")

    real = os.access

    def access(path, mode, **more):
        return not mode & os.W_OK and real(path, mode, **more)

    monkeypatch.setattr(os, "access", access)
    ran = cli("rfp", issued, "--format", "json")
    assert ran.code == 3
    assert ran.findings[0]["hint"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_a_console_that_lacks_a_character(tmp_path, encoding):
    table = tmp_path / "p.csv"
    table.write_text("id,日本\ndirection,max\nweight,1\nÅsa → Ö,1\n北京,2\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "vendor_eval", "rank", str(table), "--param", "normalisation=none"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_new_does_not_touch_what_is_there(cli, folder, tmp_path):
    before = (folder / "procurement.yaml").read_bytes()
    assert cli("new", folder, "--format", "json").finding("folder.taken")
    assert (folder / "procurement.yaml").read_bytes() == before
    (tmp_path / "file").write_text("")
    assert cli("new", tmp_path / "file", "--format", "json").finding("folder.is-file")
    assert cli("new", tmp_path / "x", "--catalogue", "pasc", "--format", "json").finding("criteria.unknown")
    assert not (tmp_path / "x").exists()


def test_receive_before_an_rfp(cli, folder, issued, tmp_path):
    ran = cli("receive", folder, issued / "rfp/response.xlsx", "--vendor", "Aurora", "--format", "json")
    assert ran.finding("rfp.not-issued")["hint"]


def test_the_examples_in_the_new_files_work_when_the_sign_is_taken_away(cli, tmp_path):
    import re

    target = tmp_path / "x"
    assert cli("new", target).code == 0
    for name in ("procurement.yaml", "criteria.yaml", "weights.yaml"):
        text = (target / name).read_text("utf-8")
        used = re.sub(r"^( *)#(?=[^ #\n])", r"\1", text, flags=re.MULTILINE)
        assert used != text
        (target / name).write_text(used, "utf-8")
    weights = (target / "weights.yaml").read_text("utf-8").replace("groups:\n", "groups:\n  local: 5\n", 1)
    ran = cli("criteria", "show", target, "--format", "json")
    assert {f["code"] for f in ran.findings if f["severity"] == "error"} <= {"weights.group-without-weight"}
    (target / "weights.yaml").write_text(weights, "utf-8")
    ran = cli("criteria", "show", target, "--format", "json")
    assert [f for f in ran.findings if f["severity"] == "error"] == []
    assert "LOC-01" in [c["id"] for c in ran.data["criteria"]]


def examples(text: str) -> list[list[int]]:
    """The lines of each block of examples: lines with a # directly before a word, one after the other."""
    import re

    blocks: list[list[int]] = []
    for n, line in enumerate(text.splitlines()):
        if re.match(r" *#[^ #\n]", line):
            follows = bool(blocks) and blocks[-1][-1] == n - 1
            blocks[-1:] = [[*blocks[-1], n]] if follows else [*blocks[-1:], [n]]
    return blocks


@pytest.mark.parametrize("name", ["procurement.yaml", "criteria.yaml", "weights.yaml"])
def test_each_example_in_the_new_files_works_by_itself(cli, tmp_path, name):
    import re

    target = tmp_path / "x"
    assert cli("new", target).code == 0
    weights = (target / "weights.yaml").read_text("utf-8")
    text = (target / name).read_text("utf-8")
    assert examples(text)
    for block in examples(text):
        lines = text.splitlines()
        for n in block:
            lines[n] = lines[n].replace("#", "", 1)
        (target / name).write_text("\n".join(lines) + "\n", "utf-8")
        local = any("id: local" in lines[n] for n in block)
        if name != "weights.yaml":
            extra = "groups:\n  local: 5\n" if local else "groups:\n"
            (target / "weights.yaml").write_text(weights.replace("groups:\n", extra, 1), "utf-8")
        ran = cli("criteria", "show", target, "--format", "json")
        assert [f for f in ran.findings if f["severity"] == "error"] == [], lines[block[0]]
    # an indented "# name: value" looks like an example and would break the indentation
    notes = re.findall(r"^ +# (\w+): [\d{\[]", text, flags=re.MULTILINE)
    assert notes == []


@pytest.mark.parametrize("name", ["CON", "my procurement", "Ünïcode"])
def test_new_makes_a_folder_that_works(cli, tmp_path, name):
    target = tmp_path / name
    assert cli("new", target).code == 0
    text = (target / "procurement.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=schemas/procurement.schema.json\n")
    assert (target / "schemas/procurement.schema.json").exists()
    ran = cli("criteria", "check", target, "--format", "json")
    assert (ran.code, [f for f in ran.findings if f["severity"] == "error"]) == (0, [])
