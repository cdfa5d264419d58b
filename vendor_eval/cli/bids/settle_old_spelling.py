"""The former spelling of settle, ``settle DIR --admit-late ...``: it ends with the new command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    import argparse

    from typer._click import Context

_FLAGS = ("accept-na", "admit-late", "refuse-late", "withdraw", "lot", "misfiled")
_VALUES = ("read", "received-at", "undo")


class SettleGroup(TyperGroup):
    """The sub-commands of settle. Anything else is taken for the former spelling, and does not run."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        known = {*self.commands, "-h", "--help"}
        if args and args[0] not in known and not ctx.resilient_parsing:
            typer.echo("Error: settle is split into sub-commands. Write instead:", err=True)
            typer.echo(f"    {new_spelling(args)}", err=True)
            raise typer.Exit(2)
        return super().parse_args(ctx, args)


def new_spelling(args: list[str]) -> str:
    """The command line in place of ``settle ARGS``; capitals stand for what was not given."""
    given = _parse(args)
    if given is None:
        return "vendor-eval settle --help  (lists them)"
    acts = [n for n in (*_FLAGS, *_VALUES) if getattr(given, n.replace("-", "_")) not in (None, False)]
    if len(acts) != 1:
        return "vendor-eval settle --help  (lists them; each command records one decision)"
    (act,) = acts
    words = ["vendor-eval", "settle", {"received-at": "time"}.get(act, act), given.directory or "DIR"]
    words += [given.undo] if act == "undo" else []
    words += ["--vendor", given.vendor or "NAME"]
    if act in ("read", "accept-na") or given.criterion:
        words += ["--criterion", given.criterion or "ID"]
    if act in ("received-at", "misfiled") or given.file:
        words += ["--file", given.file or "NAME"]
    words += ["--value", given.read] if act == "read" else []
    words += ["--at", given.received_at] if act == "received-at" else []
    words += ["--reason", given.reason or "TEXT"]
    for option, value in (("--as", given.by), ("--format", given.output_format)):
        words += [option, value] if value else []
    return " ".join(_typed(word) for word in words)


def _parse(args: list[str]) -> argparse.Namespace | None:
    """The words of the former spelling; None where they are none of it."""
    import argparse

    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("directory", nargs="?")
    for name in ("vendor", "reason", "criterion", "file", *_VALUES):
        parser.add_argument(f"--{name}")
    for name in _FLAGS:
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--as", dest="by")
    parser.add_argument("--format", dest="output_format")
    try:
        given, unknown = parser.parse_known_args(args)
    except argparse.ArgumentError:
        return None
    return None if unknown else given


def _typed(word: str) -> str:
    """A word as it is typed in a terminal: in quotes where the shell would divide or read it."""
    if word and all(c.isalnum() or c in "-_./:,=+@%\\" for c in word):
        return word
    import shlex

    return shlex.quote(word) if any(c in word for c in '"$`!') else f'"{word}"'
