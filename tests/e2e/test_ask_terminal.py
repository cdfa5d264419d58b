"""weigh --ask in a real terminal: a wrong word, Ctrl-C in the middle, and on from there."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time

import pytest

pty = pytest.importorskip("pty", reason="pseudo terminals are a matter of Unix")
QUESTION = re.compile(r"\[(\d+)/(\d+)\]([^\[]*): ?$")


def _own_terminal():
    """Ctrl-C reaches the program only through the terminal that it belongs to."""
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """The program with a terminal of its own, and somebody who reads and types."""

    def __init__(self, *args):
        self.master, slave = pty.openpty()
        command = [sys.executable, "-m", "vendor_eval", *map(str, args)]
        environment = {**os.environ, "VENDOR_EVAL_USER": "tester", "COLUMNS": "200", "TERM": "xterm"}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, preexec_fn=_own_terminal
        )
        os.close(slave)
        self.seen = ""

    def read_until(self, wanted, seconds=30):
        """What was said up to here; fails with it if ``wanted`` does not come."""
        start, said = time.monotonic(), ""
        while not wanted(said):
            assert time.monotonic() - start < seconds, said
            if not select.select([self.master], [], [], 0.2)[0]:
                continue
            try:
                said += os.read(self.master, 4096).decode()
            except OSError:  # the program has ended
                break
        self.seen += said
        return said

    def question(self):
        """(number, of how many, text), or None at the end."""
        said = self.read_until(lambda s: QUESTION.search(s) is not None)
        found = QUESTION.search(said)
        return (int(found[1]), int(found[2]), found[3]) if found else None

    def type(self, text):
        os.write(self.master, text.encode())

    def interrupt(self):
        """Ctrl-C, and again as a person would: Python misses one between its question and its reading."""
        for _ in range(5):
            self.type("\x03")
            if self.ended(within=3):
                return

    def ended(self, within):
        start = time.monotonic()
        while time.monotonic() - start < within:
            if not select.select([self.master], [], [], 0.2)[0]:
                continue
            try:
                self.seen += os.read(self.master, 4096).decode()
            except OSError:  # the program has ended
                return True
        return False

    def end(self):
        self.read_until(lambda _: False)
        code = self.process.wait(timeout=20)
        os.close(self.master)
        return code


ASK = ("--ask", "--stakeholder", "Ann Lee")


@pytest.mark.parametrize("how", ["swing", "pairwise"])
def test_paused_and_resumed(folder, cli, how):
    first = Terminal("weigh", folder, *ASK, "--how", how)
    assert first.question()[0] == 1
    first.type("no idea\n")
    assert first.question()[0] == 1, "what cannot be read is asked again"
    first.type("\n")
    assert first.question()[0] == 1
    assert "nothing was typed: write a" in first.seen, "Enter alone says what is awaited"
    first.type("1\n")
    number, count, _ = first.question()
    assert number == 2
    first.interrupt()
    assert first.end() == 1
    assert "Paused. The answers are stored in" in first.seen
    assert "Traceback" not in first.seen

    again = Terminal("weigh", folder, *ASK, "--how", how)
    at = again.question()
    assert at[:2] == (2, count), "it goes on where it stopped"
    assert "are there from before" in again.seen
    for _ in range(20):
        again.type("50\n" if "How much" in at[2] else "1\n")
        at = again.question()
        if at is None:
            break
    assert again.end() == 0, again.seen
    assert "All is answered" in again.seen

    groups = cli("weigh", folder, "--format", "json").data["groups"]
    assert all(sum(g["stakeholders"]["Ann Lee"]["weights"].values()) == pytest.approx(1) for g in groups)
