"""Inventories that requirements refer to and the RFP lacks; costs without a price line."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.text import listed

_FILL = {
    "volumes": "volumes: [{modality: CT, studies_per_year: 32000, mb_per_study: 250, growth_percent: 4}]",
    "sites": "sites: [{name: Main campus, beds: 400}]",
    "devices": "devices: [{modality: CT, count: 3, maker: its maker, model: its model}]",
    "interfaces": "interfaces: [{system: Electronic health record, purpose: orders, standard: HL7 v2}]",
    "migration": "migration: {source: the present PACS, studies: 2500000, tb: 180}",
    "references.questions": "references: {questions: [What did you pay that was not in the contract?]}",
}
"""What to write into procurement.yaml, by the table that a criterion needs."""
_SHOWN = 6


def check_needs(p: Procurement, catalogue: Catalogue) -> list[Finding]:
    """A warning for each table that is missing, with the criteria that refer to it, and for each cost."""
    return [*_tables(p, catalogue), *_costs(p, catalogue)]


def _tables(p: Procurement, catalogue: Catalogue) -> Iterator[Finding]:
    needed: dict[str, list[str]] = {}
    for c in catalogue.leaves():
        for table in c.needs:
            needed.setdefault(table, []).append(f"{c.id} {c.title}")
    for table, criteria in needed.items():
        if _there(p, table):
            continue
        first, own = criteria[:_SHOWN], table.startswith("lists.")
        who = listed(first) if len(criteria) == len(first) else f"{', '.join(first)} and more"
        verb = "speaks" if len(criteria) == 1 else "speak"
        name = table.partition(".")[2] if own else table.replace(".", ": ")
        what = f"a list of the buyer's, “{list_title(name)}”" if own else f"the table {name}:"
        message = f"{who} {verb} of {what}, and the RFP has none: bidders cannot know what is meant"
        fill = f"lists: {{{name}: [first entry, second entry]}}" if own else _FILL[table]
        hint = f"fill it in, for example {fill}; or reword or drop the criterion in criteria.yaml"
        yield Finding("rfp.no-table", "warning", f"procurement.yaml {table}", message, hint)


def _there(p: Procurement, table: str) -> bool:
    first, _, name = table.partition(".")
    inventory = getattr(p, first)
    if first == "lists":
        return bool(inventory.get(name))
    return bool(getattr(inventory, name) if name else inventory)


def _costs(p: Procurement, catalogue: Catalogue) -> Iterator[Finding]:
    """Only beside other lines: no lines at all means that they come later, by addendum."""
    covered = {line.covers or line.id for line in p.price.lines}
    for c in catalogue.leaves():
        if not covered or c.kind != "cost" or c.id in covered:
            continue
        message = f"{c.id} {c.title}: no price line covers this cost, so no bidder prices it by itself"
        hint = (
            f"write covers: {c.id} below the price line that includes it, or a line of its own below price: "
            "lines:; or drop the criterion in criteria.yaml"
        )
        yield Finding("rfp.no-price-line", "warning", "procurement.yaml price: lines", message, hint)


def list_title(name: str) -> str:
    """``Character sets`` for ``character_sets``."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
