"""sensitivity --rehearse: what the price formula and the weights would do, before any bid is in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.output.printing import Output, Table
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.sensitivity.case.rehearse import FormulaEffect, Rehearsal


def rehearsal(path: Path, draws: int | None, seed: int) -> Output:
    """The verb on a folder."""
    if not path.is_dir() and path.suffix:
        message = "only a procurement folder can be rehearsed: a table has its bids already"
        return Output({"rehearsal": None}, [Finding("usage.rehearse", "error", str(path), message, "")])
    result = procurement(path).rehearse(draws=draws, seed=seed)
    found = result.rehearsal
    if found is None:
        return Output({"rehearsal": None}, result.findings)
    csv = _table(found, "formulas", percent=False)
    return Output({"rehearsal": _data(found)}, result.findings, list(_text(found)), csv)


def _data(found: Rehearsal) -> dict[str, Any]:
    return found._asdict() | {
        "formulas": [x._asdict() for x in found.formulas],
        "groups": [x._asdict() for x in found.groups],
    }


def _text(found: Rehearsal) -> Iterator[str | Table]:
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
