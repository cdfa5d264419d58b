"""ocds: the public record of a procurement in the open contracting format, and a check of any such record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb


@verb
def ocds(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|RELEASE.json",
            help="A procurement folder, or a release to check.",
            show_default=False,
        ),
    ],
    prefix: Annotated[
        str | None,
        typer.Option(
            "--prefix",
            metavar="ocds-XXXXXX",
            help="Your publisher's prefix, registered with the Open Contracting Partnership.",
            show_default=False,
        ),
    ] = None,
    by: As = None,
    output_format: OutputFormat = Format.table,
) -> Output:
    """Write the OCDS 1.1.5 release of what the public may know; or check a release that lies in a file.

    Examples:
    vendor-eval ocds our-pacs --prefix ocds-a1b2c3

    vendor-eval ocds report/ocds-release.json

    """
    if source.suffix.lower() == ".json" and not source.is_dir():
        return _check(source)
    result = procurement(source, by).ocds(prefix)
    if result.file is None:
        return Output(findings=result.findings)
    data = {
        "file": str(result.file),
        "ocid": result.ocid,
        "tag": list(result.tag),
        "changed": result.changed,
    }
    text = [f"{'Wrote' if result.changed else 'Nothing changed:'} {result.file}"]
    return Output(data, result.findings, text)


def _check(file: Path) -> Output:
    from vendor_eval.operations.publish.ocds import check_ocds

    result = check_ocds(file)
    if not result.read:
        return Output({"releases": 0}, result.findings)
    count, valid = result.releases, not result.findings
    text = [f"{file.name}: {count} release{'s' * (count != 1)}, valid, and all parts fit"] if valid else []
    return Output({"releases": count, "valid": valid}, result.findings, text)
