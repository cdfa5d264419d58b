"""Arguments and options that several verbs share, and what the shell completes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.output.printing import Format

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="The procurement folder.", show_default=False)]
OutputFormat = Annotated[
    Format, typer.Option("--format", help="How to print: a table, one JSON object, or CSV.")
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help="Your name for the log (else VENDOR_EVAL_USER, else the login name).",
        show_default=False,
    ),
]
VendorName = Annotated[
    str,
    typer.Option(
        "--vendor",
        metavar="NAME",
        help="The vendor's name or id.",
        autocompletion=complete.vendors,
        show_default=False,
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="TIME",
        help="When it came in, such as 2027-03-01T11:58 (default: now).",
        show_default=False,
    ),
]
Source = Annotated[
    Path,
    typer.Argument(
        metavar="DIR|PROBLEM",
        help="A procurement folder, or a table (yaml, json, csv, xlsx).",
        show_default=False,
    ),
]
Param = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        metavar="NAME=VALUE",
        help="A parameter of the method; may be repeated.",
        show_default=False,
    ),
]
