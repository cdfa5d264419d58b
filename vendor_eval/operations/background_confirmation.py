"""A ranking confirmed by scikit-criteria in a child process, while the rest of a report is calculated.

Loading the library takes longer than everything else in a report, so the child starts to load it at once.
Where the child fails, the ranking is confirmed in this process: the answer is the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from vendor_eval.model.outcome.record import Confirmation, Ranking
    from vendor_eval.model.problem import Problem

SECONDS = 120
LIBRARY = "skcriteria"
# More threads than one would only compete with the report for the processor.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# The child gets the search path of this process, and none from its environment.
_CHILD = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.readline()); "
    "from vendor_eval.decision.library.process import main; main()"
)


class BackgroundConfirmation:
    """``start`` once, then ``result``. For a ``with`` statement.

    Only the first in a process has a child: for a second one, loading the library here is quicker.
    """

    _first: ClassVar[bool] = True

    def __init__(self) -> None:
        self._question: tuple[Problem, Ranking] | None = None
        self._answer: Future[tuple[str, str]] | None = None
        has_child = BackgroundConfirmation._first and LIBRARY not in sys.modules
        self._child = _child() if has_child else None
        BackgroundConfirmation._first = False
        self._pool = ThreadPoolExecutor(1)  # waits for the child; nothing is calculated in it

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self._child.kill()
            if self._answer is None:
                self._child.communicate()
        self._pool.shutdown()

    def start(self, problem: Problem, ranking: Ranking) -> None:
        """Start the confirmation in the background."""
        from vendor_eval.decision.library.confirm import numbers_of, question
        from vendor_eval.model.outcome.record import Confirmation

        self._question = problem, ranking
        ready = question(problem, ranking)
        if self._child is not None and not isinstance(ready, Confirmation):
            numbers = numbers_of(ready)
            as_lists = {"matrix": numbers.matrix.tolist(), "weights": numbers.weights.tolist()}
            request = json.dumps({**numbers._asdict(), **as_lists})
            self._answer = self._pool.submit(self._child.communicate, request, SECONDS)

    def result(self) -> Confirmation | None:
        """What the library says; None where nothing was started."""
        import numpy as np

        from vendor_eval.decision.library.confirm import confirm, judged, question
        from vendor_eval.model.outcome.record import Confirmation

        if self._question is None:
            return None
        problem, ranking = self._question
        ready = question(problem, ranking)
        if isinstance(ready, Confirmation):
            return ready
        try:
            found = np.array(json.loads(self._answer.result()[0] if self._answer else ""), dtype=np.float64)
            if found.shape[-1:] != (len(problem.alternatives),):
                raise ValueError("another number of scores")
            return judged(ready, ranking, found)
        except (OSError, ValueError, TypeError, IndexError, subprocess.SubprocessError):
            return confirm(problem, ranking)


def _child() -> subprocess.Popen[str] | None:
    """The child, which knows where modules are; None where no process can be started."""
    try:
        child = subprocess.Popen(  # noqa: S603  our own interpreter and our own code; the request goes by stdin
            [sys.executable, "-I", "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env={**os.environ, **_ONE_THREAD},
        )
        if child.stdin is not None:
            child.stdin.write(json.dumps([entry for entry in sys.path if entry]) + "\n")
            child.stdin.flush()
    except (OSError, ValueError):
        return None
    return child
