"""What the program says of things that are allowed and easily overlooked."""

from __future__ import annotations

import re

from filling import BID, OFFER, fill


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_weights_that_add_up_to_120(cli, folder):
    for verb in (("status",), ("criteria", "show"), ("criteria", "check")):
        ran = cli(*verb, folder, "--format", "json")
        assert "weights.not-hundred" not in {f["code"] for f in ran.findings}
    change(folder, "weights.yaml", "tech: 50", "tech: 70")
    for verb in (("status",), ("criteria", "show"), ("criteria", "check")):
        ran = cli(*verb, folder, "--format", "json")
        found = ran.finding("weights.not-hundred")
        assert (ran.code, found["severity"]) == (0, "note")
        assert "add up to 120" in found["message"]
        assert "tech 70 is 58.33% of the whole" in found["message"]


def test_criteria_show_names_the_stage(cli, folder):
    shown = cli("criteria", "show", folder)
    assert "stage" in shown.out.splitlines()[1]
    line = next(x for x in shown.out.splitlines() if "T-1" in x)
    assert "written" in line


def test_all_times_are_in_the_zone_of_the_procurement(cli, issued, tmp_path):
    change(issued, "procurement.yaml", "timezone: UTC", "timezone: America/Chicago")
    file = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID)
    price = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER)
    for bid, at in ((file, "2026-01-10T18:30+00:00"), (price, "2026-01-10T12:31")):
        assert cli("receive", issued, bid, "--vendor", "Aurora", "--at", at).code == 0
    change(issued, "weights.yaml", "tech: 50", "tech: 40")
    assert cli("rfp", issued).code == 0
    message = cli("check", issued, "--format", "json").finding("rfp.issued-after-bids")["message"]
    assert re.search(r"is of 20\d\d-\d\d-\d\d \d\d:\d\d C[SD]T, after", message)
    assert "(2026-01-10 12:30 CST)" in message
    cli("report", issued)
    html = (issued / "report/report.html").read_text("utf-8")
    assert "10 Jan 2026, 12:30 UTC−06:00" in html
    assert "10 Jan 2026, 12:31 UTC−06:00" in html
    change(issued, "procurement.yaml", "bids_due: 2030-01-31T12:00", "bids_due: 2026-01-10T12:00")
    reason = cli("check", issued, "--format", "json").data["vendors"][0]["reason"]
    assert reason == "late: received 2026-01-10 12:30, due 2026-01-10 12:00 CST"
