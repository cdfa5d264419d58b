"""What a decision method is to the rest of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vendor_eval.decision.methods.kernels import FloatArray
from vendor_eval.findings import Finding
from vendor_eval.model.methods import METHOD_PARAMETERS, METHOD_TITLES, WEIGHTS_AS_WRITTEN, ParameterSpec
from vendor_eval.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Method:
    """A way to rank.

    ``settings`` (problem, parameters) -> what the arithmetic takes beside the table, by keyword; without it
    that is the parameters themselves. All of these take the settings:
    ``kernel`` (matrix, weights, directions, ...) -> scores (k, m).
    ``values`` (matrix, directions, ...) -> (m, n): what is multiplied by the weights and added up; None
    where the score is no such sum.
    ``standing`` (matrix, weights, directions, ...) -> (k, m): what the order follows where it is not the
    score alone, larger is ahead, NaN is not ranked.
    ``details`` (problem, matrix, weights, ...) -> figures beside the score, by name.

    ``check`` (problem, parameters by keyword) -> findings: what the method cannot calculate with, or what to
    know about it. ``remarks`` (details) -> findings about a result.
    """

    name: str
    kernel: Callable[..., FloatArray]
    source: str
    assumptions: tuple[str, ...]
    check: Callable[..., list[Finding]]
    settings: Callable[[Problem, Mapping[str, Any]], dict[str, Any]] | None = None
    values: Callable[..., FloatArray] | None = None
    standing: Callable[..., FloatArray] | None = None
    details: Callable[..., dict[str, Any]] | None = None
    remarks: Callable[[Mapping[str, Any]], list[Finding]] | None = None
    lower_is_better: bool = False

    @property
    def title(self) -> str:
        return METHOD_TITLES[self.name]

    @property
    def parameters(self) -> Mapping[str, ParameterSpec]:
        return METHOD_PARAMETERS[self.name]

    @property
    def weights_as_written(self) -> bool:
        """Whether the weights are points or money: the kernel does not divide them by their sum."""
        return self.name in WEIGHTS_AS_WRITTEN

    @property
    def additive(self) -> bool:
        """Whether a score is the sum of one contribution a criterion."""
        return self.values is not None
