"""weigh DIR: what was agreed, what each stakeholder wants, what they want together, level by level."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.output.printing import Output, Table
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import opened
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.criteria.weighting import Sitting
    from vendor_eval.weighting.levels import Level


@dataclass
class Wanted:
    """What the stakeholders want on one level. ``joined`` is empty where nobody answered it all."""

    level: Level
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    joined: dict[str, float] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)


def weigh_folder(path: Path, aggregation: str, group: str | None) -> Output:
    """The verb on a folder. It writes nothing: weights.yaml belongs to the people who edit it."""
    from vendor_eval.weighting.levels import levels
    from vendor_eval.weighting.tree import global_weights
    from vendor_eval.workspace.state.stakeholders import read_sittings

    layout, case, findings = opened(path)
    if case is None:
        return Output({"groups": [], "weights": {}}, findings)
    sittings, wrong = read_sittings(layout)
    findings = [*findings, *wrong]
    chosen, wrong = pick(levels(case.catalogue, case.weights), group)
    findings += wrong
    wanted = []
    for level in chosen:
        one, wrong = _wanted(level, sittings, aggregation)
        wanted.append(one)
        findings += wrong
    shares = global_weights(case.catalogue, case.weights)
    data: dict[str, Any] = {
        "aggregation": aggregation,
        "groups": [_as_data(w, {**shares.groups, **shares.criteria}) for w in wanted],
        "weights": shares.criteria,
        **_proposal(case, wanted),
    }
    said: list[str | Table] = [_table(w) for w in wanted]
    if data["lines"]:
        said += [_head(case), data["lines"]]
    elif not sittings and not findings:
        said.append(f'Nobody was asked yet: vendor-eval weigh {typed(path)} --ask --stakeholder "NAME"')
    return Output(data, [*findings, *published(case)], said, csv=_csv(wanted))


def _head(case: Case) -> str:
    """What the lines are for; once the RFP is out, that they are not simply to be taken over."""
    if case.issue is None:
        return "To take these weights over, put these lines into weights.yaml in place of the ones there:"
    return (
        f"The weights are published in issue {case.issue.number}, and changing them needs an addendum "
        "(vendor-eval rfp --addendum, before bids are due). The lines of weights.yaml that would say these:"
    )


def pick(found: list[Level], group: str | None) -> tuple[list[Level], list[Finding]]:
    """The level that ``--group`` names, or all."""
    if group is None:
        return found, []
    chosen = [level for level in found if level.id == group]
    if chosen:
        return chosen, []
    hint = f"levels with two or more parts: {', '.join(level.id for level in found)} (. is the top level)"
    message = f"{group!r} is no group with two or more parts to weigh"
    return [], [Finding("weigh.group", "error", "--group", message, hint)]


def published(case: Case) -> list[Finding]:
    """A word of warning where other weights come too late."""
    if case.issue is None:
        return []
    message = "the RFP is out, and the weights that it prints may not change"
    hint = "other weights can only be tried: vendor-eval rank DIR --what-if --weights ID=W"
    return [Finding("weigh.published", "note", "weights.yaml", message, hint)]


def _wanted(level: Level, sittings: list[Sitting], aggregation: str) -> tuple[Wanted, list[Finding]]:
    """Everybody's weights on this level, and the group's; whoever has questions open is left out."""
    from vendor_eval.model.criteria.weighting import Together
    from vendor_eval.weighting import ask
    from vendor_eval.weighting.methods.group import distance
    from vendor_eval.weighting.methods.registry import weigh

    found, findings, asked = Wanted(level), [], {}
    for sitting in sittings:
        answers = sitting.on(level.id)
        one = ask.weighing(level, answers) if answers else None
        if one is not None:
            asked[sitting.stakeholder] = one
        elif answers is not None:
            findings.append(_open(level, sitting.stakeholder))
    if not asked:
        return found, findings
    joined, wrong = weigh(
        Together.model_validate({"method": "group", "aggregation": aggregation, "members": asked})
    )
    findings += [replace(f, where=f"{level.id}: {f.where}" if f.where else level.id) for f in wrong]
    if joined is None:
        return found, findings
    found.members, found.joined = joined.details["members"], joined.weights
    found.details = {k: v for k, v in joined.details.items() if k != "members"}
    found.details["agreed_distance"] = distance(level.agreed, joined.weights)
    for name, member in found.members.items():
        member["method"] = asked[name].method
    return found, findings


def _open(level: Level, who: str) -> Finding:
    message = f"{who} has not answered everything about {level.title}, and is left out there"
    hint = f'vendor-eval weigh DIR --ask --stakeholder "{who}" --group {level.id}'
    return Finding("weigh.open", "warning", f"{level.id}: {who}", message, hint)


def _proposal(case: Case, wanted: list[Wanted]) -> dict[str, Any]:
    """The group's weights of the whole, and the lines of weights.yaml that hold them."""
    from vendor_eval.weighting.levels import as_yaml, with_shares
    from vendor_eval.weighting.tree import global_weights

    joined = {w.level.id: w.joined for w in wanted if w.joined}
    if not joined:
        return {"proposed": None, "lines": ""}
    new = with_shares(case.weights, joined, case.catalogue)
    return {"proposed": global_weights(case.catalogue, new).criteria, "lines": as_yaml(new)}


def _as_data(wanted: Wanted, shares: dict[str, float]) -> dict[str, Any]:
    level = wanted.level
    return {
        "group": level.id,
        "title": level.title,
        "items": [
            {"id": name, "title": item.title, "agreed": level.agreed[name], "share": shares.get(name)}
            for name, item in level.items.items()
        ],
        "agreed": level.agreed,
        "stakeholders": wanted.members,
        "aggregate": wanted.joined or None,
        "details": wanted.details,
    }


def _table(wanted: Wanted) -> Table:
    level, joined, members = wanted.level, wanted.joined, wanted.members
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


def _csv(wanted: list[Wanted]) -> Table:
    rows = []
    for w in wanted:
        sets = {"agreed": w.level.agreed, **{n: m["weights"] for n, m in w.members.items()}}
        sets |= {"together": w.joined} if w.joined else {}
        rows += [(w.level.id, item, who, repr(x)) for who, one in sets.items() for item, x in one.items()]
    return Table("", ("group", "item", "whose", "weight"), rows)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"
