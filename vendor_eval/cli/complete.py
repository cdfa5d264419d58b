"""What the shell offers for vendors, criteria and methods. Broken files complete to nothing."""

from __future__ import annotations

from pathlib import Path

import typer


def vendors(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of the vendors in the folder that was named, with their names."""
    from vendor_eval.model.buyer.procurement import Procurement, Vendors
    from vendor_eval.workspace.folder.layout import Layout
    from vendor_eval.workspace.yaml_files.load import read_model

    layout = Layout(_folder(ctx))
    procurement, _, _ = read_model(Procurement, layout.procurement)
    more, _, _ = read_model(Vendors, layout.vendors)
    found = (procurement.vendors if procurement else ()) + (more.vendors if more else ())
    return [(v.id, v.name) for v in found if v.id.startswith(incomplete)]


def audiences(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """For whom a report may be."""
    kinds = [
        ("panel", "names of evaluators; prices once opened"),
        ("board", "all but the names of evaluators"),
        ("public", "points in total and by group"),
    ]
    named = [(f"vendor:{i}", name) for i, name in vendors(ctx, incomplete.partition("vendor:")[2])]
    return [(word, what) for word, what in (*kinds, *named) if word.startswith(incomplete)]


def criteria(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of the criteria in the folder that was named, with their titles."""
    from vendor_eval.workspace.catalogue.load import resolve
    from vendor_eval.workspace.folder.layout import Layout

    layout = Layout(_folder(ctx))
    catalogue, _ = resolve(layout.criteria, layout.catalogues)
    leaves = catalogue.leaves() if catalogue else ()
    return [(c.id, c.title) for c in leaves if c.id.casefold().startswith(incomplete.casefold())]


def criteria_and_prices(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """As ``criteria``, then the lines of the price workbook."""
    from vendor_eval.model.buyer.procurement import Procurement
    from vendor_eval.workspace.folder.layout import Layout
    from vendor_eval.workspace.yaml_files.load import read_model

    procurement, _, _ = read_model(Procurement, Layout(_folder(ctx)).procurement)
    lines = [(line.id, line.title) for line in procurement.price.lines] if procurement else []
    begun = [(i, title) for i, title in lines if i.casefold().startswith(incomplete.casefold())]
    return [*criteria(ctx, incomplete), *begun]


def methods(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Names of the decision methods."""
    from vendor_eval.decision.methods import METHODS

    return [(name, method.title) for name, method in METHODS.items() if name.startswith(incomplete)]


def catalogues(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of the shipped catalogues."""
    from vendor_eval.workspace.catalogue.load import available

    return [name for name in available() if name.startswith(incomplete)]


def profiles(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of the profiles of the catalogue that was named, and ``all``."""
    from vendor_eval.workspace.catalogue.load import available
    from vendor_eval.workspace.catalogue.profiles import EVERYTHING, names

    folder = available().get(ctx.params.get("catalogue") or "pacs")
    known = [*(names(folder) if folder else ()), EVERYTHING]
    return [name for name in known if name.startswith(incomplete)]


def _folder(ctx: typer.Context) -> Path:
    """The folder named so far; while an option is completed, the shell's parser has not assigned it yet."""
    named = ctx.params.get("directory") or ctx.params.get("path") or next(iter(ctx.args), None)
    return Path(named or ".")
