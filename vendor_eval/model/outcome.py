"""What the program found out, complete enough to be recomputed: the JSON that leaves it.

Vendors are named by their names here; their ids stand in ``vendors``.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from vendor_eval.findings import Finding
from vendor_eval.model.base import Model
from vendor_eval.model.criterion import Gate, Stage
from vendor_eval.model.decision import Decision
from vendor_eval.model.procurement import Buyer, PriceRule, Rules
from vendor_eval.model.response import AnswerState, Receipt
from vendor_eval.model.value import ValueFunction
from vendor_eval.model.volumes import Scenario, Sizing, Volume

Status = Literal["admitted", "excluded", "open"]


class GateResult(Model):
    """One gate for one vendor, with the answer it rests on. ``group`` is the path to it.

    ``given`` is what was read where ``answer`` is not exactly that: a number without its unit.
    """

    criterion: str
    title: str
    group: tuple[str, ...] = ()
    result: Literal["passed", "failed", "open"]
    rule: str
    answer: str
    given: float | str | None = None
    state: AnswerState
    source: str
    comment: str = ""
    evidence: str = ""


class Undeclared(Model):
    """One declaration of the bidder that is not a yes. ``said``: what stands there, empty if nothing does.

    ``unsigned``: the declarations as a whole bear no name or no date.
    """

    title: str
    said: str = ""
    unsigned: bool = False


class VendorResult(Model):
    """Where a vendor stands before any score. ``reason`` says why it is not admitted.

    ``was_admitted``: it was when the short list was made, and is not any more by its best and final offer.
    """

    id: str
    name: str
    status: Status
    reason: str = ""
    product: str = ""
    gates: tuple[GateResult, ...] = ()
    undeclared: tuple[Undeclared, ...] = ()
    response: Receipt | None = None
    price: Receipt | None = None
    was_admitted: bool = False


class EarlierScore(Model):
    """What an evaluator had scored before a later sheet scored the same again."""

    version: int
    score: float
    reason: str = ""


class EarlierAnswer(Model):
    """What a vendor had answered when the short list was made, before its best and final offer."""

    state: AnswerState
    answer: str
    given: float | str | None = None


class Cell(Model):
    """One vendor's answer to one scored criterion and what it is worth.

    ``value`` is 0 to 1 (0 where an unanswered question counts as zero), ``component`` is
    points * weight * value after rounding. ``source`` is a ``sheet!cell``, the evaluators, or the price;
    ``scores`` and ``reasons`` are the evaluators', by name, ``earlier`` what they had scored before;
    ``consensus`` is what the panel agreed on in its meeting, if it was recorded. ``given`` is what was read
    where ``answer`` is not exactly that (a number without its unit); ``before_final`` are the scores that
    the short list rests on, where scores of best and final offers have replaced them, ``before_offer`` the
    answer that it rests on, where such an offer has another.
    """

    vendor: str
    criterion: str
    state: AnswerState
    answer: str
    given: float | str | None = None
    value: float | None
    component: float | None
    source: str
    comment: str = ""
    evidence: str = ""
    scores: dict[str, float] = {}
    reasons: dict[str, str] = {}
    earlier: dict[str, tuple[EarlierScore, ...]] = {}
    consensus: float | None = None
    consensus_reason: str = ""
    before_final: dict[str, float] = {}
    before_offer: EarlierAnswer | None = None


class Statement(Model):
    """One vendor's answer to a question asked for information: it passes nothing and earns nothing."""

    vendor: str
    criterion: str
    title: str
    group: tuple[str, ...]
    state: AnswerState
    answer: str
    source: str
    comment: str = ""
    evidence: str = ""


class Leaf(Model):
    """A scored criterion as it was weighed. ``weight`` is its share of the whole (all leaves sum to 1).

    ``value_rule`` is ``rule`` as data; ``scored_by`` counts the evaluators whose scores it needs. In a
    what-if, ``agreed`` is the weight in force, by which the short list was made.
    """

    criterion: str
    title: str
    group: tuple[str, ...]
    weight: float
    rule: str
    by: Literal["answer", "panel", "price"]
    value_rule: ValueFunction | None = None
    stage: Stage = "written"
    scored_by: int = 0
    agreed: float | None = None


