"""A confirmation by scikit-criteria that does not keep the rest waiting.

To load the library takes longer than all else in a report. So another process loads it while this one reads
the procurement and looks into how far the result holds. Whatever goes wrong there, the ranking is confirmed
here instead: the answer is the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from vendor_eval.decision.table.bind import BoundMethod
    from vendor_eval.model.outcome.record import Confirmation, Ranking
    from vendor_eval.model.problem import Problem

SECONDS = 120
LIBRARY = "skcriteria"
# Threads for matrices of this size only wait, and what they wait on is the processor the report is made on.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# As for workbooks: the search path of this process, and none from its surroundings.
_CHILD = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.readline()); "
    "from vendor_eval.decision.library.process import main; main()"
)


class Aside:
    """One ranking, confirmed by the library: ``ask`` once, then ``answer``. For a ``with`` statement.

    From the second one in a process on, the library is loaded here, which is quicker then.
    """

    _begun = 0

    def __init__(self) -> None:
        self._asked: tuple[Problem, BoundMethod, Ranking] | Confirmation | None = None
        self._said: Future[tuple[str, str]] | None = None
        self._pool = ThreadPoolExecutor(1)  # it waits for the process; nothing is calculated in it
        worth_it = Aside._begun == 0 and LIBRARY not in sys.modules
        self._child = _begun() if worth_it else None
        Aside._begun += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self._child.kill()
            if self._said is None:
                self._child.communicate()
        self._pool.shutdown()

    def ask(self, problem: Problem, ranking: Ranking) -> None:
        """Hand the question over, and go on with something else."""
        from vendor_eval.decision.library.confirm import numbers_of, question
        from vendor_eval.model.outcome.record import Confirmation

        ready = question(problem, ranking)
        if isinstance(ready, Confirmation):
            self._asked = ready
            return
        self._asked = problem, ready, ranking
        if self._child is not None:
            asked = numbers_of(ready)
            told = asked._replace(matrix=asked.matrix.tolist(), weights=asked.weights.tolist())
            self._said = self._pool.submit(self._child.communicate, json.dumps(told._asdict()), SECONDS)

    @property
    def busy(self) -> bool:
        """Whether the other process still works on what it was asked."""
        return self._said is not None and not self._said.done()

    def answer(self) -> Confirmation | None:
        """What the library says; None where nothing was asked."""
        import numpy as np

        from vendor_eval.decision.library.confirm import confirm, judged
        from vendor_eval.model.outcome.record import Confirmation

        if self._asked is None or isinstance(self._asked, Confirmation):
            return self._asked
        problem, ready, ranking = self._asked
        # Whatever is no answer, or none of the kind, is asked once more, here.
        try:
            found = np.array(json.loads(self._said.result()[0] if self._said else ""), dtype=np.float64)
            if found.shape[-1:] != (len(problem.alternatives),):
                raise ValueError("another number of scores")
            return judged(ready, ranking, found)
        except (OSError, ValueError, TypeError, IndexError, subprocess.SubprocessError):
            return confirm(problem, ranking)


def _begun() -> subprocess.Popen[str] | None:
    """The process, told where modules are; None where none can be begun."""
    try:
        child = subprocess.Popen(  # noqa: S603  our own interpreter and our own code; what it is asked goes by stdin
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
