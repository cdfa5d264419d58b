"""What one evaluator, or the panel in its meeting, scored; stored as it came in."""

from datetime import datetime

from vendor_eval.model.base import Model, StoredFinding

# Stands in the place of an evaluator's id on the sheet of the consensus meeting.
CONSENSUS = "consensus"
# The part of sheets that score best and final offers; other parts are stages.
FINAL = "final"


class Score(Model):
    """One evaluator's score of one vendor on one criterion; None where the cell is blank or unreadable.

    ``given_to`` is the mark of the answer that the sheet showed; empty on sheets from before there was one.
    """

    vendor: str
    criterion: str
    score: float | None
    reason: str = ""
    where: str = ""
    given_to: str = ""


class Declaration(Model):
    """What an evaluator declared on the start sheet: ``answer`` is ``yes`` where there is no conflict."""

    answer: str = ""
    note: str = ""
    name: str = ""
    on: str = ""


class ScoreSheet(Model):
    """A filled score sheet of one evaluator, or of the consensus meeting (``evaluator`` is CONSENSUS).

    ``part`` is the stage of its criteria, ``final`` for scores of best and final offers, empty for
    all criteria. Versions count over all parts. ``present`` and ``held_on`` are those of the meeting.
    """

    evaluator: str
    version: int
    part: str = ""
    declaration: Declaration | None = None
    present: str = ""
    held_on: str = ""
    file: str
    sha256: str
    received_at: datetime
    received_by: str
    scores: tuple[Score, ...]
    findings: tuple[StoredFinding, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the evaluator declared to have no conflict of interest; the meeting declares nothing."""
        declared = self.declaration is not None and self.declaration.answer == "yes"
        return declared or self.evaluator == CONSENSUS

    def score(self, vendor: str, criterion: str) -> Score | None:
        return next((s for s in self.scores if s.vendor == vendor and s.criterion == criterion), None)
