"""An outcome in which every thing that some reader may not see is marked, and how to find the marks."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.buyer.procurement import Evaluator, Procurement, Vendor
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.outcome.cells import Cell, EarlierAnswer, EarlierScore, Statement
from vendor_eval.model.outcome.costs import PriceLineCost, PriceResult
from vendor_eval.model.outcome.record import Declared, Outcome, Settled
from vendor_eval.model.outcome.vendor_status import Excluded, GateResult, Undeclared, VendorResult
from vendor_eval.operations.publish.report_audience import Audience, for_audience
from vendor_eval.operations.publish.report_formats import ReportInput, render
from vendor_eval.workspace.folder.layout import Layout

from .test_evaluated import CATALOGUE

# The first is ranked first, the last is excluded at a gate.
VENDORS = ("Quillon Imaging", "Tesserac Health", "Vexmoor Medical", "Wyndrake Systems")
IDS = ("quillon", "tesserac", "vexmoor", "wyndrake")
PRODUCTS = ("Quillon Zephyrview 9.1", "Tesserac Brightpane 4", "Vexmoor Lumigrid 7.2", "Wyndrake Oxbowe 3")
SHARES = (0.91357, 0.82461, 0.71593, 0.60274)
"""Of each criterion, so of all points."""
PANEL = (
    Evaluator(id="khatun", name="Dr Farah Khatun", role="Radiologist"),
    Evaluator(id="oyelaran", name="Tunde Oyelaran", role="Radiologist"),
    Evaluator(id="brzezik", name="Agata Brzezik", role="Physicist"),
)
NAMES = ("Farah Khatun", "Khatun", "khatun", "Oyelaran", "oyelaran", "Brzezik", "brzezik")
ROLES = ("Radiologist 1", "Radiologist 2", "Physicist")


def planted(make: Callable[..., Outcome], *, opened: bool = True) -> Outcome:
    """An outcome as the pipeline makes it, with a mark in every text and number that belongs to somebody."""
    values = {name: [share] * 6 for name, share in zip(VENDORS, SHARES, strict=True)}
    o = make(vendors=4, criteria=6, names=VENDORS, missing=0, gates=3, values=values)
    rivals = dict(zip(VENDORS, (*VENDORS[1:], VENDORS[0]), strict=True))
    cells = tuple(_cell(c, VENDORS.index(c.vendor), rivals[c.vendor], opened) for c in o.cells)
    vendors = tuple(_vendor(v, i) for i, v in enumerate(o.vendors))
    return o.model_copy(
        update={
            "vendors": vendors,
            "cells": cells,
            "prices": tuple(_price(p, VENDORS.index(p.vendor)) for p in o.prices),
            "informational": tuple(_statement(i, name) for i, name in enumerate(VENDORS)),
            "excluded": tuple(
                Excluded(vendor=e.vendor, gate=e.gate, reason=f"said {mark('gate', 3)}") for e in o.excluded
            ),
            "decisions": tuple(_decision(i, vendor) for i, vendor in enumerate(IDS)),
            "settled": tuple(Settled(title="Cell", lapsed=f"now {mark('lapsed', i)}") for i in range(4)),
            "declarations": tuple(_declared(e) for e in PANEL),
            "rationale": "Agreed by Dr Farah Khatun, Tunde Oyelaran and Brzezik in three rounds.",
            "confirmation": o.confirmation
            and o.confirmation.model_copy(update={"agrees": False, "message": _differs(o)}),
            "findings": (
                Finding("bid.note", "warning", VENDORS[1], f"reads {mark('answer', 1)}"),
                Finding(
                    "score.older-answer",
                    "warning",
                    "scores/brzezik-v1.xlsx Sheet!D4",
                    "khatun scored an older answer, says KHATUN",
                ),
                Finding("price.empty", "warning", VENDORS[2], f"an empty line of {mark('line', 2)}"),
            ),
            "rankings": () if not opened else o.rankings,
            "official": opened,
            "groups": o.groups if opened else tuple(g.model_copy(update={"scores": {}}) for g in o.groups),
            "close_call": o.close_call if opened else None,
        }
    )


def _differs(o: Outcome) -> str:
    scores = o.rankings[0].scores
    return f"differs: {VENDORS[1]} has {scores[VENDORS[1]]:.9g} here (rank 2) and 1 there (rank 3)"


def mark(kind: str, vendor: int) -> str:
    """No dictionary, no font and no line end breaks it."""
    return f"zq{kind}{'abcd'[vendor]}qz"


def _cell(c: Cell, i: int, rival: str, opened: bool) -> Cell:
    scores: dict[str, object] = {}
    if c.scores:
        names = [e.name for e in PANEL]
        scores = {
            "scores": dict(zip(names, c.scores.values(), strict=True)),
            "reasons": {n: f"{mark('reason', i)}, says {n}; {rival} does more" for n in names},
            "earlier": {names[1]: (EarlierScore(version=1, score=1.0, reason=mark("earlier", i)),)},
            "consensus": 3.0,
            "consensus_reason": f"{mark('agreed', i)}, after what Oyelaran said",
            "value": c.value if opened or i != 1 else None,
            "before_final": dict.fromkeys(names, 2.0),
        }
    answer = mark("answer", i) if c.source != "price workbook" else f"{amount(i, 0):,} EUR"
    said = {"comment": mark("comment", i), "evidence": mark("proof", i)}
    given = mark("given", i) if c.source != "price workbook" else None
    if c.source != "price workbook":
        scores["before_offer"] = EarlierAnswer(state=c.state, answer=mark("answer", i), given=given)
    return c.model_copy(
        update={"answer": answer, "given": given, **(said if c.source != "price workbook" else {}), **scores}
    )


def _vendor(v: VendorResult, i: int) -> VendorResult:
    gates = tuple(_gate(g, i) for g in v.gates)
    receipt = v.response and v.response.model_copy(
        update={
            "vendor": IDS[i],
            "file": f"bids/{IDS[i]}/response-1.xlsx",
            "original_name": f"{mark('file', i)}.xlsx",
            "received_by": "Agata Brzezik",
        }
    )
    return v.model_copy(
        update={
            "id": IDS[i],
            "gates": gates,
            "product": PRODUCTS[i],
            "undeclared": (Undeclared(title="Sanctions", said=mark("declared", i)),),
            "response": receipt,
            "price": receipt,
            "reason": f"said {mark('gate', i)}" if v.reason else "",
        }
    )


def _gate(g: GateResult, i: int) -> GateResult:
    return g.model_copy(
        update={"answer": mark("gate", i), "comment": mark("comment", i), "evidence": mark("proof", i)}
    )


INTEREST = "owns shares since 2019"


def _declared(e: Evaluator) -> Declared:
    interest = f"{e.name} {INTEREST}"
    return Declared(evaluator=e.name, answer="yes", on="2026-09-01", interest=interest)


def amount(i: int, line: int) -> Decimal:
    """A different number for every vendor and line; none is part of another."""
    return Decimal(("7310482.19", "6843917.23", "5927361.47", "9158264.71")[i]) + Decimal(1000 * line)


def _price(p: PriceResult, i: int) -> PriceResult:
    lines = (
        PriceLineCost(line="L1", title="Licences", by_year=(amount(i, 1),)),
        PriceLineCost(line="L2", title=f"Support {mark('line', i)}", by_year=(amount(i, 2),)),
    )
    return p.model_copy(
        update={
            "net_present_cost": amount(i, 0),
            "by_year": (amount(i, 1) + amount(i, 2),),
            "lines": lines,
            "optional": (),
            "scenarios": (),
            "one_off": amount(i, 3),
            "running": amount(i, 4),
        }
    )


def _statement(i: int, name: str) -> Statement:
    return Statement(
        vendor=name,
        criterion="INF-1",
        title="Sites",
        group=("imaging",),
        state="answered",
        answer=mark("told", i),
        given=mark("told", i),
        source="Response!D90",
        comment=mark("comment", i),
        evidence=mark("proof", i),
    )


def _decision(i: int, vendor: str) -> Decision:
    return Decision(
        act="read",
        vendor=vendor,
        criterion="L1:0" if i == 2 else "G-01",
        value=mark("value", i),
        raw=mark("raw", i),
        reason=f"{mark('settled', i)}, Tunde Oyelaran rang them",
        at=datetime(2026, 10, 1, tzinfo=UTC),
        by="Agata Brzezik",
    )


TEXTS = {
    "answers": (
        "answer",
        "given",
        "comment",
        "gate",
        "declared",
        "told",
        "value",
        "raw",
        "settled",
        "lapsed",
    ),
    "scores": ("reason", "earlier", "agreed"),
    "evidence": ("proof",),
}


def marks(row: str, vendor: int) -> list[str]:
    """All that belongs to a row of the table and a vendor, as it is looked for."""
    if row == "lines":
        money = [f"{amount(vendor, line):,}" for line in (1, 2, 3, 4)]
        return [mark("line", vendor), *money, *(str(amount(vendor, line)) for line in (1, 2, 3, 4))]
    if row == "price":
        return [f"{amount(vendor, 0):,}", str(amount(vendor, 0))]
    if row == "total":
        return [f"{100 * SHARES[vendor]:.3f}"[:5]]
    if row == "name":
        return [VENDORS[vendor], VENDORS[vendor].split()[0].lower(), PRODUCTS[vendor].split()[1]]
    return [mark(kind, vendor) for kind in TEXTS[row]]


def forms(
    o: Outcome, audience: str, tmp_path: Path, *, blind: bool = False, only: tuple[str, ...] = ()
) -> Mapping[str, str]:
    """File name -> all that stands in it, in any part of it, as text without blanks."""
    case = Case(
        procurement=Procurement.model_validate(
            {"id": "p", "title": "T", "buyer": {"name": "B"}, "panel": [e.model_dump() for e in PANEL]}
        ),
        catalogue=CATALOGUE,
        weights=Weights(groups={"technical": 70, "money": 30}),
        vendors=tuple(Vendor(name=n, id=i) for n, i in zip(VENDORS, IDS, strict=True)),
    )
    full = ReportInput(Layout(tmp_path), case.procurement, o, {e.name: e.role for e in PANEL})
    files, findings = render(for_audience(full, Audience(audience, blind), case), only)
    assert findings == []
    return {name: read(name, content) for name, content in files.items()}


def read(name: str, content: bytes) -> str:
    """All that stands in a file, in any part of it, without blanks."""
    return _INVISIBLE.sub("", "".join(_all(name, content).split()))


# Where a line may break within a word.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060]")


def _all(name: str, content: bytes) -> str:
    if name.endswith(".pdf"):
        said = subprocess.run(
            [shutil.which("pdftotext") or "pdftotext", "-raw", "-", "-"],
            input=content,
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        return said.decode() + content.decode("latin-1")
    if zipfile.is_zipfile(BytesIO(content)):
        return "\n".join(_members(content))
    return content.decode("utf-8")


def _members(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for member in archive.namelist():
            text = archive.read(member).decode("utf-8", "replace")
            yield member + text + re.sub(r"<[^>]*>", "", text)


def found(texts: Mapping[str, str], words: list[str]) -> list[tuple[str, str]]:
    """(file, word) of every word that stands in a file."""
    return [(name, word) for name, text in texts.items() for word in words if "".join(word.split()) in text]
