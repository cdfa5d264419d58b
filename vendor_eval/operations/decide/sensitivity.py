"""How robust a decision is: which weights, bids, scores or prices would put another vendor first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from vendor_eval.findings import Finding
from vendor_eval.model.outcome.acceptability import Acceptability
from vendor_eval.model.problem import Parameter
from vendor_eval.operations.decide.rank import NO_PARAMETERS
from vendor_eval.operations.decide.sensitivity_case import case_robustness
from vendor_eval.operations.decide.sensitivity_charts import Charts, write_charts
from vendor_eval.operations.decide.sensitivity_request import (
    SensitivityRequest,
    Units,
    request_for_folder,
    request_for_table,
)
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.result import OperationResult
from vendor_eval.sensitivity.case.case_tables import rounding_findings
from vendor_eval.sensitivity.case.uncertain import Range
from vendor_eval.sensitivity.exact.every_answer import exact, nothing_exact
from vendor_eval.sensitivity.exact.results import Exact
from vendor_eval.sensitivity.monte_carlo.acceptability import acceptability
from vendor_eval.sensitivity.monte_carlo.engine import Progress
from vendor_eval.sensitivity.monte_carlo.parameters import SamplingParameters as SamplingParameters
from vendor_eval.sensitivity.verdict import Robustness, sampling_words, verdict
from vendor_eval.workspace.journal import Notice

LARGE = 20_000
"""So many cells take longer than a person waits without a word."""
ShowProgress = Callable[[Progress], None]
DEFAULT_SAMPLING = SamplingParameters()


@dataclass(frozen=True, kw_only=True)
class SensitivityResult(OperationResult):
    """``robustness`` is None where nobody is ranked; the Findings say why.

    ``not_sampled``: why there are no shares by Monte Carlo. ``open_ranges``: what was sampled besides the
    weights. ``charts``: the figures that were written; None where none were requested.
    """

    request: SensitivityRequest | None = None
    robustness: Robustness | None = None
    not_sampled: str | None = None
    charts: Charts | None = None

    @property
    def verdict(self) -> str | None:
        """How robust the first place is, in one line."""
        return verdict(self.robustness) if self.robustness else None

    @property
    def sampled(self) -> str:
        """What was sampled by Monte Carlo, in words; empty where nothing was."""
        shares = self.robustness.drawn if self.robustness else None
        return sampling_words(shares) if shares else ""

    @property
    def units(self) -> Units:
        return self.request.units if self.request else Units(1.0, 1.0)

    @property
    def open_ranges(self) -> tuple[Range, ...]:
        open_values = self.request.open_values if self.request else None
        return open_values.ranges if open_values else ()


def sensitivity(
    folder: ProcurementFolder,
    method: str | None = None,
    parameters: Mapping[str, Parameter] = NO_PARAMETERS,
    *,
    known: str = "both",
    sampling: SamplingParameters = DEFAULT_SAMPLING,
    uncertain: bool = False,
    charts: Path | None = None,
    progress: ShowProgress | None = None,
) -> SensitivityResult:
    """Analyse the ranking of a procurement by the published method, or by another one.

    ``known``: what is taken as known of the weights for the bounds (order, ranges, both, nothing).
    ``uncertain``: sample scores, volumes and prices that the case leaves open as well. ``charts``: a folder
    for the figures. Writes nothing into the procurement folder.
    """
    request, findings = request_for_folder(folder, method, parameters, uncertain)
    return _analysed(request, findings, known, sampling, charts, folder.notice, progress)


def table_sensitivity(
    path: Path,
    method: str | None = None,
    parameters: Mapping[str, Parameter] = NO_PARAMETERS,
    *,
    known: str = "both",
    sampling: SamplingParameters = DEFAULT_SAMPLING,
    charts: Path | None = None,
    notice: Notice | None = None,
    progress: ShowProgress | None = None,
) -> SensitivityResult:
    """As ``sensitivity``, of a table in a file of its own."""
    request, findings = request_for_table(path, method, parameters)
    return _analysed(request, findings, known, sampling, charts, notice, progress)


def _analysed(
    request: SensitivityRequest | None,
    findings: list[Finding],
    known: str,
    sampling: SamplingParameters,
    folder: Path | None,
    notice: Notice | None,
    progress: ShowProgress | None,
) -> SensitivityResult:
    if request is None:
        return SensitivityResult(findings=tuple(findings))
    vendors, criteria = len(request.problem.alternatives), len(request.problem.criteria)
    if notice is not None and vendors * criteria > LARGE:
        notice(f"Solving for {vendors} vendors and {criteria} criteria; this may take a minute ...")
    answers, wrong = exact_answers(request, known)
    findings += [f for f in wrong if f not in findings]
    if answers is None:
        return SensitivityResult(findings=tuple(findings), request=request)
    found, not_sampled, more = robustness(request, answers, sampling, progress)
    charts = None
    if folder is not None:
        charts = write_charts(folder, request, found, not_sampled)
        more = [*more, *charts.findings]
    findings += [f for f in more if f not in findings]
    return SensitivityResult(
        findings=tuple(findings), request=request, robustness=found, not_sampled=not_sampled, charts=charts
    )


def exact_answers(
    request: SensitivityRequest, known: str = "both", *, quick: bool = False
) -> tuple[Exact | None, list[Finding]]:
    """What can be solved; None where the method cannot rank the table. ``quick``: no linear programmes."""
    ranking = request.ranking
    first = next(iter(ranking.best), None) if ranking else None
    if ranking is not None and request.by_ranks:
        return nothing_exact(request.problem, ranking, first), []
    found, findings = exact(
        request.problem,
        request.method,
        request.parameters,
        first=first,
        known=known,
        field=request.priced,
        quick=quick,
    )
    if found is not None and ranking is not None:
        findings = [*findings, *rounding_findings(ranking, found)]
    return found, findings


def robustness(
    request: SensitivityRequest,
    answers: Exact,
    sampling: SamplingParameters,
    progress: ShowProgress | None = None,
) -> tuple[Robustness, str | None, list[Finding]]:
    """All that the verdict rests on, and why nothing was sampled."""
    sampled, not_sampled, findings = _sampled(request, answers, sampling, progress)
    of_case, more = case_robustness(request.of)
    best = request.ranking.best if request.ranking else answers.best
    found = Robustness(answers, best, sampled, of_case, request.titles, request.award)
    return found, not_sampled, [*findings, *more]


def _sampled(
    request: SensitivityRequest, answers: Exact, sampling: SamplingParameters, progress: ShowProgress | None
) -> tuple[Acceptability | None, str | None, list[Finding]]:
    """Shares of ranks by Monte Carlo, or why there are none."""
    if not request.can_be_sampled:
        return None, answers.reason, []
    found, findings = acceptability(
        request.problem,
        request.method,
        request.parameters,
        **asdict(sampling),
        progress=progress,
        tables=request.open_values,
    )
    return found, None if found else "the findings say why", findings
