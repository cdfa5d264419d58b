"""An act is one line of the log with all its files, or nothing: whenever the process ends."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vendor_eval.errors import VendorEvalError
from vendor_eval.workspace import journal
from vendor_eval.workspace.folder import log
from vendor_eval.workspace.folder.layout import Layout

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def do(layout: Layout, files: dict[str, bytes], verb: str = "test", **more: object) -> journal.Act:
    with journal.act(layout, verb, "ann", clock, what="a test", **more) as act:
        for name, content in files.items():
            act.write(layout.root / name, content)
    return act


def state(root: Path) -> dict[str, bytes]:
    """Every file of the folder but the lock."""
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in sorted(root.rglob("*"))
        if p.is_file() and p.name != ".lock"
    }


def test_an_act_writes_its_files_and_one_line_that_names_them(tmp_path):
    layout = Layout(tmp_path)
    act = do(layout, {"a.txt": b"1", "deep/er/b.txt": b"2"})
    assert [p.name for p in act.changed] == ["a.txt", "b.txt"]
    found = state(tmp_path)
    assert found.pop("log.jsonl").count(b"\n") == 1
    assert found == {"a.txt": b"1", "deep/er/b.txt": b"2"}
    (line,) = map(json.loads, log.lines(layout.log))
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}
    assert line["files"] == sums
    assert (line["verb"], line["by"], line["what"]) == ("test", "ann", "a test")


def test_the_same_content_again_is_no_act(tmp_path):
    layout = Layout(tmp_path)
    do(layout, {"a.txt": b"1"})
    before = state(tmp_path)
    assert do(layout, {"a.txt": b"1"}).changed == ()
    assert state(tmp_path) == before


def test_an_exception_inside_leaves_everything_as_it_was(tmp_path):
    layout = Layout(tmp_path)
    do(layout, {"a.txt": b"1"})
    before = state(tmp_path)

    def fails() -> None:
        with journal.act(layout, "test", "ann", clock) as act:
            act.write(tmp_path / "a.txt", b"2")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert state(tmp_path) == before


def test_a_path_outside_the_folder_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    with pytest.raises(ValueError), journal.act(Layout(tmp_path / "in"), "test", "ann", clock) as act:
        act.write(tmp_path / "out.txt", b"")


def test_an_act_reads_what_it_wrote(tmp_path):
    layout = Layout(tmp_path)
    do(layout, {"a.txt": b"1"})
    with journal.act(layout, "test", "ann", clock) as act:
        assert act.read(tmp_path / "a.txt") == b"1"
        assert act.read(tmp_path / "none.txt") is None
        act.write(tmp_path / "a.txt", b"2")
        assert act.read(tmp_path / "a.txt") == b"2"


def interrupted(root: Path, at: int) -> tuple[int, int]:
    """Do one act in a process that is killed just before its call number ``at`` that changes the disk.

    The signal that ended the process (0: none), and how many such calls there were.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    job = multiprocessing.get_context("fork").Process(target=act_until, args=(root, at, sender))
    job.start()
    job.join(60)
    return -job.exitcode, receiver.recv() if receiver.poll() else 0


