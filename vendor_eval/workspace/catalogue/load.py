"""Catalogues from YAML files: the buyer's own first, then the shipped ones; and their tailoring."""

from __future__ import annotations

import difflib
from collections.abc import Set
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.catalogue import Catalogue, Group, NewGroup, Tailoring
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.profile import Profile
from vendor_eval.shipped import shipped
from vendor_eval.workspace.catalogue.profiles import read_profile
from vendor_eval.workspace.yaml_files.errors import findings_of
from vendor_eval.workspace.yaml_files.load import Lines, as_model, load_yaml, no_numbers

CATALOGUE = "catalogue.yaml"
N = TypeVar("N", Group, Criterion)


def available(own: Path | None = None) -> dict[str, Path]:
    """The catalogues that can be chosen, by name."""
    found: dict[str, Path] = {}
    for folder in (shipped("criteria"), own):
        if folder is not None and folder.is_dir():
            found |= {p.parent.name: p.parent for p in sorted(folder.glob(f"*/{CATALOGUE}"))}
    return found


def resolve(tailoring_file: Path, own: Path) -> tuple[Catalogue | None, list[Finding]]:
    """The catalogue that criteria.yaml names, with its changes made."""
    data, lines, findings = load_yaml(tailoring_file)
    if findings:
        return None, findings
    tailoring, lines, findings = as_model(Tailoring, data, lines, tailoring_file.name)
    if tailoring is None:
        return None, findings
    folder = available(own).get(tailoring.catalogue)
    if folder is None:
        known = ", ".join(available(own))
        where = f"{tailoring_file.name}:{lines.get(('catalogue',), 1)}"
        return None, [
            _bad("unknown", where, f"there is no catalogue {tailoring.catalogue!r}", f"known: {known}")
        ]
    catalogue, findings = read_catalogue(folder)
    if catalogue is None:
        return None, findings
    profile = None
    if tailoring.profile is not None:
        where = f"{tailoring_file.name}:{lines.get(('profile',), 1)}"
        profile, findings = read_profile(folder, tailoring.profile, catalogue, where)
        if profile is None:
            return None, findings
    return tailor(catalogue, tailoring, lines, tailoring_file.name, profile)


def starting_profile(folder: Path) -> str | None:
    """The profile that catalogue.yaml says to begin with."""
    data, _, _ = load_yaml(folder / CATALOGUE)
    named = data.get("profile") if isinstance(data, dict) else None
    return named if isinstance(named, str) else None


def read_catalogue(folder: Path) -> tuple[Catalogue | None, list[Finding]]:
    """catalogue.yaml and the group files it names."""
    data, lines, findings = load_yaml(folder / CATALOGUE)
    if findings:
        return None, findings
    if not isinstance(data, dict) or not isinstance(data.get("groups"), list):
        hint = "write groups: and below it the file of each group, such as  - dicom.yaml"
        return None, [_bad("no-groups", f"{CATALOGUE}:1", "the catalogue names no groups", hint)]
    groups: list[Any] = []
    places: dict[str, str] = {}
    for i, entry in enumerate(data["groups"]):
        where = f"{CATALOGUE}:{lines.get(('groups', i), 1)}"
        group, wrong = _group(folder, entry, where, places)
        groups.append(group)
        findings += wrong
    if findings:
        return None, findings
    head = {k: v for k, v in data.items() if k not in ("groups", "profile")}
    catalogue, _, findings = as_model(Catalogue, {**head, "groups": groups}, lines, CATALOGUE)
    return (catalogue, findings) if catalogue else (None, findings)


def _group(
    folder: Path, entry: object, where: str, places: dict[str, str]
) -> tuple[Group | None, list[Finding]]:
    """One group from its file. ``places`` remembers where each id stands, over all files."""
    if not isinstance(entry, str) or Path(entry).name != entry or not entry.endswith((".yaml", ".yml")):
        return None, [
            _bad("group-file", where, f"{entry!r} is no file name", "write a name such as dicom.yaml")
        ]
    data, lines, findings = load_yaml(folder / entry)
    if findings:
        return None, findings
    group, lines, findings = as_model(Group, data, lines, entry)
    if group is None:
        return None, findings
    for place, line in lines.items():
        if place[-1:] == ("id",):
            found = data
            for part in place:
                found = found[part]
            if found in places:
                hint = "an id names one thing in the whole catalogue: change one of the two"
                message = f"the id {found} stands here and in {places[found]}"
                findings.append(_bad("duplicate-id", f"{entry}:{line}", message, hint))
            places.setdefault(str(found), f"{entry}:{line}")
    return group, findings


def tailor(
    catalogue: Catalogue, tailoring: Tailoring, lines: Lines, name: str, profile: Profile | None = None
) -> tuple[Catalogue | None, list[Finding]]:
    """``catalogue`` as criteria.yaml selects, drops, changes and adds; Findings point into ``name``."""
    findings = _unknown_ids(catalogue, tailoring, lines, name)
    asked = {c.id for path, c in catalogue.placed() if _asks(tailoring, profile, c, path)}
    groups = []
    for group in catalogue.groups:
        kept = _rebuild(group, tailoring, asked, lines, name, findings)
        if kept is not None:
            groups.append(kept)
    groups += [_new_group(g, tailoring) for g in tailoring.groups if g.inside is None]
    if not groups:
        findings.append(_bad("nothing-left", name, "every criterion is dropped", "keep at least one"))
    if findings:
        return None, findings
    tailored = catalogue.model_copy(update={"groups": tuple(groups)})
    return tailored, []


