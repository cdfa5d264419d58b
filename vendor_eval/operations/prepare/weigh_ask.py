"""A stakeholder's answers about weights, level by level, each stored before the next question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.weighting import How, LevelAnswers, Sitting
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.prepare.weigh import pick, published
from vendor_eval.scoring.bids import bids
from vendor_eval.weighting import ask as ask
from vendor_eval.weighting.levels import Level, levels
from vendor_eval.weighting.methods.ahp import ACCEPTED as ACCEPTED
from vendor_eval.weighting.methods.base import WeightResult
from vendor_eval.weighting.methods.registry import weigh
from vendor_eval.weighting.ranges import answer_range as answer_range
from vendor_eval.workspace.folder import log
from vendor_eval.workspace.state.stakeholders import file_of, read_sitting, sitting_file


@dataclass
class Interview:
    """The state of a conversation about weights: who is asked, the levels, and the answers so far.

    ``received``: criterion -> the answers in bids that count so far, to tell what a step in weight means.
    """

    folder: ProcurementFolder
    by: str
    levels: Sequence[Level]
    sitting: Sitting
    received: Mapping[str, Sequence[float | str]] = field(default_factory=dict)
    notes: Sequence[Finding] = ()

    @property
    def file(self) -> Path:
        """Where the answers are stored."""
        return file_of(self.folder.layout, self.sitting.stakeholder)

    def begin(self, level: Level, how: How, again: bool) -> tuple[LevelAnswers, bool]:
        """The answers to go on from, and whether the level was answered completely before."""
        before = self.sitting.on(level.id)
        if before is None or again:
            return ask.begin(level, how), False
        answers = ask.current(level, before)
        return answers, ask.next_question(level, answers) is None

    def store(self, level: Level, answers: LevelAnswers) -> None:
        """Write the answers: an act of the log for each."""
        self.sitting = self.sitting.having(answers)
        name = self.sitting.stakeholder
        done, count = ask.progress(level, answers)
        what = f"{name} weighed {level.title} by {answers.how}"
        with self.folder.act("weigh", self.by) as act:
            act.write(self.file, sitting_file(self.sitting))
            act.what = what if done == count else f"{what}, answer {done} of {count}"

    def weights(self, level: Level, answers: LevelAnswers) -> tuple[WeightResult | None, list[Finding]]:
        """The weights that the answers give; None while questions are open."""
        request = ask.weighing(level, answers)
        return weigh(request) if request is not None else (None, [])


def interview(
    folder: ProcurementFolder, stakeholder: str, group: str | None = None, by: str | None = None
) -> tuple[Interview | None, list[Finding]]:
    """Begin, or go on with, asking ``stakeholder``; None with the reason where that cannot be."""
    case, findings = folder.load()
    if case is None:
        return None, findings
    chosen, wrong = pick(levels(case.catalogue, case.weights), group)
    sitting, unreadable = read_sitting(folder.layout, " ".join(stakeholder.split()))
    if sitting is None or wrong or unreadable:
        return None, [*wrong, *unreadable]
    who = log.who(by or folder.by)
    return Interview(folder, who, chosen, sitting, _received(case), published(case)), []


def _received(case: Case) -> dict[str, list[float | str]]:
    found: dict[str, list[float | str]] = {}
    for bid in bids(case):
        for criterion, answer in bid.answers.items():
            if bid.counts and answer.state == "answered" and answer.value is not None:
                found.setdefault(criterion, []).append(answer.value)
    return found
