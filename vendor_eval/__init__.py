"""Choose a PACS, or any other vendor, by criteria that were published first.

A procurement runs one way, and so does the code:

    criteria -> tailor -> weigh -> RFP + response workbooks -> [vendors answer] -> receive
             -> gates -> score -> price -> decide -> report

For analysts::

    import vendor_eval

    case = vendor_eval.load("our-pacs")            # a procurement folder
    outcome = vendor_eval.evaluate(case)           # gates, values, ranking
    frame = vendor_eval.frames.scores(outcome)     # a pandas DataFrame
    problem = vendor_eval.Problem.from_frame(frame_of_mine)
    ranking, findings = vendor_eval.rank(problem)
    shares, findings = vendor_eval.acceptability(problem, percent=20)

Importing this module loads nothing heavy; each name below is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendor_eval.decision.library.confirm import confirm
    from vendor_eval.decision.methods import Method
    from vendor_eval.decision.rank import rank
    from vendor_eval.model.case import Case
    from vendor_eval.model.outcome.record import Outcome
    from vendor_eval.model.problem import Problem
    from vendor_eval.operations.procurement import Procurement
    from vendor_eval.pipeline import Question, evaluate
    from vendor_eval.report.frames import tables as frames
    from vendor_eval.sensitivity.monte_carlo.acceptability import acceptability
    from vendor_eval.workspace.load import load_case as load

    __version__: str

_HOMES = {
    "__version__": ("vendor_eval.versions", "VERSION"),
    "load": ("vendor_eval.workspace.load", "load_case"),
    "evaluate": ("vendor_eval.pipeline", "evaluate"),
    "Question": ("vendor_eval.pipeline", "Question"),
    "rank": ("vendor_eval.decision.rank", "rank"),
    "confirm": ("vendor_eval.decision.library.confirm", "confirm"),
    "acceptability": ("vendor_eval.sensitivity.monte_carlo.acceptability", "acceptability"),
    "Problem": ("vendor_eval.model.problem", "Problem"),
    "Procurement": ("vendor_eval.operations.procurement", "Procurement"),
    "Method": ("vendor_eval.decision.methods", "Method"),
    "Case": ("vendor_eval.model.case", "Case"),
    "Outcome": ("vendor_eval.model.outcome.record", "Outcome"),
}

__all__ = [
    "Case",
    "Method",
    "Outcome",
    "Problem",
    "Procurement",
    "Question",
    "acceptability",
    "confirm",
    "evaluate",
    "frames",
    "load",
    "rank",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  any public name
    if name == "frames":
        return import_module("vendor_eval.report.frames.tables")
    if name in _HOMES:
        home, attribute = _HOMES[name]
        return getattr(import_module(home), attribute)
    raise AttributeError(f"module 'vendor_eval' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
