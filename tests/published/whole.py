"""A published evaluation as a whole procurement: folder, RFP, bids, score sheets, all through the verbs.

A case has ``procurements``, each with ``criteria`` (title, weight, highest score), ``scores`` by vendor in
that order, and where there is a price its ``weight``, ``rule`` and ``amounts``. ``meeting`` holds scores that
the panel agreed on, by vendor and number of the criterion. The texts of bids are invented, for nobody printed
them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

Case = Mapping[str, Any]
Fill = Callable[[Path, Path, Mapping[tuple[str, str], Any]], Path]
Cli = Callable[..., Any]
PRICE = "price"
REASON = "As published."


def ids(count: int) -> list[str]:
    return [f"c{n}" for n in range(1, count + 1)]


def write_folder(case: Case, folder: Path) -> Path:
    """procurement.yaml, criteria.yaml, weights.yaml and a catalogue of one group."""
    scored = list(zip(ids(len(case["criteria"])), case["criteria"], strict=True))
    criteria = [_criterion(key, c) for key, c in scored]
    if "price" in case:
        criteria.append(
            {
                "id": PRICE,
                "title": "Price",
                "requirement": "State the price.",
                "kind": "scored",
                "weight": case["price"]["weight"],
                "value": {"rule": "price"},
            }
        )
    catalogue = folder / "catalogues" / "published"
    catalogue.mkdir(parents=True)
    total = sum(c["weight"] for c in criteria)
    files = {
        catalogue / "catalogue.yaml": {"id": "published", "title": "As published", "groups": ["all.yaml"]},
        catalogue / "all.yaml": {"id": "all", "title": "All criteria", "criteria": criteria},
        folder / "criteria.yaml": {"catalogue": "published"},
        folder / "weights.yaml": {"groups": {"all": total}},
        folder / "procurement.yaml": _procurement(case),
    }
    for path, content in files.items():
        path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return folder


def _criterion(key: str, given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": key,
        "title": given["title"],
        "requirement": f"Describe: {given['title']}.",
        "kind": "scored",
        "answer": {"type": "text"},
        "weight": given["weight"],
        "value": {
            "rule": "rubric",
            "best": given["best"],
            "anchors": {0: "nothing", given["best"]: "everything"},
        },
        "evidence": ["text"],
    }


def _procurement(case: Case) -> dict[str, Any]:
    panel = [{"id": "panel", "name": "The panel", "role": "all criteria"}]
    asked: dict[str, Any] = {
        "id": "PUBLISHED",
        "title": "As published",
        "buyer": {"name": "The buyer"},
        "vendors": [{"name": name, "id": name.casefold().replace(" ", "-")} for name in case["scores"]],
        "panel": panel,
        "rules": case["rules"],
        "timetable": {"timezone": "UTC", "bids_due": "2030-01-31T12:00"},
    }
    if "price" in case:
        line = {"id": "OFFER", "title": "Offer", "unit": "whole offer", "quantity": [1]}
        asked["price"] = {**case["price"]["rule"], "lines": [line]}
    return asked


def take_all_in(case: Case, folder: Path, cli: Cli, fill: Fill) -> None:
    """From the RFP to the last score sheet."""
    _must(cli("rfp", folder))
    work = folder.parent
    asked = ids(len(case["criteria"]))
    for number, name in enumerate(case["scores"]):
        vendor = name.casefold().replace(" ", "-")
        texts = {(key, "answer"): "See our offer." for key in asked}
        workbooks = [fill(folder / "rfp/response.xlsx", work / f"{vendor}-r.xlsx", texts)]
        if "price" in case:
            price = {("OFFER", "price0"): case["price"]["amounts"][name]}
            workbooks.append(fill(folder / "rfp/price.xlsx", work / f"{vendor}-p.xlsx", price))
        at = f"2030-01-30T12:{number:02d}"
        for workbook in workbooks:
            _must(cli("receive", folder, workbook, "--vendor", vendor, "--at", at))
    _must(cli("sheets", folder))
    _hand_in(cli, fill, folder, "panel", _all_scores(case))


def agree(case: Case, folder: Path, cli: Cli, fill: Fill) -> None:
    """The meeting takes over what the evaluators scored, but where ``meeting`` says otherwise."""
    _must(cli("sheets", folder, "--consensus"))
    agreed = _all_scores(case)
    for name, by_number in case["meeting"].items():
        agreed |= {_row(int(number), name): score for number, score in by_number.items()}
    _hand_in(cli, fill, folder, "consensus", agreed)


def _hand_in(cli: Cli, fill: Fill, folder: Path, name: str, scores: Mapping[str, float]) -> None:
    cells: dict[tuple[str, str], Any] = {}
    for row, score in scores.items():
        cells[row, "score"], cells[row, "reason"] = score, REASON
    filled = fill(folder / f"sheets/{name}.xlsx", folder.parent / f"{name}-filled.xlsx", cells)
    _must(cli("collect", folder, filled))


def _all_scores(case: Case) -> dict[str, float]:
    return {_row(n, name): x for name, row in case["scores"].items() for n, x in enumerate(row, start=1)}


def _row(number: int, name: str) -> str:
    return f"c{number}|{name.casefold().replace(' ', '-')}"


def _must(ran: Any) -> None:
    assert ran.code == 0, ran.out + ran.err
