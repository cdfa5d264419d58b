"""Where everything lies in a procurement folder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

PROCUREMENT = "procurement.yaml"
CRITERIA = "criteria.yaml"
WEIGHTS = "weights.yaml"
ROADMAP = "roadmap.yaml"


def typed(path: Path | str) -> str:
    """``path`` as it is typed in a terminal: in quotes where it holds a space."""
    text = str(path)
    return f'"{text}"' if " " in text else text


class Layout(NamedTuple):
    """The paths below the folder ``root``. People edit the first three; the program writes the others."""

    root: Path

    @property
    def procurement(self) -> Path:
        return self.root / PROCUREMENT

    @property
    def criteria(self) -> Path:
        return self.root / CRITERIA

    @property
    def weights(self) -> Path:
        return self.root / WEIGHTS

    @property
    def vendors(self) -> Path:
        return self.root / "vendors.yaml"

    @property
    def decisions(self) -> Path:
        return self.root / "decisions.yaml"

    @property
    def catalogues(self) -> Path:
        """The buyer's own catalogues; looked at before the shipped ones."""
        return self.root / "catalogues"

    @property
    def templates(self) -> Path:
        """The buyer's own templates; looked at before the shipped ones."""
        return self.root / "templates"

    @property
    def reference(self) -> Path:
        """The buyer's own Word file, whose looks the documents take."""
        return self.root / "reference.docx"

    @property
    def schemas(self) -> Path:
        return self.root / "schemas"

    @property
    def rfp(self) -> Path:
        return self.root / "rfp"

    @property
    def issue(self) -> Path:
        return self.rfp / "issue.json"

    @property
    def terms(self) -> Path:
        """What bidders were told at the newest issue; an addendum is compared with it. Sent to nobody."""
        return self.rfp / "terms.json"

    @property
    def qa(self) -> Path:
        """Questions and answers, without who asked."""
        return self.root / "qa.yaml"

    @property
    def bids(self) -> Path:
        return self.root / "bids"

    def bid(self, vendor_id: str) -> Path:
        return self.bids / vendor_id

    @property
    def letters(self) -> Path:
        """Letters to single bidders."""
        return self.root / "letters"

    @property
    def sheets(self) -> Path:
        """Score sheets sent out."""
        return self.root / "sheets"

    @property
    def scores(self) -> Path:
        """Score sheets that came back."""
        return self.root / "scores"

    @property
    def report(self) -> Path:
        return self.root / "report"

    @property
    def roadmap_file(self) -> Path:
        """Owners, dates and figures of the steps around the selection; people edit it."""
        return self.root / ROADMAP

    @property
    def roadmap(self) -> Path:
        return self.root / "roadmap"

    @property
    def acceptance(self) -> Path:
        """The plan of acceptance tests, and the results that came back."""
        return self.root / "acceptance"

    @property
    def measurements(self) -> Path:
        """What was measured since go-live, as it was handed in last."""
        return self.root / "monitoring" / "measurements.csv"

    @property
    def log(self) -> Path:
        return self.root / "log.jsonl"

    @property
    def acts(self) -> Path:
        """Acts in the making; there only while a command writes, or after one was interrupted."""
        return self.root / ".acts"

    @property
    def lock(self) -> Path:
        return self.root / ".lock"
