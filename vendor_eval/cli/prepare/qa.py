"""qa: bidders' questions, without their names, and one answer for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.options import As, At, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import has_errors
from vendor_eval.operations.arguments import find_vendor, moment, now, opened
from vendor_eval.operations.question_parts import (
    after_due,
    criterion_known,
    documents,
    late_question,
    log,
    no_text,
    question_known,
    whom,
    without_names,
)
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendor_eval.model.buyer.clarification import Clarifications

app = typer.Typer(
    no_args_is_help=True, help="Keep the questions of bidders, answer them, and publish the answers to all."
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
            help="Who asked; kept in the log alone.",
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
    """Keep a question. Names of bidders and products are replaced; who asked stands in the log alone.

    Example: vendor-eval qa add our-pacs --question "Is TLS 1.2 enough?" --from aurora --criterion SEC-01
    """
    from vendor_eval.model.buyer.clarification import QaEntry
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.versions import alone
    from vendor_eval.workspace.state.questions import add_qa, read_qa

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    asker, wrong = find_vendor(case.vendors, vendor)
    asked_at, more = moment(at, case.procurement.timetable)
    wrong = [*wrong, *more, *no_text(question, "--question"), *criterion_known(case, criterion)]
    if wrong:
        return Output(findings=wrong)
    text, noticed = without_names(case, question, hide)
    with alone(layout):
        known = read_qa(layout)
        same = next(
            (q for q, e in known.questions.items() if (e.text, e.criterion) == (text, criterion)), None
        )
        if same:
            data = {"question": same, "text": text, "new": False}
            return Output(data, noticed, [f"{same} asks the same already; nothing changed."])
        number, name = f"Q{len(known.questions) + 1}", audit.who(by)
        entry = QaEntry(act="question", question=number, text=text, criterion=criterion, at=asked_at, by=name)
        add_qa(layout, entry)
        log(layout, name, f"question {number} from {whom(asker)}: {question.strip()}")
    noticed += late_question(case, asked_at)
    said = [f"Kept as {number}, to be published as: {text}"]
    return Output({"question": number, "text": text, "new": True}, noticed, said)


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
    from vendor_eval.model.buyer.clarification import QaEntry
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.versions import alone
    from vendor_eval.workspace.state.questions import add_qa, read_qa

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    with alone(layout):
        known = read_qa(layout)
        name = question.strip().upper()
        wrong = [*no_text(text, "--text"), *question_known(known, name)]
        if wrong:
            return Output(findings=wrong)
        said, noticed = without_names(case, text, hide)
        before = known.last(name)
        if known.waiting.get(name, before.text if before else None) == said:
            data = {"question": name, "text": said, "new": False, "corrects": None}
            return Output(data, noticed, [f"{name} is answered so already; nothing changed."])
        who = audit.who(by)
        add_qa(layout, QaEntry(act="answer", question=name, text=said, at=now(), by=who))
        log(layout, who, f"answer to {name}: {said}")
    words = f"Answer to {name}: {said}"
    if before is not None:
        words += f"\nAnswer {before.number} stays as it was published; this corrects it when it is published."
    data = {"question": name, "text": said, "new": True, "corrects": before.number if before else None}
    return Output(
        data, noticed, [words, f"Publish it to all bidders: vendor-eval qa publish {typed(directory)}"]
    )


@app.command()
@verb
def publish(directory: Dir, by: As = None, output_format: OutputFormat = Format.table) -> Output:
    """Write the answers for all bidders (docx, html, pdf). What is published is numbered and never changes.

    Example: vendor-eval qa publish our-pacs
    """
    from vendor_eval.model.buyer.clarification import QaEntry
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.atomic import sha256, write_all
    from vendor_eval.workspace.folder.versions import alone
    from vendor_eval.workspace.state.questions import add_qa, read_qa

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    with alone(layout):
        known = read_qa(layout)
        if not known.waiting:
            words = "No new answer to publish; nothing changed."
            return Output({"publication": known.publications, "answers": {}, "files": []}, text=[words])
        first = len(known.published) + 1
        order = [q for q in known.questions if q in known.waiting]
        entry = QaEntry(
            act="publish",
            publication=known.publications + 1,
            answers={q: first + n for n, q in enumerate(order)},
            at=now(),
            by=audit.who(by),
        )
        made, wrong = documents(layout, case, known, entry)
        if has_errors(wrong) or not made:
            return Output(findings=wrong)
        files = {layout.rfp / name: content for name, content in made.items()}
        write_all(files)
        add_qa(layout, entry)
        hashes = {f"rfp/{path.name}": sha256(content) for path, content in files.items()}
        listed = ", ".join(f"{number} to {q}" for q, number in entry.answers.items())
        log(layout, entry.by, f"publication {entry.publication}: answers {listed}", hashes)
    everybody = [v.name for v in case.vendors]
    said = [f"Publication {entry.publication}, answers {listed}:", *(f"  {path}" for path in files)]
    said.append(f"Send it to every bidder: {', '.join(everybody) or 'none is named yet'}")
    data = {
        "publication": entry.publication,
        "answers": entry.answers,
        "files": [str(f) for f in files],
        "to": everybody,
    }
    return Output(data, [*wrong, *after_due(case, entry.at)], said)


@app.command()
@verb
def show(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """List all questions with their answers and where they stand.

    Example: vendor-eval qa show our-pacs
    """
    from vendor_eval.workspace.state.questions import read_qa

    layout, case, findings = opened(directory)
    if case is None:
        return Output(findings=findings)
    known = read_qa(layout)
    rows = [row for q in known.questions for row in _rows(known, q)]
    columns = ("question", "criterion", "asked", "answer", "state")
    table = Table("Questions and answers", columns, rows)
    data = {"questions": [_as_data(known, q, columns) for q in known.questions]}
    return Output(data, findings, [table if rows else "Nobody has asked yet."], csv=table)


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
