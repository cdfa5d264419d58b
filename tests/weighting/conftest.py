"""``vendor-eval weigh`` with answers on its standard input."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from vendor_eval.cli import VERBS, app
from vendor_eval.cli.prepare.weigh import weigh as verb


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.out[self.out.index("{") :])  # the test runner echoes what was typed before it

    @property
    def findings(self) -> list[dict[str, str]]:
        return self.data["findings"]

    @property
    def codes(self) -> list[str]:
        return [f["code"].removeprefix("weigh.") for f in self.findings]

    def finding(self, code: str) -> dict[str, str]:
        """The first Finding with this code; fails with the others listed if there is none."""
        found = [f for f in self.findings if f["code"] == code]
        assert found, f"no {code} among {[(f['code'], f['message']) for f in self.findings]}"
        return found[0]


def _app() -> typer.Typer:
    """The program, or a small one with this verb where the program does not have it."""
    if "weigh" in VERBS:
        return app
    alone = typer.Typer()
    alone.callback()(lambda: None)
    alone.command("weigh")(verb)
    return alone


@pytest.fixture
def weigh(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the verb in this process. Anything but an orderly end is the test's failure."""
    monkeypatch.setenv("VENDOR_EVAL_USER", "tester")

    def run(*args: object, answers: str = "") -> Ran:
        result = CliRunner().invoke(_app(), ["weigh", *(str(a) for a in args)], input=answers)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def weigh_file(weigh, tmp_path):
    """Run the verb on what a file would hold, as JSON."""

    def run(body: dict[str, Any] | str, *args: object, name: str = "weighing.json") -> Ran:
        path = tmp_path / name
        path.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
        return weigh(path, *args, "--format", "json")

    return run
