"""The first files of a procurement, written for a person who has never seen YAML."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from vendor_eval.model.catalogue import Catalogue
from vendor_eval.model.procurement import slug
from vendor_eval.shipped import shipped
from vendor_eval.workspace.layout import CRITERIA, PROCUREMENT, WEIGHTS, typed

YEARS = 6
_PLACEHOLDER = "FILL IN"


def scaffold(folder: Path, name: str, catalogue: Catalogue, timezone: str) -> dict[str, str]:
    """The three files a person edits, by file name. ``name`` is that of the catalogue."""
    groups = [g for g in catalogue.groups if g.scored]
    share = _shares(len(groups))
    scored = [c.id for c in catalogue.leaves() if c.kind == "scored" and not c.is_price]
    width = max(len(g.id) for g in groups) + 2
    values = {
        "folder": typed(folder),
        "id": slug(folder.resolve().name).upper(),
        "title": catalogue.title
        if re.fullmatch(r"[\w ,.()&-]+", catalogue.title)
        else f'"{catalogue.title}"',
        "timezone": timezone,
        "drop": scored[-1],
        "change": scored[0],
        "catalogue": name,
        "lines": "".join(_line(c.id, c.title) for c in catalogue.leaves() if c.kind == "cost") or "    []\n",
        "groups": "".join(
            f"  {g.id + ':':<{width}}{weight:<4} # {g.title}\n"
            for g, weight in zip(groups, share, strict=True)
        ),
    }
    source = shipped("rfp_templates") / "new"
    return {
        file: Template((source / file).read_text("utf-8")).substitute(values)
        for file in (PROCUREMENT, CRITERIA, WEIGHTS)
    }


def placeholders(path: Path) -> list[int]:
    """The lines that nobody has filled in yet."""
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [n for n, line in enumerate(lines, 1) if _PLACEHOLDER in line.split(" #")[0].partition("# ")[0]]


def _line(criterion_id: str, title: str) -> str:
    quantity = ", ".join(["1"] * YEARS)
    text = title.replace('"', "'")
    return (
        f'    - id: {criterion_id}\n      title: "{text}"\n      unit: all-in price a year\n'
        f"      quantity: [{quantity}]\n      covers: {criterion_id}\n"
    )


def _shares(count: int) -> list[int]:
    """Equal whole points that sum to 100."""
    return [100 // count + (i < 100 % count) for i in range(count)]
