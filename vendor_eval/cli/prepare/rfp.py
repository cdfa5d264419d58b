"""rfp: write the request for proposal and the two workbooks, or an addendum to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import As, Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output
from vendor_eval.cli.output.verb import verb
from vendor_eval.workspace.folder.layout import typed

if TYPE_CHECKING:
    from vendor_eval.operations.prepare.issue import IssueResult

Reason = Annotated[
    str | None,
    typer.Option(
        "--addendum",
        metavar="WHY",
        help="Issue the RFP anew with an addendum that shows every change; the reason is printed in it.",
        show_default=False,
    ),
]


@verb
def rfp(
    directory: Dir, addendum: Reason = None, by: As = None, output_format: OutputFormat = Format.table
) -> Output:
    """Write the RFP (docx, html, pdf) and the workbooks response.xlsx and price.xlsx.

    After it went out, change the YAML files and write an addendum: old and new side by side, as a new issue.

    Example: vendor-eval rfp our-pacs

    vendor-eval rfp our-pacs --addendum "Storage doubled after question 4"
    """
    result = procurement(directory, by).issue(addendum)
    if not result.number:
        return Output(findings=result.findings)
    if result.nothing_new:
        data = {"issue": result.number, "changed": False, "files": []}
        return Output(data, result.findings, [_nothing_new(result, directory)])
    data = {
        "issue": result.number,
        "fingerprint": result.fingerprint,
        "files": [str(f) for f in result.files],
        "changed": result.changed,
    }
    if addendum is not None:
        data |= {"addendum": result.addendum, "again": result.asked_again}
    return Output(data, result.findings, _text(result, directory))


def _nothing_new(result: IssueResult, directory: Path) -> str:
    words = f"Nothing changed since issue {result.number} of the RFP: no addendum was written."
    if result.superseded:
        words += f" To put it in force again: vendor-eval rfp {typed(directory)}"
    return words


def _text(result: IssueResult, directory: Path) -> list[str]:
    verb = "Wrote" if result.changed else "Nothing changed:"
    text = [f"{verb} issue {result.number} of the RFP in {directory / 'rfp'}:"]
    text += [f"  {path.name}" for path in result.files]
    text += [f"{result.revised}, so bids stay valid."] if result.revised else []
    again = ", ".join(result.asked_again)
    text += [f"Answers to {again} no longer count; see: check"] if again else []
    text.append("Send these to the vendors. When a bid comes in:")
    text.append(f"  vendor-eval receive {typed(directory)} FILE --vendor NAME")
    return text
