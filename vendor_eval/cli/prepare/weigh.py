"""weigh: weights from points, orders and comparisons, in a file or asked of people in the terminal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.options import As, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb


class HowAsked(StrEnum):
    """The two ways to ask a person."""

    swing = "swing"
    pairwise = "pairwise"


class Joined(StrEnum):
    """The three ways to make one of several."""

    mean = "mean"
    aip = "aip"
    aij = "aij"


@verb
def weigh(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE",
            help="A procurement folder, or a weighing (yaml, json).",
            show_default=False,
        ),
    ],
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask one stakeholder; saved after each answer, Ctrl-C to pause.")
    ] = False,
    stakeholder: Annotated[
        str | None,
        typer.Option("--stakeholder", metavar="NAME", help="Who is asked.", show_default=False),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group",
            metavar="ID",
            help="Only the parts of this group; . is the top level (default: all, from the top down).",
            show_default=False,
        ),
    ] = None,
    how: Annotated[
        HowAsked, typer.Option("--how", help="Steps from worst to best against one, or pair by pair.")
    ] = HowAsked.swing,
    again: Annotated[bool, typer.Option("--again", help="Ask anew what was answered before.")] = False,
    aggregate: Annotated[
        Joined,
        typer.Option("--aggregate", help="The group's weights: means of weights, or of pairwise judgements."),
    ] = Joined.mean,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Find weights: from a file of points or comparisons, or from the stakeholders of a procurement.

    Examples:
    vendor-eval weigh judgements.yaml

    vendor-eval weigh our-pacs --ask --stakeholder "Ann Lee"

    vendor-eval weigh our-pacs

    """
    _usable(path, ask, stakeholder, group, again)
    if path.is_dir() or not path.suffix:
        if ask:
            from vendor_eval.cli.prepare.weigh_ask import Request, ask_stakeholder

            return ask_stakeholder(path, Request(str(stakeholder), group, how.value, again), by)
        from vendor_eval.cli.prepare.weigh_folder import weigh_folder

        return weigh_folder(path, aggregate.value, group)
    from vendor_eval.cli.prepare.weigh_table import weigh_table

    return weigh_table(path)


def _usable(path: Path, ask: bool, stakeholder: str | None, group: str | None, again: bool) -> None:
    if ask and path.suffix and not path.is_dir():
        raise typer.BadParameter("--ask needs the folder of a procurement")
    if ask and not (stakeholder or "").strip():
        raise typer.BadParameter("--ask needs --stakeholder NAME: the answers are stored under that name")
    if not ask and (stakeholder is not None or again):
        raise typer.BadParameter("--stakeholder and --again go with --ask")
    if group is not None and path.suffix and not path.is_dir():
        raise typer.BadParameter("--group needs the folder of a procurement")
