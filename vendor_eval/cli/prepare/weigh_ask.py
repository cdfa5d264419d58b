"""weigh DIR --ask: one stakeholder, level by level; every answer is kept before the next question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from vendor_eval.cli.output.printing import Output, progress
from vendor_eval.cli.prepare.weigh_folder import pick, published
from vendor_eval.errors import ExitCode
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import now, opened
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.criteria.weighting import How, LevelAnswers, Sitting
    from vendor_eval.weighting.levels import Level
    from vendor_eval.weighting.methods.base import Weighed
    from vendor_eval.workspace.folder.layout import Layout


@dataclass(frozen=True)
class Wanted:
    """Who is asked what."""

    stakeholder: str
    group: str | None
    how: How
    again: bool


@dataclass
class Talk:
    """The state of a conversation: whose it is, what was said, and where that is kept."""

    layout: Layout
    by: str
    sitting: Sitting
    received: Mapping[str, Sequence[float | str]]

    def keep(self, answers: LevelAnswers) -> None:
        from vendor_eval.workspace.state.stakeholders import save_sitting

        self.sitting = self.sitting.having(answers)
        save_sitting(self.layout, self.sitting)


def ask_stakeholder(path: Path, wanted: Wanted, by: str | None) -> Output:
    """Ask what is still open; Ctrl-C or the end of the input pauses, and the same command goes on."""
    from vendor_eval.weighting.levels import levels
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.state.stakeholders import file_of, read_sitting

    layout, case, findings = opened(path)
    if case is None:
        return Output(findings=findings)
    chosen, findings = pick(levels(case.catalogue, case.weights), wanted.group)
    name = " ".join(wanted.stakeholder.split())
    sitting, wrong = read_sitting(layout, name)
    if sitting is None or findings or wrong:
        return Output(findings=[*findings, *wrong])
    talk = Talk(layout, audit.who(by), sitting, _received(case))
    weights: dict[str, Any] = {}
    findings = published(case)
    try:
        for level in chosen:
            weighed = _level(talk, level, wanted)
            if weighed is not None:
                weights[level.id] = weighed.weights
    except typer.Abort:
        progress("")
        kept = file_of(layout, name)
        said = f"Paused. The answers are kept in {kept}." if kept.exists() else "Paused before any answer."
        data = {"stakeholder": talk.sitting.stakeholder, "done": False, "groups": weights}
        return Output(data, [*findings, _paused(wanted)], [said], code=ExitCode.FINDINGS)
    said = f"All is answered, in {file_of(layout, name)}. Beside the others: vendor-eval weigh {typed(path)}"
    return Output(
        {"stakeholder": talk.sitting.stakeholder, "done": True, "groups": weights}, findings, [said]
    )


def _level(talk: Talk, level: Level, wanted: Wanted) -> Weighed | None:
    """Ask one level until nothing is open; its weights, None if it was answered before."""
    from vendor_eval.weighting import ask

    before = talk.sitting.on(level.id)
    answers = ask.begin(level, wanted.how) if before is None or wanted.again else ask.current(level, before)
    if before is not None and ask.next_question(level, answers) is None:
        progress(f"{level.title}: answered by {answers.how} before; --again asks anew.")
        return None
    _introduce(talk, level, answers, wanted)
    while True:
        answers = _asked(talk, level, answers)
        weighed = _told(level, answers)
        _log(talk, level, answers)
        pair = _doubtful(weighed)
        if pair is None or not typer.confirm("Answer it again?", err=True):
            return weighed
        answers = ask.forget(answers, pair)


def _asked(talk: Talk, level: Level, answers: LevelAnswers) -> LevelAnswers:
    """Put every open question; what cannot be read is asked again, what can is kept at once."""
    from vendor_eval.weighting import ask

    while (question := ask.next_question(level, answers)) is not None:
        done, count = ask.progress(level, answers)
        said = f"[{done + 1}/{count}] {question.text}"
        text = str(typer.prompt(said, default="", show_default=False, err=True))
        taken = ask.take(level, answers, question, text)
        if taken.answers is None:
            progress(f"  {taken.complaint}")
            continue
        answers = taken.answers
        talk.keep(answers)
    return answers


def _introduce(talk: Talk, level: Level, answers: LevelAnswers, wanted: Wanted) -> None:
    from vendor_eval.weighting import ask
    from vendor_eval.weighting.ranges import span

    progress(f"\n{level.title}")
    for number, (name, item) in enumerate(level.items.items(), 1):
        progress(f"  {number}. {name} {item.title}: {span(item, talk.received.get(name, ())).in_words()}")
    done, count = ask.progress(level, answers)
    if done:
        progress(f"{done} of {count} answers are kept from before; {answers.how} goes on.")
    if done and answers.how != wanted.how:
        progress(f"It was begun by {answers.how}; to start over by {wanted.how}, add --again.")


def _told(level: Level, answers: LevelAnswers) -> Weighed | None:
    """Show the weights that the answers give."""
    from vendor_eval.weighting import ask
    from vendor_eval.weighting.methods.registry import weigh

    asked = ask.weighing(level, answers)
    weighed, findings = weigh(asked) if asked is not None else (None, [])
    if weighed is not None:
        progress("Weights: " + ", ".join(f"{name} {100 * w:.1f}%" for name, w in weighed.weights.items()))
    for found in findings:
        progress(f"  {found.message}{': ' + found.hint if found.hint else ''}")
    return weighed


def _doubtful(weighed: Weighed | None) -> tuple[str, str] | None:
    """The comparison to look at again, where the judgements do not fit together."""
    from vendor_eval.weighting.methods.ahp import ACCEPTED

    details = weighed.details if weighed else {}
    worst = details.get("worst_judgement")
    if worst is None or details["cr"] is None or details["cr"] <= ACCEPTED:
        return None
    return worst["row"], worst["column"]


def _received(case: Case) -> dict[str, list[float | str]]:
    """The answers in the bids that count so far, by criterion."""
    from vendor_eval.scoring.bids import bids

    found: dict[str, list[float | str]] = {}
    for bid in bids(case):
        for criterion, answer in bid.answers.items():
            if not bid.shut and answer.state == "answered" and answer.value is not None:
                found.setdefault(criterion, []).append(answer.value)
    return found


def _log(talk: Talk, level: Level, answers: LevelAnswers) -> None:
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.atomic import sha256
    from vendor_eval.workspace.folder.versions import alone
    from vendor_eval.workspace.state.stakeholders import FOLDER, file_of

    path = file_of(talk.layout, talk.sitting.stakeholder)
    what = f"{talk.sitting.stakeholder} weighed {level.title} by {answers.how}"
    with alone(talk.layout):
        audit.append(
            talk.layout.log,
            by=talk.by,
            at=now(),
            verb="weigh",
            what=what,
            files={f"{FOLDER}/{path.name}": sha256(path.read_bytes())},
        )


def _paused(wanted: Wanted) -> Finding:
    how = " without --again" if wanted.again else ""
    hint = f"run the same command again{how}: it goes on from here"
    return Finding("weigh.paused", "warning", "", "questions are still open", hint)
