"""The rules of the house, held by tools."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from vendor_eval.cli import VERBS

ROOT = Path(__file__).resolve().parents[2]

HEAVY = ("pandas", "numpy", "scipy", "skcriteria", "altair", "openpyxl", "pypandoc")


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["importlinter.cli", "lint"],
    ],
    ids=lambda c: " ".join(c[:2]),
)
def test_tool(command):
    if command[0] == "importlinter.cli":
        code = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"
        full = [sys.executable, "-c", code]
    else:
        full = [sys.executable, "-m", *command]
    done = subprocess.run(full, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def loaded_by(code: str) -> list[str]:
    probe = f"import sys\n{code}\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return eval(done.stdout.splitlines()[-1])


def test_importing_the_package_loads_nothing_heavy():
    assert loaded_by("import vendor_eval") == []


@pytest.mark.parametrize("verb", [[], *([v] for v in VERBS)], ids=lambda v: " ".join(v) or "vendor-eval")
def test_help_loads_nothing_heavy_and_shows_an_example(verb):
    code = (
        "from typer.testing import CliRunner\nfrom vendor_eval.cli import app\n"
        f"r = CliRunner().invoke(app, {[*verb, '--help']!r})\nassert r.exit_code == 0\n"
        f"assert {verb in (['criteria'], ['qa'], ['letter'])!r} or 'vendor-eval' in r.stdout, r.stdout"
    )
    assert loaded_by(code) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("vendor-eval rank --method to", "topsis"),
        ("vendor-eval receive {mini} x.xlsx --vendor a", "aurora"),
        ("vendor-eval settle read {mini} --criterion T-", "T-2"),
        ("vendor-eval new x --catalogue p", "pacs"),
        ("vendor-eval new x --profile v", "vna-only"),
        ("vendor-eval compare {mini} a", "aurora"),
        ("vendor-eval report {mini} --audience b", "board"),
    ],
)
def test_completion_is_light_and_offers(words, expected):
    line = words.format(mini=ROOT / "tests" / "mini")
    code = (
        "import os\n"
        f"os.environ.update(_VENDOR_EVAL_COMPLETE='complete_bash', COMP_WORDS={line!r}, "
        f"COMP_CWORD={str(len(line.split()) - 1)!r})\n"
        "import contextlib, io\nout = io.StringIO()\n"
        "from vendor_eval.cli import app\n"
        "with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):\n"
        "    app(prog_name='vendor-eval')\n"
        f"assert {expected!r} in out.getvalue(), out.getvalue()"
    )
    assert loaded_by(code) == []


def test_no_python_file_lies_in_a_shipped_folder():
    assert not [p for f in ("criteria", "rfp_templates", "examples") for p in (ROOT / f).rglob("*.py")]


def test_readme_and_ci_run_the_same_two_commands():
    readme, ci = ((ROOT / name).read_text("utf-8") for name in ("README.md", ".ci/run"))
    for command in (
        "python -m pip install . && vendor-eval demo",
        'python -m pip install ".[test]" && python -m pytest',
    ):
        assert command in readme, command
        assert command in ci, command


def test_the_readme_has_every_verb_in_the_order_of_a_procurement():
    readme = (ROOT / "README.md").read_text("utf-8")
    said = re.findall(r"vendor-eval ([a-z]+)", readme[readme.index("vendor-eval demo") :])
    first = [verb for n, verb in enumerate(said) if verb in VERBS and verb not in said[:n]]
    assert first == list(VERBS)


def test_one_place_asks_the_machine_what_time_it_is():
    asking = re.compile(r"\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(|\btime\.time\(")
    package = ROOT / "vendor_eval"
    found = [p for p in package.rglob("*.py") if asking.search(p.read_text("utf-8"))]
    assert [p.relative_to(package).as_posix() for p in found] == ["operations/folder.py"]
