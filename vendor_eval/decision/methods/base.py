"""A decision method as data, and a method bound to one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from vendor_eval.decision.methods.arrays import BoolArray, FloatArray, np
from vendor_eval.decision.methods.common import dot, shares, weights_of
from vendor_eval.decision.methods.parameters import ParameterSpec
from vendor_eval.decision.methods.ranks import ranks_of
from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem

Parts = tuple[FloatArray, ...]
DEPENDS = "A bid that joins or leaves can change the order of the others."
NO_DIFFERENCE = "it has no result where there is one alternative, or all are alike"


@dataclass(frozen=True, slots=True)
class TwoSteps:
    """A kernel in two steps, so that millions of weightings cost one product each.

    ``parts`` (matrix, directions, settings) -> arrays (m, n), made column by column, so that k tables side by
    side, (m, k * n), give the parts of k tables. ``scores`` (parts, Weights, settings) -> (m, k); parts may
    also be (m, k, n), one table a weighting. ``counts_all``: a score depends on how many alternatives there
    are, identical ones counted.
    """

    parts: Callable[..., Parts]
    scores: Callable[..., FloatArray]
    counts_all: bool = False

    def kernel(
        self, matrix: FloatArray, weights: FloatArray, directions: Sequence[str], **settings: object
    ) -> FloatArray:
        return self.scores(self.parts(matrix, directions, **settings), weights_of(weights), **settings).T


def weighted_values(values: Callable[..., FloatArray]) -> TwoSteps:
    """The two steps of a score that is a sum of weight * value, with the values (m, n)."""
    return TwoSteps(
        lambda matrix, directions, **settings: (values(matrix, directions, **settings),),
        lambda parts, weights, **_: dot(parts[0], weights.columns) / weights.sums,
    )


class Recipe(NamedTuple):
    """What scikit-criteria has to do.

    ``steps`` is a name of ``library.steps.transformers``, for the columns that are normalised; ``aggregator``
    a class below skcriteria.agg; ``read`` takes the numbers from its result.
    """

    steps: str
    aggregator: str
    read: Callable[[Any], Any]
    keywords: Mapping[str, Any] = {}
    without_zero_columns: bool = False


class LibraryScores(NamedTuple):
    """The library's scores (m,), and what its order follows (m,), larger is ahead."""

    scores: FloatArray
    rank_scores: FloatArray


@dataclass(frozen=True, slots=True)
class Library:
    """How scikit-criteria confirms a method.

    ``recipe`` (parameters) -> Recipe. ``limit`` (bound method) -> why it cannot confirm this table, or "".
    ``read`` (bound method, numbers found) where these are not scores. ``rounded`` (bound method) -> further
    columns in which rounding may decide.
    """

    recipe: Callable[[Mapping[str, Any]], Recipe]
    limit: Callable[[BoundMethod], str] = lambda _: ""
    read: Callable[[BoundMethod, FloatArray], LibraryScores] | None = None
    rounded: Callable[[BoundMethod], Iterable[FloatArray]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class Method:
    """A way to rank.

    ``kernel`` (matrix (m, n), weights (k, n), directions, settings by keyword) -> scores (k, m), NaN where
    there is none; a weighting is on any scale, none negative, not all 0 (but see ``weights_as_written``).
    ``settings`` (problem, parameters) -> the keywords; without it these are the parameters.
    ``two_steps``: the kernel for the simulation, where that can be quicker.
    ``values`` (matrix, directions, settings) -> (m, n): what is multiplied by the weights and added up; None
    where the score is no such sum.
    ``rank_scores``, called as the kernel: what the order follows where it is not the score alone, larger is
    ahead, NaN is not ranked.
    ``check`` (problem, parameters by keyword) -> findings: what the method cannot calculate with.
    ``details`` (bound method) -> figures beside the score, by name; ``notes`` (details) -> findings.
    ``weights_as_written``: the weights are points or money, not divided by their sum, and may be negative.
    ``character`` ends the sentence "METHOD ..." where two methods disagree.
    """

    name: str
    title: str
    kernel: Callable[..., FloatArray]
    character: str = ""
    source: str = ""
    assumptions: tuple[str, ...] = ()
    parameters: Mapping[str, ParameterSpec] = field(default_factory=dict)
    check: Callable[..., list[Finding]] = lambda problem, **_: []
    settings: Callable[[Problem, Mapping[str, Any]], dict[str, Any]] | None = None
    two_steps: TwoSteps | None = None
    values: Callable[..., FloatArray] | None = None
    rank_scores: Callable[..., FloatArray] | None = None
    details: Callable[[BoundMethod], dict[str, Any]] | None = None
    notes: Callable[[Mapping[str, Any]], list[Finding]] | None = None
    library: Library | None = None
    lower_is_better: bool = False
    weights_as_written: bool = False

    @property
    def additive(self) -> bool:
        """Whether a score is the sum of one contribution a criterion."""
        return self.values is not None


@dataclass(frozen=True)
class BoundMethod:
    """A method with one table, so that any number of weightings can be tried.

    ``problem`` has its price formulas applied. ``directions`` are those of the kernels. ``settings`` are what
    the kernel takes by keyword, ``parameters`` what a person may set. ``tied``: nothing to compare, so all
    share rank 1.
    """

    method: Method
    problem: Problem
    parameters: dict[str, Any]
    settings: dict[str, Any]
    matrix: FloatArray
    directions: list[str]
    tied: bool

    @property
    def weights(self) -> FloatArray:
        """The weights of the table, (1, n): shares, or as written where the method takes them so."""
        written = np.array([[c.weight for c in self.problem.criteria]])
        return written if self.method.weights_as_written else shares(written)

    def scores(self, weights: FloatArray) -> FloatArray:
        """Scores (k, m) under each row of ``weights`` (k, n); NaN where the method has none."""
        return self.method.kernel(self.matrix, weights, self.directions, **self.settings)

    def rank_scores(self, weights: FloatArray) -> FloatArray:
        """(k, m): larger is ahead, whatever the method; NaN is not ranked."""
        if self.method.rank_scores is not None:
            return self.method.rank_scores(self.matrix, weights, self.directions, **self.settings)
        scores = self.scores(weights)
        return -scores if self.method.lower_is_better else scores

    def ranks(self) -> list[int | None]:
        """Competition ranks under the weights of the table, (m,)."""
        if self.method.rank_scores is not None:
            return ranks_of(self.rank_scores(self.weights)[0])
        return ranks_of(self.scores(self.weights)[0], self.method.lower_is_better)

    def values(self) -> FloatArray | None:
        """(m, n): what is multiplied by the weights and added up; None where the score is no such sum."""
        if self.method.values is None:
            return None
        return self.method.values(self.matrix, self.directions, **self.settings)

    def by_name(self, numbers: FloatArray) -> dict[str, float | None]:
        """Numbers (m,) by alternative; None for NaN."""
        named = zip(self.problem.alternatives, numbers.tolist(), strict=True)
        return {name: None if x != x else float(x) for name, x in named}


def pairwise(square: FloatArray | BoolArray) -> list[list[Any]]:
    """Rows and columns in the order of the table, None on the diagonal."""
    rows: list[list[Any]] = square.tolist()
    for i, row in enumerate(rows):
        row[i] = None
    return rows
