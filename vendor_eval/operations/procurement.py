"""A procurement from Python: one object, with the acts of the command line as methods."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.operations.folder import ProcurementFolder

if TYPE_CHECKING:
    from vendor_eval.findings import Finding
    from vendor_eval.model.bids.buyer_decision import Act
    from vendor_eval.model.problem import Parameter
    from vendor_eval.operations.bids.check import CheckResult
    from vendor_eval.operations.bids.cost import CostResult
    from vendor_eval.operations.bids.receive import ReceiveResult
    from vendor_eval.operations.bids.settle import SettleResult
    from vendor_eval.operations.decide.compare import CompareResult
    from vendor_eval.operations.decide.rank import RankResult
    from vendor_eval.operations.decide.rehearse import RehearsalResult
    from vendor_eval.operations.decide.sensitivity import SamplingParameters, SensitivityResult, ShowProgress
    from vendor_eval.operations.decide.what_if_weights import WhatIfWeights
    from vendor_eval.operations.letters.files import LettersResult
    from vendor_eval.operations.letters.letter import LetterKind
    from vendor_eval.operations.panel.agreement import AgreementResult
    from vendor_eval.operations.panel.collect import CollectResult
    from vendor_eval.operations.panel.score_sheets import SheetsResult
    from vendor_eval.operations.panel.shortlist import ShortlistResult
    from vendor_eval.operations.post_award.acceptance import AcceptancePlan, AcceptanceResults
    from vendor_eval.operations.post_award.monitor import MonitorResult
    from vendor_eval.operations.post_award.roadmap import NewRoadmapResult, RoadmapResult
    from vendor_eval.operations.prepare.criteria import CriteriaResult, ExportResult, ImportResult
    from vendor_eval.operations.prepare.issue import IssueResult
    from vendor_eval.operations.prepare.new import NewResult
    from vendor_eval.operations.prepare.questions import PublicationResult, QuestionResult, QuestionsResult
    from vendor_eval.operations.prepare.weigh import StakeholderWeights
    from vendor_eval.operations.prepare.weigh_ask import Interview
    from vendor_eval.operations.publish.export import TableExport
    from vendor_eval.operations.publish.ocds import OcdsResult
    from vendor_eval.operations.publish.report import ReportResult
    from vendor_eval.operations.status.status import StatusResult
    from vendor_eval.scoring.agreement.ratings import Level


class Procurement(ProcurementFolder):
    """What can be done with a procurement folder. Each method returns a frozen result with its Findings.

    ``Procurement("our-pacs", clock=..., by="Anna")``; see ``ProcurementFolder`` for the arguments, and each
    operation's own module for what it takes and returns.
    """

    def new(self, catalogue: str = "pacs", profile: str | None = None, by: str | None = None) -> NewResult:
        """Start the folder with three commented files to fill in."""
        from vendor_eval.operations.prepare.new import new

        return new(self, catalogue, profile, by)

    def criteria(self) -> CriteriaResult:
        """The criteria with their weights as shares of the whole."""
        from vendor_eval.operations.prepare.criteria import criteria

        return criteria(self)

    def check_criteria(self) -> CriteriaResult:
        """What bidders and courts complain of, found before the RFP goes out."""
        from vendor_eval.operations.prepare.criteria import check_criteria

        return check_criteria(self)

    def export_criteria(self, to: Path) -> ExportResult:
        """Write all criteria into one table, xlsx or csv."""
        from vendor_eval.operations.prepare.criteria import export_criteria

        return export_criteria(self, to)

    def import_criteria(
        self,
        path: Path,
        *,
        columns: str | None = None,
        hecvat: bool = False,
        first: int = 2,
        name: str | None = None,
        by: str | None = None,
    ) -> ImportResult:
        """Make a catalogue of a list: the buyer's own, an exported table, or HECVAT."""
        from vendor_eval.operations.prepare.criteria import import_criteria

        return import_criteria(self, path, columns=columns, hecvat=hecvat, first=first, name=name, by=by)

    def stakeholder_weights(self, aggregation: str = "mean", group: str | None = None) -> StakeholderWeights:
        """What stakeholders want, and what they want together."""
        from vendor_eval.operations.prepare.weigh import stakeholder_weights

        return stakeholder_weights(self, aggregation, group)

    def interview(
        self, stakeholder: str, group: str | None = None, by: str | None = None
    ) -> tuple[Interview | None, list[Finding]]:
        """Ask one stakeholder about weights."""
        from vendor_eval.operations.prepare.weigh_ask import interview

        return interview(self, stakeholder, group, by)

    def issue(self, addendum: str | None = None, by: str | None = None) -> IssueResult:
        """Write the RFP and the workbooks for vendors; with a reason, an addendum to them."""
        from vendor_eval.operations.prepare.issue import issue

        return issue(self, addendum, by)

    def add_question(
        self,
        text: str,
        *,
        vendor: str | None = None,
        criterion: str | None = None,
        hide: Sequence[str] = (),
        at: datetime | None = None,
        by: str | None = None,
    ) -> QuestionResult:
        """Store a question of a bidder, without names."""
        from vendor_eval.operations.prepare.questions import add_question

        return add_question(self, text, vendor=vendor, criterion=criterion, hide=hide, at=at, by=by)

    def answer_question(
        self, question: str, text: str, *, hide: Sequence[str] = (), by: str | None = None
    ) -> QuestionResult:
        """Answer a question, or correct an answer."""
        from vendor_eval.operations.prepare.questions import answer_question

        return answer_question(self, question, text, hide=hide, by=by)

    def publish_answers(self, by: str | None = None) -> PublicationResult:
        """Write the new answers for all bidders."""
        from vendor_eval.operations.prepare.questions import publish_answers

        return publish_answers(self, by)

    def questions(self) -> QuestionsResult:
        """All questions with their answers."""
        from vendor_eval.operations.prepare.questions import questions

        return questions(self)

    def receive(
        self,
        file: Path | str,
        vendor: str,
        *,
        new: bool = False,
        at: datetime | None = None,
        by: str | None = None,
    ) -> ReceiveResult:
        """Store a vendor's filled workbook as the next version of its bid."""
        from vendor_eval.operations.bids.receive import receive

        return receive(self, file, vendor, new=new, at=at, by=by)

    def settle(
        self,
        act: Act,
        vendor: str,
        *,
        reason: str,
        criterion: str | None = None,
        value: str | None = None,
        file: str | None = None,
        at: datetime | None = None,
        undo: bool = False,
        by: str | None = None,
    ) -> SettleResult:
        """Record the buyer's decision on a single case, or take it back."""
        from vendor_eval.operations.bids.settle import settle

        more = {"criterion": criterion, "value": value, "file": file}
        return settle(self, act, vendor, reason=reason, **more, at=at, undo=undo, by=by)

    def letter(
        self,
        kind: LetterKind,
        vendor: str | None = None,
        *,
        until: datetime | None = None,
        about: str = "",
        standstill: date | None = None,
        by: str | None = None,
    ) -> LettersResult:
        """Write a letter to a vendor, or to everybody whom it concerns."""
        from vendor_eval.operations.letters.files import LetterRequest
        from vendor_eval.operations.letters.letter import letter

        return letter(self, kind, LetterRequest(vendor, until, about, standstill, by))

    def check(self) -> CheckResult:
        """What is missing, contradictory or not comparable in what came in, and whether the log is whole."""
        from vendor_eval.operations.bids.check import check

        return check(self)

    def cost(self) -> CostResult:
        """What each bid costs, by year and scenario."""
        from vendor_eval.operations.bids.cost import cost

        return cost(self)

    def sheets(
        self, stage: str = "", *, final: bool = False, consensus: bool = False, by: str | None = None
    ) -> SheetsResult:
        """Write the score sheets of the evaluators, or that of the panel's meeting."""
        from vendor_eval.operations.panel.score_sheets import score_sheets

        return score_sheets(self, stage, final=final, consensus=consensus, by=by)

    def collect(self, files: Sequence[Path | str], *, by: str | None = None) -> CollectResult:
        """Store the evaluators' filled score sheets as the next versions."""
        from vendor_eval.operations.panel.collect import collect

        return collect(self, files, by=by)

    def agreement(self, level: Level = "interval", *, seed: int = 0) -> AgreementResult:
        """How far the evaluators agree."""
        from vendor_eval.operations.panel.agreement import agreement

        return agreement(self, level, seed)

    def shortlist(self) -> ShortlistResult:
        """Who goes on after a stage, by the scores known so far."""
        from vendor_eval.operations.panel.shortlist import shortlist

        return shortlist(self)

    def status(self) -> StatusResult:
        """Which stage the procurement is in, and the next command."""
        from vendor_eval.operations.status.status import status

        return status(self)

    def rank(
        self,
        methods: Sequence[str] = (),
        parameters: Mapping[str, Parameter] | None = None,
        *,
        weights: WhatIfWeights | None = None,
        confirm: bool = False,
    ) -> RankResult:
        """Rank the vendors by the published method, or by others or other weights beside it."""
        from vendor_eval.operations.decide.rank import rank

        return rank(self, methods, parameters or {}, weights=weights, confirm=confirm)

    def sensitivity(
        self,
        method: str | None = None,
        parameters: Mapping[str, Parameter] | None = None,
        *,
        known: str = "both",
        sampling: SamplingParameters | None = None,
        uncertain: bool = False,
        charts: Path | None = None,
        progress: ShowProgress | None = None,
    ) -> SensitivityResult:
        """Analyse which weights, bids, scores or prices would put another vendor first."""
        from vendor_eval.operations.decide.sensitivity import DEFAULT_SAMPLING, sensitivity

        return sensitivity(
            self,
            method,
            parameters or {},
            known=known,
            sampling=sampling or DEFAULT_SAMPLING,
            uncertain=uncertain,
            charts=charts,
            progress=progress,
        )

    def rehearse(self, *, draws: int | None = None, seed: int = 1) -> RehearsalResult:
        """Try the price formula and the weights on made-up bids."""
        from vendor_eval.operations.decide.rehearse import rehearse

        return rehearse(self, draws=draws, seed=seed)

    def report(
        self,
        formats: Collection[str] = (),
        *,
        audience: str | None = None,
        vendor: str | None = None,
        blind: bool = False,
    ) -> ReportResult:
        """Write the decision report and the selection record, for the buyer or another audience."""
        from vendor_eval.operations.publish.report import report

        return report(self, formats, audience=audience, vendor=vendor, blind=blind)

    def compare(self, first: str, second: str) -> CompareResult:
        """Show answers, values and points of two vendors side by side."""
        from vendor_eval.operations.decide.compare import compare

        return compare(self, first, second)

    def export(self, table: str, file: Path) -> TableExport:
        """Write one tidy table to a .csv or .xlsx file."""
        from vendor_eval.operations.publish.export import export

        return export(self, table, file)

    def ocds(self, prefix: str | None = None) -> OcdsResult:
        """Write the public record in the open contracting format."""
        from vendor_eval.operations.publish.ocds import ocds

        return ocds(self, prefix)

    def new_roadmap(self) -> NewRoadmapResult:
        """Write a roadmap.yaml to fill in."""
        from vendor_eval.operations.post_award.roadmap import new_roadmap

        return new_roadmap(self)

    def roadmap(self) -> RoadmapResult:
        """Write the ten steps around the selection and a project plan."""
        from vendor_eval.operations.post_award.roadmap import roadmap

        return roadmap(self)

    def plan_acceptance(self) -> AcceptancePlan:
        """Write the plan of acceptance tests."""
        from vendor_eval.operations.post_award.acceptance import plan_acceptance

        return plan_acceptance(self)

    def record_acceptance(self, file: Path) -> AcceptanceResults:
        """Store a filled plan of acceptance tests."""
        from vendor_eval.operations.post_award.acceptance import record_acceptance

        return record_acceptance(self, file)

    def monitor(self, file: Path) -> MonitorResult:
        """Store measurements after go-live and score them against the promises."""
        from vendor_eval.operations.post_award.monitor import monitor

        return monitor(self, file)
