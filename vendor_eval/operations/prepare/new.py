"""Start a procurement: a folder with three commented files for people to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.profile import Profile
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.workspace.catalogue.load import available, read_catalogue, starting_profile
from vendor_eval.workspace.catalogue.profiles import EVERYTHING, read_profile
from vendor_eval.workspace.catalogue.scaffold import scaffold
from vendor_eval.workspace.folder.atomic import make_folder
from vendor_eval.workspace.yaml_files.schemas import schemas


@dataclass(frozen=True, kw_only=True)
class NewResult(OperationResult):
    """``files``: paths in the folder; ``profile``: the one that was begun from, or ``all``."""

    files: tuple[str, ...] = ()
    catalogue: str = ""
    profile: str = ""


def new(
    folder: ProcurementFolder, catalogue: str = "pacs", profile: str | None = None, by: str | None = None
) -> NewResult:
    """Write procurement.yaml, criteria.yaml, weights.yaml and the schemas for editors.

    ``profile``: which criteria and weights to begin from; None for what the catalogue names, ``all`` for
    everything with equal weights. A folder that holds a procurement already is refused.
    """
    findings = _taken(folder)
    if findings:
        return NewResult(findings=tuple(findings))
    found, chosen, findings = _start(catalogue, profile)
    if found is None:
        return NewResult(findings=tuple(findings))
    start = chosen.id if chosen else EVERYTHING
    files = scaffold(folder.root, catalogue, found, "UTC", chosen)
    files |= {f"schemas/{name}": text for name, text in schemas().items()}
    make_folder(folder.root)
    with folder.act("new", by, f"catalogue {catalogue}, profile {start}") as act:
        for name, text in files.items():
            act.write(folder.root / name, text.encode("utf-8"))
    return NewResult(files=tuple(sorted(files)), catalogue=catalogue, profile=start)


def _taken(folder: ProcurementFolder) -> list[Finding]:
    root, layout = folder.root, folder.layout
    taken = [p.name for p in (layout.procurement, layout.criteria, layout.weights) if p.exists()]
    if taken:
        hint = "choose another folder; nothing was changed"
        message = f"there is a procurement already: {', '.join(taken)}"
        return [Finding("folder.taken", "error", str(root), message, hint)]
    if root.exists() and not root.is_dir():
        hint = "choose another name; nothing was changed"
        return [Finding("folder.is-file", "error", str(root), "this is a file", hint)]
    return []


def _start(catalogue: str, profile: str | None) -> tuple[Catalogue | None, Profile | None, list[Finding]]:
    """The shipped catalogue and the profile to start from; no profile where everything is wanted."""
    where: Path | None = available().get(catalogue)
    if where is None:
        hint = f"shipped catalogues: {', '.join(available())}"
        message = f"there is no catalogue {catalogue!r}"
        return None, None, [Finding("criteria.unknown", "error", "--catalogue", message, hint)]
    found, findings = read_catalogue(where)
    name = profile or starting_profile(where) or EVERYTHING
    if found is None or name == EVERYTHING:
        return found, None, findings
    chosen, findings = read_profile(where, name, found, "--profile")
    return (found if chosen else None), chosen, findings
