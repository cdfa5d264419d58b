"""weigh FILE: the weights of a bare weighing, and the figures beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.output.printing import Output, Table

if TYPE_CHECKING:
    from vendor_eval.weighting.methods.base import WeightResult

_SHOWN = {
    "lambda_max": "lambda max",
    "ci": "consistency index",
    "cr": "consistency ratio",
    "xi": "largest deviation (xi)",
}


def weigh_table(path: Path) -> Output:
    from vendor_eval.operations.prepare.weigh import file_weights

    result = file_weights(path)
    weighed = result.weighed
    if weighed is None:
        method = {"method": result.method} if result.method else {}
        return Output({**method, "weights": {}, "details": {}}, result.findings)
    data: dict[str, Any] = {
        "method": result.method,
        "weights": weighed.weights,
        "details": weighed.details,
    }
    if weighed.scores:
        data |= {"scores": weighed.scores, "ranks": result.ranks}
    rows = [(name, repr(w)) for name, w in weighed.weights.items()]
    text = _text(result.title, weighed, result.ranks)
    return Output(data, result.findings, text, csv=Table("", ("item", "weight"), rows))


def _text(title: str, weighed: WeightResult, ranks: Mapping[str, int | None]) -> list[str | Table]:
    members = weighed.details.get("members", {})
    columns = ("item", "weight", *members)
    rows = [
        (name, _share(w), *(_share(m["weights"][name]) for m in members.values()))
        for name, w in weighed.weights.items()
    ]
    if members:
        rows.append(("distance from the group", "", *(f"{m['distance']:.4f}" for m in members.values())))
    text: list[str | Table] = [Table(title, columns, rows, right=columns[1:])]
    figures = [
        f"{words} {_figure(weighed.details[k])}" for k, words in _SHOWN.items() if k in weighed.details
    ]
    if figures:
        text.append(", ".join(figures))
    if ranks:
        order = sorted(ranks, key=lambda name: ranks[name] or 0)
        scored = [(str(ranks[name]), name, f"{weighed.scores[name]:.4f}") for name in order]
        head = f"Alternatives, {weighed.details['synthesis']}"
        text.append(Table(head, ("rank", "alternative", "score"), scored, right=("rank", "score")))
    return text


def _share(weight: float) -> str:
    return f"{weight:.4f}"


def _figure(x: float | None) -> str:
    return "-" if x is None else f"{x:.4f}"
