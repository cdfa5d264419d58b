"""A test of something the winner claimed, and what came out of it."""

from datetime import datetime
from typing import Literal

from vendor_eval.model.base import Model, StoredFinding

Method = Literal["document", "demonstration", "measurement", "probe", "load test", "drill"]
Verdict = Literal["passed", "passed with condition", "failed", "not tested"]
VERDICTS: tuple[Verdict, ...] = ("passed", "passed with condition", "failed", "not tested")


class AcceptanceTest(Model):
    """One claim. ``promise`` is the winner's own answer, word for word; ``mark`` identifies it in the plan.

    ``least`` and ``most`` bound what may be measured, where the promise is a number.
    """

    criterion: str
    title: str
    group: str
    gate: bool
    requirement: str
    promise: str
    comment: str = ""
    evidence: str = ""
    source: str = ""
    method: Method
    how: str
    owner: str = ""
    pass_rule: str
    mark: str
    least: float | None = None
    most: float | None = None


class AcceptanceResult(Model):
    """What was found in one test. ``verdict`` is None where the cell is empty or could not be read.

    ``stale``: the plan that came back shows another promise than the one that counts now.
    """

    criterion: str
    verdict: Verdict | None
    observed: str = ""
    condition: str = ""
    tested_by: str = ""
    tested_on: str = ""
    where: str = ""
    stale: bool = False


class AcceptanceRecord(Model):
    """A filled plan of acceptance tests, as it came in."""

    vendor: str
    version: int
    file: str
    sha256: str
    received_at: datetime
    received_by: str
    results: tuple[AcceptanceResult, ...]
    findings: tuple[StoredFinding, ...] = ()

    def result(self, criterion: str) -> AcceptanceResult | None:
        return next((r for r in self.results if r.criterion == criterion), None)
