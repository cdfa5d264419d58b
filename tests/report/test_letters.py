"""Award and regret: what they say, whose secrets they keep, and vendors' words as words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from documents.hostile import HOSTILE
from documents.reading import flat, page, paragraphs
from rfp.small import TEMPLATES, full
from rfp.test_variables import DOCS, paths

from vendor_eval.documents.values import clean
from vendor_eval.model.buyer.procurement import Rounding
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import Open
from vendor_eval.report.audience import reduce
from vendor_eval.report.format.text import plain
from vendor_eval.report.letters import result
from vendor_eval.report.letters.debrief import debrief
from vendor_eval.report.letters.result import (
    AWARD,
    REGRET,
    LateFile,
    Sent,
    award,
    award_variables,
    regret,
    regret_variables,
)

from .secrets import IDS, NAMES, PANEL, ROLES, VENDORS, found, mark, marks, planted, read

Make = Callable[..., Outcome]
FOLDERS = [TEMPLATES.parent]
LATE = LateFile("price", datetime(2027, 3, 2, 12, 1, tzinfo=UTC), "no cause was given")
SENT = Sent(date(2027, 4, 1), date(2027, 4, 30), (LATE,))
LOSERS = (1, 2, 3)
ROWS = ("answers", "total", "scores", "evidence", "lines", "price", "name")


def own(outcome: Outcome, i: int) -> Outcome:
    return reduce.reduced(outcome, f"vendor:{IDS[i]}", PANEL)


def texts(made) -> dict[str, str]:
    files, findings = made
    assert [f for f in findings if f.severity == "error"] == []
    assert len(files) == 3
    return {name: read(name, content) for name, content in files.items()}


def word(made) -> str:
    return flat(" ".join(paragraphs(next(c for n, c in made[0].items() if n.endswith("docx")))))


def forbidden(i: int) -> list[str]:
    """Everything of the rivals but the winner's name, total points and total price; and every evaluator."""
    of_winner = {"name", "total", "price"}
    words = [
        w
        for row in ROWS
        for j in range(4)
        if j != i and not (j == 0 and row in of_winner)
        for w in marks(row, j)
    ]
    return [*words, marks("name", 0)[2], *NAMES, *ROLES]


@pytest.mark.parametrize("i", LOSERS)
def test_no_letter_of_regret_holds_what_belongs_to_others(outcome: Make, i: int) -> None:
    made = texts(regret(full()[0], own(planted(outcome), i), SENT, FOLDERS))
    assert found(made, [w for w in forbidden(i) if w]) == []


@pytest.mark.parametrize(
    ("rule", "leak"),
    [("evaluators", NAMES[1]), ("names of other bidders", VENDORS[3])],
)
def test_without_a_rule_of_the_audience_a_letter_leaks(
    outcome: Make, monkeypatch, rule: str, leak: str
) -> None:
    monkeypatch.delitem(reduce.RULES, rule)
    made = texts(regret(full()[0], own(planted(outcome), 2), SENT, FOLDERS))
    assert found(made, [leak])


def test_the_letter_of_award_holds_nothing_of_the_losers(outcome: Make) -> None:
    made = texts(award(full()[0], own(planted(outcome), 0), SENT, FOLDERS))
    words = [w for row in ROWS for j in LOSERS for w in marks(row, j)]
    assert found(made, [*words, *NAMES, *ROLES]) == []


def test_a_debrief_says_how_the_own_bid_was_evaluated(outcome: Make) -> None:
    said = word(regret(full()[0], own(planted(outcome), 2), SENT, FOLDERS))
    for words in (
        f"To {VENDORS[2]}",
        f"award the contract to {VENDORS[0]}",
        "Your bid is number 3 in the ranking, with 71.59 of 100 points; the bid of Quillon Imaging has 91.36, 19.77 more",
        "before 30 April 2027 is over",
        mark("reason", 2),
        mark("agreed", 2),
        mark("answer", 2),
        "The winner was rated somewhat higher.",
        "5,927,361.47",
        "7,310,482.19",
        ["How bids were ranked", " right to a review"][0],
        "Your right to a review",
    ):
        assert words in said, words


@pytest.mark.parametrize("rule", [Rounding(), Rounding(component=1, total=0), Rounding(component=0)])
def test_the_rows_of_groups_add_up_to_the_totals_shown(outcome: Make, rule: Rounding) -> None:
    o = outcome(vendors=3, criteria=24, rounding=rule)
    winner = o.rankings[0].best[0]
    for vendor in (v for v in o.vendors if v.name in o.rankings[0].ranks and v.name != winner):
        told = regret_variables(full()[0], reduce.reduced(o, f"vendor:{vendor.id}", PANEL), SENT)["regret"]
        for column, total in (("possible", "full"), ("own", "own"), ("winner", "first")):
            amounts = [Decimal(g[column].replace("\u2212", "-")) for g in told["groups"]]
            assert sum(amounts) == Decimal(told[total]), (vendor.name, column, told["groups"])


