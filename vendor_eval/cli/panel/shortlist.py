"""shortlist: who goes on to the next stage."""

from __future__ import annotations

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb


@verb
def shortlist(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """Say who goes on after a stage, by the published rule and the scores known so far. Writes nothing.

    Example: vendor-eval shortlist our-pacs
    """
    result = procurement(directory).shortlist()
    if not result.after:
        return Output({"vendors": []}, result.findings)
    words = {True: "goes on", False: "stays behind", None: "open"}
    rows = [
        (
            "-" if p.place is None else str(p.place),
            p.vendor,
            "-" if p.share is None else f"{p.share:.2%}",
            "keeps its place" if p.on and p.reason else words[p.on],
            p.reason.removeprefix("not on the short list; "),
        )
        for p in sorted(result.places, key=lambda p: (p.place is None, p.place or 0, -(p.share or 0)))
    ]
    title = f"Short list after the stage {result.after}: share of what can be earned there, without price"
    table = Table(title, ("place", "vendor", "share", "", "reason"), rows, right=("place", "share"))
    data = {"after": result.after, "vendors": [p._asdict() for p in result.places]}
    return Output(data, result.findings, [table], table)
