"""How many migrated studies are compared with their originals, so that errors would have shown."""

from __future__ import annotations

import math


def zero_defect_sample(population: int | None, error_rate: float, confidence: float) -> int:
    """The smallest n of which, with ``error_rate`` of the studies wrong, at least one wrong one is found
    with probability ``confidence``; the migration passes if none is.

    n is the smallest with P(no defect | D = ceil(p N) of N wrong) <= 1 - C, hypergeometric; for
    ``population`` None (so large that drawing changes nothing) n = ceil(ln(1 - C) / ln(1 - p)). Example: for
    5 percent at 95 percent confidence 59 (Wilks, Ann. Math. Stat. 12, 1941, 91, the size of a sample that
    covers 95 percent). ``error_rate`` and ``confidence`` are shares between 0 and 1.

    Raises ValueError outside of them, or for an empty population.
    """
    if not 0 < error_rate < 1 or not 0 < confidence < 1:
        raise ValueError("error rate and confidence lie between 0 and 1")
    most = math.ceil(_whole(math.log1p(-confidence) / math.log1p(-error_rate)))
    if population is None:
        return most
    if population < 1:
        raise ValueError("there is nothing to draw from")
    defects = math.ceil(_whole(error_rate * population))
    low, high = 1, min(population - defects + 1, max(most, 1))
    while low < high:  # the chance of missing all falls with n, so halving finds the smallest
        middle = (low + high) // 2
        if miss_chance(population, defects, middle) <= (1 - confidence) * (
            1 + 1e-9
        ):  # 1 - 0.9 is a hair below 0.1
            high = middle
        else:
            low = middle + 1
    return low


def miss_chance(population: int, defects: int, drawn: int) -> float:
    """P(no defect among ``drawn`` of ``population`` of which ``defects`` are wrong), hypergeometric."""
    from scipy.stats import hypergeom

    return float(hypergeom.pmf(0, population, defects, drawn))


def _whole(x: float) -> float:
    """0.07 x 100 is 7, not a hair above it."""
    near = round(x)
    return float(near) if math.isclose(x, near, rel_tol=1e-12) else x
