"""recompute: do the numbers of an outcome.json follow from the inputs in it?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.cli.options import OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb

if TYPE_CHECKING:
    from vendor_eval.model.outcome.record import Outcome
    from vendor_eval.recompute.log import Recomputed


@verb
def recompute(
    record: Annotated[
        Path, typer.Argument(metavar="OUTCOME.json", help="The record that report wrote.", show_default=False)
    ],
    output_format: OutputFormat = Format.table,
) -> Output:
    """Recompute every number of an outcome.json from the inputs in it, and name what does not follow.

    Example: vendor-eval recompute our-pacs/report/outcome.json
    """
    from vendor_eval.operations.publish.recompute import recompute as recompute_record

    result = recompute_record(record)
    outcome, found = result.outcome, result.recomputed
    if outcome is None or found is None:
        return Output({"follows": None}, result.findings)
    data: dict[str, Any] = {
        "id": outcome.id,
        "follows": not found.wrong,
        "official": outcome.official,
        "checked": found.checked,
        "differences": [w._asdict() for w in found.wrong],
        "not_recomputed": [u._asdict() for u in found.unknown],
    }
    listed = Table("", ("path", "what", "rests on"), found.wrong)
    return Output(data, result.findings, _lines(outcome, found), csv=listed)


def _lines(outcome: Outcome, found: Recomputed) -> list[str | Table]:
    count = len(found.wrong)
    places = "1 place does" if count == 1 else f"{count:,} places do"
    if found.checked is None:
        agrees = f"{places} not agree with the rest of this record" if count else "its places agree"
        lines: list[str | Table] = [f"{outcome.id}: {agrees}."]
    elif count:
        lines = [
            f"{outcome.id}: {places} not follow from the inputs in the file.",
            "A changed result stands alone; a changed input shows in all results that depend on it.",
        ]
    else:
        lines = [
            f"{outcome.id}: {found.checked:,} numbers were recomputed and follow from the inputs in the file."
        ]
    if found.unknown:
        lines.append("The record does not hold everything, so this was not recomputed:")
        lines += [f"  {u.what}: {u.why}" for u in found.unknown]
    return lines
