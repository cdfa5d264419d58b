"""The sample procurement, run through once for all tests of the command line."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from vendor_eval.cli import app


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Only to be read."""
    path = tmp_path_factory.mktemp("demo") / "demo"
    assert CliRunner().invoke(app, ["demo", str(path)]).exit_code == 0
    return path
