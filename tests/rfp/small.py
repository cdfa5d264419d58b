"""A procurement with nothing in it but what must be, and one with everything."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from vendor_eval.model.buyer.procurement import (
    Budget,
    Buyer,
    Contact,
    Currency,
    Evaluator,
    PriceLine,
    PriceRule,
    Procurement,
    Rate,
    Rounding,
    Rules,
    Site,
    Threshold,
    Timetable,
    Vendor,
    Volume,
)
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import AnswerForm, Criterion, Gate
from vendor_eval.model.criteria.value import Levels, Linear, Piecewise, Price, Rubric, Target
from vendor_eval.model.criteria.weights import Weights

TEMPLATES = Path(__file__).parents[2] / "rfp_templates" / "rfp"
FINGERPRINT = "5a" * 32
YES_NO = AnswerForm(type="yes_no")
ANCHORS = {0: "Nothing is shown.", 3: "The case is shown.", 5: "The case is shown and explained."}


def number(**given: object) -> AnswerForm:
    return AnswerForm.model_validate({"type": "number", **given})


def minimal_catalogue() -> Catalogue:
    """One scored question; no gate, no price, no panel."""
    value = Levels(rule="levels", levels={"yes": 1, "no": 0})
    only = Criterion(
        id="Q-1", title="Only", requirement="It works.", kind="scored", answer=YES_NO, value=value
    )
    return Catalogue(id="one", title="One", groups=(Group(id="g", title="All", criteria=(only,)),))


def catalogue() -> Catalogue:
    """Every kind of answer, gate, value rule and criterion; groups within groups; a criterion of weight 0."""
    archive = Group(
        id="archive",
        title="Archive",
        intro="Answer for the release offered.",
        criteria=(
            Criterion(
                id="AR-1",
                title="Takes in DICOM",
                requirement="The archive shall take in DICOM.\n\nIt shall do so from all modalities.",
                why="Modalities speak DICOM.",
                kind="gate",
                answer=AnswerForm(type="choice", options=("all", "most", "none")),
                gate=Gate(passes=("all", "most")),
                evidence=("Conformance statement", "Test"),
                standard="DICOM PS3.4 Annex B",
            ),
            Criterion(
                id="AR-2", title="Availability", requirement="It shall be available.", kind="gate",
                answer=number(unit="%", min=0, max=100), gate=Gate(at_least=Decimal("99.5")),
            ),
            Criterion(
                id="AR-3", title="Restart", requirement="It shall restart.", kind="gate",
                answer=number(unit="minutes"), gate=Gate(at_most=Decimal(30)),
            ),
            Criterion(
                id="AR-4", title="SBOM", requirement="An SBOM shall be supplied.", kind="gate",
                answer=AnswerForm(type="file"), gate=Gate(provided=True),
            ),
        ),
        groups=(
            Group(
                id="speed",
                title="Speed",
                criteria=(
                    Criterion(
                        id="SP-1", title="First image", requirement="It shall open fast.", kind="scored",
                        answer=number(unit="s", min=0), value=Linear(rule="linear", worst=5000, best=1),
                        stage="demo", weight=2,
                    ),
                    Criterion(
                        id="SP-2", title="Migration", requirement="It shall migrate.", kind="scored",
                        answer=number(unit="studies a day", max=100000),
                        value=Piecewise(rule="piecewise", points=((0, 0), (1000, 0.5), (20000, 1))),
                    ),
                ),
                groups=(
                    Group(
                        id="deep",
                        title="Deeper",
                        groups=(
                            Group(
                                id="deepest",
                                title="Deepest",
                                criteria=(
                                    Criterion(
                                        id="SP-3", title="Room", requirement="It shall fit.", kind="scored",
                                        answer=number(), value=Target(rule="target", target=20, zero_at=5),
                                        stage="site_visit", weight=0,
                                    ),
                                    Criterion(
                                        id="SP-4", title="Space", requirement="It shall fit.", kind="scored",
                                        answer=number(), value=Target(rule="target", target=20, zero_at=5),
                                        stage="site_visit", weight=1,
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )  # fmt: skip
    people = Group(
        id="people",
        title="People | and <training>",
        criteria=(
            *(
                Criterion(
                    id=f"PE-{i}", title=title, requirement="Describe it.", kind="scored", weight=1 / 3,
                    answer=AnswerForm(type="text"), value=Rubric(rule="rubric", best=5, anchors=ANCHORS),
                    stage="reference",
                )
                for i, title in enumerate(("Training", "Support", "Team"))
            ),
            Criterion(id="PE-9", title="Staff", requirement="Say who.", kind="informational", answer=YES_NO),
        ),
    )  # fmt: skip
    cost = Group(
        id="cost",
        title="Cost",
        criteria=(
            Criterion(
                id="CO-1",
                title="Licences",
                requirement="All licences.",
                why="They add up.",
                kind="cost",
                evidence=("List of licences",),
            ),
            Criterion(id="CO-2", title="Travel", requirement="All travel.", kind="cost"),
            Criterion(
                id="CO-9",
                title="Price",
                requirement="The price.",
                kind="scored",
                value=Price(rule="price"),
                evidence=("Price workbook",),
            ),
        ),
    )
    return Catalogue(id="small", title="Small", groups=(archive, people, cost))


WEIGHTS = Weights(groups={"archive": 50, "speed": 1, "deep": 0.5, "deepest": 1, "people": 20, "cost": 30})


def minimal() -> tuple[Procurement, Catalogue, Weights]:
    procurement = Procurement(id="P-1", title="A system", buyer=Buyer(name="A Hospital"))
    return procurement, minimal_catalogue(), Weights(groups={"g": 1})


PARTICULARS: dict = {
    "procedure": {"name": "Open procedure.", "law": "a law", "review": "The chamber hears complaints."},
    "submission": {
        "to": "the portal",
        "how": "Sealed.",
        "language": "German",
        "valid_days": 90,
        "conference": datetime(2027, 1, 12, 10),
        "note": "Nothing by fax.",
    },
    "lots": [
        {"id": "L1", "title": "The system", "scope": "all of this"},
        {"id": "L2", "title": "Displays", "elsewhere": True},
    ],
    "sizing": {
        "users": 500,
        "users_growth_percent": 2,
        "interfaces": 3,
        "retention_years": 10,
        "copies": 2,
        "migrated_tb": 40,
    },
    "devices": [
        {"modality": "CT", "count": 2, "maker": "M", "model": "X", "site": "North", "note": "new"},
        {"modality": "US"},
    ],
    "lists": {"browsers": ["Firefox ESR", "Safari"]},
    "interfaces": [
        {"system": "HIS", "count": 2, "purpose": "orders", "standard": "HL7 v2", "direction": "in", "note": "n"},
        {"system": "Dose", "direction": "out"},
    ],
    "migration": {
        "source": "the old one",
        "studies": 1000000,
        "tb": "99.5",
        "oldest_year": 1999,
        "contents": [{"what": "Studies", "amount": "all", "note": "of all sites"}, {"what": "Reports"}],
        "problems": ["Some headers are wrong."],
        "access": "At night.",
        "complete_by": date(2028, 6, 1),
        "note": "A note on migration.",
    },
    "service": {
        "hours": "at all hours",
        "availability_percent": "99.9",
        "measured": "a month",
        "maintenance": "on Sundays",
        "recovery_point_minutes": 15,
        "recovery_time_minutes": 240,
        "priorities": [{"name": "1", "meaning": "Nothing works.", "response": "15 minutes", "repair": "4 hours"}],
        "credits": [
            {"below_percent": "99.5", "credit_percent": 15},
            {"below_percent": "99.9", "credit_percent": 5},
        ],
        "note": "A note on service.",
    },
    "privacy": {
        "laws": ["hipaa", "gdpr"],
        "agreement": "bidder",
        "data_stays_in": "the European Union",
        "notice_hours": 24,
        "note": "A note on privacy.",
    },
    "implementation": {
        "phases": [{"name": "Build", "until": date(2027, 10, 1), "result": "a test system"}, {"name": "Start"}],
        "freezes": ["the last week of the year"],
        "training": [{"who": "Readers", "people": 20, "hours": 4, "how": "one to one"}, {"who": "All", "people": 9}],
        "acceptance": "After 30 days.",
        "note": "A note on implementation.",
    },
    "references": {
        "count": 2,
        "similar": "two sites",
        "within_years": 3,
        "visits": True,
        "questions": ["What went wrong?"],
    },
    "contract": {
        "years": 7,
        "extension": "once",
        "payment": "in 30 days",
        "law": "of the land",
        "insurance": "enough",
        "liability": "limited",
        "form": "The form of the state is used.",
        "matters": [{"matter": "Source code", "text": "In escrow."}],
    },
}  # fmt: skip
"""Everything that the RFP tells besides criteria."""


def full(**changed: object) -> tuple[Procurement, Catalogue, Weights]:
    procurement = Procurement(
        id="P-2",
        title="PACS & archive",
        summary="First paragraph.\n\nSecond paragraph.",
        **PARTICULARS,
        buyer=Buyer(
            name="Universitätsklinikum <Nord>",
            address="Straße 1\n12345 Stadt",
            about="One hospital on two sites.",
            contact=Contact(name="Ann Buyer", email="ann@example.org", phone="555-1"),
        ),
        sites=(Site(name="North", beds=1200, note="main | site"), Site(name="South")),
        volumes=(
            Volume(
                modality="CT",
                studies_per_year=50000,
                mb_per_study=Decimal("250.5"),
                growth_percent=Decimal(3),
            ),
            Volume(modality="US", studies_per_year=1234),
        ),
        vendors=(Vendor(name="Secret Invitee"),),
        timetable=Timetable(
            timezone="Europe/Berlin",
            issue=date(2027, 1, 4),
            questions_until=datetime(2027, 1, 20, 12),
            bids_due=datetime(2027, 7, 1, 12),
            demonstrations=date(2027, 7, 10),
            decision=date(2027, 8, 1),
            go_live=date(2028, 1, 1),
        ),
        panel=(Evaluator(id="eve", name="Eve Evaluator", role="Secret Role"),),
        rules=Rules(
            unanswered="disqualify",
            consensus="median",
            ties=("SP-1", "lowest_price", "earliest_bid", "lot"),
            rounding=Rounding(component=1, total=2, mode="half_even"),
            thresholds=(
                Threshold(of="technical", minimum=0.6),
                Threshold(of="people", minimum=0.625),
                Threshold(of="SP-1", minimum=0.5),
            ),
            points=Decimal(1000),
        ),
        price=PriceRule(
            formula="linear_min_max",
            discount_percent=Decimal("3.5"),
            rate_basis="real",
            include_tax=True,
            lines=(
                PriceLine(id="LIC", title="Licences", unit="licence", quantity=(100, 0, 0), covers="CO-1"),
                PriceLine(id="FEE", title="Fee", unit="year", quantity=(0, 1, Decimal("0.5")), covers="CO-2"),
            ),
        ),
        currency=Currency(
            code="EUR",
            rates={
                "USD": Rate(rate=Decimal("0.92"), on=date(2026, 12, 1), source="central bank"),
                "CHF": Rate(rate=Decimal("1.05"), on=date(2026, 12, 2)),
            },
        ),
        budget=Budget(amount=Decimal(2500000), note="over the term", publish=True),
    )
    return procurement.model_copy(update=changed), catalogue(), WEIGHTS
