"""Several evaluators' scores to one, and what is missing for it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

from vendor_eval.findings import Finding
from vendor_eval.model.catalogue import Catalogue
from vendor_eval.model.procurement import Evaluator, Rules
from vendor_eval.model.scoresheet import Score, ScoreSheet


def assigned(catalogue: Catalogue, panel: Sequence[Evaluator]) -> dict[str, tuple[Evaluator, ...]]:
    """Who scores each panel criterion: those who name it, or a group above it, or name nothing."""
    return {
        c.id: tuple(e for e in panel if e.scores is None or {c.id, *path} & set(e.scores))
        for path, c in catalogue.placed()
        if c.by_panel
    }


def latest(sheets: Sequence[ScoreSheet]) -> dict[str, ScoreSheet]:
    """The newest sheet of each evaluator."""
    newest: dict[str, ScoreSheet] = {}
    for sheet in sorted(sheets, key=lambda s: s.version):
        newest[sheet.evaluator] = sheet
    return newest


def scores_of(
    vendor: str, criterion: str, evaluators: Sequence[Evaluator], sheets: dict[str, ScoreSheet]
) -> dict[str, Score | None]:
    """What each assigned evaluator wrote, None where there is nothing."""
    found: dict[str, Score | None] = {}
    for evaluator in evaluators:
        sheet = sheets.get(evaluator.id)
        found[evaluator.name] = sheet.score(vendor, criterion) if sheet else None
    return found


def consensus(scores: Sequence[float], rules: Rules) -> float:
    """The panel's score, not rounded. ``scores`` holds one number of every assigned evaluator."""
    return fmean(scores) if rules.consensus == "mean" else float(median(scores))


def missing_scores(
    needed: dict[str, dict[tuple[str, str], bool]], sheets: dict[str, ScoreSheet]
) -> list[Finding]:
    """One Finding an evaluator. ``needed``: evaluator id -> (vendor name, criterion) -> is it there."""
    findings = []
    for evaluator, places in needed.items():
        gaps = [f"{vendor} {criterion}" for (vendor, criterion), there in places.items() if not there]
        if not gaps:
            continue
        if evaluator not in sheets:
            message = f"no score sheet of {evaluator} has come back"
            hint = "vendor-eval sheets DIR writes it, vendor-eval collect DIR FILE takes it back"
        else:
            more = f" and {len(gaps) - 5} more" if len(gaps) > 5 else ""
            message = f"{evaluator} has not scored {', '.join(gaps[:5])}{more}"
            hint = "a missing score is not a zero: complete the sheet and collect it again"
        findings.append(Finding("score.missing", "error", evaluator, message, hint))
    return findings
