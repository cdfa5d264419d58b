"""What a rule of the lint looks at."""

from __future__ import annotations

from typing import NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.weighting.tree import GlobalWeights, global_weights


class LintInput(NamedTuple):
    """A procurement with its criteria in reading order, and what each weighs of the whole."""

    case: Case
    criteria: tuple[Criterion, ...]
    weights: GlobalWeights


def lint_input(case: Case) -> LintInput:
    return LintInput(case, tuple(case.catalogue.leaves()), global_weights(case.catalogue, case.weights))


def warn(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(f"lint.{code}", "warning", where, message, hint)
