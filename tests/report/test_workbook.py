"""report.xlsx: its formulas give the numbers of the record, whatever the rules; texts stay texts."""

from __future__ import annotations

import random
import subprocess
from io import BytesIO

import openpyxl
import pytest
from make import case, panel_case, prices, response, sheet

from vendor_eval.model.buyer.procurement import PriceRule, Vendor
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.report.audience.reduce import reduced
from vendor_eval.report.content.ranking import vendor_order
from vendor_eval.report.workbook.write import decision_workbook

ROLES = {"Ann": "Radiology", "Bob": "IT"}
FORMULAS = (
    {"formula": "lowest_over_price"},
    {"formula": "squared_lowest_over_price"},
    {"formula": "linear_min_max"},
    {"formula": "linear_to_cap", "k": "2"},
    {"formula": "half_at_mean"},
    {"formula": "fixed_budget", "budget": "9000"},
    {"formula": "banded", "bands": [["1", "1"], ["1.1", "0.8"], ["1.6", "0.3"]]},
)
SEEDS = range(20)


def chance(seed: int) -> Outcome:
    """Some vendors, answers, scores and prices under some rules; the same for the same seed."""
    dice = random.Random(seed)
    rounding = {
        "component": dice.choice(["none", 0, 1, 2]),
        "total": dice.choice(["none", 0, 1]),
        "mode": dice.choice(["half_up", "half_even"]),
    }
    rules = {
        "rounding": rounding,
        "points": dice.choice([1, 100, 240, 1000]),
        "consensus": dice.choice(["mean", "median", "negotiated"]),
        "ties": dice.sample(["T-1", "lowest_price", "earliest_bid", "T-2"], dice.randint(0, 3)),
        "unanswered": "zero",
    }
    made, ids = case(rules), [f"v{n}" for n in range(dice.randint(2, 6))]
    rule = PriceRule.model_validate(
        {
            **made.procurement.price.model_dump(),
            **FORMULAS[seed % len(FORMULAS)],
            "discount_percent": dice.choice([0, 3, 10]),
        }
    )
    vendors = tuple(Vendor(id=i, name=f"Vendor {i.upper()}") for i in ids)
    procurement = made.procurement.model_copy(update={"price": rule, "vendors": vendors})
    answers = {
        i: {
            "G-1": "yes",
            "T-1": dice.choice(["full", "partly", "not supported", None]),
            "T-2": dice.choice([99.0, 99.35, 99.5, 99.995, 100]),
            "U-1": "lists",
        }
        for i in ids
    }
    scores = {who: {i: dice.randint(0, 10) / 2 for i in ids} for who in ("ann", "bob", "consensus")}
    lines = {
        i: {
            "LIC": [str(dice.randint(50, 300)), None, None],
            "FEE": [None, *(str(dice.randint(900, 2500)) for _ in "ab")],
        }
        for i in ids
    }
    return evaluate(
        made.model_copy(
            update={
                "procurement": procurement,
                "vendors": vendors,
                "responses": {i: (response(made, i, answers[i]),) for i in ids},
                "prices": {i: (prices(i, lines[i], currency=dice.choice(["USD", "EUR"])),) for i in ids},
                "sheets": tuple(sheet(who, scores[who]) for who in ("ann", "bob")),
                "consensus": (sheet("consensus", scores["consensus"], reason="agreed"),),
            }
        )
    )


def of_method(method: str) -> Outcome:
    return evaluate(case(borealis={"T-1": "partly"}), Question(methods=((method, {}),)))


def ranks_of_ranks() -> Outcome:
    return evaluate(panel_case({"consensus": "mean_of_ranks"}, {"ann": (5, 3), "bob": (2, 3)}))


def as_book(outcome: Outcome) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(decision_workbook(outcome, ROLES)))


@pytest.fixture(scope="module")
def calculated(soffice, tmp_path_factory):
    """Outcome and workbook as LibreOffice calculates it, by name: without any number of ours to lean on."""
    here = tmp_path_factory.mktemp("books")
    outcomes = {f"seed-{seed}": chance(seed) for seed in SEEDS}
    outcomes |= {"topsis": of_method("topsis"), "ranks": ranks_of_ranks(), "mini": evaluate(case())}
    outcomes["moved"] = outcomes["mini"]
    for name in ("seed-0", "seed-2", "seed-4"):
        for place, vendor in enumerate(vendor_order(outcomes[name])[:2]):
            outcomes[f"{name} for {place}"] = reduced(outcomes[name], f"vendor:{vendor}")
    for name, outcome in outcomes.items():
        book = as_book(outcome)
        if name == "moved":
            place = next(c for row in book["Weights"].iter_rows(min_row=6) for c in row if c.value == "Cost")
            place.offset(column=4).value = 0.9
        book.save(here / f"{name}.xlsx")  # openpyxl keeps formulas and drops what they gave
    command = [soffice, f"-env:UserInstallation={(here / 'profile').as_uri()}", "--headless", "--convert-to"]
    files = [here / f"{name}.xlsx" for name in outcomes]
    subprocess.run(
        [*command, "xlsx", "--outdir", here / "after", *files], capture_output=True, timeout=300, check=True
    )
    return {
        n: (o, openpyxl.load_workbook(here / "after" / f"{n}.xlsx", data_only=True))
        for n, o in outcomes.items()
    }


