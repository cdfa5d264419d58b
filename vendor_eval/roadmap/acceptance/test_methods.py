"""Step 9: how a claim is tested, by what kind of claim it is.

Where a machine can ask the system, tools that everybody may get are named, none of them part of this program.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Linear, Piecewise, Rubric, Target
from vendor_eval.model.roadmap.acceptance import Method

PROBES: dict[str, str] = {
    "dicom_cs": "Send, query and retrieve test objects with general DICOM tools, such as echoscu, storescu, "
    "findscu and movescu of DCMTK; keep their logs.",
    "dicomweb_cs": "Call the DICOMweb services with an HTTP client; check status, media types and content.",
    "fhir_capability": "Read the capability statement (GET /metadata) and make its calls with a FHIR client.",
    "hl7_cs": "Send the HL7 v2 messages from the test interface and check acknowledgement and effect.",
}
"""Evidence that names a protocol -> how a test system asks it."""
_DRILL = re.compile(
    r"\b(disaster|outage|recovery|failover|failure|site loss|downtime|way back|rollback)\b", re.IGNORECASE
)
_LOAD = re.compile(r"\b(peak|associations|concurrent|parallel|studies/day|per second|throughput)\b", re.I)
_PAPER = {"mds2", "hecvat", "sbom", "openacr"}
HOW: dict[Method, str] = {
    "document": "Read the document in its valid version and compare it with the promise.",
    "demonstration": "Carry out the scripted case with the buyer’s own data; a user of the role judges.",
    "measurement": "Measure in the productive set-up, where and when agreed, and write down each value.",
    "probe": "Ask the test system by its own protocol and keep the log.",
    "load test": "Run the load for the time stated, with normal work going on beside it.",
    "drill": "Carry out the exercise under supervision and write down the times.",
}
_TIMES = {"s", "ms", "min", "minutes", "hours", "clicks"}


class Way(NamedTuple):
    method: Method
    how: str


def way_of(criterion: Criterion) -> Way:
    """The proposal; a buyer may choose another in roadmap.yaml."""
    words = f"{criterion.title} {criterion.requirement}"
    unit = criterion.answer.unit if criterion.answer else ""
    number = bool(criterion.answer and criterion.answer.type == "number")
    if criterion.answer and criterion.answer.type == "file":
        return _plain("document")
    if _DRILL.search(words if number else criterion.title):
        return _plain("drill")
    if number and _LOAD.search(f"{unit} {words}"):
        return _plain("load test")
    if number and unit in _TIMES and criterion.stage == "demo":
        return _plain("measurement")
    for source in criterion.source if not criterion.by_panel else ():
        if source in PROBES:
            return Way("probe", PROBES[source])
    if criterion.stage == "demo":
        return _plain("demonstration")
    if set(criterion.source) & _PAPER or criterion.stage == "reference":
        return _plain("document")
    if number and criterion.step in (9, 10):
        return _plain("measurement")
    return _plain("demonstration" if criterion.step == 9 else "document")


def _plain(method: Method) -> Way:
    return Way(method, HOW[method])


def bounds(criterion: Criterion, promised: float | None) -> tuple[float | None, float | None]:
    """The least and the most that may be measured, where a number was promised; the gate bounds it too."""
    if promised is None:
        return None, None
    if criterion.gate is not None:
        if criterion.gate.at_least is not None:
            return promised, None
        return (None, promised) if criterion.gate.at_most is not None else (None, None)
    rule = criterion.value
    if isinstance(rule, Linear):
        return (promised, None) if rule.best > rule.worst else (None, promised)
    if isinstance(rule, Piecewise):
        rising = rule.points[-1][1] >= rule.points[0][1]
        return (promised, None) if rising else (None, promised)
    if isinstance(rule, Target):
        off = abs(promised - rule.target)
        return rule.target - off, rule.target + off
    return None, None


def pass_rule(criterion: Criterion, promise: str, least: float | None, most: float | None) -> str:
    """When the test is passed, in a sentence that quotes the promise."""
    unit = f" {criterion.answer.unit}" if criterion.answer and criterion.answer.unit else ""
    if least is not None and most is not None:
        return f"Passed if the value lies between {least:g} and {most:g}{unit}."
    if least is not None:
        return f"Passed if the value is at least {least:g}{unit}."
    if most is not None:
        return f"Passed if the value is at most {most:g}{unit}."
    if criterion.answer and criterion.answer.type == "file":
        return "Passed if the document is there, valid for the version installed, and says what was promised."
    if isinstance(criterion.value, Rubric):
        return "Passed if everything that the promise describes was shown; what was not is named."
    return f"Passed if the system does what was promised: “{promise}”."
