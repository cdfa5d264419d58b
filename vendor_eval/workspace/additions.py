"""What acts add to a folder: versions of workbooks, decisions of the buyer, vendors, other entries."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.workspace.folder.atomic import sha256
from vendor_eval.workspace.journal import Act

Entry = dict[str, object]


def version_of(where: Path, stem: str, content: bytes) -> tuple[int, bool]:
    """The version a workbook would get in ``where``, and whether it is the newest one there already.

    An older version that comes in once more is a new version: the sender goes back to it.
    """
    numbers = [int(p.stem.rpartition("-v")[2]) for p in where.glob(f"{stem}-v*.json")]
    newest = max(numbers, default=0)
    workbook = where / f"{stem}-v{newest}.xlsx"
    if newest and workbook.exists() and sha256(workbook.read_bytes()) == sha256(content):
        return newest, True
    return newest + 1, False


def add_version(act: Act, where: Path, stem: str, version: int, content: bytes, reading: BaseModel) -> None:
    """Store a workbook as version ``version``, with its reading beside it."""
    workbook = where / f"{stem}-v{version}.xlsx"
    act.write(workbook, content)
    write_model(act, workbook.with_suffix(".json"), reading)


def write_model(act: Act, path: Path, model: BaseModel) -> None:
    act.write(path, (model.model_dump_json(indent=1) + "\n").encode("utf-8"))


def add_decision(act: Act, decision: Decision) -> bool:
    """Append to decisions.yaml; False if the newest decision on the matter is the same already."""
    path = act.layout.decisions
    lines = entries(act.read(path))
    unless = set() if decision.undone else {"undone"}
    entry = decision.model_dump(mode="json", exclude_none=True, exclude=unless)
    same = [e for e in lines if _matter(e) == _matter(entry)]
    compared = ("act", "value", "until", "undone", "asked", "reason")
    if same and all(same[-1].get(k) == entry.get(k) for k in compared):
        return False
    act.write(path, entries_file("decisions", "settle", [*lines, entry]))
    return True


def add_vendor(act: Act, vendor: Vendor) -> None:
    """Append to vendors.yaml; nothing where another command has added the same vendor meanwhile."""
    path = act.layout.vendors
    lines = entries(act.read(path))
    if any(entry["id"] == vendor.id for entry in lines):
        return
    act.write(path, entries_file("vendors", "receive --new", [*lines, vendor.model_dump(mode="json")]))


def _matter(entry: Entry) -> tuple[object, object, object]:
    """What a decision is about; admitting and withdrawing a bid are two answers to one question."""
    act = "admission" if entry["act"] in ("admit_late", "withdraw") else entry["act"]
    return act, entry["vendor"], entry.get("criterion")


def entries(content: bytes | None) -> list[Entry]:
    """The entries of a file that ``entries_file`` made; none where there is no file."""
    lines = (content or b"").decode("utf-8").split("\n")
    return [json.loads(line[2:]) for line in lines if line.startswith("- ")]


def entries_file(key: str, verb: str, entries: list[Entry]) -> bytes:
    """YAML that a person can read and any YAML reader parses: one JSON object an entry."""
    note = f"# Written by vendor-eval {verb}; edit nothing here: the log holds the checksum of this file."
    return (
        f"{note}\n{key}:\n" + "".join(f"- {json.dumps(e, ensure_ascii=False)}\n" for e in entries)
    ).encode("utf-8")
