"""What one evaluator scored, kept for ever as it came in."""

from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.model.base import Model


class Score(Model):
    """One evaluator's score of one vendor on one criterion; None where the cell is blank or unreadable."""

    vendor: str
    criterion: str
    score: float | None
    reason: str = ""
    where: str = ""


class ScoreSheet(Model):
    """A filled score sheet of one evaluator."""

    evaluator: str
    version: int
    file: str
    sha256: str
    received_at: datetime
    received_by: str
    scores: tuple[Score, ...]
    findings: tuple[Finding, ...] = ()

    def score(self, vendor: str, criterion: str) -> Score | None:
        return next((s for s in self.scores if s.vendor == vendor and s.criterion == criterion), None)
