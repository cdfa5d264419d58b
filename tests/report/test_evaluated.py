"""From a case, through the pipeline, to the report: nothing is lost on the way."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import lxml.html
import pytest

from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Answer, Receipt, Response
from vendor_eval.model.bids.score_sheet import Declaration, Score, ScoreSheet
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.case import Case, Issue
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.report.compare import compare
from vendor_eval.report.frames.tables import TABLES
from vendor_eval.report.html.page import decision_html

AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
YES_NO = {"type": "yes_no"}
CATALOGUE = Catalogue.model_validate(
    {
        "id": "small",
        "title": "Small",
        "groups": [
            {
                "id": "technical",
                "title": "Technology",
                "criteria": [
                    {
                        "id": "T-1",
                        "title": "Archive",
                        "requirement": "Is there one?",
                        "kind": "gate",
                        "answer": YES_NO,
                        "gate": {"passes": ["yes"]},
                    },
                    {
                        "id": "T-2",
                        "title": "Speed",
                        "requirement": "How fast?",
                        "kind": "scored",
                        "answer": {"type": "number", "unit": "s"},
                        "value": {"rule": "linear", "worst": 10, "best": 1},
                    },
                    {
                        "id": "T-3",
                        "title": "Desktop",
                        "requirement": "Describe it.",
                        "kind": "scored",
                        "answer": {"type": "text"},
                        "value": {"rule": "rubric", "anchors": {0: "none", 5: "all"}},
                    },
                ],
            },
            {
                "id": "money",
                "title": "Money",
                "criteria": [
                    {
                        "id": "P-1",
                        "title": "Price",
                        "requirement": "The price.",
                        "kind": "scored",
                        "value": {"rule": "price"},
                    }
                ],
            },
        ],
    }
)
PROCUREMENT = Procurement.model_validate(
    {
        "id": "small-2026",
        "title": "A small procurement",
        "buyer": {"name": "A hospital"},
        "panel": [
            {"id": "ann", "name": "Ann Example", "role": "Radiologist"},
            {"id": "bob", "name": "Bob Example", "role": "IT"},
        ],
        "price": {
            "discount_percent": 4,
            "lines": [{"id": "L1", "title": "Licence", "unit": "year", "quantity": [1, 1, 1]}],
        },
    }
)


def receipt(vendor: str) -> Receipt:
    return Receipt(
        vendor=vendor,
        version=1,
        file="response.xlsx",
        original_name="response.xlsx",
        sha256=vendor.encode().hex().ljust(64, "0"),
        received_at=AT,
        received_by="buyer",
        rfp_id="small-2026",
        rfp_fingerprint="0" * 64,
    )


def case(speeds: dict[str, float | None], archive: str = "yes") -> Case:
    vendors = [{"name": name} for name in speeds]
    responses, prices, scores = {}, {}, []
    for i, (name, speed) in enumerate(speeds.items()):
        said = Answer(state="unanswered", where="Response!D3")
        if speed is not None:
            said = Answer(state="answered", value=speed, raw=str(speed), where="Response!D3")
        answers = {
            "T-1": Answer(state="answered", value="yes" if i else archive, where="Response!D2"),
            "T-2": said,
            "T-3": Answer(state="answered", value="<b>Best</b> & fastest", where="Response!D4"),
        }
        cells = (PriceCell(state="priced", amount=Decimal(1000 + 100 * i)),) * 2 + (PriceCell(state="empty"),)
        responses[name] = (Response(receipt=receipt(name), answers=answers),)
        prices[name] = (PriceSchedule(receipt=receipt(name), currency="USD", lines={"L1": cells}),)
        scores += [
            (e, Score(vendor=name, criterion="T-3", score=3.0 + (k + i) % 2)) for k, e in enumerate("ab")
        ]
    sheets = [
        ScoreSheet(
            evaluator=evaluator,
            version=1,
            declaration=Declaration(answer="yes", name=evaluator, on="1 May"),
            file="s.xlsx",
            sha256=evaluator * 22,
            received_at=AT,
            received_by="buyer",
            scores=tuple(score for e, score in scores if e == evaluator[0]),
        )
        for evaluator in ("ann", "bob")
    ]
    weights = Weights(groups={"technical": 70, "money": 30})
    procurement = PROCUREMENT.model_copy(update={"vendors": ()})
    mark = rfp_fingerprint(procurement, CATALOGUE, weights)
    return Case(
        procurement=procurement,
        catalogue=CATALOGUE,
        weights=weights,
        issue=Issue(number=1, fingerprint=mark, issued_at=AT, issued_by="tester"),
        vendors=tuple(Procurement.model_validate({**PROCUREMENT.model_dump(), "vendors": vendors}).vendors),
        responses=responses,
        prices=prices,
        sheets=tuple(sheets),
    )


@pytest.fixture(scope="module")
def decided() -> Outcome:
    return evaluate(case({"alpha": 2.0, "beta": 5.5, "gamma": 7.0}), Question(confirmed=True, at=AT))


def test_an_official_result_is_recommended_and_confirmed(decided: Outcome) -> None:
    assert decided.official
    tree = lxml.html.document_fromstring(decision_html(decided, {"Ann Example": "Radiologist"}))
    text = " ".join(tree.text_content().split())
    assert "Recommended: alpha" in text
    assert "Confirmed. Confirmed by scikit-criteria" in text
    assert "1 price line left empty (Licence)" in text
    assert "<b>Best</b> & fastest" in text
    assert "lowest net present cost among the ranked vendors / own net present cost" in text
    assert "in this order: Radiologist and Evaluator." in text


def test_the_tables_agree_with_the_ranking(decided: Outcome) -> None:
    sums = TABLES["contributions"](decided).groupby("vendor")["contribution"].sum()
    for vendor, score in decided.rankings[0].scores.items():
        assert sums[vendor] == pytest.approx(score, abs=1e-9)
    assert TABLES["prices"](decided).query("empty")["year"].tolist() == [2, 2, 2]
    assert compare(decided, "alpha", "gamma").rows[0].criterion == "T-2"


def test_an_open_answer_stops_the_recommendation_until_it_is_settled() -> None:
    waiting = evaluate(case({"alpha": 2.0, "beta": None}))
    assert not waiting.official
    text = lxml.html.document_fromstring(decision_html(waiting)).text_content()
    assert "No recommendation yet: 1 answer open" in text
    assert "Counts as zero until settled" in text
    na = Decision(
        act="accept_na", vendor="beta", criterion="T-2", reason="not asked of it", at=AT, by="buyer"
    )
    settled = evaluate(case({"alpha": 2.0, "beta": None}).model_copy(update={"decisions": (na,)}))
    assert settled.official
    text = lxml.html.document_fromstring(decision_html(settled)).text_content()
    assert "Recommended: " in text
    assert "drops out for all vendors" in text


def test_a_sole_survivor_is_reported_as_such() -> None:
    one = evaluate(case({"alpha": 2.0, "beta": 3.0}, archive="no"))
    text = lxml.html.document_fromstring(decision_html(one)).text_content()
    assert "Recommended: beta" in text
    assert "is the only vendor in the ranking" in text
    assert "answered “no”, must be “yes”" in text


def test_another_method_beside_the_published_one() -> None:
    both = evaluate(
        case({"alpha": 2.0, "beta": 3.0, "gamma": 7.0}),
        Question(methods=(("weighted_sum", {}), ("topsis", {"normalisation": "none"}))),
    )
    text = lxml.html.document_fromstring(decision_html(both)).text_content()
    assert "Recommended: alpha" in text
    assert "topsis (higher is better)" in text
    assert set(TABLES["scores"](both)["method"]) == {"weighted_sum", "topsis"}
    assert TABLES["scores"](both).groupby("method")["official"].all().to_dict() == {
        "weighted_sum": True,
        "topsis": False,
    }
