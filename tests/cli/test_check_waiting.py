"""check, while bids can still come in."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "due, said",
    [
        ("2199-03-01T12:00", "waiting no bid yet; bids are due 2199-03-01 12:00"),
        ("2001-03-01T12:00", "excluded no bid received"),
    ],
)
def test_a_bid_is_missed_only_after_the_closing_time(cli, tmp_path, due, said):
    folder = tmp_path / "p"
    cli("new", folder)
    path = folder / "procurement.yaml"
    text = path.read_text(encoding="utf-8").replace("#- {name: Aurora", "- {name: Aurora")
    path.write_text(text.replace("#bids_due: 2027-03-01T12:00", f"bids_due: {due}"), encoding="utf-8")
    shown = " ".join(cli("check", folder).out.split())
    assert said in shown
