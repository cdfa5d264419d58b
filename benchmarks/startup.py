"""How long a person waits for help and for a ranking, beside the least that Python needs.

    python benchmarks/startup.py

Prints ratios of whole processes run in turn (A B A B ...), so that the machine's mood falls on both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 15
ONE_VERB = """
import typer
app = typer.Typer()
@app.command()
def greet(name: str = typer.Option("you", help="Whom to greet.")) -> None:
    "Greet somebody."
    typer.echo(name)
app()
"""


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command} failed:\n{done.stderr.decode()}")
    return time.perf_counter() - start


def ratio(a: list[str], b: list[str]) -> tuple[float, float, float]:
    """Median seconds of both and the median of the ratios pair by pair."""
    seconds(a), seconds(b)
    pairs = [(seconds(a), seconds(b)) for _ in range(RUNS)]
    return (
        statistics.median(x for x, _ in pairs),
        statistics.median(y for _, y in pairs),
        statistics.median(x / y for x, y in pairs),
    )


def main() -> None:
    root = Path(__file__).resolve().parents[1]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # pip compiles what it installs; so does the first run
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
    python = [sys.executable]
    program = [*python, "-m", "vendor_eval"]
    with tempfile.TemporaryDirectory() as scratch:
        one_verb = Path(scratch) / "one_verb.py"
        one_verb.write_text(ONE_VERB)
        demo = Path(scratch) / "demo"
        seconds([*program, "demo", str(demo)])
        os.environ.pop("COLUMNS", None)
        for name, a, b, most in (
            (
                "--help over a one-verb typer app's --help",
                [*program, "--help"],
                [*python, str(one_verb), "--help"],
                1.5,
            ),
            (
                "rank DEMO over import numpy, pydantic, typer",
                [*program, "rank", str(demo)],
                [*python, "-c", "import numpy, pydantic, typer"],
                3.0,
            ),
        ):
            ours, theirs, times = ratio(a, b)
            print(f"{name}: {times:.2f} (at most {most})")
            print(f"    medians {ours:.3f} s and {theirs:.3f} s over {RUNS} pairs")


if __name__ == "__main__":
    main()
