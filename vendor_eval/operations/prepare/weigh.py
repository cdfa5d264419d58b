"""Weights that stakeholders want beside those that were agreed, level by level; and a weighing in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vendor_eval.decision.methods.ranks import competition_ranks
from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.weighting import Sitting, Together
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.weighting import ask
from vendor_eval.weighting.levels import Level, as_yaml, levels, with_shares
from vendor_eval.weighting.methods.base import WeightResult
from vendor_eval.weighting.methods.group import distance
from vendor_eval.weighting.methods.registry import METHODS, weigh
from vendor_eval.weighting.tree import GlobalWeights, global_weights
from vendor_eval.workspace.state.stakeholders import read_sittings
from vendor_eval.workspace.tables.weighing import read_weighing


@dataclass(frozen=True)
class LevelWeights:
    """What stakeholders want on one level.

    ``members``: stakeholder -> weights, distance from the group and more; ``together``: the weights of the
    group, empty where nobody answered everything.
    """

    level: Level
    members: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    together: Mapping[str, float] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StakeholderWeights(OperationResult):
    """``shares``: the agreed weights of the whole; ``proposed``: those of the group; ``lines``: weights.yaml
    with these. ``asked``: how many stakeholders were asked. No case where a file has an error.
    """

    case: Case | None = None
    shares: GlobalWeights | None = None
    levels: tuple[LevelWeights, ...] = ()
    proposed: Mapping[str, float] | None = None
    lines: str = ""
    asked: int = 0


@dataclass(frozen=True, kw_only=True)
class FileWeights(OperationResult):
    """``weighed`` is None where the file is wrong; ``ranks`` where the file also has alternatives."""

    method: str = ""
    title: str = ""
    weighed: WeightResult | None = None
    ranks: Mapping[str, int | None] = field(default_factory=dict)


def stakeholder_weights(
    folder: ProcurementFolder, aggregation: str = "mean", group: str | None = None
) -> StakeholderWeights:
    """Everybody's weights and the group's. Nothing is written: people edit weights.yaml themselves.

    ``aggregation``: mean (of weights), aip or aij (of pairwise judgements). ``group``: one level only.
    """
    case, findings = folder.load()
    if case is None:
        return StakeholderWeights(findings=tuple(findings))
    sittings, unreadable = read_sittings(folder.layout)
    chosen, unknown = pick(levels(case.catalogue, case.weights), group)
    found = [_on_level(level, sittings, aggregation) for level in chosen]
    each = tuple(weights for weights, _ in found)
    open_answers = [f for _, wrong in found for f in wrong]
    proposed, lines = _proposal(case, each)
    return StakeholderWeights(
        findings=(*findings, *unreadable, *unknown, *open_answers, *published(case)),
        case=case,
        shares=global_weights(case.catalogue, case.weights),
        levels=each,
        proposed=proposed,
        lines=lines,
        asked=len(sittings),
    )


def file_weights(path: Path) -> FileWeights:
    """The weights of a weighing in a file that belongs to no procurement."""
    request, findings = read_weighing(path)
    if request is None:
        return FileWeights(findings=tuple(findings))
    weighed, findings = weigh(request)
    ranks = competition_ranks(weighed.scores) if weighed and weighed.scores else {}
    return FileWeights(
        findings=tuple(findings),
        method=request.method,
        title=METHODS[request.method].title,
        weighed=weighed,
        ranks=ranks,
    )


def pick(found: Sequence[Level], group: str | None) -> tuple[list[Level], list[Finding]]:
    """The level called ``group``, or all."""
    chosen = [level for level in found if group in (None, level.id)]
    if chosen or group is None:
        return chosen, []
    hint = f"levels with two or more parts: {', '.join(level.id for level in found)} (. is the top level)"
    message = f"{group!r} is no group with two or more parts to weigh"
    return [], [Finding("weigh.group", "error", "--group", message, hint)]


def published(case: Case) -> list[Finding]:
    """A note where other weights come too late."""
    if case.issue is None:
        return []
    message = "the RFP is out, and the weights that it prints may not change"
    hint = "other weights can only be tried: vendor-eval rank DIR --what-if --weights ID=W"
    return [Finding("weigh.published", "note", "weights.yaml", message, hint)]


def _on_level(
    level: Level, sittings: Sequence[Sitting], aggregation: str
) -> tuple[LevelWeights, list[Finding]]:
    """Everybody's weights on this level, and the group's; who has questions open is left out."""
    findings: list[Finding] = []
    requests = {}
    for sitting in sittings:
        answers = sitting.on(level.id)
        request = ask.weighing(level, answers) if answers else None
        if request is not None:
            requests[sitting.stakeholder] = request
        elif answers is not None:
            findings.append(_open(level, sitting.stakeholder))
    if not requests:
        return LevelWeights(level), findings
    joined, wrong = weigh(
        Together.model_validate({"method": "group", "aggregation": aggregation, "members": requests})
    )
    findings += [replace(f, where=f"{level.id}: {f.where}" if f.where else level.id) for f in wrong]
    if joined is None:
        return LevelWeights(level), findings
    members = {
        name: {**member, "method": requests[name].method}
        for name, member in joined.details["members"].items()
    }
    details = {k: v for k, v in joined.details.items() if k != "members"}
    details["agreed_distance"] = distance(level.agreed, joined.weights)
    return LevelWeights(level, members, joined.weights, details), findings


def _open(level: Level, stakeholder: str) -> Finding:
    message = f"{stakeholder} has not answered everything about {level.title}, and is left out there"
    hint = f'vendor-eval weigh DIR --ask --stakeholder "{stakeholder}" --group {level.id}'
    return Finding("weigh.open", "warning", f"{level.id}: {stakeholder}", message, hint)


def _proposal(case: Case, each: Sequence[LevelWeights]) -> tuple[Mapping[str, float] | None, str]:
    """The group's weights of the whole, and the lines of weights.yaml that hold them."""
    together = {w.level.id: dict(w.together) for w in each if w.together}
    if not together:
        return None, ""
    new = with_shares(case.weights, together, case.catalogue)
    return global_weights(case.catalogue, new).criteria, as_yaml(new)
