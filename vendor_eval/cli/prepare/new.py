"""new: start a procurement folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli import complete
from vendor_eval.cli.options import As, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import now
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.model.criteria.catalogue import Catalogue
    from vendor_eval.model.criteria.profile import Profile


@verb
def new(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)],
    catalogue: Annotated[
        str,
        typer.Option(
            "--catalogue", help="The shipped catalogue to start from.", autocompletion=complete.catalogues
        ),
    ] = "pacs",
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="NAME",
            help="Which criteria and weights to start from: small-clinic, community-hospital, "
            "academic-centre, multi-site-network, vna-only, or all for the whole catalogue with equal "
            "weights. Left out: what the catalogue names, for pacs community-hospital.",
            autocompletion=complete.profiles,
            show_default=False,
        ),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Start a procurement folder with three commented files to fill in.

    Example: vendor-eval new our-pacs --profile small-clinic
    """
    from vendor_eval.workspace.catalogue.profiles import EVERYTHING
    from vendor_eval.workspace.catalogue.scaffold import scaffold
    from vendor_eval.workspace.folder import log as audit
    from vendor_eval.workspace.folder.atomic import make_folder, write_text
    from vendor_eval.workspace.folder.layout import Layout
    from vendor_eval.workspace.folder.versions import alone
    from vendor_eval.workspace.yaml_files.schemas import schemas

    layout = Layout(directory)
    taken = [p.name for p in (layout.procurement, layout.criteria, layout.weights) if p.exists()]
    if taken:
        hint = "choose another folder; nothing was changed"
        message = f"there is a procurement already: {', '.join(taken)}"
        return Output(findings=[Finding("folder.taken", "error", str(directory), message, hint)])
    if directory.exists() and not directory.is_dir():
        hint = "choose another name; nothing was changed"
        return Output(findings=[Finding("folder.is-file", "error", str(directory), "this is a file", hint)])
    found, chosen, findings = _begin(catalogue, profile)
    if found is None:
        return Output(findings=findings)
    start = chosen.id if chosen else EVERYTHING
    files = scaffold(directory, catalogue, found, "UTC", chosen)
    files |= {f"schemas/{name}": text for name, text in schemas().items()}
    make_folder(directory)
    with alone(layout):
        for name, text in files.items():
            write_text(directory / name, text)
        what = f"catalogue {catalogue}, profile {start}"
        audit.append(layout.log, by=audit.who(by), at=now(), verb="new", what=what)
    said = [
        f"Made {directory} with procurement.yaml, criteria.yaml and weights.yaml"
        + (f" (profile {start})." if chosen else "."),
        f"Fill them in with any text editor, then: vendor-eval status {typed(directory)}",
    ]
    return Output(
        {"folder": str(directory), "files": sorted(files), "catalogue": catalogue, "profile": start},
        text=said,
    )


def _begin(catalogue: str, profile: str | None) -> tuple[Catalogue | None, Profile | None, list[Finding]]:
    """The shipped catalogue and the profile to start from; no profile where the whole is wanted."""
    from vendor_eval.workspace.catalogue.load import available, read_catalogue, starting_profile
    from vendor_eval.workspace.catalogue.profiles import EVERYTHING, read_profile

    folder = available().get(catalogue)
    if folder is None:
        hint = f"shipped catalogues: {', '.join(available())}"
        message = f"there is no catalogue {catalogue!r}"
        return None, None, [Finding("criteria.unknown", "error", "--catalogue", message, hint)]
    found, findings = read_catalogue(folder)
    name = profile or starting_profile(folder) or EVERYTHING
    if found is None or name == EVERYTHING:
        return found, None, findings
    chosen, findings = read_profile(folder, name, found, "--profile")
    return (found if chosen else None), chosen, findings
