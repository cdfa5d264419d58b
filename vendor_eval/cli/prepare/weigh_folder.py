"""weigh DIR: the agreed weights, what each stakeholder wants, and what they want together, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.output.printing import Output, Table
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.operations.prepare.weigh import LevelWeights


def weigh_folder(path: Path, aggregation: str, group: str | None) -> Output:
    result = procurement(path).stakeholder_weights(aggregation, group)
    if result.case is None or result.shares is None:
        return Output({"groups": [], "weights": {}}, result.findings)
    shares = {**result.shares.groups, **result.shares.criteria}
    data: dict[str, Any] = {
        "aggregation": aggregation,
        "groups": [_as_data(w, shares) for w in result.levels],
        "weights": result.shares.criteria,
        "proposed": result.proposed,
        "lines": result.lines,
    }
    text: list[str | Table] = [_table(w) for w in result.levels]
    if result.lines:
        text += [_head(result.case), result.lines]
    elif not result.asked and result.ok:
        text.append(f'Nobody was asked yet: vendor-eval weigh {typed(path)} --ask --stakeholder "NAME"')
    return Output(data, result.findings, text, csv=_csv(result.levels))


def _head(case: Case) -> str:
    """What the lines are for; once the RFP is out, that they are not simply to be taken over."""
    if case.issue is None:
        return "To take these weights over, put these lines into weights.yaml in place of the ones there:"
    return (
        f"The weights are published in issue {case.issue.number}, and changing them needs an addendum "
        "(vendor-eval rfp --addendum, before bids are due). The lines of weights.yaml that would say these:"
    )


def _as_data(wanted: LevelWeights, shares: dict[str, float]) -> dict[str, Any]:
    level = wanted.level
    return {
        "group": level.id,
        "title": level.title,
        "items": [
            {"id": name, "title": item.title, "agreed": level.agreed[name], "share": shares.get(name)}
            for name, item in level.items.items()
        ],
        "agreed": level.agreed,
        "stakeholders": dict(wanted.members),
        "aggregate": dict(wanted.together) or None,
        "details": dict(wanted.details),
    }


def _table(wanted: LevelWeights) -> Table:
    level, joined, members = wanted.level, wanted.together, wanted.members
    columns = ["id", "title", "agreed", *members, *(["together"] if joined else [])]
    rows = [
        [
            name,
            item.title,
            _percent(level.agreed[name]),
            *(_percent(m["weights"][name]) for m in members.values()),
            *([_percent(joined[name])] if joined else []),
        ]
        for name, item in level.items.items()
    ]
    if joined:
        distances = [_percent(m["distance"]) for m in members.values()]
        rows.append(["", "would have to move", _percent(wanted.details["agreed_distance"]), *distances, ""])
    title = f"{level.title} ({level.id})"
    return Table(title, columns, rows, right=columns[2:])


def _csv(wanted: Sequence[LevelWeights]) -> Table:
    rows = []
    for w in wanted:
        sets = {"agreed": w.level.agreed, **{n: m["weights"] for n, m in w.members.items()}}
        sets |= {"together": w.together} if w.together else {}
        rows += [(w.level.id, item, who, repr(x)) for who, one in sets.items() for item, x in one.items()]
    return Table("", ("group", "item", "whose", "weight"), rows)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"
