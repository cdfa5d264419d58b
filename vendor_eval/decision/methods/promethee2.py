"""PROMETHEE II: in every comparison of two, how far one is preferred. Brans, Vincke and Mareschal (1986)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import DEPENDS, BoundMethod, Method, pairwise, weighted_values
from vendor_eval.decision.methods.common import is_direction, net_sum, shares
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Preference, Problem

_ROUNDING = 8 * 2.0**-52
"""0.8 - 0.7 is a lead of 0.1: a difference exceeds a threshold only beyond what subtraction rounds."""

AT_ONCE = 500_000
"""Comparisons of two in one step: a few megabytes."""


def _need(threshold: float | None) -> float:
    if threshold is None:
        raise ValueError("a preference lacks its threshold")
    return threshold


def _u_shape(d: FloatArray, p: Preference, slack: FloatArray) -> FloatArray:
    return _above(d, _need(p.q), slack)


def _level(d: FloatArray, p: Preference, slack: FloatArray) -> FloatArray:
    return (_above(d, _need(p.q), slack) + _above(d, _need(p.p), slack)) / 2


def _linear(d: FloatArray, p: Preference, slack: FloatArray) -> FloatArray:
    q, full = _need(p.q), _need(p.p)
    return _above(d, q, slack) if full == q else np.clip((d - q) / (full - q), 0, 1)


def _above(d: FloatArray, threshold: float, slack: FloatArray) -> FloatArray:
    return (d > threshold + slack).astype(np.float64)


PREFERENCES: dict[str, Callable[[FloatArray, Preference, FloatArray], FloatArray]] = {
    "usual": lambda d, p, slack: _above(d, 0.0, np.zeros(1)),
    "u_shape": _u_shape,
    "v_shape": lambda d, p, slack: np.clip(d / _need(p.p), 0, 1),
    "level": _level,
    "linear": _linear,
    "gaussian": lambda d, p, slack: -np.expm1(-((np.maximum(d, 0) / _need(p.s)) ** 2) / 2),
}
"""(differences in the preferred direction, preference, rounding of the differences) -> 0 to 1."""


def preferred(
    matrix: FloatArray, directions: Sequence[str], preferences: Sequence[Preference], j: int
) -> FloatArray:
    """How far each row is preferred to each column in criterion ``j``, (m, m), 0 on the diagonal."""
    column = -matrix[:, j] if directions[j] == "min" else matrix[:, j]
    return _preferred(column[:, None], preferences[j])[:, :, 0]


def _preferred(upward: FloatArray, preference: Preference) -> FloatArray:
    """The same for c criteria of one preference at once, (m, c) -> (m, m, c); more is better."""
    d = upward[:, None, :] - upward[None, :, :]
    slack = _ROUNDING * np.abs(upward).max(axis=0)
    with np.errstate(over="ignore"):  # d / p of a very small p: clipped to 1
        found = PREFERENCES[preference.type](d, preference, slack)
    return np.where(d > 0, found, 0.0)


def flows(matrix: FloatArray, directions: Sequence[str], *, preferences: Sequence[Preference]) -> FloatArray:
    """Net flow of every alternative in each criterion alone, (m, n), -1 to 1; 0 for a single alternative.

    The net flow of the whole is their sum by weight, which makes ten thousand weightings one product.
    """
    upward, net = np.where(is_direction(directions, "min"), -matrix, matrix), np.empty_like(matrix)
    for columns in _same_preference(preferences, max(AT_ONCE // len(matrix) ** 2, 1)):
        p = _preferred(upward[:, columns], preferences[columns[0]])
        net[:, columns] = (p.sum(axis=1) - p.sum(axis=0)) / max(len(matrix) - 1, 1)
    return net


def _same_preference(preferences: Sequence[Preference], most: int) -> Iterator[list[int]]:
    """Criteria with the same preference, at most so many together."""
    columns: dict[int, list[int]] = {}
    for j, preference in enumerate(preferences):
        columns.setdefault(id(preference), []).append(j)
    for together in columns.values():
        for start in range(0, len(together), most):
            yield together[start : start + most]


def kernel(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, preferences: Sequence[Preference]
) -> FloatArray:
    """Net flow phi, (k, m), -1 to 1."""
    return net_sum(flows(matrix, directions, preferences=preferences), weights)


def check(problem: Problem) -> list[Finding]:
    """A note on thresholds that the chosen type of preference does not look at."""
    from vendor_eval.model.problem import THRESHOLDS

    return [
        Finding(
            "decision.unused-threshold",
            "note",
            c.id,
            f"preference {c.preference.type} does not use {name}, so {name} has no effect",
            "take it out, or choose a type that uses it",
        )
        for c in problem.criteria
        if c.preference is not None
        for name in ("q", "p", "s")
        if getattr(c.preference, name) is not None and name not in THRESHOLDS[c.preference.type]
    ]


def _settings(problem: Problem, _: Mapping[str, Any]) -> dict[str, Any]:
    from vendor_eval.model.problem import Preference

    usual = Preference(type="usual")
    return {"preferences": [c.preference or usual for c in problem.criteria]}


def _details(bound: BoundMethod) -> dict[str, Any]:
    """The preference pi of every two, and the flows by alternative."""
    m, share, preferences = len(bound.matrix), shares(bound.weights)[0], bound.settings["preferences"]
    pi = np.zeros((m, m))
    for j, weight in enumerate(share):
        pi += weight * preferred(bound.matrix, bound.directions, preferences, j)
    rivals = max(m - 1, 1)
    plus, minus = pi.sum(axis=1) / rivals, pi.sum(axis=0) / rivals
    return {
        "pi": pairwise(pi),
        "phi_plus": bound.by_name(plus),
        "phi_minus": bound.by_name(minus),
        "phi": bound.by_name(plus - minus),
    }


PROMETHEE2 = Method(
    name="promethee2",
    title="PROMETHEE II: how far each is preferred in all comparisons of two",
    character="counts in how many comparisons one is preferred, by the preference of each criterion",
    source="Brans, J.-P., Vincke, P. and Mareschal, B. (1986). How to select and how to rank projects: the "
    "PROMETHEE method. European Journal of Operational Research 24(2), 228-238.",
    assumptions=(
        "How much a lead counts is said by the preference of a criterion; without one, in full.",
        "A lead in one criterion makes up for a lag in another at the rate of their weights.",
        DEPENDS,
    ),
    kernel=kernel,
    two_steps=weighted_values(flows),
    values=flows,
    check=check,
    settings=_settings,
    details=_details,
)