def act_until(root: Path, at: int, sender: Any) -> None:
    count = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)

        return call

    def opened(self: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        return (counted(real) if set(mode) & set("wa") else real)(self, mode, *args, **kwargs)

    real, Path.open = Path.open, opened
    for name in ("replace", "fsync", "mkdir", "rmdir", "unlink"):
        setattr(os, name, counted(getattr(os, name)))
    do(Layout(root), {"a.txt": b"new a", "new/b.txt": b"new b", "c.txt": b"new c"})
    sender.send(count)


def begun(root: Path) -> Layout:
    root.mkdir()
    do(Layout(root), {"a.txt": b"old a", "c.txt": b"old c"})
    return Layout(root)


def test_a_process_killed_at_any_step_leaves_the_act_whole_or_absent(tmp_path):
    ended, calls = interrupted(begun(tmp_path / "whole").root, 0)
    assert ended == 0
    after = state(tmp_path / "whole")
    seen = set()
    for at in range(1, calls + 1):
        layout = begun(tmp_path / f"kill-{at}")
        before = state(layout.root)
        assert interrupted(layout.root, at)[0] == signal.SIGKILL
        notes = journal.recover(layout)
        now = state(layout.root)
        assert now in (before, after), at
        assert not layout.acts.exists()
        assert log.verify(layout.log) == []
        assert len(log.lines(layout.log)) == (2 if now == after else 1)
        assert {f.severity for f in notes} <= {"note"}
        assert journal.recover(layout) == []
        seen.add(now == after)
    assert calls > 20
    assert seen == {True, False}


def add_lines(root: Path, name: str, acts: int) -> None:
    layout = Layout(root)
    for i in range(acts):
        with journal.act(layout, "add", name, clock, what=f"{name} {i}") as act:
            lines = act.read(root / "all.txt") or b""
            act.write(root / "all.txt", lines + f"{name} {i}\n".encode())
            act.write(root / name / f"{i}.txt", b"x")


def test_eight_writers_lose_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    jobs = [context.Process(target=add_lines, args=(tmp_path, f"p{n}", 25)) for n in range(8)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join(120)
    assert [job.exitcode for job in jobs] == [0] * 8
    wanted = {f"p{n} {i}" for n in range(8) for i in range(25)}
    written = (tmp_path / "all.txt").read_text().splitlines()
    logged = [json.loads(line)["what"] for line in log.lines(tmp_path / "log.jsonl")]
    assert (len(written), set(written)) == (len(logged), set(logged)) == (200, wanted)
    assert log.verify(tmp_path / "log.jsonl") == []
    assert not (tmp_path / ".acts").exists()


def test_a_torn_last_line_is_cut_back_and_reported(tmp_path):
    layout = Layout(tmp_path)
    do(layout, {"a.txt": b"1"})
    whole = layout.log.read_bytes()
    layout.log.write_bytes(whole + b'{"at":"2030-01-01T00:00')
    (note,) = journal.recover(layout)
    assert (note.code, note.severity, note.where) == ("log.torn", "note", "log.jsonl:2")
    assert layout.log.read_bytes() == whole
    assert journal.recover(layout) == []


def test_a_whole_last_line_without_its_line_break_stays(tmp_path):
    layout = Layout(tmp_path)
    do(layout, {"a.txt": b"1"})
    do(layout, {"a.txt": b"2"})
    whole = layout.log.read_bytes()
    layout.log.write_bytes(whole[:-1])
    assert journal.recover(layout) == []
    assert layout.log.read_bytes() == whole


def test_a_full_disk_while_the_line_is_written_leaves_nothing(tmp_path, monkeypatch):
    layout = Layout(tmp_path)
    do(layout, {"a.txt": b"1"})
    before = state(tmp_path)
    real, size = os.fsync, layout.log.stat().st_size

    def full(handle):
        if layout.log.stat().st_size > size:
            raise OSError(28, "No space left on device")
        return real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VendorEvalError) as stop:
        do(layout, {"a.txt": b"2", "b.txt": b"2"})
    assert "No space left" in stop.value.message
    assert state(tmp_path) == before


def test_a_file_that_another_program_has_open_stops_the_act_before_its_line(tmp_path, monkeypatch):
    layout = Layout(tmp_path)
    do(layout, {"a.docx": b"1", "b.docx": b"1"})
    before = state(tmp_path)
    real = os.replace

    def in_use(source, target):
        if Path(target).name == "b.docx":
            raise PermissionError(13, "open in another program", str(target))
        return real(source, target)

    monkeypatch.setattr(os, "replace", in_use)
    with pytest.raises(VendorEvalError) as stop:
        do(layout, {"a.docx": b"2", "b.docx": b"2"})
    assert (stop.value.code, "close b.docx" in stop.value.hint) == ("file.in-use", True)
    assert state(tmp_path) == before


def test_who_waits_learns_who_works_in_the_folder(tmp_path):
    layout, notices = Layout(tmp_path), []
    with journal.locked(layout, "receive by ann"):
        with pytest.raises(VendorEvalError) as stop:
            do(layout, {"a.txt": b"1"}, notice=notices.append, timeout=1.2)
        assert stop.value.code == "folder.locked"
        assert "receive by ann" in stop.value.message
    assert len(notices) == 1
    assert "receive by ann" in notices[0]
    assert state(tmp_path) == {}
