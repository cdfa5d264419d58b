"""weigh DIR --ask: one stakeholder, level by level; every answer is stored before the next question."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.output.printing import Output, progress
from vendor_eval.errors import ExitCode
from vendor_eval.findings import Finding
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.model.criteria.weighting import How, LevelAnswers
    from vendor_eval.operations.prepare.weigh_ask import Interview
    from vendor_eval.weighting.levels import Level
    from vendor_eval.weighting.methods.base import WeightResult


@dataclass(frozen=True)
class Request:
    """Who is asked what. ``again``: also what was answered before."""

    stakeholder: str
    group: str | None
    how: How
    again: bool


def ask_stakeholder(path: Path, request: Request, by: str | None) -> Output:
    """Ask what is still open; Ctrl-C or the end of the input pauses, and the same command goes on."""
    interview, findings = procurement(path, by).interview(request.stakeholder, request.group)
    if interview is None:
        return Output(findings=findings)
    weights: dict[str, Any] = {}
    data = {"stakeholder": interview.sitting.stakeholder, "groups": weights}
    try:
        for level in interview.levels:
            weighed = _ask_level(interview, level, request)
            if weighed is not None:
                weights[level.id] = weighed.weights
    except typer.Abort:
        progress("")
        file = interview.file
        words = f"Paused. The answers are stored in {file}." if file.exists() else "Paused before any answer."
        findings = [*interview.notes, _paused(request)]
        return Output({**data, "done": False}, findings, [words], code=ExitCode.FINDINGS)
    words = f"All is answered, in {interview.file}. Beside the others: vendor-eval weigh {typed(path)}"
    return Output({**data, "done": True}, interview.notes, [words])


def _ask_level(interview: Interview, level: Level, request: Request) -> WeightResult | None:
    """Ask one level until nothing is open; its weights, None if it was answered before."""
    from vendor_eval.operations.prepare.weigh_ask import ask

    answers, complete = interview.begin(level, request.how, request.again)
    if complete:
        progress(f"{level.title}: answered by {answers.how} before; --again asks anew.")
        return None
    _introduce(interview, level, answers, request)
    while True:
        answers = _ask_questions(interview, level, answers)
        weighed = _show_weights(interview, level, answers)
        pair = _inconsistent(weighed)
        if pair is None or not typer.confirm("Answer it again?", err=True):
            return weighed
        answers = ask.forget(answers, pair)


def _ask_questions(interview: Interview, level: Level, answers: LevelAnswers) -> LevelAnswers:
    """Put every open question; what cannot be read is asked again, what can is stored at once."""
    from vendor_eval.operations.prepare.weigh_ask import ask

    while (question := ask.next_question(level, answers)) is not None:
        done, count = ask.progress(level, answers)
        prompt = f"[{done + 1}/{count}] {question.text}"
        text = str(typer.prompt(prompt, default="", show_default=False, err=True))
        taken = ask.answered_with(level, answers, question, text)
        if taken.answers is None:
            progress(f"  {taken.complaint}")
            continue
        answers = taken.answers
        interview.store(level, answers)
    return answers


def _introduce(interview: Interview, level: Level, answers: LevelAnswers, request: Request) -> None:
    from vendor_eval.operations.prepare.weigh_ask import answer_range, ask

    progress(f"\n{level.title}")
    for number, (name, item) in enumerate(level.items.items(), 1):
        values = interview.received.get(name, ())
        progress(f"  {number}. {name} {item.title}: {answer_range(item, values).in_words()}")
    done, count = ask.progress(level, answers)
    if done:
        progress(f"{done} of {count} answers are there from before; {answers.how} goes on.")
    if done and answers.how != request.how:
        progress(f"It was begun by {answers.how}; to start over by {request.how}, add --again.")


def _show_weights(interview: Interview, level: Level, answers: LevelAnswers) -> WeightResult | None:
    weighed, findings = interview.weights(level, answers)
    if weighed is not None:
        progress("Weights: " + ", ".join(f"{name} {100 * w:.1f}%" for name, w in weighed.weights.items()))
    for found in findings:
        progress(f"  {found.message}{': ' + found.hint if found.hint else ''}")
    return weighed


def _inconsistent(weighed: WeightResult | None) -> tuple[str, str] | None:
    """The comparison to look at again, where the judgements contradict each other too much."""
    from vendor_eval.operations.prepare.weigh_ask import ACCEPTED

    details = weighed.details if weighed else {}
    worst = details.get("worst_judgement")
    if worst is None or details["cr"] is None or details["cr"] <= ACCEPTED:
        return None
    return worst["row"], worst["column"]


def _paused(request: Request) -> Finding:
    how = " without --again" if request.again else ""
    hint = f"run the same command again{how}: it goes on from here"
    return Finding("weigh.paused", "warning", "", "questions are still open", hint)
