"""An RFP without a closing time, or without anybody to send it to, is issued with a warning."""

from __future__ import annotations

import pytest
from steps import change

VENDORS = """vendors:
  - {name: Aurora, id: aurora}
  - {name: Borealis, id: borealis}
"""


@pytest.mark.parametrize("verb", ["rfp", "status"])
def test_what_is_missing_is_a_warning_with_its_remedy(cli, folder, verb):
    change(folder, "procurement.yaml", ", bids_due: 2030-01-31T12:00", "")
    change(folder, "procurement.yaml", VENDORS, "")
    ran = cli(verb, folder, "--format", "json")
    assert ran.code == 0
    due, nobody = ran.finding("rfp.no-due"), ran.finding("rfp.no-vendors")
    assert (due["severity"], nobody["severity"]) == ("warning", "warning")
    assert "bids_due: 2027-03-01T12:00" in due["hint"]
    assert f"vendor-eval receive {folder} FILE --vendor NAME --new" in nobody["hint"]


@pytest.mark.parametrize("verb", ["rfp", "status"])
def test_nothing_is_said_where_both_are_there(cli, folder, verb):
    codes = {f["code"] for f in cli(verb, folder, "--format", "json").findings}
    assert not codes & {"rfp.no-due", "rfp.no-vendors"}
