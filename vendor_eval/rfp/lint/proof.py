"""Claims that nobody can check, and points that nobody gives."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.rfp.lint.lint_input import LintInput, warn
from vendor_eval.rfp.lint.reach import values
from vendor_eval.scoring.consensus import evaluators_by_criterion


def no_evidence(about: LintInput) -> Iterator[Finding]:
    """One Finding for all criteria without evidence, since a list mostly has none at all."""
    asked = (c for c in about.criteria if c.kind in ("gate", "scored") and not c.is_price)
    bare = [c.id for c in asked if not c.evidence]
    if bare:
        message = f"{len(bare)} criteria ask for no evidence: {', '.join(bare)}"
        message = message if len(bare) > 1 else "asks for no evidence"
        yield warn("no-evidence", bare[0], message, "say under evidence: how a claim is proved")


def no_rule(about: LintInput) -> Iterator[Finding]:
    """A scored criterion without any rule is refused when it is read; here is one whose rule is empty."""
    for c in about.criteria:
        reached = values(c)
        if reached and min(reached) == max(reached):
            message = f"has no rule that tells answers apart: each of them is worth {reached[0]:g}"
            yield warn(
                "no-rule", c.id, message, "write under value: what the worst and the best answer is worth"
            )


def no_evaluator(about: LintInput) -> Iterator[Finding]:
    for criterion_id, who in evaluators_by_criterion(
        about.case.catalogue, about.case.procurement.panel
    ).items():
        if not who:
            message = "is scored by the panel, but nobody is assigned to it"
            hint = "name it, or its group, under panel: in procurement.yaml"
            yield warn("no-evaluator", criterion_id, message, hint)
