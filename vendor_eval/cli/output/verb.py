"""Runs a verb: prints its output, or what stopped it, and ends with the exit code."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec

import typer

from vendor_eval.cli.output.printing import Format, Output, show
from vendor_eval.errors import ExitCode, VendorEvalError
from vendor_eval.findings import Finding, has_errors
from vendor_eval.workspace.folder.layout import typed

P = ParamSpec("P")


def verb(function: Callable[P, Output]) -> Callable[P, None]:
    """A command that prints its Output; what stops it is shown without a traceback, with what to do."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            wrong = _no_text(kwargs)
            output = Output(findings=wrong) if wrong else function(*args, **kwargs)
        except VendorEvalError as stop:
            finding = Finding(stop.code, "error", stop.where, stop.message, stop.hint)
            output = Output(findings=[finding], code=ExitCode.STOPPED)
        here = kwargs.get("directory") or kwargs.get("path")
        output = replace(output, findings=addressed(output.findings, here))
        show(output, Format(str(kwargs.get("output_format") or "table")))
        code = output.code
        if code is None:
            code = ExitCode.FINDINGS if has_errors(output.findings) else ExitCode.DONE
        if code:
            raise typer.Exit(code)

    return run


def _no_text(given: Mapping[str, object]) -> list[Finding]:
    """A Finding for each word of bytes that are no UTF-8: no file that is written here could hold it."""
    found = []
    for value in given.values():
        for word in value if isinstance(value, list | tuple) else [value]:
            if isinstance(word, str) and not word.isascii() and re.search("[\ud800-\udfff]", word):
                message = f"{word[:40]!r} holds bytes that are no text in UTF-8"
                hint = "type it anew, or set the terminal to UTF-8"
                found.append(Finding("usage.text", "error", "", message, hint))
    return found


def addressed(findings: Sequence[Finding], directory: object) -> list[Finding]:
    """The Findings with the folder in place of DIR, so that a command can be typed as it stands."""
    if not isinstance(directory, Path) or not directory.is_dir():
        return list(findings)
    here = typed(directory)
    return [replace(f, hint=re.sub(r"\bDIR\b", lambda _: here, f.hint)) for f in findings]
