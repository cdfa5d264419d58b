"""The triangular distribution of a figure known by its least, likeliest and greatest value.

Kotz and van Dorp, Beyond Beta (2004), chapter 1; E[1/X] and E[1/X^2] by integrating its density.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TINY = 1e-5
"""Below this relative width the differences cancel; the first term of the series stands for them."""


@dataclass(frozen=True, slots=True)
class Triangular:
    """``low`` <= ``mode`` <= ``high``; all three equal is a figure that is known."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    @property
    def variance(self) -> float:
        a, c, b = self.low, self.mode, self.high
        return (a * a + b * b + c * c - a * b - a * c - b * c) / 18

    def quantile(self, p: float) -> float:
        """The value below which a share ``p`` (0 to 1) lies."""
        a, c, b = self.low, self.mode, self.high
        if a == b:
            return a
        if p < (c - a) / (b - a):
            return a + math.sqrt(p * (b - a) * (c - a))
        return b - math.sqrt((1 - p) * (b - a) * (b - c))

    @property
    def mean_of_inverse(self) -> float:
        """E[1/X] = 2/(b-a) (b/(b-c) ln(b/c) - a/(c-a) ln(c/a)); needs low > 0."""
        a, c, b = self.low, self.mode, self.high
        if a == b:
            return 1 / a
        falling = b / (b - c) * math.log1p((b - c) / c) if b > c else 1.0
        rising = a / (c - a) * math.log1p((c - a) / a) if c > a else 1.0
        return 2 / (b - a) * (falling - rising)

    @property
    def mean_of_inverse_square(self) -> float:
        """E[1/X^2] = 2/(b-a) ((ln(c/a) - 1 + a/c)/(c-a) + (b/c - 1 - ln(b/c))/(b-c)); needs low > 0."""
        a, c, b = self.low, self.mode, self.high
        if a == b:
            return 1 / (a * a)
        up, down = (c - a) / a, (b - c) / c
        rising = (math.log1p(up) - up / (1 + up)) / (c - a) if up > _TINY else up / (2 * a)
        falling = (down - math.log1p(down)) / (b - c) if down > _TINY else down / (2 * c)
        return 2 / (b - a) * (rising + falling)

    def draw(self, generator: np.random.Generator, count: int) -> NDArray[np.float64]:
        import numpy as np

        if self.low == self.high:
            return np.full(count, self.low)
        return generator.triangular(self.low, self.mode, self.high, count)
