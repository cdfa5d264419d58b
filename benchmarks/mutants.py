"""Small faults planted in the program, one at a time: does a test notice?

    python benchmarks/mutants.py [--number 20] [--seed 1] [--packages decision cost weighting] [--jobs 2]

A fault is one operator turned into another: ``<`` into ``<=``, ``+`` into ``-``, ``and`` into ``or``. Each is
planted in a temporary copy of this checkout, whose tests then run until the first fails. A fault that no test
notices is printed with file, line and change: a test is missing there, or the change makes no difference.
The same seed gives the same faults.

Which tests: those of the folder named like the package, and those that import the module or a module that
does (``--steps`` goes farther), without LibreOffice, browser and slow ones. ``--everything`` runs the whole
suite on what is left.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import numpy as np
from mutants_operators import Mutant, mutants
from mutants_tests import near_tests

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("decision", "sensitivity", "scoring", "cost", "weighting", "intake", "operations")
NOT_COPIED = shutil.ignore_patterns(".git", "__pycache__", ".*_cache", ".hypothesis", "demo", "build", "dist")
QUICK = ("-m", "not libreoffice and not browser and not slow", "--ignore=tests/house")
SECONDS = 600


class Outcome(NamedTuple):
    """``noticed_by``: the test that failed, or why the run ended; None where all tests passed."""

    mutant: Mutant
    noticed_by: str | None
    seconds: float


def chosen(packages: Iterable[str], number: int, seed: int) -> list[Mutant]:
    """``number`` operators of all in these packages, each as likely as any other."""
    files = [p for name in packages for p in sorted((ROOT / "vendor_eval" / name).rglob("*.py"))]
    every = [m for path in files for m in mutants(path.relative_to(ROOT), path.read_text("utf-8"))]
    order = np.random.default_rng(seed).permutation(len(every))
    return [every[n] for n in order[:number]]


def first_failure(tree: Path, tests: Iterable[str]) -> str | None:
    """What stopped the tests in ``tree``, or None if they passed."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *tests]
    surroundings = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=tree, env=surroundings, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no end after {SECONDS} seconds"
    if done.returncode in (0, 5):  # 5: nothing was selected
        return None
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.M)
    return failed[1] if failed else (done.stdout + done.stderr).strip()[-300:]


def tried(mutant: Mutant, tree: Path, steps: int, everything: bool) -> Outcome:
    """Plant the fault in ``tree``, run its tests, and take it out."""
    start, path = time.monotonic(), tree / mutant.path
    sound = path.read_text("utf-8")
    path.write_text(mutant.applied(sound), "utf-8")
    try:
        near = near_tests(tree, mutant.path, steps)
        noticed = first_failure(tree, [*QUICK, *near]) if near else None
        if noticed is None and everything:
            noticed = first_failure(tree, ["--ignore=tests/house"])
    finally:
        path.write_text(sound, "utf-8")
    return Outcome(mutant, noticed, time.monotonic() - start)


def all_tried(found: list[Mutant], asked: argparse.Namespace, folder: Path) -> Iterator[Outcome]:
    """Outcomes as they come; every job has a copy of the checkout."""
    trees: SimpleQueue[Path] = SimpleQueue()
    for job in range(asked.jobs):
        trees.put(shutil.copytree(ROOT, folder / f"tree-{job}", ignore=NOT_COPIED))

    def one(mutant: Mutant) -> Outcome:
        tree = trees.get()
        try:
            return tried(mutant, tree, asked.steps, asked.everything)
        finally:
            trees.put(tree)

    with ThreadPoolExecutor(asked.jobs) as pool:
        yield from pool.map(one, found)


def sound(found: list[Mutant], asked: argparse.Namespace, folder: Path) -> str | None:
    """The test that fails before any fault is planted: it would notice all of them."""
    tree = shutil.copytree(ROOT, folder / "sound", ignore=NOT_COPIED)
    wanted = {test for m in found for test in near_tests(tree, m.path, asked.steps)}
    return first_failure(tree, [*QUICK, *sorted(wanted)])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packages", nargs="+", default=PACKAGES, metavar="NAME")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--steps", type=int, default=2, help="imports from a test to the module, at most")
    parser.add_argument("--everything", action="store_true", help="the whole suite on what is left")
    parser.add_argument("--list", action="store_true", help="print the faults and plant none")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    found = chosen(asked.packages, asked.number, asked.seed)
    if asked.list:
        print(*found, sep="\n")
        return
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        if failing := sound(found, asked, Path(folder)):
            sys.exit(f"without any fault this fails already: {failing}")
        outcomes = []
        for outcome in all_tried(found, asked, Path(folder)):
            outcomes.append(outcome)
            print(
                f"{outcome.seconds:6.0f} s  {outcome.mutant}\n          {outcome.noticed_by or 'SURVIVED'}",
                flush=True,
            )
    left = [o.mutant for o in outcomes if o.noticed_by is None]
    print(f"\n{len(left)} of {len(outcomes)} noticed by no test", *left, sep="\n")


if __name__ == "__main__":
    main()
