"""Kendall's coefficient of concordance W, with ties.

Each rater's ratings become ranks, equal ones sharing the mean of their places. With R_j the sum of the
ranks of item j, S = sum_j (R_j - mean)^2 and T = sum (t^3 - t) over the groups of t equal ratings of a rater,

    W = 12 S / (m^2 (n^3 - n) - m sum T),    chi2 = m (n-1) W with n-1 degrees of freedom

for m raters and n items. Source: Kendall, M. G. and Babington Smith, B. (1939), The problem of m rankings,
Annals of Mathematical Statistics 10:275-287; ties: Siegel, S. and Castellan, N. J. (1988), Nonparametric
Statistics for the Behavioral Sciences, 2nd ed., McGraw-Hill, section 9.6. chi2 is an approximation that wants
more than seven items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendor_eval.scoring.agreement.ratings import Ratings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Concordance(NamedTuple):
    """``w`` and ``chi2`` are None where ``reason`` says why. ``left_out``: raters with a blank."""

    w: float | None
    chi2: float | None
    freedom: int
    left_out: tuple[str, ...]
    reason: str = ""

    @property
    def p(self) -> float | None:
        """How often raters who do not agree at all come to this W or more; None without one."""
        if self.chi2 is None:
            return None
        from scipy.special import chdtrc  # chi2.sf without scipy.stats, which takes long to load

        return float(chdtrc(self.freedom, self.chi2))


def concordance(ratings: Ratings) -> Concordance:
    """W of the raters who rated every item."""
    import numpy as np

    whole = [i for i, row in enumerate(ratings.rows) if None not in row]
    left_out = tuple(name for i, name in enumerate(ratings.raters) if i not in whole)
    m, n = len(whole), len(ratings.items)
    if m < 2 or n < 2:
        what = "two items" if n < 2 else "two raters who rated every item"
        return Concordance(None, None, 0, left_out, f"there are fewer than {what}")
    table = np.round(np.array([ratings.rows[i] for i in whole], dtype=float), 12)
    ranks = np.array([_mid_ranks(row) for row in table])
    sums = ranks.sum(axis=0)
    s = float(((sums - sums.mean()) ** 2).sum())
    ties = sum(float((t**3 - t).sum()) for t in (np.unique(row, return_counts=True)[1] for row in table))
    most = m**2 * (n**3 - n) - m * ties
    if most <= 0:
        return Concordance(None, None, n - 1, left_out, "every rater gave all items the same rating")
    w = 12 * s / most
    return Concordance(w, m * (n - 1) * w, n - 1, left_out)


def _mid_ranks(row: NDArray[np.float64]) -> NDArray[np.float64]:
    """From 1, equal values sharing the mean of their places."""
    import numpy as np

    _, place, count = np.unique(row, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2)[place])
