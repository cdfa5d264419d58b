"""Each practice is a check that fails, and holds once it is mended."""

from __future__ import annotations

from decimal import Decimal

import pytest
from roadmap.made import catalogue, procurement

from vendor_eval.model.bids.response import Answer
from vendor_eval.model.roadmap.after_selection import Kpi
from vendor_eval.model.roadmap.roadmap import Network, Roadmap
from vendor_eval.operations.post_award.selected_vendor import selected_vendor
from vendor_eval.operations.procurement import Procurement
from vendor_eval.roadmap.acceptance.tests import answers_of
from vendor_eval.roadmap.overview.practices import Seen, covered, practices
from vendor_eval.roadmap.risks.delivery import delivery_risks
from vendor_eval.roadmap.risks.register import risks
from vendor_eval.roadmap.risks.risk import Known
from vendor_eval.roadmap.steps.budget import budget
from vendor_eval.roadmap.steps.monitoring import Measurement, Promise, monitoring
from vendor_eval.roadmap.steps.needs import needs
from vendor_eval.roadmap.steps.team import team_facts
from vendor_eval.roadmap.steps.timeline import timeline


def went_on(folder):
    found, _ = selected_vendor(Procurement(folder))
    assert found is not None
    return found


def checked(folder, letters_due=(), answers=None, wanted=None, **parts):
    case = went_on(folder).case
    roadmap = Roadmap.model_validate(parts)
    seen = Seen(
        case,
        roadmap,
        team_facts(case, roadmap),
        wanted,
        "Aurora",
        answers or dict(answers_of(case, "Aurora")),
        letters_due,
    )
    return {p.id: p for p in practices(seen)}


KINDS = (
    "radiology",
    "technologists",
    "it",
    "security",
    "clinicians",
    "finance",
    "procurement",
    "biomedical engineering",
)


def test_stakeholders_need_a_role_and_a_scorer(bid):
    assert checked(bid)["stakeholders"].status == "open"
    roles = [{"id": f"r{i}", "title": k, "kind": k} for i, k in enumerate(KINDS)]
    alone = checked(bid, team={"roles": roles[:1]})["stakeholders"]
    assert alone.status == "not followed"
    assert any("no role for technologists" in c.said for c in alone.checks)
    assert any("nobody scores for radiology" in c.said for c in alone.checks)
    whole = checked(bid, team={"roles": [r | {"evaluators": ["ann"]} for r in roles]})["stakeholders"]
    assert whole.status == "followed", whole


def test_safeguards_without_a_criterion_and_evidence(bid):
    found = checked(bid)["security"]
    assert found.status == "not followed" and "164.312(b)" in found.checks[0].said
    case = went_on(bid).case
    gate = case.catalogue.criterion("G-1").model_copy(update={"standard": "45 CFR 164.312(e)(1)"})
    assert covered([gate])["164.312(e)"] == ("G-1",)


@pytest.mark.parametrize(
    ("promised", "standing"), [(500.0, "followed"), (60.0, "not followed"), (None, "open")]
)
def test_headroom_in_year_five_and_ten(bid, promised, standing):
    wanted = needs(procurement(), catalogue(), None)
    answers = (
        {"SIZE": Answer(state="answered", value=promised)} if promised else {"X": Answer(state="unanswered")}
    )
    assert checked(bid, answers=answers, wanted=wanted)["scalability"].status == standing


def test_a_thin_line_is_no_growth(bid):
    network = Network.model_validate({"site_percent": {"A": 100}, "links_mbit": {"A": 1}})
    wanted = needs(procurement(), catalogue(), network)
    found = checked(bid, answers={"SIZE": Answer(state="answered", value=500.0)}, wanted=wanted)[
        "scalability"
    ]
    assert found.status == "not followed" and "A: needs" in found.checks[-1].said


def test_messages_and_letters(bid):
    assert checked(bid)["communication"].status == "not followed"
    plan = [{"what": "News", "to": "all", "when": "monthly", "owner": "Ann"}]
    assert checked(bid, communication=plan)["communication"].status == "followed"
    owed = checked(bid, letters_due=("Borealis",), communication=plan)["communication"]
    assert owed.status == "not followed" and "Borealis" in owed.checks[-1].said
    assert (
        checked(bid, communication=[{"what": "News", "to": "all"}])["communication"].status == "not followed"
    )


def test_owners_hours_and_dates(bid):
    from vendor_eval.model.roadmap.roadmap import STEPS

    full = {"owner": "Ann", "hours": 8, "start": "2027-01-04", "finish": "2027-01-08"}
    assert checked(bid, steps=dict.fromkeys(STEPS, full))["resources"].status == "followed"
    partly = dict.fromkeys(STEPS, full) | {"goals": {"owner": "Ann"}}
    found = checked(bid, steps=partly)["resources"]
    assert [c.holds for c in found.checks] == [True, False, False]


def register(folder, **parts):
    found = went_on(folder)
    roadmap = Roadmap.model_validate(parts)
    p = found.case.procurement
    known = Known(
        found.case, roadmap, found.outcome, "Aurora", team_facts(found.case, roadmap), None,
        budget(p, roadmap.funding, found.outcome), timeline(p, roadmap), None, None,
    )  # fmt: skip
    return {r.id: r for r in risks(known)}


def test_risks_are_found_treated_and_added(bid):
    money = {"funds": [{"source": "a", "by_year": [1, 1, 1]}]}
    own = [{"id": "OWN", "title": "Something", "probability": 5, "impact": 5}]
    rows = register(
        bid, funding=money, risks=own, treatments=[{"risk": "FUNDS", "owner": "Ann", "impact": 2}]
    )
    assert next(iter(rows)) == "OWN"  # the highest first
    assert (rows["FUNDS"].owner, rows["FUNDS"].impact, rows["FUNDS"].probability) == ("Ann", 2, 4)
    assert rows["FUNDS"].condition
    assert "FUNDS" not in register(bid)


def test_one_person_on_whom_the_end_hangs(bid):
    tasks = [
        {"id": f"t{i}", "title": f"t{i}", "step": "needs", "days": 2, "owner": "Ann", "start": "2029-01-01", "after": [f"t{i - 1}"] if i else []}
        for i in range(3)
    ]  # fmt: skip
    assert register(bid, tasks=tasks)["SPOF-Ann"].title.startswith("3 of 3 tasks")
    two = [t | {"owner": o} for t, o in zip(tasks, ("Ann", "Bob", "Cleo"), strict=True)]
    assert not any(r.startswith("SPOF") for r in register(bid, tasks=two))


@pytest.mark.parametrize(
    ("kept", "probability"), [((True,) * 3 + (False,), 2), ((True, False), 3), ((False,), 4)]
)
def test_what_was_missed_more_often_is_likelier(kept, probability):
    kpi = Kpi(id="k", title="K", unit="s", better="lower", promise=3)
    measured = [Measurement(f"2030-0{n}", "k", Decimal(3 if k else 4)) for n, k in enumerate(kept, 1)]
    live = monitoring(measured, [Promise(kpi, Decimal(3), "")], [])
    (row,) = delivery_risks("V", None, live)
    assert (row.id, row.probability, row.impact) == ("KPI-k", probability, 3)
    assert not list(delivery_risks(None, None, live))
