"""What the report says first: who is recommended and by how much, or why nobody is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.report.content.points import Points, ranked_order
from vendor_eval.report.format.text import counted
from vendor_eval.text import listed

Kind = Literal["recommended", "tie", "open", "blocked", "nobody", "unofficial", "comparison", "what_if"]

# The lead as a share of all points. One of five evaluators who moves a criterion that weighs a tenth by one
# step of five moves the total by 0.4 percent: below 2 percent a handful of such steps turns the result,
# above 5 percent it takes a dozen, all in one direction.
CLEAR, LEANING = Decimal("0.05"), Decimal("0.02")
_CLEAR, _LEANING = (f"{100 * share:.0f}\N{NO-BREAK SPACE}%" for share in (CLEAR, LEANING))
VERDICTS = {
    "Clear": f"a lead of at least {_CLEAR} of all points",
    "Leaning": f"a lead of at least {_LEANING}, but less than {_CLEAR} of all points",
    "Close call": f"a lead of less than {_LEANING} of all points",
}
VERDICT_WORDS = (
    "; ".join(f"“{word}”: {meaning}" for word, meaning in VERDICTS.items())
    + ". The words describe the lead; they change no rank."
)


NOT_AS_ISSUED = (
    "The criteria, weights, rules or prices asked are not those that bidders were sent: "
    "the rules and weights in this report are the present ones."
)


@dataclass(frozen=True, slots=True)
class Headline:
    """``verdict`` is a word, or empty where there is no lead to judge; ``reasons``: why not official."""

    kind: Kind
    title: str
    verdict: str
    verdict_words: str
    sentence: str
    reasons: tuple[str, ...]
    official: bool
    first: str | None


def headline(outcome: Outcome, points: Points | None) -> Headline:
    kind = _kind(outcome)
    ranking = outcome.rankings[0] if outcome.rankings else None
    first = ranking.best[0] if ranking and len(ranking.best) == 1 else None
    word = verdict(points) if kind in ("recommended", "what_if") and first is not None else ""
    return Headline(
        kind=kind,
        title=_title(kind, outcome, ranking),
        verdict=word,
        verdict_words=VERDICTS.get(word, ""),
        sentence=_sentence(points, first) if points else _without_points(ranking, first),
        reasons=() if outcome.official else _reasons(outcome, kind),
        official=outcome.official,
        first=first,
    )


def verdict(points: Points | None) -> str:
    """``Clear``, ``Leaning`` or ``Close call`` by the lead as shown; empty without a second vendor."""
    if points is None or len(points.order) < 2:
        return ""
    share = lead_of(points) / points.maximum
    return "Clear" if share >= CLEAR else "Leaning" if share >= LEANING else "Close call"


def lead_of(points: Points) -> Decimal:
    first, second = points.order[:2]
    return points.scores[first] - points.scores[second]


def _kind(outcome: Outcome) -> Kind:
    if outcome.what_if:
        return "what_if"
    if not outcome.rankings:
        alive = any(v.status != "excluded" for v in outcome.vendors)
        return "blocked" if alive else "nobody"
    if outcome.official:
        return "recommended"
    if any(f.code == "rank.comparison" for f in outcome.findings):
        return "comparison"
    if outcome.open and outcome.rules.unanswered == "refuse":
        return "open"
    return "tie" if len(outcome.rankings[0].best) > 1 else "unofficial"


def _title(kind: Kind, outcome: Outcome, ranking: Ranking | None) -> str:
    if ranking is None:
        return {
            "nobody": "No vendor can be recommended: every bid is excluded",
            "what_if": "What if: no ranking can be made",
        }.get(kind, "No ranking yet")
    best = listed(ranking.best, 20)
    who = f"{best} are both first" if len(ranking.best) == 2 else f"{best} are all first"
    who = f"{best} is first" if len(ranking.best) == 1 else who
    return {
        "recommended": f"Recommended: {best}",
        "what_if": f"What if: {who}",
        "comparison": f"Comparison by {ranking.method}: {who}",
        "tie": f"No winner: {who}",
        "open": f"No recommendation yet: {counted(len(outcome.open), 'answer')} open",
        "unofficial": f"Not official: {who}",
    }[kind]


def _sentence(points: Points, first: str | None) -> str:
    name = first or points.order[0]
    score = f"{points.scores[name]:,} of {points.full} points"
    if len(points.order) == 1:
        return f"{name} has {score} and is the only vendor in the ranking."
    second = points.order[1]
    lead = lead_of(points)
    if first is None:
        return f"They have {score} each." if not lead else f"{name} has {score}."
    if not lead:
        return f"{name} has {score}, as many as {second}."
    return f"{name} has {score}, {lead:,} more than {second} ({points.scores[second]:,})."


def _without_points(ranking: Ranking | None, first: str | None) -> str:
    if ranking is None or first is None:
        return ""
    order = ranked_order(ranking)
    way = "lower is better" if ranking.lower_is_better else "higher is better"
    if len(order) == 1:
        return f"{first} is the only vendor in the ranking."
    return f"{first} comes before {order[1]} by {ranking.method} ({way})."


def _reasons(outcome: Outcome, kind: Kind) -> tuple[str, ...]:
    """In words, without repeating the title."""
    reasons = [f.message for f in outcome.findings if f.severity == "error"]
    if not outcome.as_issued and kind != "what_if":
        reasons.insert(0, NOT_AS_ISSUED)
    if kind == "what_if":
        reasons.insert(
            0, "These are not the published weights: this page shows what would follow from others."
        )
    if kind == "comparison":
        reasons.insert(0, "This is not the published method: it shows how another method would rank.")
    if kind == "blocked" and not reasons:
        waiting = [v.name for v in outcome.vendors if v.status == "open"]
        reasons.append(f"Gates without an answer are open for {listed(waiting, 8)}.")
    if kind == "nobody" and not reasons:
        reasons.append("No bid passed every gate and came in time.")
    return tuple(dict.fromkeys(reasons))
