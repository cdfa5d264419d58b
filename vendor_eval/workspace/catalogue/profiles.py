"""Profiles and published weights that lie beside a catalogue, read and checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.profile import Profile
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.shipped import shipped
from vendor_eval.weighting.tree import check_weights
from vendor_eval.workspace.yaml_files.load import Lines, read_model

PROFILES, WEIGHTS = "profiles", "weights"
EVERYTHING = "all"  # the word for no profile


def names(catalogue_folder: Path, kind: str = PROFILES) -> dict[str, Path]:
    """The profiles, or the published weights, of one catalogue by name."""
    return {path.stem: path for path in sorted((catalogue_folder / kind).glob("*.yaml"))}


def read_profile(
    folder: Path, name: str, catalogue: Catalogue, where: str
) -> tuple[Profile | None, list[Finding]]:
    """The profile ``name`` of the catalogue in ``folder``; ``where`` is the place that names it."""
    known = names(folder)
    if name not in known:
        return None, [unknown(name, known, where)]
    profile, lines, findings = read_model(Profile, known[name])
    if profile is None:
        return None, findings
    findings = _unknown_ids(profile, catalogue, lines, known[name].name)
    if not findings:
        chosen = select(catalogue, profile)
        findings = check_weights(chosen, profile.weights(), known[name].name, lines)
    return (None if findings else profile), findings


def select(catalogue: Catalogue, profile: Profile) -> Catalogue:
    """``catalogue`` with those criteria only that the profile takes; groups without any are left out.

    Raises ValueError (pydantic's) where nothing is left.
    """
    kept = (_select(group, profile, ()) for group in catalogue.groups)
    groups = tuple(group for group in kept if group is not None)
    return Catalogue.model_validate({**dict(catalogue), "groups": groups})


def _select(group: Group, profile: Profile, above: tuple[str, ...]) -> Group | None:
    path = (*above, group.id)
    criteria = tuple(c for c in group.criteria if profile.takes(c, path))
    inner = tuple(g for g in (_select(g, profile, path) for g in group.groups) if g is not None)
    return group.model_copy(update={"criteria": criteria, "groups": inner}) if criteria or inner else None


def _unknown_ids(profile: Profile, catalogue: Catalogue, lines: Lines, name: str) -> list[Finding]:
    leaves = [c.id for c in catalogue.leaves()]
    nodes = [g.id for _, g in catalogue.walk()] + leaves
    findings = []
    for part, ids, known in (("drop", profile.drop, nodes), ("include", profile.include, leaves)):
        for node in ids:
            if node not in known:
                message = f"there is no criterion {node!r} in the catalogue {catalogue.id}"
                hint = _near(node, known) or "take it out"
                where = f"{name}:{lines.get((part, node), 1)}"
                findings.append(Finding("profile.unknown-id", "error", where, message, hint))
    return findings


def unknown(name: str, known: Iterable[str], where: str) -> Finding:
    """A profile that the catalogue does not have."""
    known = list(known)
    listed = f"profiles: {', '.join(known)}" if known else "this catalogue has no profiles"
    hint = "; ".join(part for part in (_near(name, known), listed) if part)
    return Finding("profile.unknown", "error", where, f"there is no profile {name!r}", hint)


def _near(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]}?" if close else ""


def published(name: str, catalogue: Catalogue) -> tuple[Weights | None, list[Finding]]:
    """The published weights ``name`` for those groups and criteria that ``catalogue`` still has.

    None without a Finding where no such weights are shipped.
    """
    path = names(shipped("criteria") / catalogue.id, WEIGHTS).get(name)
    if path is None:
        return None, []
    weights, _, findings = read_model(Weights, path)
    if weights is None:
        return None, findings
    scored = {c.id for c in catalogue.leaves() if c.kind == "scored"}
    groups = {g.id: weights.groups.get(g.id, 0.0) for _, g in catalogue.walk() if g.scored}
    criteria = {node: weight for node, weight in weights.criteria.items() if node in scored}
    fitted = weights.model_copy(update={"groups": groups, "criteria": criteria})
    findings = check_weights(catalogue, fitted, path.name)
    return (None if findings else fitted), findings
