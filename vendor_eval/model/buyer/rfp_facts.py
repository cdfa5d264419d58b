"""What an RFP contains besides criteria, weights and prices. Nothing is calculated from it.

Whatever is left out is asked for in general words, or its section is left out.
"""

import itertools
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Id, Model, Text
from vendor_eval.model.buyer.volumes import NotNegative

Percent = Annotated[Decimal, Field(ge=0, le=100, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
AtLeastOne = Annotated[int, Field(ge=1)]


class Procedure(Model):
    """Under which rules the buyer buys, and who hears a complaint.

    ``best_and_final``: the RFP announces that the bidders still in may be asked for better offers.
    """

    name: str = ""
    law: str = ""
    review: str = ""
    best_and_final: bool = False


class Submission(Model):
    """How bids are handed in. A time without an offset is in the time zone of the timetable."""

    to: str = ""
    how: str = ""
    language: str = ""
    valid_days: AtLeastOne | None = None
    conference: datetime | None = None
    note: str = ""


class Lot(Model):
    """A part of the whole. One that is bought ``elsewhere`` has a procurement, and an RFP, of its own."""

    id: Id
    title: Text
    scope: str = ""
    elsewhere: bool = False


class Device(Model):
    """Machines of one kind that will send to the system or ask it."""

    modality: Text
    count: AtLeastOne = 1
    maker: str = ""
    model: str = ""
    site: str = ""
    note: str = ""


class Interface(Model):
    """Another system, what passes between it and this one, and by which standard."""

    system: Text
    count: AtLeastOne = 1
    purpose: str = ""
    standard: str = ""
    direction: Literal["in", "out", "both"] = "both"
    note: str = ""


class Content(Model):
    """One kind of thing that is to be migrated."""

    what: Text
    amount: str = ""
    note: str = ""


class Migration(Model):
    """The contents of the present system, in which state, and until when it has to be moved."""

    source: Text
    studies: Count = 0
    tb: NotNegative = Decimal(0)
    oldest_year: Annotated[int, Field(ge=1970, le=2100)] | None = None
    contents: tuple[Content, ...] = ()
    problems: tuple[Text, ...] = ()
    access: str = ""
    complete_by: date | None = None
    note: str = ""


class Priority(Model):
    """A class of faults: within what time somebody answers, and within what time it is put right."""

    name: Text
    meaning: Text
    response: Text
    repair: Text


class Credit(Model):
    """What is taken off the fee of a month whose availability is below a share of the time."""

    below_percent: Percent
    credit_percent: Percent


class Service(Model):
    """The service levels of the contract."""

    hours: str = ""
    availability_percent: Percent | None = None
    measured: str = ""
    maintenance: str = ""
    recovery_point_minutes: Count | None = None
    recovery_time_minutes: Count | None = None
    priorities: tuple[Priority, ...] = ()
    credits: tuple[Credit, ...] = ()
    note: str = ""


class Privacy(Model):
    """Which law of health data applies, and whose form of the agreement on it is signed."""

    laws: tuple[Literal["hipaa", "gdpr"], ...] = ("hipaa",)
    agreement: Literal["buyer", "bidder"] = "buyer"
    data_stays_in: str = ""
    notice_hours: AtLeastOne | None = None
    note: str = ""


class Phase(Model):
    """A stretch of the implementation and what it ends with."""

    name: Text
    until: date | None = None
    result: str = ""


class Training(Model):
    """One group of people to be trained."""

    who: Text
    people: AtLeastOne
    hours: NotNegative | None = None
    how: str = ""


class Implementation(Model):
    """How the buyer expects the system to come in."""

    phases: tuple[Phase, ...] = ()
    freezes: tuple[Text, ...] = ()
    training: tuple[Training, ...] = ()
    acceptance: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        known = [(phase.name, phase.until) for phase in self.phases if phase.until]
        for (before, a), (after, b) in itertools.pairwise(known):
            if a and b and b < a:
                raise ValueError(f"phases: {after} ({b}) ends before {before} ({a})")
        return self


class References(Model):
    """Which customers a bidder names."""

    count: AtLeastOne = 3
    similar: str = ""
    within_years: AtLeastOne | None = None
    visits: bool = False
    questions: tuple[Text, ...] = ()


class Matter(Model):
    """A term of the contract that has no field of its own."""

    matter: Text
    text: Text


class Contract(Model):
    """What the buyer knows of the contract already."""

    years: AtLeastOne | None = None
    extension: str = ""
    payment: str = ""
    law: str = ""
    insurance: str = ""
    liability: str = ""
    form: str = ""
    matters: tuple[Matter, ...] = ()


class Particulars(Model):
    """The part of procurement.yaml that only the RFP reads.

    ``lists`` are the buyer's own lists that requirements refer to, by name, such as ``browsers``. Left out,
    they are in no dump: a procurement from before there were any has the same hash.
    """

    paper: Literal["a4", "letter"] = "a4"
    procedure: Procedure = Procedure()
    submission: Submission = Submission()
    lots: tuple[Lot, ...] = ()
    devices: tuple[Device, ...] = ()
    interfaces: tuple[Interface, ...] = ()
    lists: Annotated[dict[Id, tuple[Text, ...]], Field(exclude_if=lambda given: not given)] = {}
    migration: Migration | None = None
    service: Service = Service()
    privacy: Privacy = Privacy()
    implementation: Implementation = Implementation()
    references: References = References()
    contract: Contract = Contract()

    @model_validator(mode="after")
    def _lots(self) -> Self:
        for flaw in _lot_flaws(self.lots):
            raise ValueError(flaw)
        return self


def _lot_flaws(lots: tuple[Lot, ...]) -> Iterator[str]:
    ids = [lot.id for lot in lots]
    for lot_id in {i for i in ids if ids.count(i) > 1}:
        yield f"lots: the id {lot_id} stands there twice"
    if lots and all(lot.elsewhere for lot in lots):
        yield "lots: all are bought elsewhere; at least one belongs to this procurement"
