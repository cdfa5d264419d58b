"""All that is known when a decision is asked for."""

from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.model.base import Model
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.bids.price import PriceSchedule
from vendor_eval.model.bids.response import Response
from vendor_eval.model.bids.score_sheet import ScoreSheet
from vendor_eval.model.buyer.disclosed_terms import Change
from vendor_eval.model.buyer.procurement import Procurement, Vendor
from vendor_eval.model.content_hashes import rfp_fingerprint
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.fingerprint import fingerprint


class Issue(Model):
    """One issue of the RFP: what bidders were sent, and when.

    ``bids_due`` is the closing time that they know. ``revision`` counts the texts that went out under
    the same number, with the same terms of evaluation; ``revised_at`` is when the newest was written, and
    ``told`` the hash of all that it says.
    ``addendum`` is the number of the newest addendum up to then (0: none yet), ``reason`` why it was
    written if it came with this issue. ``changes``: row of a workbook -> what addenda did to it.
    """

    number: int
    fingerprint: str
    issued_at: datetime
    issued_by: str
    files: dict[str, str] = {}
    bids_due: datetime | None = None
    revision: int = 1
    revised_at: datetime | None = None
    told: str = ""
    addendum: int = 0
    reason: str = ""
    changes: dict[str, Change] = {}


class Case(Model):
    """A procurement as stored in its folder. Vendors' ids are the keys; a bid may have several versions.

    ``responses`` and ``prices`` hold every version received, oldest first. ``consensus`` are the sheets of
    the consensus meeting, which never replace those of the evaluators. ``issue`` is the newest one,
    ``earlier_issues`` are those before it, oldest first.
    """

    procurement: Procurement
    catalogue: Catalogue
    weights: Weights
    vendors: tuple[Vendor, ...]
    responses: dict[str, tuple[Response, ...]] = {}
    prices: dict[str, tuple[PriceSchedule, ...]] = {}
    sheets: tuple[ScoreSheet, ...] = ()
    consensus: tuple[ScoreSheet, ...] = ()
    decisions: tuple[Decision, ...] = ()
    issue: Issue | None = None
    earlier_issues: tuple[Issue, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def first_bid_at(self) -> datetime | None:
        """When the first file of any bid came in."""
        receipts = [r.receipt for versions in self.responses.values() for r in versions]
        receipts += [p.receipt for versions in self.prices.values() for p in versions]
        return min((receipt.received_at for receipt in receipts), default=None)

    def is_disclosed(self, terms: str) -> bool:
        """Whether bidders know these ``terms`` (a fingerprint of the RFP) as they may be.

        That is at first, or before the first bid came in, or by an addendum, which gives its reason and is
        refused once bids are due.
        """
        return any(issue.fingerprint == terms for issue in self.disclosed_issues)

    @property
    def disclosed_issues(self) -> tuple[Issue, ...]:
        """The issues that bidders may go by, oldest first; see ``is_disclosed``."""
        issues = (*self.earlier_issues, *((self.issue,) if self.issue else ()))
        first = self.first_bid_at
        return tuple(
            issue
            for issue in issues
            if issue.number == 1 or first is None or issue.issued_at <= first or issue.reason
        )

    def fingerprints(self) -> dict[str, str]:
        """What the outcome rests on: the published rules, and every file that came in."""
        received = [r.receipt.sha256 for versions in self.responses.values() for r in versions]
        received += [p.receipt.sha256 for versions in self.prices.values() for p in versions]
        return {
            "rfp": rfp_fingerprint(self.procurement, self.catalogue, self.weights),
            "bids": fingerprint(sorted(received)),
            "sheets": fingerprint(sorted(s.sha256 for s in (*self.sheets, *self.consensus))),
            "decisions": fingerprint([d.model_dump(mode="json") for d in self.decisions]),
        }
