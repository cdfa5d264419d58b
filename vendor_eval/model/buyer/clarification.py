"""Questions of bidders and the buyer's answers: an append-only log that names no bidder."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from vendor_eval.model.base import Model


class QaEntry(Model):
    """One entry of qa.yaml; nothing in it is ever changed.

    ``answers``: for a publication, question -> the number its answer has from then on.
    """

    act: Literal["question", "answer", "publish"]
    question: str = ""
    text: str = ""
    criterion: str | None = None
    publication: int = 0
    answers: dict[str, int] = {}
    at: datetime
    by: str


class Published(NamedTuple):
    """An answer as all bidders know it. ``corrects``: the number of the answer it replaces; 0: none."""

    number: int
    question: QaEntry
    text: str
    publication: int
    at: datetime
    corrects: int


class Clarifications(NamedTuple):
    """The log read from beginning to end. ``waiting``: question -> its answer that is not published yet."""

    questions: dict[str, QaEntry]
    waiting: dict[str, str]
    published: tuple[Published, ...]

    @property
    def unanswered(self) -> list[str]:
        done = {p.question.question for p in self.published} | set(self.waiting)
        return [q for q in self.questions if q not in done]

    @property
    def publications(self) -> int:
        return max((p.publication for p in self.published), default=0)

    @property
    def corrected(self) -> dict[int, int]:
        """Number of an answer -> number of the one that corrects it."""
        return {p.corrects: p.number for p in self.published if p.corrects}

    def last(self, question: str) -> Published | None:
        """The latest published answer to ``question``."""
        return next((p for p in reversed(self.published) if p.question.question == question), None)


def clarifications(entries: Iterable[QaEntry]) -> Clarifications:
    questions: dict[str, QaEntry] = {}
    waiting: dict[str, str] = {}
    published: list[Published] = []
    for entry in entries:
        if entry.act == "question":
            questions[entry.question] = entry
        elif entry.act == "answer":
            waiting[entry.question] = entry.text
        else:
            for question, number in entry.answers.items():
                before = next((p for p in reversed(published) if p.question.question == question), None)
                text = waiting.pop(question)
                published.append(
                    Published(
                        number,
                        questions[question],
                        text,
                        entry.publication,
                        entry.at,
                        before.number if before else 0,
                    )
                )
    return Clarifications(questions, waiting, tuple(published))
