"""NumPy, loaded at its first use: help and shell completion read names of methods without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    BoolArray = NDArray[np.bool_]
else:

    class _NumPy:
        def __getattr__(self, name: str) -> object:
            import numpy

            found = getattr(numpy, name)
            setattr(self, name, found)
            return found

    np = _NumPy()
    FloatArray = BoolArray = Any

__all__ = ["BoolArray", "FloatArray", "np"]
