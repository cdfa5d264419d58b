"""What the verbs say of bids and weights, as a person reads it."""

from __future__ import annotations

from filling import BID, OFFER, fill
from steps import AT, change


def test_prices_left_empty_are_counted_by_receive(cli, issued, tmp_path):
    file = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER | {("FEE", 1): None})
    said = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT).out
    assert "2 prices, 0 unreadable, 1 not answered (left empty): 1 of FEE" in said


def test_a_whole_offer_has_nothing_empty(cli, issued, tmp_path):
    file = fill(issued / "rfp/price.xlsx", tmp_path / "p.xlsx", OFFER)
    said = cli("receive", issued, file, "--vendor", "Aurora", "--at", AT).out
    assert "3 prices, 0 unreadable, 0 not answered (left empty)\n" in said


def test_the_hint_for_a_claim_shows_what_a_reason_is(cli, issued, tmp_path):
    file = fill(issued / "rfp/response.xlsx", tmp_path / "r.xlsx", BID | {"T-2": "N/A"})
    cli("receive", issued, file, "--vendor", "Aurora", "--at", AT)
    hint = cli("check", issued, "--format", "json").finding("bid.not-applicable")["hint"]
    assert '--criterion T-2 --reason "why it applies to none, such as:' in hint


def test_weights_that_miss_a_hundred_by_rounding_are_no_note(cli, folder):
    path = folder / "weights.yaml"
    plain = path.read_text("utf-8")
    path.write_text(
        plain[: plain.index("groups:")] + "groups: {tech: 33.33, people: 33.33, cost: 33.33}\n", "utf-8"
    )
    codes = [f["code"] for f in cli("criteria", "check", folder, "--format", "json").findings]
    assert "weights.not-hundred" not in codes
    change(folder, "weights.yaml", "tech: 33.33", "tech: 33.30")
    assert cli("criteria", "check", folder, "--format", "json").finding("weights.not-hundred")


def test_the_short_list_is_told_in_the_order_of_its_places(cli, folder, tmp_path):
    change(folder, "procurement.yaml", "  ties:", "  shortlist: {after: written, top: 1}\n  ties:")
    text = (folder / "procurement.yaml").read_text("utf-8")
    one, two = "  - {name: Aurora, id: aurora}\n", "  - {name: Borealis, id: borealis}\n"
    (folder / "procurement.yaml").write_text(text.replace(one + two, two + one), "utf-8")
    cli("rfp", folder)
    for vendor, query in (("Borealis", "partly"), ("Aurora", "full")):
        file = fill(folder / "rfp/response.xlsx", tmp_path / f"{vendor}.xlsx", BID | {"T-1": query})
        assert cli("receive", folder, file, "--vendor", vendor, "--at", AT).code == 0
    cli("sheets", folder)
    for who in ("ann", "bob"):
        scores = {"U-1|aurora": 4, "U-1|borealis": 3}
        file = fill(folder / f"sheets/{who}.xlsx", tmp_path / f"{who}.xlsx", scores, key="score")
        cli("collect", folder, file)
    lines = cli("shortlist", folder).out.splitlines()
    names = [word for line in lines for word in line.split() if word in ("Aurora", "Borealis")]
    assert names == ["Aurora", "Borealis"]