def _asks(tailoring: Tailoring, profile: Profile | None, c: Criterion, path: tuple[str, ...]) -> bool:
    """Whether ``c`` of the catalogue is asked. What is dropped stays out, whoever selects it."""
    places = (c.id, *path)
    if any(node in tailoring.drop for node in places):
        return False
    if c.id in tailoring.include:
        return True
    if tailoring.only and not any(node in tailoring.only for node in places):
        return False
    return c.tier in tailoring.tiers and (profile is None or profile.takes(c, path))


def _rebuild(
    group: Group, tailoring: Tailoring, asked: Set[str], lines: Lines, name: str, findings: list[Finding]
) -> Group | None:
    """One group after tailoring; None if nothing is left of it."""
    if group.id in tailoring.drop:
        return None
    criteria = [_changed(c, tailoring, lines, name, findings) for c in group.criteria if c.id in asked]
    criteria += [a.criterion for a in tailoring.add if a.group == group.id]
    inner = [_rebuild(g, tailoring, asked, lines, name, findings) for g in group.groups]
    inner += [_new_group(g, tailoring) for g in tailoring.groups if g.inside == group.id]
    kept = tuple(g for g in inner if g is not None)
    if not criteria and not kept:
        return None
    whole = _changed(group, tailoring, lines, name, findings)
    return whole.model_copy(update={"criteria": tuple(criteria), "groups": kept})


def _changed(node: N, tailoring: Tailoring, lines: Lines, name: str, findings: list[Finding]) -> N:
    change = tailoring.change.get(node.id)
    if change is None:
        return node
    untold = {f: getattr(node, f) for f, field in type(node).model_fields.items() if field.exclude}
    merged = {**node.model_dump(exclude_none=True), **untold, **change}
    merged = {k: v for k, v in merged.items() if v is not None}
    below: Lines = {p[2:]: line for p, line in lines.items() if p[:2] == ("change", node.id)}
    try:
        made = type(node).model_validate(merged)
    except ValidationError as error:
        findings += findings_of(error, below, name, type(node), f"change.{node.id}")
        return node
    findings += no_numbers(change, made, (), below, name)
    return made


def _new_group(new: NewGroup, tailoring: Tailoring) -> Group:
    return Group(
        id=new.id,
        title=new.title,
        intro=new.intro,
        criteria=tuple(a.criterion for a in tailoring.add if a.group == new.id),
        groups=tuple(_new_group(g, tailoring) for g in tailoring.groups if g.inside == new.id),
    )


def _unknown_ids(catalogue: Catalogue, tailoring: Tailoring, lines: Lines, name: str) -> list[Finding]:
    """Ids that criteria.yaml speaks of and the catalogue lacks, and new ids that it has already."""
    groups = [g.id for _, g in catalogue.walk()]
    leaves = [c.id for c in catalogue.leaves()]
    nodes = groups + leaves
    findings = []
    for part, ids in (("drop", tailoring.drop), ("change", tailoring.change)):
        for node in ids:
            if node not in nodes:
                findings.append(_no_such(node, nodes, f"{name}:{lines.get((part, node), 1)}"))
    for part, listed, known in (("only", tailoring.only, nodes), ("include", tailoring.include, leaves)):
        for i, node in enumerate(listed):
            if node not in known:
                findings.append(_no_such(node, known, f"{name}:{lines.get((part, i), 1)}"))
    all_groups = groups + [g.id for g in tailoring.groups]
    for i, addition in enumerate(tailoring.add):
        if addition.group not in all_groups:
            findings.append(
                _no_such(addition.group, all_groups, f"{name}:{lines.get(('add', i, 'group'), 1)}")
            )
    for i, new in enumerate(tailoring.groups):
        if new.inside is not None and new.inside not in all_groups:
            findings.append(
                _no_such(new.inside, all_groups, f"{name}:{lines.get(('groups', i, 'inside'), 1)}")
            )
    taken = set(nodes)
    fresh: list[tuple[tuple[str | int, ...], str]] = []
    fresh += [(("groups", i, "id"), g.id) for i, g in enumerate(tailoring.groups)]
    fresh += [(("add", i, "criterion", "id"), a.criterion.id) for i, a in enumerate(tailoring.add)]
    for place, node in fresh:
        if node in taken:
            hint = "choose another id, or put your wording under change:"
            findings.append(
                _bad("duplicate-id", f"{name}:{lines.get(place, 1)}", f"the id {node} is taken", hint)
            )
        taken.add(node)
    return findings


def _no_such(node: str, known: list[str], where: str) -> Finding:
    close = difflib.get_close_matches(node, known, n=3)
    hint = (
        f"did you mean {' or '.join(close)}?" if close else "see the ids with: vendor-eval criteria show DIR"
    )
    return _bad("unknown-id", where, f"there is no group or criterion {node!r}", hint)


def _bad(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"criteria.{code}", "error", where, message, hint)
