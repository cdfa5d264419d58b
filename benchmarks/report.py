"""How long the html report takes beside the ranking of the same procurement, and what it weighs.

    python benchmarks/report.py [--vendors 12] [--runs 5] [--folder DIR]

A folder with the whole shipped PACS catalogue (211 criteria), vendors with made-up answers and prices, and
two evaluators. ``rank DIR``, ``rank DIR --confirm`` and ``report DIR --only html`` run in turn (A B C A B C
...) as whole processes, so that the machine's mood falls on all. The report confirms the ranking with a
second library, as ``--confirm`` does, and draws 100,000 weightings besides. The limit is 3 times ``rank``.
Inside one process the page alone is timed too. With --folder the made folder is kept.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendor_eval.model.bids.price import PriceSchedule
    from vendor_eval.model.bids.response import Receipt, Response
    from vendor_eval.model.bids.score_sheet import ScoreSheet
    from vendor_eval.model.case import Case
    from vendor_eval.model.criteria.criterion import Criterion

MOST_TIMES = 3.0
AT = datetime(2026, 1, 30, 12, tzinfo=UTC)
NAMES = [f"Vendor {letter}" for letter in "ABCDEFGHIJKL"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command} failed:\n{done.stdout.decode()}{done.stderr.decode()}")
    return time.perf_counter() - start


def made(folder: Path, vendors: int, program: list[str]) -> None:
    """A procurement with all bids and scores in."""
    from vendor_eval.workspace.folder.versions import keep

    from vendor_eval.operations.arguments import opened

    seconds([*program, "new", str(folder), "--profile", "all"])
    text = (folder / "procurement.yaml").read_text(encoding="utf-8")
    names = "".join(f'\n  - "{NAMES[i % 12]} {"I" * (i // 12)}"'.rstrip() for i in range(vendors))
    text = text.replace("\nvendors:", f"\nvendors:{names}", 1).replace("FILL IN: ", "")
    (folder / "procurement.yaml").write_text(text.replace("unanswered: refuse", "unanswered: zero"), "utf-8")
    seconds([*program, "rfp", str(folder)])
    layout, case, findings = opened(folder)
    if case is None:
        sys.exit(str(findings))
    chance = random.Random(1)  # noqa: S311  made-up bids, the same every time; no secret
    for vendor in case.vendors:
        where = layout.bids / vendor.id
        for kind, reading in (
            ("response", _response(case, vendor.id, chance)),
            ("price", _prices(case, vendor.id, chance)),
        ):
            keep(where, kind, 1, b"", reading)
    for evaluator in case.procurement.panel:
        keep(layout.scores, evaluator.id, 1, b"", _sheet(case, evaluator.id, chance))


def _receipt(case: Case, vendor: str, kind: str) -> Receipt:
    from vendor_eval.model.bids.response import Receipt

    return Receipt(
        vendor=vendor,
        version=1,
        file=f"bids/{vendor}/{kind}-v1.xlsx",
        original_name=f"{kind}.xlsx",
        sha256="00" * 32,
        received_at=AT,
        received_by="benchmark",
        rfp_id=case.procurement.id,
        rfp_fingerprint=case.issue.fingerprint,
    )


def _response(case: Case, vendor: str, chance: random.Random) -> Response:
    from vendor_eval.model.bids.response import Answer, Response
    from vendor_eval.model.content_hashes import question_hash

    answers = {}
    for c in case.catalogue.leaves():
        if c.asked:
            value = _answer(c, chance)
            answers[c.id] = Answer(
                state="answered", value=value, raw=str(value), where=f"{c.id[:3]}!H9", asked=question_hash(c),
                comment="Included from the release offered, and shown on the day of the demonstration.",
            )  # fmt: skip
    return Response(receipt=_receipt(case, vendor, "response"), answers=answers)


def _answer(c: Criterion, chance: random.Random) -> str | float:
    """One that passes a gate, or any that is allowed."""
    if c.gate is not None:
        number = c.gate.at_least if c.gate.at_least is not None else c.gate.at_most
        return c.gate.passes[0] if c.gate.passes else float(number) if number is not None else "see appendix"
    if c.answer.allowed:
        return chance.choice(c.answer.allowed)
    if c.answer.type != "number":
        return "As described in the appendix, for all sites, from the first day of operation."
    ends = [x for x in (c.answer.min, c.answer.max) if x is not None] or [0.0, 10.0]
    return round(chance.uniform(min(ends), max(ends)), 1)


def _prices(case: Case, vendor: str, chance: random.Random) -> PriceSchedule:
    from vendor_eval.model.bids.price import PriceCell, PriceSchedule

    def cell(quantity: Decimal) -> PriceCell:
        amount = chance.randrange(1_000, 60_000)
        return (
            PriceCell(state="priced", amount=Decimal(amount), raw=str(amount))
            if quantity
            else PriceCell(state="empty")
        )

    lines = {line.id: tuple(cell(q) for q in line.quantity) for line in case.procurement.price.lines}
    return PriceSchedule(
        receipt=_receipt(case, vendor, "price"), currency=case.procurement.currency.code, lines=lines
    )


def _sheet(case: Case, evaluator: str, chance: random.Random) -> ScoreSheet:
    from vendor_eval.model.bids.score_sheet import Declaration, Score, ScoreSheet

    return ScoreSheet(
        evaluator=evaluator,
        version=1,
        declaration=Declaration(answer="yes", name=evaluator, on="2026-02-01"),
        file=f"scores/{evaluator}-v1.xlsx",
        sha256="00" * 32,
        received_at=AT,
        received_by="benchmark",
        scores=tuple(
            Score(
                vendor=v.id,
                criterion=c.id,
                score=float(chance.randint(1, 5)),
                reason="Seen at the demonstration.",
            )
            for v in case.vendors
            for c in case.catalogue.leaves()
            if c.by_panel
        ),
    )


def page_alone(folder: Path, runs: int) -> tuple[float, int]:
    """Seconds from the outcome to the text of the page, and its bytes."""
    from vendor_eval.decision.procurement.scored import score
    from vendor_eval.operations.decide.sensitivity_request import ScoredCase
    from vendor_eval.operations.procurement import Procurement
    from vendor_eval.operations.publish.report_sensitivity import report_robustness
    from vendor_eval.pipeline import Question, outcome_of
    from vendor_eval.report.html.page import decision_html

    procurement = Procurement(folder)
    case = procurement.case
    scored = score(case)
    outcome = outcome_of(case, scored, Question(confirmed=True))
    found, _ = report_robustness(ScoredCase(procurement.layout, case, scored, outcome))
    text = decision_html(outcome, {}, found)
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        text = decision_html(outcome, {}, found)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), len(text.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vendors", type=int, default=12)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=None)
    asked = parser.parse_args()
    root = Path(__file__).resolve().parents[1]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
    program = [sys.executable, "-m", "vendor_eval"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch) / "big"
        if not (folder / "procurement.yaml").exists():
            made(folder, asked.vendors, program)
        ways = {
            "rank": ["rank", str(folder)],
            "rank --confirm": ["rank", str(folder), "--confirm"],
            "report --only html": ["report", str(folder), "--only", "html"],
        }
        seconds([*program, *ways["report --only html"]])
        runs = [{name: seconds([*program, *way]) for name, way in ways.items()} for _ in range(asked.runs)]
        alone, size = page_alone(folder, asked.runs)
    print(f"{asked.vendors} vendors, the whole catalogue: median seconds of {asked.runs} runs")
    for name in ways:
        print(f"  {name:<20} {statistics.median(run[name] for run in runs):7.2f}")
    print(f"  {'the page alone':<20} {alone:7.2f}, {size:,} bytes")
    for name in ("rank --confirm", "rank"):
        times = statistics.median(run["report --only html"] / run[name] for run in runs)
        print(f"  the report takes {times:.2f} times as long as {name}")
    if times > MOST_TIMES:
        sys.exit(f"more than {MOST_TIMES:g} times as long as rank")


if __name__ == "__main__":
    main()