def test_an_excluded_bidder_reads_the_gate_and_its_own_answer_and_no_scores(outcome: Make) -> None:
    said = word(regret(full()[0], own(planted(outcome), 3), SENT, FOLDERS))
    assert "Your bid was not ranked." in said
    assert "G-03" in said
    assert mark("gate", 3) in said
    for words in ("Points by group", "Your bid by criterion", "Evaluated price", marks("total", 0)[0]):
        assert words not in said, words


def test_who_hears_a_complaint_is_said_or_asked_for(outcome: Make) -> None:
    procurement = full()[0]
    for review, words in (("Write to the Chamber.", "Write to the Chamber."), ("", "To be filled in before")):
        procedure = procurement.procedure.model_copy(update={"review": review})
        known = procurement.model_copy(update={"procedure": procedure})
        said = word(regret(known, own(planted(outcome), 1), SENT, FOLDERS))
        assert words in said
        assert ("To be filled in" in said) == (not review)


def test_the_winner_reads_what_is_still_open(outcome: Make) -> None:
    o = own(planted(outcome), 0)
    cell = o.cells[0]
    opened = Open(vendor=VENDORS[0], criterion=cell.criterion, title="Viewer", state="declined")
    said = word(award(full()[0], o.model_copy(update={"open": (opened,)}), SENT, FOLDERS))
    for words in (
        "Declare in writing, or tell us why you cannot: Sanctions.",
        f"1 question declined to answer: {cell.criterion} Viewer. Answer in writing.",
        "Until it is signed by both, there is no contract",
        "91.36 of 100 points",
    ):
        assert words in said, words


def test_equal_points_are_said_to_be_equal(outcome: Make) -> None:
    o = own(planted(outcome), 1)
    first = o.rankings[0]
    score = first.scores[VENDORS[0]]
    ranking = first.model_copy(update={"scores": dict.fromkeys(first.scores, score)})
    said = word(regret(full()[0], o.model_copy(update={"rankings": (ranking,)}), SENT, FOLDERS))
    assert "has 91.36, as many; the published rule for equal points decided" in said


def test_no_debrief_without_reduction_or_winner(outcome: Make) -> None:
    with pytest.raises(ValueError, match="reduced"):
        debrief(planted(outcome))
    with pytest.raises(ValueError, match="winner"):
        debrief(own(planted(outcome, opened=False), 1))


WORDS = [w for w in HOSTILE if clean(w).strip() and len(w) < 400]


def test_what_a_bidder_wrote_is_text(outcome: Make) -> None:
    """Every hostile word as an answer of its own; nothing of it becomes markup, and all of it is there."""
    o = outcome(vendors=2, criteria=len(WORDS), missing=0, excluded=0, panel=False, prices=False)
    loser = o.vendors[1]
    cells = iter(WORDS)
    o = o.model_copy(
        update={
            "cells": tuple(
                c.model_copy(update={"answer": next(cells)}) if c.vendor == loser.name else c for c in o.cells
            )
        }
    )
    if o.rankings[0].best[0] == loser.name:
        pytest.fail("the recipe changed: the second vendor has to lose")
    reduced = reduce.reduced(o, f"vendor:{loser.id}", PANEL)
    files, findings = regret(full()[0], reduced, SENT, FOLDERS)
    assert [f for f in findings if f.severity == "error"] == []
    said = "".join(word((files, [])).split())
    missing = [w for w in WORDS if "".join(clean(plain(w)).split()) not in said]
    assert missing == []
    html = page(files["regret.html"].decode())
    assert (
        html.xpath("//main//script | //main//img | //main//svg | //main//i | //main//h4 | //main//blockquote")
        == []
    )
    assert [a for a in html.xpath("//main//a/@href") if not a.startswith(("#", "mailto:"))] == []


def test_every_variable_is_written_down_and_there(outcome: Make) -> None:
    text = DOCS.read_text("utf-8")
    for known in (AWARD, REGRET):
        for name, meaning in known.items():
            assert f"| `{name}` | {meaning} |" in text, name
    o = planted(outcome)
    award_paths = set(paths(award_variables(full()[0], own(o, 0), SENT)))
    regret_paths = set().union(*(paths(regret_variables(full()[0], own(o, i), SENT)) for i in LOSERS))
    assert award_paths == set(AWARD) - {"buyer.contact"}
    assert regret_paths == set(REGRET) - {"buyer.contact"}


def test_an_unknown_name_in_the_buyers_own_text_is_found_with_its_line(outcome: Make, tmp_path) -> None:
    for kind, i in (("award", 0), ("regret", 1)):
        own_text = tmp_path / "letters" / f"{kind}.md.j2"
        own_text.parent.mkdir(exist_ok=True)
        own_text.write_text("# Ergebnis {.unnumbered}\n\n{{ " + kind + ".vender }}\n", "utf-8")
        files, findings = getattr(result, kind)(
            full()[0], own(planted(outcome), i), SENT, [tmp_path, *FOLDERS]
        )
        assert files == {}
        assert [(f.code, f.where) for f in findings] == [("template.unknown", f"{own_text}:3")]