def ranking(book) -> dict[str, tuple[float, float]]:
    """Vendor -> rank and total by the formulas."""
    rows = book["Ranking"].iter_rows(min_row=6, max_col=3, values_only=True)
    found = {}
    for rank, vendor, total in rows:
        if rank is None:
            break
        found[vendor] = (rank, total)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_formulas_give_the_scores_and_ranks_of_the_record(calculated, seed):
    outcome, book = calculated[f"seed-{seed}"]
    first = outcome.rankings[0]
    found = ranking(book)
    assert {v: r for v, (r, _) in found.items()} == first.ranks
    for vendor, (_, total) in found.items():
        assert total == pytest.approx(first.scores[vendor], rel=1e-9, abs=1e-9)
    said = [c.value for row in book["Ranking"].iter_rows() for c in row]
    assert "The formulas give the scores of the record." in said
    assert (first.best[0] if len(first.best) == 1 else f"{len(first.best)} vendors are first") in said


OF_A_BIDDER = [f"seed-{seed} for {place}" for seed in (0, 2, 4) for place in (0, 1)]


@pytest.mark.parametrize("name", [*(f"seed-{seed}" for seed in SEEDS), *OF_A_BIDDER])
def test_every_number_is_the_one_that_stood_there_before(calculated, name):
    """A bidder's copy holds one bid or two: no formula there may take these for all."""
    outcome, book = calculated[name]
    shown = openpyxl.load_workbook(BytesIO(decision_workbook(outcome, ROLES)), data_only=True)
    compared = 0
    for page in shown:
        for row in page.iter_rows():
            for cell in row:
                now = book[page.title][cell.coordinate].value
                if isinstance(cell.value, int | float) and cell.value != 0:
                    compared += 1
                    assert now == pytest.approx(cell.value, rel=1e-9), (page.title, cell.coordinate)
    assert compared > (20 if outcome.audience else 80)


def test_another_weight_moves_the_ranking_as_a_what_if_does(calculated):
    outcome, book = calculated["moved"]
    leaves = {leaf.criterion: leaf.weight for leaf in outcome.criteria}
    moved = {i: 0.9 if i == "P-1" else w for i, w in leaves.items()}
    shares = {i: w / sum(moved.values()) for i, w in moved.items()}
    then = evaluate(case(), Question(weights=shares)).rankings[0]
    for vendor, (rank, total) in ranking(book).items():
        assert rank == then.ranks[vendor]
        assert total == pytest.approx(then.scores[vendor], rel=1e-9)
        assert total != pytest.approx(outcome.rankings[0].scores[vendor])
    assert any("changed in this workbook" in str(c.value) for row in book["Ranking"].iter_rows() for c in row)


@pytest.mark.parametrize(("name", "method"), [("topsis", "topsis"), ("ranks", "mean_of_ranks")])
def test_a_method_that_is_no_sum_stands_beside_the_sum(calculated, name, method):
    outcome, book = calculated[name]
    notes = [book["Ranking"][at].value for at in ("A2", "A3")]
    assert f"ranks by {method}" in notes[0]
    for row in book["Ranking"].iter_rows(min_row=6, max_row=5 + len(ranking(book)), values_only=True):
        assert row[3] == pytest.approx(outcome.rankings[0].scores[row[1]])
        assert row[4] == outcome.rankings[0].ranks[row[1]]
    plain = evaluate(case(borealis={"T-1": "partly"})) if name == "topsis" else None
    for vendor, (_, total) in ranking(book).items():
        if plain:
            assert total == pytest.approx(plain.rankings[0].scores[vendor])


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "=" + "x" * 40_000,
    "\t=1",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_vendors_wrote_stays_text(outcome, text):
    names = (text[:60] or "x", "Borealis", "Cirrus", "Dione")
    made = outcome(answer=text, names=names)
    book = as_book(made)
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not any(word in cell.value for word in ("cmd", "script", "xxx", "SUM(A1)")), (
                        cell.value
                    )
                if isinstance(cell.value, str) and cell.data_type != "f":
                    assert len(cell.value) <= 1000
    written = [c for page in book for row in page.iter_rows() for c in row if c.data_type == "s"]
    live = [c for c in written if c.value.startswith(("=", "+", "-", "@"))]
    assert all(c.quotePrefix for c in live)


@pytest.mark.parametrize("vendors", [2, 12])
def test_the_same_record_gives_the_same_bytes(outcome, vendors):
    made = outcome(vendors=min(vendors, 4), nested=True)
    assert decision_workbook(made, ROLES) == decision_workbook(made, ROLES)


def test_without_a_ranking_there_is_no_sheet_of_it(outcome):
    book = as_book(outcome(ranked=False, prices=False))
    assert "Ranking" not in book.sheetnames
    assert {"Read me", "Gates", "Sources"} <= set(book.sheetnames)


def test_a_formula_never_holds_what_an_id_could_not(outcome):
    """Groups and vendors are pointed at by their cells, never by their words."""
    for page in as_book(outcome()):
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "Borealis" not in cell.value
                    assert '">' not in cell.value


def test_a_missing_score_is_no_zero_on_the_sheet_of_the_panel():
    outcome = evaluate(panel_case({"consensus": "mean"}, {"ann": (5, 3), "bob": (None, 3)}))
    rows = as_book(outcome)["Panel"].iter_rows(min_row=6, values_only=True)
    counts = {row[2]: row[-2:] for row in rows if row[2]}
    assert counts["Aurora"] == (None, None)
    assert None not in counts["Borealis"]
