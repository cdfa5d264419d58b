"""Several evaluators' scores to one, and what is missing for it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise
from statistics import fmean, median

from vendor_eval.findings import Finding, Severity
from vendor_eval.model.bids.score_sheet import CONSENSUS, Score, ScoreSheet
from vendor_eval.model.buyer.procurement import Evaluator, Rules
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.outcome.cells import EarlierScore
from vendor_eval.text import first_few


def evaluators_by_criterion(
    catalogue: Catalogue, panel: Sequence[Evaluator]
) -> dict[str, tuple[Evaluator, ...]]:
    """Who scores each panel criterion: those who name it, or a group above it, or name nothing."""
    return {
        c.id: tuple(e for e in panel if e.scores is None or {c.id, *path} & set(e.scores))
        for path, c in catalogue.placed()
        if c.by_panel
    }


def latest_sheets(sheets: Sequence[ScoreSheet]) -> dict[str, ScoreSheet]:
    """The newest sheet of each evaluator that counts, with the newest score of every row over all of them.

    Sheets of different stages add up, and a later sheet replaces scores. A row that a later sheet leaves
    blank is a missing score; a meeting that says nothing of a row leaves what was agreed before.
    """
    newest: dict[str, ScoreSheet] = {}
    for sheet in sorted((s for s in sheets if s.counts), key=lambda s: s.version):
        before = newest.get(sheet.evaluator)
        rows = {(s.vendor, s.criterion): s for s in before.scores} if before else {}
        given = [s for s in sheet.scores if s.score is not None or sheet.evaluator != CONSENSUS]
        rows |= {(s.vendor, s.criterion): s for s in given}
        newest[sheet.evaluator] = sheet.model_copy(update={"scores": tuple(rows.values())})
    return newest


def earlier_scores(
    vendor: str, criterion: str, evaluators: Sequence[Evaluator], sheets: Sequence[ScoreSheet]
) -> dict[str, tuple[EarlierScore, ...]]:
    """By evaluator's name, the scores on sheets that count before the newest, oldest first.

    A score that a later sheet repeats in the same words is no earlier score.
    """
    found: dict[str, tuple[EarlierScore, ...]] = {}
    for evaluator in evaluators:
        mine = sorted(
            (s for s in sheets if s.counts and s.evaluator == evaluator.id), key=lambda s: s.version
        )
        if len(mine) < 2:
            continue
        rows = [(sheet.version, row) for sheet in mine if (row := sheet.score(vendor, criterion))]
        earlier = tuple(
            EarlierScore(version=version, score=row.score, reason=row.reason)
            for (version, row), (_, then) in pairwise(rows)
            if row.score is not None and (row.score, row.reason) != (then.score, then.reason)
        )
        if earlier:
            found[evaluator.name] = earlier
    return found


def scores_of(
    vendor: str, criterion: str, evaluators: Sequence[Evaluator], sheets: dict[str, ScoreSheet]
) -> dict[str, Score | None]:
    """What each assigned evaluator wrote, None where there is nothing."""
    found: dict[str, Score | None] = {}
    for evaluator in evaluators:
        sheet = sheets.get(evaluator.id)
        found[evaluator.name] = sheet.score(vendor, criterion) if sheet else None
    return found


def consensus(scores: Sequence[float], agreed: float | None, rules: Rules) -> float | None:
    """The panel's score, not rounded; None where what the rule needs is not there.

    ``scores`` holds one number of every assigned evaluator, ``agreed`` what the meeting recorded. Under
    ``mean_of_ranks`` the mean informs and tests thresholds; the ranking takes each evaluator's own scores.
    """
    if rules.consensus == "negotiated":
        return agreed
    if not scores:
        return None
    return float(median(scores)) if rules.consensus == "median" else fmean(scores)


def missing_consensus(places: Sequence[tuple[str, str]], bare: Sequence[tuple[str, str]]) -> list[Finding]:
    """Under ``negotiated``: (vendor, criterion) without a score of the meeting, or without its reason."""
    findings = []
    for code, what, where in (
        ("consensus.missing", "the meeting has recorded no score for", places),
        ("consensus.no-reason", "the meeting has recorded a score without a reason for", bare),
    ):
        if where:
            scores = first_few([f"{vendor} {criterion}" for vendor, criterion in where], 5)
            hint = "its sheet: vendor-eval sheets DIR --consensus; take it back: vendor-eval collect DIR FILE"
            findings.append(Finding(code, "error", CONSENSUS, f"{what} {scores}", hint))
    return findings


def missing_scores(
    needed: dict[str, dict[tuple[str, str], bool]],
    sheets: dict[str, ScoreSheet],
    severity: Severity = "error",
    rowless: Set[str] = frozenset(),
) -> list[Finding]:
    """One Finding an evaluator. ``needed``: evaluator id -> (vendor name, criterion) -> is it there.

    ``rowless``: evaluators with a missing score for which no returned sheet has a row.
    Only a warning where the panel's score is negotiated: then nothing is calculated from the own scores.
    """
    findings = []
    for evaluator, places in needed.items():
        gaps = [f"{vendor} {criterion}" for (vendor, criterion), there in places.items() if not there]
        if not gaps:
            continue
        if evaluator not in sheets:
            message = f"no score sheet of {evaluator} that counts has come back"
            hint = "vendor-eval sheets DIR writes it, vendor-eval collect DIR FILE takes it back"
        else:
            message = f"{evaluator} has not scored {first_few(gaps, 5)}"
            hint = "a missing score is not a zero: complete the sheet and collect it again"
            if evaluator in rowless:
                hint = (
                    "no sheet that came back has all these rows: write it with vendor-eval sheets DIR, or "
                    "with --stage; the scores so far are filled in"
                )
        findings.append(Finding("score.missing", severity, evaluator, message, hint))
    return findings
