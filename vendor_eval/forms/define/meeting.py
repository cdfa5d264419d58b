"""The workbook of the panel's meeting: every evaluator's score side by side, and cells for what is agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from vendor_eval.forms.define.score_sheet import (
    ANCHORS,
    BID_PROPERTY,
    CRITERION,
    OFFER,
    REASON,
    SCORE,
    VENDOR,
    Rows,
    criteria_scored_by,
    earlier_inputs,
    row_id,
)
from vendor_eval.forms.define.score_sheet_words import PARTS
from vendor_eval.forms.spec import Column, Field, Form, Line, Sheet, Shown, Start
from vendor_eval.model.bids.response import Response
from vendor_eval.model.bids.score_sheet import CONSENSUS, Score
from vendor_eval.model.buyer.procurement import Evaluator, Procurement, Vendor
from vendor_eval.model.content_hashes import answer_hash
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.model.fingerprint import fingerprint

SPREAD = "spread"
PRESENT, HELD_ON = "present", "held_on"
_FIELDS = (Field(PRESENT, "Who was present"), Field(HELD_ON, "Date of the meeting"))


class PanelScores(NamedTuple):
    """``own``: evaluator id -> row id -> score; ``agreed``: row id -> what a meeting recorded before.

    ``rows``: the ids of what the meeting can discuss, since an evaluator has scored it. ``unchanged``: those
    agreed on before to which nothing has come since, neither another answer nor another score.
    """

    own: Mapping[str, Mapping[str, Score]]
    agreed: Mapping[str, Score]
    rows: Set[str]
    unchanged: Set[str] = frozenset()


def meeting_form(
    procurement: Procurement,
    catalogue: Catalogue,
    vendors: Sequence[Vendor],
    responses_by_vendor_id: Mapping[str, Response],
    scored: PanelScores,
    fingerprint: str,
    part: str = "",
) -> Form:
    """A row for each of ``scored.rows``, of the stage ``part`` if it names one; evaluators as columns."""
    panel = procurement.panel
    mine = {
        c.id
        for e in panel
        for c in criteria_scored_by(e, catalogue, part)
        if any(row_id(c.id, v.id) in scored.rows for v in vendors)
    }
    codes = (procurement.currency.code, *procurement.currency.rates)
    limit = procurement.rules.spread_percent
    rows = Rows(
        mine,
        vendors,
        responses_by_vendor_id,
        codes,
        lambda c, v: _shown_cells(c, v, panel, catalogue, scored, limit),
        lambda c, v: _agreed_before(scored, row_id(c.id, v.id)),
        lambda c, v: row_id(c.id, v.id) in scored.rows,
    )
    sheets = [(group, tuple(rows.of(group))) for group in catalogue.groups]
    return Form(
        kind="scores",
        title=f"Consensus meeting: {procurement.title}",
        subtitle=f"{procurement.buyer.name}, RFP {procurement.id}{f', {PARTS[part]}' if part else ''}",
        properties={
            "rfp": procurement.id,
            "fingerprint": fingerprint,
            "evaluator": CONSENSUS,
            **({"part": part} if part else {}),
            **{
                f"{BID_PROPERTY}{v}": mark
                for v, mark in shown_hashes(vendors, responses_by_vendor_id, scored).items()
            },
        },
        start=Start(_instructions(procurement), _FIELDS, "The meeting"),
        sheets=tuple(
            Sheet(g.title, g.title, _columns(mine & {c.id for c in g.leaves()}, panel, catalogue), r)
            for g, r in sheets
            if r
        ),
        noun="score",
    )


def shown_hashes(
    vendors: Sequence[Vendor], responses: Mapping[str, Response], scored: PanelScores
) -> dict[str, str]:
    """By vendor id what the sheet shows of answers and own scores, in 16 hex digits: is it still the same?"""
    found = {}
    for vendor in vendors:
        rows = sorted(row for row in scored.rows if row.rpartition("|")[2] == vendor.id)
        response = responses.get(vendor.id)
        answers = response.answers if response else {}
        shown = [
            [row, answer_hash(answers.get(row.rpartition("|")[0]))]
            + [[e, s[row].score] for e, s in sorted(scored.own.items()) if row in s]
            for row in rows
        ]
        if rows:
            found[vendor.id] = fingerprint(shown)[:16]
    return found


def spread(rubric: Rubric, scores: Sequence[float]) -> float:
    """How far the highest and the lowest score are apart, in percent of the scale."""
    return 100 * (max(scores) - min(scores)) / rubric.best if scores else 0.0


def above_spread_limit(percent: float, limit: float) -> bool:
    """Whether a spread is to be discussed; tolerates binary rounding at the limit."""
    return percent > limit + 1e-9


def _columns(inside: Set[str], panel: Sequence[Evaluator], catalogue: Catalogue) -> tuple[Column, ...]:
    members = [e for e in panel if inside & {c.id for c in criteria_scored_by(e, catalogue)}]
    return (
        Column(CRITERION, "What is scored", 36),
        Column(ANCHORS, "What earns which score", 30),
        Column(VENDOR, "Vendor", 16),
        Column(OFFER, "What the vendor answered", 40),
        *(Column(_own_column(e), f"{e.name}\n{e.role}", 26) for e in members),
        Column(SPREAD, "Spread", 16),
        Column(SCORE, "Score agreed on", 10, "input", counts=True),
        Column(REASON, "Reason", 38, "input"),
    )


def _own_column(evaluator: Evaluator) -> str:
    return f"own-{evaluator.id}"


def _shown_cells(
    criterion: Criterion,
    vendor: Vendor,
    panel: Sequence[Evaluator],
    catalogue: Catalogue,
    scored: PanelScores,
    limit: float,
) -> dict[str, Shown]:
    row = row_id(criterion.id, vendor.id)
    assigned = [e for e in panel if criterion.id in {c.id for c in criteria_scored_by(e, catalogue)}]
    cells: dict[str, Shown] = {_own_column(e): _score(scored.own.get(e.id, {}).get(row)) for e in assigned}
    given = [
        s.score
        for e in assigned
        if (s := scored.own.get(e.id, {}).get(row)) is not None and s.score is not None
    ]
    return cells | {SPREAD: _spread(criterion, given, scored.agreed.get(row), limit)}


def _agreed_before(scored: PanelScores, row: str) -> dict[str, str | float]:
    agreed = scored.agreed.get(row) if row in scored.unchanged else None
    return earlier_inputs(agreed)


def _score(score: Score | None) -> tuple[Line, ...]:
    if score is None or score.score is None:
        return (Line("no score", "alert"),)
    return (Line(f"{score.score:g}", "bold"), *((Line(score.reason),) if score.reason else ()))


def _spread(
    criterion: Criterion, given: Sequence[float], before: Score | None, limit: float
) -> tuple[Line, ...]:
    lines = []
    if len(given) > 1 and isinstance(criterion.value, Rubric):
        percent = spread(criterion.value, given)
        lines.append(Line(f"{max(given) - min(given):g} of {criterion.value.best} ({percent:.0f} %)"))
        if above_spread_limit(percent, limit):
            lines.append(Line("Speak about this", "alert"))
    if before is not None and before.score is not None:
        lines.append(Line(f"Agreed before: {before.score:g}", "faint"))
        lines += [Line(before.reason, "faint")] if before.reason else []
    return tuple(lines)


def _instructions(procurement: Procurement) -> tuple[tuple[str, str], ...]:
    rules = procurement.rules
    counts = {
        "negotiated": "By the published rules the score agreed on here is the score of the panel; every row "
        "needs a score and a reason.",
    }.get(
        rules.consensus,
        "By the published rules the evaluators’ own scores are combined by calculation. What is agreed here "
        "is kept and shown beside them, and does not count; who was convinced hands in a new sheet.",
    )
    return (
        (
            "What this is",
            "What each evaluator scored alone, and why. What nobody has scored is not here, nor what a "
            "vendor did not answer. The independent scores are kept for ever, whatever is agreed here.",
        ),
        ("What counts", counts),
        (
            "Spread",
            "The highest score less the lowest. A row is marked where that is more than "
            f"{rules.spread_percent:g} percent of the scale: speak about these rows first.",
        ),
        (
            "Scores and reasons",
            "Write the score that the panel agrees on, from 0 to the best score, and the reason in a "
            "sentence or two. What was agreed on before is filled in, but where an answer or a score changed "
            "since. A row left empty keeps what was agreed before, if anything was.",
        ),
        (
            "This file",
            "Write into the coloured cells only. Do not delete, merge or move rows, columns or sheets.",
        ),
    )
