"""Tidy tables of what many weightings say, one observation a row, as pandas data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.model.outcome.acceptability import Acceptability

if TYPE_CHECKING:
    import pandas as pd

RANKS = ("vendor", "rank", "share", "standard_error")
PAIRS = ("vendor", "against", "share")
CENTRAL = ("vendor", "criterion", "weight", "confidence")


def acceptability(found: Acceptability) -> pd.DataFrame:
    """A row per vendor and rank: the share of draws in which it has that rank, and its error."""
    import pandas as pd

    rows = [
        (vendor, rank, share, found.standard_error[vendor][rank - 1])
        for vendor, shares in found.ranks.items()
        for rank, share in enumerate(shares, 1)
    ]
    return pd.DataFrame(rows, columns=list(RANKS))


def pairwise(found: Acceptability) -> pd.DataFrame:
    """A row per ordered pair: the share of draws in which the first is ahead of the second, ties half."""
    import pandas as pd

    rows = [(a, b, share) for a, others in found.pairwise.items() for b, share in others.items()]
    return pd.DataFrame(rows, columns=list(PAIRS))


def central_weights(found: Acceptability) -> pd.DataFrame:
    """A row per vendor that was ever first and criterion: the mean of the weights that made it first."""
    import pandas as pd

    rows = [
        (vendor, criterion, weight, found.confidence[vendor])
        for vendor, weights in found.central_weights.items()
        for criterion, weight in (weights or {}).items()
    ]
    return pd.DataFrame(rows, columns=list(CENTRAL))
