"""Cases made in memory, for tests of what happens after receipt."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Answer, Receipt, Response
from vendor_eval.model.bids.score_sheet import Declaration, Score, ScoreSheet
from vendor_eval.model.buyer.procurement import Evaluator
from vendor_eval.model.case import Case, Issue
from vendor_eval.model.content_hashes import question_hash, rfp_fingerprint
from vendor_eval.workspace.load import load_case

MINI = Path(__file__).parent / "mini"
EARLY = datetime(2030, 1, 30, 12, tzinfo=UTC)

GOOD = {"G-1": "yes", "T-1": "full", "T-2": 99.5, "I-1": "on site", "U-1": "lists"}
PRICES = {"LIC": ["100", None, None], "FEE": [None, "1000", "1000"]}


def receipt(vendor: str, at: datetime = EARLY, version: int = 1) -> Receipt:
    return Receipt(
        vendor=vendor,
        version=version,
        file=f"bids/{vendor}/x-v{version}.xlsx",
        original_name="x.xlsx",
        sha256=f"{vendor}{version}",
        received_at=at,
        received_by="tester",
        rfp_id="MINI-1",
        rfp_fingerprint="",
    )


def response(
    case: Case, vendor: str, answers: dict[str, Any], at: datetime = EARLY, version: int = 1
) -> Response:
    """Answers by criterion id: a value, None for a blank, or an Answer as it is."""
    found = {}
    for criterion in case.catalogue.leaves():
        if not criterion.is_question:
            continue
        given = answers.get(criterion.id)
        if not isinstance(given, Answer):
            state = "unanswered" if given is None else "answered"
            given = Answer(state=state, value=given, raw=str(given or ""), where=f"S!{criterion.id}")
        found[criterion.id] = given.model_copy(update={"asked": question_hash(criterion)})
    return Response(receipt=receipt(vendor, at, version), answers=found)


def prices(
    vendor: str, lines: dict[str, list[Any]], at: datetime = EARLY, currency: str = "USD"
) -> PriceSchedule:
    """Unit prices by line and year: a number as text, None for a blank, 'included', '?' for unreadable."""

    def cell(given: Any) -> PriceCell:
        if given is None:
            return PriceCell(state="empty")
        if given in ("included", "?"):
            return PriceCell(state="included" if given == "included" else "unreadable", raw=given)
        return PriceCell(state="priced", amount=Decimal(given), raw=given)

    cells = {line: tuple(cell(x) for x in row) for line, row in lines.items()}
    return PriceSchedule(receipt=receipt(vendor, at), currency=currency, lines=cells)


def sheet(
    evaluator: str,
    scores: dict[str, float | None],
    criterion: str = "U-1",
    reason: str = "",
    version: int = 1,
) -> ScoreSheet:
    """One evaluator's, or the meeting's, scores by vendor id."""
    return ScoreSheet(
        evaluator=evaluator,
        version=version,
        declaration=Declaration(answer="yes", name=evaluator, on="2030-01-30"),
        file=f"scores/{evaluator}-v{version}.xlsx",
        sha256=evaluator,
        received_at=EARLY,
        received_by="tester",
        scores=tuple(Score(vendor=v, criterion=criterion, score=s, reason=reason) for v, s in scores.items()),
    )


def case(rules: dict[str, Any] | None = None, **answers: dict[str, Any]) -> Case:
    """The mini procurement with two complete bids; ``rules`` and single answers may differ."""
    empty = load_case(MINI)
    procurement = empty.procurement
    changed = procurement.rules.model_validate({**procurement.rules.model_dump(), **(rules or {})})
    empty = empty.model_copy(update={"procurement": procurement.model_copy(update={"rules": changed})})
    mark = rfp_fingerprint(empty.procurement, empty.catalogue, empty.weights)
    issue = Issue(number=1, fingerprint=mark, issued_at=EARLY, issued_by="tester")
    given = {"aurora": GOOD | answers.get("aurora", {}), "borealis": GOOD | answers.get("borealis", {})}
    return empty.model_copy(
        update={
            "issue": issue,
            "responses": {v: (response(empty, v, a),) for v, a in given.items()},
            "prices": {"aurora": (prices("aurora", PRICES),), "borealis": (prices("borealis", PRICES),)},
            "sheets": (
                sheet("ann", {"aurora": 5, "borealis": 3}),
                sheet("bob", {"aurora": 2, "borealis": 3}),
            ),
        }
    )


NAMES = {"ann": "Ann", "bob": "Bob", "eva": "Eva"}


def panel_case(
    rules: dict[str, Any], scores: dict[str, tuple[float | None, float | None]], **answers: dict[str, Any]
) -> Case:
    """The mini procurement with these scores on U-1: evaluator id -> (aurora, borealis)."""
    made = case(rules, **answers)
    panel = tuple(Evaluator(id=i, name=NAMES[i], role="IT") for i in scores)
    sheets = tuple(sheet(i, {"aurora": a, "borealis": b}) for i, (a, b) in scores.items())
    procurement = made.procurement.model_copy(update={"panel": panel})
    return made.model_copy(update={"procurement": procurement, "sheets": sheets})
