"""receive: take a vendor's workbook in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.folder import parse_time, procurement
from vendor_eval.cli.options import As, At, Dir, OutputFormat, VendorName
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.operations.bids.receive import ReceiveResult


@verb
def receive(
    directory: Dir,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The filled workbook.", show_default=False)],
    vendor: VendorName,
    new: Annotated[
        bool, typer.Option("--new", help="The vendor is not in procurement.yaml: add it.")
    ] = False,
    at: At = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Take a vendor's response.xlsx or price.xlsx in, and report what is wrong in it.

    The file is stored as it came. A second file from a vendor is a new version; earlier ones stay.

    Example: vendor-eval receive our-pacs aurora-response.xlsx --vendor "Aurora Imaging Systems"
    """
    received_at, wrong = parse_time(at)
    if wrong:
        return Output(findings=wrong)
    result = procurement(directory, by).receive(file, vendor, new=new, at=received_at)
    return Output(_data(result), result.findings, _text(result, directory))


def _data(result: ReceiveResult) -> dict[str, object]:
    if result.vendor is None or not result.version:
        return {}
    data: dict[str, object] = {
        "vendor": result.vendor.name,
        "kind": result.kind,
        "version": result.version,
        "new": result.new,
    }
    if result.reading is not None:
        receipt = result.reading.receipt
        data |= {
            "file": receipt.file,
            "sha256": receipt.sha256,
            "received_at": receipt.received_at.isoformat(),
        }
    return data


def _text(result: ReceiveResult, directory: Path) -> list[str]:
    if result.vendor is None or not result.version:
        return []
    if result.reading is None:
        return [f"The folder has this file already, as version {result.version}; nothing changed."]
    file = result.reading.receipt.file
    return [
        f"Stored the {result.kind} workbook of {result.vendor.name} as version {result.version}: {file}",
        _states(result),
        f"Thank the vendor: vendor-eval letter thanks {typed(directory)} --vendor {result.vendor.id}",
    ]


def _states(result: ReceiveResult) -> str:
    """How many cells were answered, and what became of the others."""
    states = result.states
    if result.kind == "response":
        counted = ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in states.items())
        return f"{sum(states.values())} questions: {counted}"
    priced, empty = states.get("priced", 0) + states.get("included", 0), sum(result.left_empty.values())
    words = f"{priced} prices, {states.get('unreadable', 0)} unreadable, {empty} not answered (left empty)"
    named = ", ".join(f"{n} of {line}" for line, n in result.left_empty.items() if n)
    return f"{words}: {named}" if named else words
