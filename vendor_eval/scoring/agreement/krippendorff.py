"""Krippendorff's alpha with missing ratings, and how sure it is.

alpha = 1 - Do/De. With n_uc ratings of value c in unit u, m_u ratings in all of it, and n_c of value c over
the units with at least two ratings (n in all),

    Do = 1/n sum_u 1/(m_u - 1) sum_ck n_uc n_uk d2(c, k),    De = 1/(n (n-1)) sum_ck n_c n_k d2(c, k)

and d2 is 1 for different values (nominal), the squared difference of the values (interval) or of their
mid-ranks among all ratings (ordinal), and ((c-k)/(c+k))^2 (ratio). A unit with a single rating says nothing
about agreement and drops out.

Source: Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, Annenberg School for
Communication, University of Pennsylvania; Hayes, A. F. and Krippendorff, K. (2007), Answering the call for a
standard reliability measure for coding data, Communication Methods and Measures 1:77-89. Interval: percentile
bootstrap over the units, as Zapf, A. et al. (2016), Measuring inter-rater reliability for nominal data, BMC
Medical Research Methodology 16:93, recommend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendor_eval.scoring.agreement.ratings import Level, Ratings

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Indices = npt.NDArray[np.int64]

COVERAGE = 0.95
# Values that differ by less are one value: scores are shares such as 3.5/5.
_DIGITS = 12
MOST_VALUES = 2_000
_AT_ONCE = 1_000_000  # units sampled at a time; bounds the memory


class Alpha(NamedTuple):
    """``value`` and ``interval`` are None where ``reason`` says why. ``draws``: how many could be used."""

    value: float | None
    interval: tuple[float, float] | None
    reason: str = ""
    draws: int = 0


class _Units(NamedTuple):
    """``counts``: how often each value occurs in each unit. ``apart``: d2 of each pair of values, and
    ``inside``: what each unit adds to n Do; both None for the ordinal level, where d2 depends on the draw.
    """

    counts: Floats
    apart: Floats | None
    inside: Floats | None


def alpha(ratings: Ratings, level: Level, *, seed: int = 0, draws: int = 2000) -> Alpha:
    """Alpha and its 95 percent interval; draws of units that are all alike have no alpha and are left out."""
    import numpy as np

    values, counts = _counts(ratings)
    reason = _no_alpha(values, counts, level)
    if reason:
        return Alpha(None, None, reason)
    units = _units(values, counts, level)
    everything = np.arange(len(counts))
    value = _alpha(units, everything)
    if value is None:
        return Alpha(None, None, "all ratings are the same, so there is nothing to agree about")
    random = np.random.default_rng(seed)
    found = _bootstrap(units, random, draws)
    if not found:
        return Alpha(value, None)
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(np.array(found), [tail, 1 - tail])
    return Alpha(value, (float(low), float(high)), draws=len(found))


def _bootstrap(units: _Units, random: np.random.Generator, draws: int) -> list[float]:
    """Alphas of as many draws of units, with replacement, without those that have none."""
    import numpy as np

    n = len(units.counts)
    if units.inside is None or units.apart is None:
        found = (_alpha(units, random.integers(0, n, n)) for _ in range(draws))
        return [a for a in found if a is not None]
    alphas: list[float] = []
    step = max(1, _AT_ONCE // n)
    for start in range(0, draws, step):
        sampled = random.integers(0, n, (min(step, draws - start), n))
        often = np.array([np.bincount(row, minlength=n) for row in sampled], dtype=float)
        totals = often @ units.counts
        all_of = totals.sum(axis=1)
        apart = ((totals @ units.apart) * totals).sum(axis=1) / (all_of - 1)
        varied = np.count_nonzero(totals, axis=1) > 1
        alphas += (1 - (often @ units.inside)[varied] / apart[varied]).tolist()
    return alphas


def _no_alpha(values: Floats, counts: Floats, level: Level) -> str:
    if not len(counts):
        return "no item has ratings of two raters"
    if len(values) > MOST_VALUES:
        return f"there are more than {MOST_VALUES:,} different ratings; round them"
    if level == "ratio" and bool((values < 0).any()):
        return "a ratio scale has no values below 0"
    return ""


def _counts(ratings: Ratings) -> tuple[Floats, Floats]:
    """The values that occur, ascending, and how often each does in each unit with two ratings or more."""
    import numpy as np

    columns = [[round(x, _DIGITS) for _, x in ratings.column(j)] for j in range(len(ratings.items))]
    pairable = [column for column in columns if len(column) > 1]
    values = sorted({x for column in pairable for x in column})
    place = {x: c for c, x in enumerate(values)}
    counts = np.zeros((len(pairable), len(values)))
    for u, column in enumerate(pairable):
        for x in column:
            counts[u, place[x]] += 1
    return np.array(values, dtype=float), counts


def _units(values: Floats, counts: Floats, level: Level) -> _Units:
    import numpy as np

    if level == "ordinal":
        return _Units(counts, None, None)
    difference = values[:, None] - values[None, :]
    if level == "nominal":
        difference = (difference != 0).astype(float)
    if level == "ratio":
        whole = values[:, None] + values[None, :]
        difference = np.divide(difference, whole, out=np.zeros_like(difference), where=whole > 0)
    apart = np.square(difference)
    return _Units(counts, apart, ((counts @ apart) * counts).sum(axis=1) / (counts.sum(axis=1) - 1))


def _alpha(units: _Units, sampled: Indices) -> float | None:
    """Alpha of the units ``sampled``; None where all their ratings are the same."""
    import numpy as np

    counts = units.counts[sampled]
    totals = counts.sum(axis=0)
    if np.count_nonzero(totals) < 2:
        return None
    n = totals.sum()
    if units.apart is None or units.inside is None:
        return _ordinal(counts, totals)
    expected = totals @ units.apart @ totals / (n - 1)
    return float(1 - units.inside[sampled].sum() / expected)


def _ordinal(counts: Floats, totals: Floats) -> float:
    """The ordinal difference, the ratings from c to k less half of those at c and k, is that of mid-ranks.

    Sums of squared differences of all pairs are those of squares: 2 (m sum r^2 - (sum r)^2).
    """
    import numpy as np

    n, sizes = totals.sum(), counts.sum(axis=1)
    ranks = totals.cumsum() - totals / 2
    ranks = ranks - totals @ ranks / n
    observed = ((sizes * (counts @ np.square(ranks)) - np.square(counts @ ranks)) / (sizes - 1)).sum()
    return float(1 - observed / (n * (totals @ np.square(ranks)) / (n - 1)))
