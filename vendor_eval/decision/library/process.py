"""The process in which scikit-criteria calculates a ranking while the rest of a report is made."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

UNUSED = (
    "seaborn",
    "matplotlib",
    "matplotlib.pyplot",
    "networkx",
    "numpy.f2py",
    "numpy.testing",
    "scipy.stats",
)
"""More than half of the time that the library takes to load goes to these: charts, graphs, statistics."""


class _Later(ModuleType):
    """A module that is loaded at the first use of something in it."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the module holds
        if name.startswith("__"):
            raise AttributeError(name)
        loader = self.__spec__.loader if self.__spec__ else None
        self.__class__ = ModuleType  # type: ignore[assignment]  # from here on it is the module itself
        if isinstance(loader, _Postponed):
            loader.real.exec_module(self)
        return getattr(self, name)


class _Postponed:
    """A loader that leaves its work to the first use."""

    def __init__(self, real: Any) -> None:  # noqa: ANN401  any loader
        self.real = real

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing yet."""


class _Finder:
    """Only for ``UNUSED``, and only in this process."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in UNUSED else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Postponed(spec.loader)  # type: ignore[assignment]  # does what a loader must
        return spec


class _Ranks:
    """What the library takes from ``scipy.stats`` to rank: its ranks are not used here."""

    @staticmethod
    def rankdata(values: Any, method: Any) -> Any:  # noqa: ANN401  what SciPy and pandas take
        import pandas as pd

        return pd.Series(values).rank(method=method).to_numpy()


def main() -> None:
    """Load the library, then answer the one question that comes on standard input, on standard output.

    The question is ``Numbers`` as JSON, the answer the numbers found.
    """
    gc.disable()  # the process lives for a second; to look for what could be freed takes a tenth of it
    sys.meta_path.insert(0, _Finder)
    import numpy as np
    import skcriteria.agg.simple
    import skcriteria.preprocessing.invert_objectives
    import skcriteria.preprocessing.scalers
    import skcriteria.utils.rank  # all loaded now, while the question is still on its way

    from vendor_eval.decision.library.steps import Numbers, calculated

    skcriteria.utils.rank.stats = _Ranks
    question = json.load(sys.stdin)
    for name in ("matrix", "weights"):
        question[name] = np.array(question[name], dtype=float)
    json.dump(calculated(Numbers(**question)).tolist(), sys.stdout)
