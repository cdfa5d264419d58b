"""One thing the buyer asks, and how its answer counts."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.criteria.value import Levels, Linear, Piecewise, Price, Rubric, Target, ValueFunction

Kind = Literal["gate", "scored", "cost", "informational"]
Stage = Literal["written", "demo", "reference", "site_visit"]
AnswerType = Literal["yes_no", "choice", "number", "text", "file"]
YES_NO = ("yes", "no")
TABLES = ("volumes", "sites", "devices", "interfaces", "migration", "references.questions")
"""The tables of procurement.yaml that a criterion may need, besides a list of the buyer's: ``lists.NAME``."""
Table = Annotated[str, Field(pattern=rf"^({'|'.join(TABLES)}|lists\.[A-Za-z][A-Za-z0-9_.\-]*)$")]


class AnswerForm(Model):
    """What a vendor fills in: a choice, a number with its unit, a text, or the name of a document."""

    type: AnswerType
    options: tuple[Text, ...] = ()
    unit: str = ""
    min: float | None = None
    max: float | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.type == "choice" and len(self.options) < 2:
            raise ValueError("a choice needs at least two options")
        if self.type != "choice" and self.options:
            raise ValueError(f"options belong to a choice, not to {self.type}")
        if self.type != "number" and (self.unit or self.min is not None or self.max is not None):
            raise ValueError(f"unit, min and max belong to a number, not to {self.type}")
        folded = [o.casefold() for o in self.options]
        if len(set(folded)) < len(folded):
            raise ValueError("two options are the same word")
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise ValueError("min must be smaller than max")
        return self

    @property
    def allowed(self) -> tuple[str, ...]:
        """The words a choice accepts; empty for free answers."""
        return YES_NO if self.type == "yes_no" else self.options


class Gate(Model):
    """What an answer must be for the vendor to stay in. Exactly one test."""

    passes: tuple[Text, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    provided: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        given = [bool(self.passes), self.at_least is not None, self.at_most is not None, bool(self.provided)]
        if sum(given) != 1:
            raise ValueError("a gate has exactly one of: passes, at_least, at_most, provided")
        return self

    def in_words(self) -> str:
        if self.passes:
            return "must be " + " or ".join(f"“{p}”" for p in self.passes)
        if self.at_least is not None:
            return f"must be at least {self.at_least}"
        if self.at_most is not None:
            return f"must be at most {self.at_most}"
        return "must be supplied"


class Criterion(Model, defer_build=False):
    """One requirement. ``gate`` kinds decide who stays; ``scored`` kinds carry weight.

    ``step`` is the step of the implementation roadmap (1 to 10) that uses the answer;
    ``source`` names the machine-readable evidence that can check it. Built at once, unlike the other
    nouns: each of the three that hold it would otherwise build it again.

    ``optional`` tells ``new`` to write the line of a cost outside the evaluated price. Bidders are told by
    the price line, so it is in no fingerprint. ``needs`` names the tables of procurement.yaml that the
    requirement speaks of; it says nothing to bidders, so it is in no fingerprint either.
    """

    id: Id
    title: Text
    requirement: Text
    why: str = ""
    kind: Kind
    answer: AnswerForm | None = None
    value: ValueFunction | None = None
    gate: Gate | None = None
    weight: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 1.0
    evidence: tuple[Text, ...] = ()
    standard: str = ""
    source: tuple[str, ...] = ()
    stage: Stage = "written"
    step: Annotated[int, Field(ge=1, le=10)] = 6
    tier: Literal["core", "extended"] = "core"
    optional: Annotated[bool, Field(exclude=True)] = False
    needs: Annotated[tuple[Table, ...], Field(exclude=True)] = ()

    @field_validator("evidence", "source", "needs", mode="before")
    @classmethod
    def _one_is_a_list(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        for problem in _misfits(self):
            raise ValueError(problem)
        return self

    @property
    def is_price(self) -> bool:
        return isinstance(self.value, Price)

    @property
    def by_panel(self) -> bool:
        """True where evaluators give the score and the vendor's text only informs them."""
        return isinstance(self.value, Rubric)

    @property
    def is_question(self) -> bool:
        """True where the response workbook has a row for it (prices have a workbook of their own)."""
        return self.answer is not None

    def meaning(self) -> dict[str, object]:
        """What an answer was given to: if this changes, the answer is stale."""
        return self.model_dump(mode="json", include={"id", "requirement", "kind", "answer", "gate"})


def _misfits(c: Criterion) -> list[str]:
    if c.kind == "gate":
        return _gate_misfits(c)
    if c.optional and c.kind != "cost":
        return ["only a criterion of kind cost is optional"]
    if c.gate is not None:
        return [
            "only a criterion of kind gate has a gate; a minimum for a scored one is a threshold in rules"
        ]
    if c.kind == "scored":
        return _scored_misfits(c)
    if c.value is not None:
        return [f"a criterion of kind {c.kind} carries no value"]
    if c.kind == "informational" and c.answer is None:
        return ["an informational criterion needs an answer"]
    if c.kind == "cost" and c.answer is not None:
        return ["a cost criterion is a line of the price workbook and has no answer"]
    return []


def _gate_misfits(c: Criterion) -> list[str]:
    if c.gate is None or c.answer is None:
        return ["a criterion of kind gate needs an answer and a gate"]
    if c.value is not None:
        return ["a gate passes or fails; it has no value"]
    if c.gate.passes:
        unknown = [p for p in c.gate.passes if p not in c.answer.allowed]
        if unknown:
            return [f"the gate passes {unknown}, which the answer does not offer"]
    elif c.gate.provided is None and c.answer.type != "number":
        return ["at_least and at_most test a number"]
    return []


def _scored_misfits(c: Criterion) -> list[str]:
    if c.value is None:
        return ["a scored criterion needs a value rule"]
    if isinstance(c.value, Price):
        return [] if c.answer is None else ["the price comes from the price workbook and has no answer"]
    if c.answer is None:
        return ["a scored criterion needs an answer"]
    if isinstance(c.value, Levels):
        return _level_misfits(c.answer, c.value)
    if isinstance(c.value, Linear | Piecewise | Target) and c.answer.type != "number":
        return [f"the value rule {c.value.rule} needs an answer of type number"]
    return []


def _level_misfits(answer: AnswerForm, value: Levels) -> list[str]:
    if not answer.allowed:
        return ["the value rule levels needs an answer of type yes_no or choice"]
    missing = [o for o in answer.allowed if o not in value.levels]
    extra = [o for o in value.levels if o not in answer.allowed]
    if missing or extra:
        return [f"levels and options differ: without a value {missing}, without an option {extra}"]
    return []
