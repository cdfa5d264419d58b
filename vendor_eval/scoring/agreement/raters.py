"""Each rater beside the others: who is strict, who rates all items alike, which ratings are outliers."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median, pvariance
from typing import NamedTuple

from vendor_eval.scoring.agreement.ratings import Ratings

# A rating is an outlier above this modified z-score: Iglewicz, B. and Hoaglin, D. C. (1993), How to Detect
# and Handle Outliers, ASQC Quality Press, who propose 3.5, and the mean deviation where the median one is 0.
OUTLIER = 3.5
_MAD, _MEAN_DEVIATION = 1.4826, 1.2533
# Halo: the ratings within a part (a vendor) vary by less than this share of what the others' do there.
HALO = 1 / 3
_FEWEST = 3


class Outlier(NamedTuple):
    """A rating far from the others' of its item; ``others`` is their median, ``z`` the modified z-score."""

    item: str
    rating: float
    others: float
    z: float


class Rater(NamedTuple):
    """``severity``: what the others gave on average more, on the items they rated too; above 0: strict.

    ``variation``: standard deviation of the own ratings within a part, pooled over the parts;
    ``variation_of_others``: the same of the others on the same items. None where nothing can be compared.
    """

    rated: int
    shared: int
    mean: float | None
    severity: float | None
    variation: float | None
    variation_of_others: float | None
    halo: bool | None
    outliers: tuple[Outlier, ...]


def raters(ratings: Ratings) -> dict[str, Rater]:
    """Every rater by name, in the order of the table."""
    columns = [ratings.column(j) for j in range(len(ratings.items))]
    apart = _deviation(columns)
    yardstick = _yardstick([d for _, d in apart.values()])
    return {name: _rater(ratings, i, columns, apart, yardstick) for i, name in enumerate(ratings.raters)}


def _deviation(columns: Sequence[list[tuple[int, float]]]) -> dict[tuple[int, int], tuple[float, float]]:
    """(rater, item) -> the median of the others there, and the own rating's distance from it."""
    found = {}
    for j, column in enumerate(columns):
        for i, x in column:
            others = [y for k, y in column if k != i]
            if len(others) > 1:
                middle = float(median(others))
                found[i, j] = (middle, x - middle)
    return found


def _yardstick(distances: Sequence[float]) -> tuple[float, float]:
    """The middle of all distances, and the unit in which a modified z-score counts; 0 where there is none."""
    if not distances:
        return 0.0, 0.0
    middle = float(median(distances))
    around = [abs(d - middle) for d in distances]
    return middle, _MAD * float(median(around)) or _MEAN_DEVIATION * fmean(around)


def _rater(
    ratings: Ratings,
    i: int,
    columns: Sequence[list[tuple[int, float]]],
    apart: dict[tuple[int, int], tuple[float, float]],
    yardstick: tuple[float, float],
) -> Rater:
    own = {j: x for j, x in enumerate(ratings.rows[i]) if x is not None}
    others = {j: fmean(y for k, y in columns[j] if k != i) for j in own if len(columns[j]) > 1}
    variation, around = _variation(ratings, i, own, columns)
    halo = None if variation is None or not around else variation < HALO * around
    return Rater(
        rated=len(own),
        shared=len(others),
        mean=fmean(own.values()) if own else None,
        severity=fmean(others[j] - own[j] for j in others) if others else None,
        variation=variation,
        variation_of_others=around,
        halo=halo,
        outliers=_outliers(ratings, i, own, apart, yardstick),
    )


def _variation(
    ratings: Ratings, i: int, own: dict[int, float], columns: Sequence[list[tuple[int, float]]]
) -> tuple[float | None, float | None]:
    """Pooled over the parts with enough items that others rated too."""
    mine: list[float] = []
    theirs: list[float] = []
    for part in dict.fromkeys(ratings.parts):
        items = [j for j in own if ratings.parts[j] == part and len(columns[j]) > 1]
        if len(items) < _FEWEST:
            continue
        mine.append(pvariance([own[j] for j in items]))
        for k in range(len(ratings.raters)):
            row = [x for j in items if (x := ratings.rows[k][j]) is not None]
            if k != i and len(row) >= _FEWEST:
                theirs.append(pvariance(row))
    return (fmean(mine) ** 0.5 if mine else None, fmean(theirs) ** 0.5 if theirs else None)


def _outliers(
    ratings: Ratings,
    i: int,
    own: dict[int, float],
    apart: dict[tuple[int, int], tuple[float, float]],
    yardstick: tuple[float, float],
) -> tuple[Outlier, ...]:
    middle, unit = yardstick
    found = []
    for j, x in own.items():
        others, distance = apart.get((i, j), (0.0, middle))
        z = (distance - middle) / unit if unit > 0 else 0.0
        if abs(z) > OUTLIER:
            found.append(Outlier(ratings.items[j], x, others, z))
    return tuple(sorted(found, key=lambda o: -abs(o.z)))
