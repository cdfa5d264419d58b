"""What the program found out, complete enough to be recomputed: the JSON that leaves it.

Vendors are named by their names here; their ids stand in ``vendors``. Its parts have rooms of their own:
``standings.py`` (before any score), ``cells.py`` (answers and their worth), ``amounts.py`` (prices).
"""

from datetime import datetime
from typing import Any, Literal

from pydantic import field_serializer

from vendor_eval.model.base import Model, StoredFinding
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.buyer.procurement import Buyer, PriceRule, Rules
from vendor_eval.model.buyer.volumes import Sizing, Volume
from vendor_eval.model.criteria.criterion import Gate
from vendor_eval.model.outcome.cells import Cell, GroupLine, Leaf, Statement
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.model.outcome.inputs import Inputs
from vendor_eval.model.outcome.vendor_status import Excluded, Open, VendorResult


class Ranking(Model):
    """One method's result. ``ranks`` are competition ranks (1, 1, 3); None where a score is None."""

    method: str
    parameters: dict[str, Any] = {}
    lower_is_better: bool = False
    scores: dict[str, float | None]
    ranks: dict[str, int | None]
    best: tuple[str, ...]
    weights: dict[str, float]
    contributions: dict[str, dict[str, float]] = {}
    details: dict[str, Any] = {}


class Confirmation(Model):
    """The result of an independent library.

    ``agrees`` is None where it cannot say; ``message`` then gives the reason.
    """

    method: str
    library: str
    version: str
    agrees: bool | None
    largest_difference: float | None
    message: str


class CloseCall(Model):
    """The two best vendors, how little is between them (of the scores as shown), and what decides."""

    first: str
    second: str
    difference: float
    in_words: str


class Settled(Model):
    """What is known of a decision: the title of its matter, and why it no longer applies, if so."""

    title: str = ""
    lapsed: str = ""


class Issued(Model):
    """One issue of the request for proposals; the ``addendum`` that came with it, and the ``reason``."""

    number: int
    issued_at: datetime
    addendum: int = 0
    reason: str = ""


class Declared(Model):
    """What an evaluator declared on a score sheet: ``answer`` is ``yes`` where there is no conflict.

    ``on`` is the date, ``interest`` the conflict, both as the evaluator wrote them. ``former``: no longer on
    the panel, so that the sheet counts nothing.
    """

    evaluator: str
    answer: str
    on: str = ""
    interest: str = ""
    former: bool = False


class Advantage(Model):
    """What a bidder learns of the winner at one criterion: in words, never the winner's points."""

    criterion: str
    words: str


FIRST_FORMAT: Literal["vendor_eval outcome 1"] = "vendor_eval outcome 1"
FORMAT: Literal["vendor_eval outcome 2"] = "vendor_eval outcome 2"


class Outcome(Model):
    """The selection record. ``inputs`` are what it is calculated from: None in a record for an audience or
    with letters for vendors, and in one of ``FIRST_FORMAT``, which had none.

    ``settled`` has details of each of ``decisions``, in the same order.
    ``issues`` are all that bidders were sent, oldest first. ``weights_by`` and ``rationale`` say whose the
    published weights are, and why they are so. ``declarations`` are those of the evaluators.
    ``gates`` is what each gate demands, by criterion. ``as_issued``: criteria, weights, rules and price lines
    are those that bidders were sent.

    ``audience`` says for whom it was reduced (``panel``, ``board``, ``public``, ``vendor``); empty in the
    full record. What an audience may not see is not in it: an empty field is then no missing answer.
    ``left_out`` names what was cut, in whole or of some vendors. ``vendor`` is the name of the bidder that it
    is for, ``advantages`` what the winner did better than this one.
    ``blind``: vendors are called by letters.
    """

    format: Literal["vendor_eval outcome 1", "vendor_eval outcome 2"] = FORMAT
    id: str
    title: str
    buyer: Buyer
    volumes: tuple[Volume, ...] = ()
    sizing: Sizing = Sizing()
    decided_at: datetime | None = None
    official: bool
    what_if: bool = False
    as_issued: bool = True
    rules: Rules
    price_rule: PriceRule
    currency: str
    vendors: tuple[VendorResult, ...]
    gates: dict[str, Gate] = {}
    criteria: tuple[Leaf, ...]
    groups: tuple[GroupLine, ...]
    cells: tuple[Cell, ...]
    informational: tuple[Statement, ...] = ()
    prices: tuple[PriceResult, ...] = ()
    rankings: tuple[Ranking, ...]
    excluded: tuple[Excluded, ...] = ()
    open: tuple[Open, ...] = ()
    confirmation: Confirmation | None = None
    close_call: CloseCall | None = None
    decisions: tuple[Decision, ...] = ()
    settled: tuple[Settled, ...] = ()
    issues: tuple[Issued, ...] = ()
    declarations: tuple[Declared, ...] = ()
    weights_by: str = ""
    rationale: str = ""
    findings: tuple[StoredFinding, ...] = ()
    versions: dict[str, str] = {}
    fingerprints: dict[str, str] = {}
    audience: str = ""
    left_out: tuple[str, ...] = ()
    vendor: str = ""
    advantages: tuple[Advantage, ...] = ()
    blind: bool = False
    inputs: Inputs | None = None

    @field_serializer("inputs", when_used="json-unless-none")
    def _without_defaults(self, inputs: Inputs) -> dict[str, Any]:
        return inputs.model_dump(mode="json", exclude_defaults=True)

    def cell(self, vendor: str, criterion: str) -> Cell | None:
        return next((c for c in self.cells if c.vendor == vendor and c.criterion == criterion), None)
