"""weigh FILE: the weights of a bare weighing, and the figures beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vendor_eval.cli.output.printing import Output, Table
from vendor_eval.weighting.methods.base import Weighed

_SHOWN = {
    "lambda_max": "lambda max",
    "ci": "consistency index",
    "cr": "consistency ratio",
    "xi": "largest deviation (xi)",
}


def weigh_table(path: Path) -> Output:
    """The verb on a file."""
    from vendor_eval.decision.methods.ranks import competition_ranks
    from vendor_eval.weighting.methods.registry import METHODS, weigh
    from vendor_eval.workspace.tables.weighing import read_weighing

    asked, findings = read_weighing(path)
    empty: dict[str, Any] = {"weights": {}, "details": {}}
    if asked is None:
        return Output(empty, findings)
    weighed, findings = weigh(asked)
    if weighed is None:
        return Output({"method": asked.method, **empty}, findings)
    data: dict[str, Any] = {
        "method": asked.method,
        "weights": weighed.weights,
        "details": weighed.details,
    }
    ranks: dict[str, int | None] = {}
    if weighed.scores:
        ranks = competition_ranks(weighed.scores)
        data |= {"scores": weighed.scores, "ranks": ranks}
    rows = [(name, repr(w)) for name, w in weighed.weights.items()]
    said = _said(METHODS[asked.method].title, weighed, ranks)
    return Output(data, findings, said, csv=Table("", ("item", "weight"), rows))


def _said(title: str, weighed: Weighed, ranks: dict[str, int | None]) -> list[str | Table]:
    members = weighed.details.get("members", {})
    columns = ("item", "weight", *members)
    rows = [
        (name, _share(w), *(_share(m["weights"][name]) for m in members.values()))
        for name, w in weighed.weights.items()
    ]
    if members:
        rows.append(("distance from the group", "", *(f"{m['distance']:.4f}" for m in members.values())))
    said: list[str | Table] = [Table(title, columns, rows, right=columns[1:])]
    figures = [
        f"{words} {_figure(weighed.details[k])}" for k, words in _SHOWN.items() if k in weighed.details
    ]
    if figures:
        said.append(", ".join(figures))
    if ranks:
        order = sorted(ranks, key=lambda name: ranks[name] or 0)
        scored = [(str(ranks[name]), name, f"{weighed.scores[name]:.4f}") for name in order]
        head = f"Alternatives, {weighed.details['synthesis']}"
        said.append(Table(head, ("rank", "alternative", "score"), scored, right=("rank", "score")))
    return said


def _share(weight: float) -> str:
    return f"{weight:.4f}"


def _figure(x: float | None) -> str:
    return "-" if x is None else f"{x:.4f}"
