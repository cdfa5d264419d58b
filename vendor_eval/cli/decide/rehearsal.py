"""sensitivity --rehearse: what the price formula and the weights would do, before any bid is in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.output.printing import Output, Table
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import opened

if TYPE_CHECKING:
    from vendor_eval.sensitivity.case.rehearse import FormulaEffect, Rehearsal

FEWEST_BIDS = 3
OFTEN = 0.05
"""From this share on a losing bid that decides is worth a warning."""


def rehearsed(path: Path, draws: int | None, seed: int) -> Output:
    """The verb on a folder; as many bids as vendors are named, three at the least."""
    from vendor_eval.sensitivity.case.rehearse import DRAWS, rehearse

    if not path.is_dir() and path.suffix:
        message = "only a procurement folder can be rehearsed: a table has its bids already"
        return Output({"rehearsal": None}, [Finding("usage.rehearse", "error", str(path), message, "")])
    _, case, findings = opened(path)
    if case is None:
        return Output({"rehearsal": None}, findings)
    bids = max(FEWEST_BIDS, len(case.procurement.vendors))
    found = rehearse(case, bids=bids, draws=draws or DRAWS, seed=seed)
    return Output(
        {"rehearsal": _as_data(found)},
        [*findings, *_warnings(found)],
        list(_said(found)),
        csv=_table(found, "formulas", percent=False),
    )


def _as_data(found: Rehearsal) -> dict[str, Any]:
    return found._asdict() | {
        "formulas": [x._asdict() for x in found.formulas],
        "groups": [x._asdict() for x in found.groups],
    }


def _said(found: Rehearsal) -> Iterator[str | Table]:
    yield found.assumed
    if not found.formulas:
        yield "The price carries no weight here, so there is no price formula to try."
    else:
        yield _table(found, "What each price formula did (percent of the procurements)", percent=True)
        yield (
            "Best: most points without the price. Loser decides: taking out a bid that does not win makes "
            "another the winner. In effect: the price's share of what parts the bids. 10 % dearer: points "
            "that a bid so far above the lowest has less for its price."
        )
    columns = ("group", "published weight %", "in effect %")
    rows = [(x.title, _percent(x.weight), _percent(x.in_effect)) for x in found.groups]
    yield Table("What parts the bids", columns, rows, right=columns[1:])
    yield f"Standard error of the shares: at most {50 / found.draws**0.5:.1f} percent (seed {found.seed})."


def _table(found: Rehearsal, title: str, *, percent: bool) -> Table:
    columns = (
        "formula",
        "published",
        "cheapest first",
        "best first",
        "loser decides",
        "price in effect",
        "10 % dearer",
    )
    rows = [
        (
            x.formula,
            "yes" if x.published else "",
            *(_percent(share) if percent else repr(share) for share in _shares(x)),
            f"{x.ten_percent:.2f}" if percent else repr(x.ten_percent),
        )
        for x in found.formulas
    ]
    return Table(title, columns, rows, right=columns[2:])


def _shares(x: FormulaEffect) -> tuple[float, ...]:
    return x.cheapest_wins, x.best_wins, x.loser_decides, x.weight_in_effect


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _warnings(found: Rehearsal) -> list[Finding]:
    p = found.published
    if p is None or p.loser_decides < OFTEN:
        return []
    message = (
        f"under {p.formula} a losing bid decided in {100 * p.loser_decides:.0f} of 100 made-up procurements "
        "who wins"
    )
    hint = "a formula that compares with a fixed budget cannot be moved by another bid"
    return [Finding("sensitivity.loser-decides", "warning", "price.formula", message, hint)]
