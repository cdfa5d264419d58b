"""What many weightings say about a decision; the ``acceptability`` of the JSON."""

from typing import Literal

from vendor_eval.model.base import Model

Distribution = Literal["uniform", "dirichlet", "percent", "ordinal", "interval"]
By = Literal["leaf", "group"]


class Acceptability(Model):
    """How often each alternative has which rank under sampled weights, and which weights favour it.

    ``draws`` were made; ``complete`` is False where a person stopped it earlier; ``uncertain`` is True where
    values and prices were sampled too. ``ranks``: share of draws
    with rank 1, 2, ...; alternatives that tie have equal shares of their ranks. ``standard_error``: of each
    share. ``central_weights``: mean of the weights that make it first; ``confidence``: share of rank 1 under
    these; both None where it is never first. ``pairwise[a][b]``: share of draws with a above b, ties half.
    ``regret``: mean distance from the best score. ``unranked``: share of draws without a rank, where the
    method leaves some out; they share the last ranks. ``reason``: why an alternative lacks a number.
    """

    method: str
    draws: int
    seed: int
    distribution: Distribution
    by: By
    percent: float | None
    concentration: float | None
    precision: float | None
    complete: bool
    uncertain: bool
    ranks: dict[str, tuple[float, ...]]
    standard_error: dict[str, tuple[float, ...]]
    central_weights: dict[str, dict[str, float] | None]
    confidence: dict[str, float | None]
    pairwise: dict[str, dict[str, float]]
    regret: dict[str, float]
    unranked: dict[str, float]
    reason: dict[str, str]
