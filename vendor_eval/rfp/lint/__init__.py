"""What bidders, panels and courts complain of in an RFP, found before it goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.rfp.lint.gates import no_choice, open_gate
from vendor_eval.rfp.lint.lint_input import LintInput, lint_input
from vendor_eval.rfp.lint.proof import no_evaluator, no_evidence, no_rule
from vendor_eval.rfp.lint.wording import brand, double, near_duplicate, vague
from vendor_eval.rfp.lint.worth import no_range, tiny_weight, uneven_groups, unscored_price

RULES: dict[str, Callable[[LintInput], Iterable[Finding]]] = {
    "double": double,
    "vague": vague,
    "brand": brand,
    "near-duplicate": near_duplicate,
    "no-evidence": no_evidence,
    "no-rule": no_rule,
    "no-range": no_range,
    "no-evaluator": no_evaluator,
    "open-gate": open_gate,
    "no-choice": no_choice,
    "tiny-weight": tiny_weight,
    "uneven-groups": uneven_groups,
    "unscored-price": unscored_price,
}
"""Each rule by the code of its Findings, ``lint.NAME``."""


def lint(case: Case) -> list[Finding]:
    """Warnings, each naming a criterion or group and what to do; none of them stops an RFP."""
    about = lint_input(case)
    return [finding for rule in RULES.values() for finding in rule(about)]
