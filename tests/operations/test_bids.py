"""check and cost from Python."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal


def test_check_names_what_is_open(bids):
    log = bids.layout.log.read_bytes()
    result = bids.check()
    assert [v.name for v in result.vendors] == ["Aurora", "Borealis"]
    assert {(o.vendor, o.criterion) for o in result.opened} == {("Aurora", "T-2"), ("Borealis", "T-2")}
    assert [f.code for f in result.findings].count("bid.unreadable") == 2
    assert (result.ok, result.waiting, bids.layout.log.read_bytes()) == (True, {}, log)


def test_a_bid_is_waited_for_until_the_closing_time(issued, clock):
    assert set(issued.check().waiting) == {"Aurora", "Borealis"}
    clock.now = datetime(2031, 1, 1, tzinfo=UTC)
    assert issued.check().waiting == {}


def test_a_folder_that_cannot_be_read_has_findings_only(procurement):
    procurement.layout.weights.write_text("groups: 5\n", "utf-8")
    check, cost = procurement.check(), procurement.cost()
    assert (check.ok, check.vendors, cost.ok, cost.currency) == (False, None, False, "")


def test_cost_of_each_bid(bids):
    result = bids.cost()
    assert [p.vendor for p in result.prices] == ["Aurora", "Borealis"]
    assert all(sum(p.by_year, Decimal(0)) == p.one_off + p.running for p in result.prices)
    assert (result.currency, result.without_sum) == (bids.case.procurement.currency.code, {})
