"""The first files of a procurement, written for a person who has never seen YAML."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from string import Template

from vendor_eval.model.buyer.procurement import slug
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.profile import Profile, Weighed
from vendor_eval.shipped import shipped
from vendor_eval.workspace.catalogue.profiles import select
from vendor_eval.workspace.folder.layout import CRITERIA, PROCUREMENT, WEIGHTS, typed

YEARS = 6
_PLACEHOLDER = "FILL IN"
_LETTER = ("America/", "US/", "Canada/", "Pacific/Honolulu")
"""Time zones of the countries that write on US letter paper, most of them."""


def scaffold(
    folder: Path, name: str, catalogue: Catalogue, timezone: str, profile: Profile | None = None
) -> dict[str, str]:
    """The three files a person edits, by file name. ``name`` is that of the catalogue.

    With a profile its choice and weights stand in them, each weight below its reason.
    """
    whole, catalogue = catalogue, select(catalogue, profile) if profile else catalogue
    scored = [c.id for c in catalogue.leaves() if c.kind == "scored" and not c.is_price]
    values = {
        "folder": typed(folder),
        "id": slug(folder.resolve().name).upper(),
        "title": catalogue.title
        if re.fullmatch(r"[\w ,.()&-]+", catalogue.title)
        else f'"{catalogue.title}"',
        "timezone": timezone,
        "paper": "letter" if timezone.startswith(_LETTER) else "a4",
        "drop": scored[-1],
        "change": scored[0],
        "catalogue": name,
        "lines": "".join(_line(c) for c in catalogue.leaves() if c.kind == "cost") or "    []\n",
        "profile": _profile_line(profile),
        "begin": _beginning(profile),
        "groups": _group_lines(catalogue, profile),
        "criteria": _criterion_lines(catalogue, profile),
        "include": _left_out(whole, catalogue),
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


def _line(c: Criterion) -> str:
    quantity = ", ".join(["1"] * YEARS)
    text = c.title.replace('"', "'")
    option = "      optional: true    # on a sheet of its own, in no sum\n" if c.optional else ""
    return (
        f'    - id: {c.id}\n      title: "{text}"\n      unit: all-in price a year\n'
        f"      quantity: [{quantity}]\n      covers: {c.id}\n{option}"
    )


def _left_out(whole: Catalogue, chosen: Catalogue) -> str:
    """A criterion to show ``include`` with: one that was not chosen, if there is any."""
    kept = {c.id for c in chosen.leaves()}
    groups = {g.id for _, g in chosen.walk()}
    left = (c.id for path, c in whole.placed() if c.kind != "cost" and groups >= set(path))
    return next((i for i in left if i not in kept), next(whole.leaves()).id)


def _profile_line(profile: Profile | None) -> str:
    if profile is None:
        return "# no profile: every criterion of the catalogue is asked\n"
    return f"profile: {profile.id}    # {profile.title}\n"


def _beginning(profile: Profile | None) -> str:
    if profile is None:
        return "# All groups begin with the same weight. That is no advice: make them yours.\n"
    return f"# They begin as in the profile {profile.id}, each below its reason. Make them yours.\n"


def _group_lines(catalogue: Catalogue, profile: Profile | None) -> str:
    groups = [g for g in catalogue.groups if g.scored]
    width = max(len(g.id) for g in groups) + 2
    lines = []
    for group, equal in zip(groups, _shares(len(groups)), strict=True):
        weighed = profile.groups[group.id] if profile else Weighed(weight=equal, reason="-")
        if profile:
            lines += _comment(weighed.reason)
        lines.append(f"  {group.id + ':':<{width}}{weighed.weight:<4g} # {group.title}\n")
    return "".join(lines)


def _criterion_lines(catalogue: Catalogue, profile: Profile | None) -> str:
    """The weights that the profile gives single criteria; without any, an example to uncomment."""
    if profile is None or not profile.criteria:
        first = next(c.id for c in catalogue.leaves() if c.kind == "scored" and not c.is_price)
        return f"#criteria:\n  #{first}: 3\n"
    lines = ["criteria:\n"]
    for node, weighed in profile.criteria.items():
        lines += [*_comment(weighed.reason), f"  {node}: {weighed.weight:g}\n"]
    return "".join(lines)


def _comment(text: str) -> list[str]:
    return [f"  # {line}\n" for line in textwrap.wrap(text, 104)]


def _shares(count: int) -> list[int]:
    """Equal whole points that sum to 100."""
    return [100 // count + (i < 100 % count) for i in range(count)]
