"""settle read: a number that may be thousands or decimals is never guessed."""

from __future__ import annotations

import pytest
from steps import change, receive, settle


@pytest.mark.parametrize(
    ("typed", "ways"),
    [("150.000", "write 150 or 150000"), ("1,250", "write 1.25 or 1250"), ("1.234", "write 1.2340 or 1234")],
)
def test_a_price_with_two_senses(cli, issued, tmp_path, typed, ways):
    receive(cli, issued, tmp_path, {("FEE", 2): "150.000,00"}, kind="price")
    found = settle(cli, issued, "FEE:2", typed).finding("settle.two-senses")
    assert found["severity"] == "error"
    assert ways in found["hint"]
    assert "“150.000,00”, which probably means 150000" in found["hint"]
    assert not (issued / "decisions.yaml").exists()


def test_receive_and_settle_propose_the_same(cli, issued, tmp_path):
    ran = receive(cli, issued, tmp_path, {("FEE", 1): "150.000", ("FEE", 2): "30.000,00"}, kind="price")
    told = {
        f["where"].rpartition(" ")[2]: f["message"] for f in ran.findings if f["code"] == "price.unreadable"
    }
    assert sum("It probably means 30000." in m for m in told.values()) == 1
    assert sum("probably" in m for m in told.values()) == 1
    hint = settle(cli, issued, "FEE:2", "30.000,00").finding("settle.value")["hint"]
    assert "write 30000" in hint
    assert settle(cli, issued, "FEE:2", "30000").data["decision"]["value"] == "30000"
    for odd in ("1e3", "1_000", "nan", "-5"):
        assert settle(cli, issued, "FEE:1", odd).finding("settle.value")


def test_a_number_question(cli, issued, tmp_path):
    """99.999 can only be decimals where 100 is the most."""
    receive(cli, issued, tmp_path, {"T-2": "about 99.999"})
    assert settle(cli, issued, "T-2", "99.999").data["decision"]["value"] == 99.999


def test_a_number_question_without_bounds(cli, folder, tmp_path):
    path = folder / "catalogues/mini/people.yaml"
    more = (
        "  - id: U-9\n    title: Beds\n    requirement: State the beds.\n    kind: informational\n"
        "    answer: {type: number, unit: beds}\n"
    )
    path.write_text(path.read_text() + more)
    assert cli("rfp", folder).code == 0
    receive(cli, folder, tmp_path, {"U-9": "1.250 or so"})
    hint = settle(cli, folder, "U-9", "1.250").finding("settle.two-senses")["hint"]
    assert "write 1.25 or 1250" in hint
    assert settle(cli, folder, "U-9", "1250").data["decision"]["value"] == 1250


def test_a_stale_answer_is_not_read(cli, issued, tmp_path):
    receive(cli, issued, tmp_path, {"T-2": "about 99.5"})
    change(issued, "catalogues/mini/tech.yaml", "is available", "is at hand")
    assert cli("rfp", issued, "--addendum", "words").code == 0
    ran = settle(cli, issued, "T-2", "99.5")
    assert (ran.code, ran.finding("settle.stale")["severity"]) == (1, "error")
    assert not (issued / "decisions.yaml").exists()