class GroupLine(Model):
    """A group and each admitted vendor's points in it, out of ``points``."""

    id: str
    title: str
    path: tuple[str, ...]
    weight: float
    points: float
    scores: dict[str, float]


class PriceLineCost(Model):
    """One line by year, in the procurement's currency. ``by`` buyer: its own cost, not part of the offer.

    ``empty_years`` have no price although some is needed; in ``included_years`` the vendor wrote that
    the line costs nothing of its own.
    """

    line: str
    title: str
    by_year: tuple[Decimal, ...]
    empty_years: tuple[int, ...] = ()
    included_years: tuple[int, ...] = ()
    optional: bool = False
    by: Literal["vendor", "buyer"] = "vendor"


class ScenarioCost(Model):
    """The bid under low, expected or high volumes.

    ``studies`` are those of the years of operation; ``cost_per_study`` is the sum of all years, without
    discount, divided by them, and None where no volumes are known.
    """

    scenario: Scenario
    net_present_cost: Decimal
    by_year: tuple[Decimal, ...]
    studies: Decimal = Decimal(0)
    cost_per_study: Decimal | None = None


class EarlierPrice(Model):
    """What a bid cost at the closing time, by the price workbook ``version`` that counted then."""

    version: int
    by_year: tuple[Decimal, ...]
    net_present_cost: Decimal


class PriceResult(Model):
    """Evaluated price of one vendor, in the procurement's currency.

    ``by_year`` is the sum of ``lines``, the buyer's own costs among them; ``optional`` lines are in no sum.
    ``one_off`` and ``running`` add up to the sum of all years. ``before`` is None unless a later
    workbook counts now: a late one that was admitted, or a best and final offer.
    """

    vendor: str
    net_present_cost: Decimal
    currency: str
    offered_in: str
    by_year: tuple[Decimal, ...]
    lines: tuple[PriceLineCost, ...]
    optional: tuple[PriceLineCost, ...] = ()
    scenarios: tuple[ScenarioCost, ...] = ()
    one_off: Decimal = Decimal(0)
    running: Decimal = Decimal(0)
    before: EarlierPrice | None = None


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


class Excluded(Model):
    """``gate`` is the criterion or threshold that excluded the vendor, None for a late or withdrawn bid."""

    vendor: str
    gate: str | None
    reason: str


class Open(Model):
    """A question that keeps the ranking from being official, or would under the rule ``refuse``."""

    vendor: str
    criterion: str
    title: str
    state: AnswerState
    where: str = ""


class Confirmation(Model):
    """What an independent library says.

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


class Outcome(Model):
    """The selection record. ``settled`` says more of each of ``decisions``, in the same order.

    ``issues`` are all that bidders were sent, oldest first. ``weights_by`` and ``rationale`` say whose the
    published weights are, and why they are so. ``declarations`` are those of the evaluators.
    ``gates`` is what each gate demands, by criterion. ``as_issued``: criteria, weights, rules and price lines
    are those that bidders were sent.

    ``audience`` says for whom it was reduced (``panel``, ``board``, ``public``, ``vendor``); empty in the
    full record. What an audience may not see is not in it: an empty field is then no missing answer.
    ``left_out`` names what was cut, in whole or of some vendors. ``vendor`` is the name of the bidder that it
    is for, ``advantages`` what the winner did better than this one.
    ``blind``: letters stand for the vendors.
    """

    format: Literal["vendor_eval outcome 1"] = "vendor_eval outcome 1"
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
    findings: tuple[Finding, ...] = ()
    versions: dict[str, str] = {}
    fingerprints: dict[str, str] = {}
    audience: str = ""
    left_out: tuple[str, ...] = ()
    vendor: str = ""
    advantages: tuple[Advantage, ...] = ()
    blind: bool = False

    def name_of(self, vendor_id: str) -> str:
        return next(v.name for v in self.vendors if v.id == vendor_id)

    def cell(self, vendor: str, criterion: str) -> Cell | None:
        return next((c for c in self.cells if c.vendor == vendor and c.criterion == criterion), None)
