"""qa: bidders' questions, without their names, and one answer for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.folder import parse_time, procurement
from vendor_eval.cli.options import As, At, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendor_eval.model.buyer.clarification import Clarifications

app = typer.Typer(
    no_args_is_help=True, help="Store the questions of bidders, answer them, and publish the answers to all."
)

Hide = Annotated[
    list[str] | None,
    typer.Option("--hide", metavar="WORD", help="Another word that would give the asker away; repeatable."),
]


@app.command()
@verb
def add(
    directory: Dir,
    question: Annotated[str, typer.Option("--question", metavar="TEXT", help="What was asked.")],
    vendor: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="VENDOR",
            help="Who asked; only the log names it.",
            autocompletion=complete.vendors,
            show_default=False,
        ),
    ] = None,
    criterion: Annotated[
        str | None,
        typer.Option(
            "--criterion",
            metavar="ID",
            help="The criterion or price line it is about.",
            autocompletion=complete.criteria_and_prices,
            show_default=False,
        ),
    ] = None,
    hide: Hide = None,
    at: At = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Store a question. Names of bidders and products are replaced; only the log names who asked.

    Example: vendor-eval qa add our-pacs --question "Is TLS 1.2 enough?" --from aurora --criterion SEC-01
    """
    asked_at, wrong = parse_time(at)
    if wrong:
        return Output(findings=wrong)
    result = procurement(directory, by).add_question(
        question, vendor=vendor, criterion=criterion, hide=hide or (), at=asked_at
    )
    if not result.question:
        return Output(findings=result.findings)
    data = {"question": result.question, "text": result.text, "new": result.new}
    words = (
        f"Stored as {result.question}, to be published as: {result.text}"
        if result.new
        else f"{result.question} asks the same already; nothing changed."
    )
    return Output(data, result.findings, [words])


@app.command()
@verb
def answer(
    directory: Dir,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Its number, such as Q3.")],
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="The answer, for all bidders.")],
    hide: Hide = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Answer a question. Before it is published an answer can be given anew; afterwards that is a correction.

    Example: vendor-eval qa answer our-pacs Q3 --text "Yes, TLS 1.2 is enough."
    """
    result = procurement(directory, by).answer_question(question, text, hide=hide or ())
    if not result.question:
        return Output(findings=result.findings)
    data = {
        "question": result.question,
        "text": result.text,
        "new": result.new,
        "corrects": result.corrects,
    }
    if not result.new:
        return Output(data, result.findings, [f"{result.question} is answered so already; nothing changed."])
    words = f"Answer to {result.question}: {result.text}"
    if result.corrects is not None:
        words += (
            f"\nAnswer {result.corrects} stays as it was published; this corrects it when it is published."
        )
    go_on = f"Publish it to all bidders: vendor-eval qa publish {typed(directory)}"
    return Output(data, result.findings, [words, go_on])


@app.command()
@verb
def publish(directory: Dir, by: As = None, output_format: OutputFormat = Format.table) -> Output:
    """Write the answers for all bidders (docx, html, pdf). What is published is numbered and never changes.

    Example: vendor-eval qa publish our-pacs
    """
    result = procurement(directory, by).publish_answers()
    if not result.publication and result.findings:
        return Output(findings=result.findings)
    data = {
        "publication": result.publication,
        "answers": dict(result.answers),
        "files": [str(f) for f in result.files],
    }
    if not result.files:
        return Output(data, result.findings, ["No new answer to publish; nothing changed."])
    listed = ", ".join(f"{number} to {q}" for q, number in result.answers.items())
    text = [
        f"Publication {result.publication}, answers {listed}:",
        *(f"  {path}" for path in result.files),
        f"Send it to every bidder: {', '.join(result.to) or 'none is named yet'}",
    ]
    return Output({**data, "to": list(result.to)}, result.findings, text)


@app.command()
@verb
def show(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """List all questions with their answers, and what is published.

    Example: vendor-eval qa show our-pacs
    """
    result = procurement(directory).questions()
    known = result.questions
    if known is None:
        return Output(findings=result.findings)
    rows = [row for q in known.questions for row in _rows(known, q)]
    columns = ("question", "criterion", "asked", "answer", "state")
    table = Table("Questions and answers", columns, rows)
    data = {"questions": [_as_data(known, q, columns) for q in known.questions]}
    return Output(data, result.findings, [table if rows else "Nobody has asked yet."], csv=table)


def _rows(known: Clarifications, question: str) -> list[tuple[str, ...]]:
    """A row for each answer, the one that holds last: what was published stays, as in the document."""
    entry, corrected = known.questions[question], known.corrected
    answers = []
    for p in known.published:
        if p.question.question == question:
            state = f"answer {p.number} of {p.at:%Y-%m-%d}"
            state += f", corrects answer {p.corrects}" if p.corrects else ""
            state += f", corrected by answer {corrected[p.number]}" if p.number in corrected else ""
            answers.append((p.text, state))
    if question in known.waiting:
        last = known.last(question)
        state = f"correction of answer {last.number}, not published" if last else "not published"
        answers.append((known.waiting[question], state))
    about = (question, entry.criterion or "", entry.text)
    return [(*about, *row) for row in answers or [("", "not answered")]]


def _as_data(known: Clarifications, question: str, columns: Sequence[str]) -> dict[str, object]:
    """A question with the answer that holds, or will once it is published, and all of them."""
    rows = [dict(zip(columns, row, strict=True)) for row in _rows(known, question)]
    return {
        **rows[-1],
        "answers": [{k: row[k] for k in ("answer", "state")} for row in rows if row["answer"]],
    }
