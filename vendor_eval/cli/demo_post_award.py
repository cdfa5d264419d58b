"""demo, after the selection: what came out of the acceptance tests, and three months of operation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.cli.output.printing import Output

if TYPE_CHECKING:
    from collections.abc import Iterator


def after(directory: Path, results: str, by: str) -> Iterator[Output]:
    """The filled plan of acceptance tests and the measurements of the sample, taken in as a person would."""
    from vendor_eval.cli.post_award.acceptance import record_results
    from vendor_eval.cli.post_award.monitor import scored
    from vendor_eval.operations.selected_vendor import onward
    from vendor_eval.roadmap.acceptance.tests import acceptance_tests, vendor_named, winner_of

    found, findings = onward(directory)
    winner = winner_of(found.outcome) if found else None
    if found is None or winner is None:
        yield Output(findings=findings)
        return
    tests = acceptance_tests(found.case, found.roadmap, winner)
    vendor = vendor_named(found.case, winner).id
    yield record_results(found, tests, vendor, directory / "inbox" / results, by, [])
    yield scored(found, directory / "measurements.csv", by, [])
