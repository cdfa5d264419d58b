from __future__ import annotations

from decimal import Decimal

from forms.samples import AURORA, BOREAL, catalogue, procurement, receipt

from vendor_eval.intake.completeness import completeness
from vendor_eval.model.bids.price import PriceCell, PriceSchedule
from vendor_eval.model.bids.response import Answer

DONE = {c.id: Answer(state="answered", value="yes") for c in catalogue().leaves() if c.is_question}


def found(**changes):
    answers = DONE | {k.replace("_", "-"): v for k, v in changes.items()}
    return completeness(procurement(), catalogue(), {AURORA: answers})


def one(**changes):
    (finding,) = found(**changes)
    assert finding.severity == "warning"
    assert AURORA.name not in finding.message  # the place names the vendor already
    assert finding.where.startswith(AURORA.name)
    return finding


def test_nothing_is_open():
    assert found() == []


def test_an_open_gate():
    finding = one(DICOM_01=Answer(state="unanswered", where="Interoperability!H5"))
    assert finding.code == "bid.open-gate"
    assert "DICOM-01 Answers C-ECHO" in finding.message
    assert "Interoperability!H5" in finding.where


def test_an_open_question():
    assert one(PERF_01=Answer(state="unanswered")).code == "bid.open-question"


def test_information_may_be_kept():
    assert found(SERV_02=Answer(state="unanswered")) == []


def test_an_unreadable_cell_has_its_command():
    finding = one(PERF_01=Answer(state="unreadable", raw="high, for $5", where="P!H4"))
    assert finding.code == "bid.unreadable"
    assert "P!H4" in finding.where
    assert "P!H4" not in finding.message
    assert "$5" not in finding.message
    assert (
        f"vendor-eval settle read DIR --vendor {AURORA.id} --criterion PERF-01 --value VALUE" in finding.hint
    )


def test_a_claim_has_its_command():
    finding = one(PERF_01=Answer(state="not_applicable", raw="N/A"))
    assert finding.code == "bid.not-applicable"
    assert "settle accept-na DIR" in finding.hint


def test_declined_and_stale():
    assert one(PERF_01=Answer(state="declined")).code == "bid.declined"
    assert one(PERF_01=Answer(state="stale")).code == "bid.stale"


def test_a_question_that_dropped_out_for_all():
    answers = DONE | {"PERF-01": Answer(state="not_applicable")}
    assert completeness(procurement(), catalogue(), {AURORA: answers}, accepted_na={"PERF-01"}) == []


def test_an_answer_that_is_not_there_at_all():
    assert len(completeness(procurement(), catalogue(), {AURORA: {}})) == 6


def prices(vendor, currency="CHF", **lines):
    full = {"LIC": (None, 1, 1, 1), "MIG": (1, None, None, None), "SUP": (None, 1, 1, 1)} | lines
    cells = {
        line: tuple(
            PriceCell(state="empty")
            if v is None
            else PriceCell(state="unreadable", raw=v, where="Prices!J6")
            if isinstance(v, str)
            else PriceCell(state="priced", amount=Decimal(v))
            for v in row
        )
        for line, row in full.items()
    }
    return PriceSchedule(receipt=receipt(vendor.id, "price"), currency=currency, lines=cells)


def priced(*schedules):
    vendors = dict(zip((AURORA, BOREAL), schedules, strict=False))
    return completeness(procurement(), catalogue(), {}, vendors)


def test_years_without_quantity_need_no_price():
    assert priced(prices(AURORA), prices(BOREAL)) == []


def test_a_line_that_others_priced():
    (finding,) = priced(prices(AURORA, SUP=(None, 1, None, None)), prices(BOREAL))
    assert (finding.code, finding.severity) == ("price.empty", "warning")
    assert "SUP Support, 24 hours a day has no price in years 2, 3" in finding.message
    assert "priced by Boreal PACS AG" in finding.message


def test_a_line_that_nobody_priced():
    findings = priced(prices(AURORA, MIG=(None,) * 4), prices(BOREAL, MIG=(None,) * 4))
    assert len(findings) == 2
    assert all("nobody priced it" in f.message for f in findings)


def test_an_unreadable_price_has_its_command():
    (finding,) = priced(prices(AURORA, SUP=(None, 1, "?", 1)))
    assert finding.code == "price.unreadable"
    assert "--criterion SUP:2" in finding.hint


def test_a_currency_without_a_rate():
    (finding,) = priced(prices(AURORA, currency="GBP"), prices(BOREAL, currency="EUR"))
    assert finding.code == "price.no-rate"
    assert "GBP" in finding.message


def test_a_schedule_of_an_older_issue():
    schedule = prices(AURORA)
    schedule = schedule.model_copy(update={"lines": {"LIC": schedule.lines["LIC"][:2]}})
    assert {f.code for f in priced(schedule)} == {"price.empty"}
