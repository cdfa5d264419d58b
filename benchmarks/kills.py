"""Commands killed at random moments: is each act wholly there, with one line in the log, or wholly absent?

    python benchmarks/kills.py [NUMBER] [SEED]

Six verbs that write are run on the sample procurement and killed (SIGKILL) at moments drawn between their
start and their usual end. The next command (status) must find a folder with at most one more line in its log,
whose files are as the newest line says, and no other file changed. Prints how many acts happened; ends with 1
at the first folder that is neither as before nor as after.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "VENDOR_EVAL_USER": "kills"}
INBOX = ROOT / "examples" / "community-hospital-pacs" / "inbox"
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
VERBS: dict[str, list[str]] = {
    "receive": ["receive", "DIR", str(INBOX / "aurora-price.xlsx"), "--vendor", "borealis"],
    "settle": ["settle", "withdraw", "DIR", "--vendor", "cirrus", "--reason", "a letter of 3 March"],
    "collect": ["collect", "DIR", "SHEET"],
    "rfp": ["rfp", "DIR"],
    "qa": ["qa", "add", "DIR", "--question", "Is TLS 1.2 enough?"],
    "report": ["report", "DIR", "--only", "html", "--only", "json", "--audience", "board"],
}


def command(verb: str, folder: Path) -> list[str]:
    paths = {"DIR": str(folder), "SHEET": str(folder.parent / "scores.xlsx")}
    return [sys.executable, "-m", "vendor_eval", *(paths.get(word, word) for word in VERBS[verb])]


def run(words: list[str]) -> float:
    """Seconds that the command took."""
    begun = time.perf_counter()
    subprocess.run(words, env=ENV, capture_output=True, check=False)
    return time.perf_counter() - begun


def contents(folder: Path) -> dict[str, str]:
    """Checksum of every file but the lock."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def acts(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text("utf-8").splitlines()]


def flaw(before: Path, folder: Path) -> str:
    """What is wrong with a folder after a kill and one more command; empty if nothing is."""
    old, new = contents(before), contents(folder)
    lines, earlier = acts(folder), acts(before)
    if lines[: len(earlier)] != earlier or len(lines) > len(earlier) + 1:
        return f"the log has {len(lines)} lines after {len(earlier)}, or others than before"
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)} - {"log.jsonl"}
    named = dict(lines[-1]["files"]) if len(lines) > len(earlier) else {}
    if not changed <= named.keys():
        return f"files changed that no line names: {sorted(changed - named.keys())}"
    wrong = [name for name, total in named.items() if new.get(name) != total]
    return f"files are not as the line says: {wrong}" if wrong else ""


def prepared(scratch: Path) -> Path:
    """The sample after its run, with something for each verb to do."""
    folder = scratch / "sample"
    run([sys.executable, "-m", "vendor_eval", "demo", str(folder)])
    text = (folder / "procurement.yaml").read_text("utf-8")
    (folder / "procurement.yaml").write_text(text.replace("summary:", "summary: Changed.", 1), "utf-8")
    sheet = INBOX / "radiology-scores.xlsx"  # packed anew: the same scores in other bytes are a new version
    with zipfile.ZipFile(sheet) as old, zipfile.ZipFile(scratch / "scores.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return folder


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    draw = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)  # noqa: S311  moments, no secrets
    happened: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        sample = prepared(Path(scratch))
        took = {}
        for verb in VERBS:
            once = shutil.copytree(sample, Path(scratch) / f"once-{verb}")
            took[verb] = run(command(verb, once))
            if len(acts(once)) != len(acts(sample)) + 1:
                sys.exit(f"{verb} did nothing on the sample")
        for kill in range(number):
            verb = list(VERBS)[kill % len(VERBS)]
            folder = shutil.copytree(sample, Path(scratch) / f"kill-{kill}")
            child = subprocess.Popen(
                command(verb, folder), env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(took[verb] * draw.uniform(0.5, 1.05))
            child.send_signal(signal.SIGKILL)
            child.wait()
            run([sys.executable, "-m", "vendor_eval", "status", str(folder)])
            if found := flaw(sample, folder):
                sys.exit(f"kill {kill}, {verb}: {found}")
            happened[verb] += len(acts(folder)) - len(acts(sample))
            shutil.rmtree(folder)
    print(f"{number} kills: no folder was half changed")
    print("acts that had happened:", ", ".join(f"{verb} {happened[verb]}" for verb in VERBS))


if __name__ == "__main__":
    main()
