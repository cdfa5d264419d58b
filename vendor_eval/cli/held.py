"""How far a decision holds, for the report: what ``sensitivity`` finds out with its own defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome import Outcome
    from vendor_eval.sensitivity.verdict import Found
    from vendor_eval.workspace.layout import Layout

DRAWS, SEED = 100_000, 1


def found_of(layout: Layout, case: Case, outcome: Outcome) -> tuple[Found | None, list[Finding]]:
    """None where nobody is ranked. The same folder gives the same answer: draws and seed are fixed."""
    from vendor_eval.cli.doubt_asked import asked_about
    from vendor_eval.cli.drawn import Draws
    from vendor_eval.cli.sensitivity import found_out

    if not outcome.rankings:
        return None, []
    found, _, findings = found_out(asked_about(layout, case, outcome), "both", Draws(draws=DRAWS, seed=SEED))
    return found, findings
