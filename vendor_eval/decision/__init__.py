"""The decision methods: name, arithmetic, parameters, assumptions, source.

``rank`` in ``decision.rank`` applies them to a Problem; ``decision.reference`` has them confirmed by
scikit-criteria.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vendor_eval.decision import details, kernels, preconditions
from vendor_eval.decision.kernels import FloatArray
from vendor_eval.findings import Finding
from vendor_eval.model.methods import METHOD_PARAMETERS, METHOD_TITLES, ParameterSpec


@dataclass(frozen=True, slots=True)
class Method:
    """A way to rank. All callables take the parameters in force by name.

    ``kernel`` (matrix, weights, directions, ...) -> scores (k, m).
    ``values`` (matrix, directions, ...) -> (m, n): what is multiplied by the weights and added up; None
    where the score is no such sum.
    ``check`` (problem, ...) -> findings: what the method cannot calculate with, or what to know about it.
    ``details`` (problem, matrix, weights, ...) -> figures beside the score, by name.
    """

    name: str
    title: str
    kernel: Callable[..., FloatArray]
    parameters: Mapping[str, ParameterSpec]
    source: str
    assumptions: tuple[str, ...]
    check: Callable[..., list[Finding]]
    values: Callable[..., FloatArray] | None = None
    details: Callable[..., dict[str, Any]] | None = None
    lower_is_better: bool = False

    @property
    def additive(self) -> bool:
        """Whether a score is the sum of one contribution a criterion."""
        return self.values is not None


METHODS: dict[str, Method] = {
    "weighted_sum": Method(
        name="weighted_sum",
        title=METHOD_TITLES["weighted_sum"],
        kernel=kernels.weighted_sum,
        parameters=METHOD_PARAMETERS["weighted_sum"],
        source="Fishburn, P. C. (1967). Additive utilities with incomplete product sets: application to "
        "priorities and assignments. Operations Research 15(3), 537-542.",
        assumptions=(
            "A lead in one criterion makes up for a lag in another at the rate of their weights.",
            "What a criterion adds does not depend on the other criteria.",
            "Except under normalisation none, a bid that joins or leaves can change the order of the others.",
        ),
        check=preconditions.for_weighted_sum,
        values=kernels.normalised,
    ),
    "topsis": Method(
        name="topsis",
        title=METHOD_TITLES["topsis"],
        kernel=kernels.topsis,
        parameters=METHOD_PARAMETERS["topsis"],
        source="Hwang, C.-L. and Yoon, K. (1981). Multiple Attribute Decision Making: Methods and "
        "Applications. Springer.",
        assumptions=(
            "A value is better the higher it is (or the lower), without a saturation point.",
            "The winner can depend on the normalisation; the one in force belongs in every report.",
            "A bid that joins or leaves can change the order of the others.",
        ),
        check=preconditions.for_topsis,
        details=details.of_topsis,
    ),
}
