"""The published rules in plain English, as the report prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.buyer.procurement import Rounding, Rules, Shortlist
from vendor_eval.model.outcome.cells import Leaf
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.price_formulas import PRICE_FORMULAS
from vendor_eval.report.content.headline import VERDICT_WORDS
from vendor_eval.report.content.money import discount_words
from vendor_eval.report.content.points import Points
from vendor_eval.report.format.numbers import Percent
from vendor_eval.report.format.rounding import Split
from vendor_eval.report.format.text import cut, plain, sentence
from vendor_eval.report.format.titles import titles
from vendor_eval.scoring.shortlist import STAGE_WORDS
from vendor_eval.text import listed


@dataclass(frozen=True, slots=True)
class RuleRow:
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A group or a criterion in the order of the catalogue; ``rule`` is empty for a group."""

    id: str
    title: str
    depth: int
    weight: Percent
    possible: Decimal | None
    by: str
    rule: str


_UNANSWERED = {
    "zero": "A question without an answer counts as zero; a gate without an answer is failed.",
    "disqualify": "A vendor that leaves a gate or a scored question without an answer is excluded.",
    "refuse": "A question without an answer is no silent zero: while one is open, no ranking is official.",
}
_TIES = {
    "lowest_price": "the lowest net present cost",
    "earliest_bid": "the bid received first",
    "lot": "a draw by lot",
}
_BY = {"answer": "answer", "panel": "panel", "price": "price"}
PARTS = "Each criterion gives points × weight × value, and a vendor’s score is their sum."


def rule_rows(outcome: Outcome, points: Points | None) -> tuple[RuleRow, ...]:
    rules = outcome.rules
    maximum = f"{rules.points.normalize():f}"
    rows = [
        RuleRow("Score", _score_words(outcome, maximum)),
        RuleRow(
            "Gates", "A vendor that fails one is excluded before any score; nothing else makes up for it."
        ),
        RuleRow("No answer", _UNANSWERED[rules.unanswered]),
        RuleRow("Does not apply", _NOT_APPLICABLE),
        RuleRow("Panel", _panel_words(rules)),
        *([RuleRow("Weights", words)] if (words := _weights_words(outcome)) else []),
        *(
            [RuleRow("Short list", _shortlist_words(rules.shortlist, titles(outcome)))]
            if rules.shortlist
            else []
        ),
        RuleRow("Price", f"Value = {_formula_words(outcome)}. {discount_words(outcome)}"),
        RuleRow("Minimum scores", _threshold_words(outcome)),
        RuleRow("Rounding", _rounding_words(rules.rounding)),
        RuleRow("Ties", _tie_words(outcome)),
        RuleRow("Verdict", VERDICT_WORDS),
    ]
    if points is not None and rules.rounding.component == "none":
        rows.append(RuleRow("Figures shown", f"To {points.decimals} decimals; {_ADD_UP}"))
    return tuple(rows)


def _weights_words(outcome: Outcome) -> str:
    """Whose they are, and the reason that bidders were given; empty in a record from before it was kept."""
    by = f"Agreed by: {plain(outcome.weights_by)}." if outcome.weights_by else ""
    why = f"Rationale: {sentence(cut(outcome.rationale, 2000))}" if outcome.rationale else ""
    return " ".join(filter(None, (by, why)))


_NOT_APPLICABLE = (
    "A vendor’s claim that a question does not apply counts as no answer, until the buyer accepts it; "
    "then the question drops out for all vendors."
)
_ADD_UP = (
    "each figure of points is rounded by itself, halves upwards, so a sum may differ from its parts in the "
    "last digit; weights in percent are rounded so that they add up; differences are taken between the "
    "figures shown."
)


def _score_words(outcome: Outcome, maximum: str) -> str:
    first = outcome.rankings[0].method if outcome.rankings else "weighted_sum"
    words = f"{PARTS} Values run from 0 to 1; full marks are {maximum} points."
    if outcome.rules.consensus == "mean_of_ranks":
        also = "" if first in ("mean_of_ranks", "weighted_sum") else f" The ranking above is by {first}."
        return f"Mean of ranks. {words} {RANKS}{also}"
    if first == "weighted_sum":
        return f"Weighted sum. {words}"
    return f"The published method is the weighted sum. {words} The ranking above is a comparison by {first}."


RANKS = (
    "Each evaluator’s own scores give every bid a total; these totals are ranked, equal ones sharing the "
    "mean of their places, and the mean of a bid’s ranks is its score: lower is better."
)
_CONSENSUS = {
    "mean": "the mean of their scores counts, without rounding.",
    "median": "the median of their scores counts, without rounding.",
    "negotiated": "the score that counts is agreed in a meeting, with a recorded reason.",
    "mean_of_ranks": "each evaluator’s scores rank the bids, and the ranks are averaged.",
}


def _panel_words(rules: Rules) -> str:
    return (
        "Evaluators score the free answers on a scale with published anchors; "
        f"{_CONSENSUS[rules.consensus]} A score that is missing is asked for, never taken as zero."
    )


def _shortlist_words(rule: Shortlist, names: Mapping[str, str]) -> str:
    steps = [f"{100 * x:.6g}\N{NO-BREAK SPACE}% in {names.get(g, g)}" for g, x in rule.group_minimums.items()]
    words = f"After {STAGE_WORDS[rule.after]}, without the price: "
    if rule.top is not None:
        first = f"the first {rule.top} vendors go on" if rule.top > 1 else "the first vendor goes on"
        words += f"{first}, with all that are equal to {'the last of them' if rule.top > 1 else 'it'}"
    elif rule.threshold is not None:
        words += (
            f"vendors with at least {100 * rule.threshold:.6g}\N{NO-BREAK SPACE}% of what can be earned go on"
        )
    else:
        words += "vendors that reach the minimums go on"
    return f"{words}{'; at least ' + listed(steps, 50) + ' is needed' if steps else ''}."


def _threshold_words(outcome: Outcome) -> str:
    if not outcome.rules.thresholds:
        return "None."
    names = titles(outcome)
    parts = [
        f"{100 * t.minimum:.6g}\N{NO-BREAK SPACE}% in {t.of}" + (f" ({names[t.of]})" if t.of in names else "")
        for t in outcome.rules.thresholds
    ]
    return f"At least {listed(parts, 50)} of what can be earned, tested before price is opened."


def _rounding_words(rule: Rounding) -> str:
    steps = []
    if rule.component != "none":
        steps.append(f"each criterion’s points to {rule.component} decimals")
    if rule.total != "none":
        steps.append(f"each total to {rule.total} decimals, before ranking")
    if not steps:
        return "Scores are ranked without rounding."
    half = "halves upwards" if rule.mode == "half_up" else "halves to the even digit"
    return f"Rounded are {listed(steps, 8)}; {half}."


def _tie_words(outcome: Outcome) -> str:
    if not outcome.rules.ties:
        return "No rule was published; vendors with equal points share the rank, and no winner is declared."
    names = titles(outcome)
    steps = [_TIES.get(rule) or f"{rule} {names.get(rule, '')}".strip() for rule in outcome.rules.ties]
    return f"Vendors with equal points are ordered by {', then '.join(steps)}."


def tie_rule_words(rule: str) -> str:
    """What decides between equal points, as the end of a sentence."""
    return _TIES.get(rule, f"criterion {rule}")


def weight_rows(outcome: Outcome, points: Points | None, weights: Split) -> tuple[WeightRow, ...]:
    """The tree as it was weighed: every group, then its own criteria, then the groups inside it."""
    rows = []
    for group in outcome.groups:
        depth = len(group.path) - 1
        possible = points.possible.groups[group.path] if points else None
        weight = weights.groups[group.path]
        rows.append(WeightRow(group.id, group.title, depth, weight, possible, "", ""))
        for leaf in outcome.criteria:
            if leaf.group == group.path:
                most = points.possible.criteria[leaf.criterion] if points else None
                share = weights.criteria[leaf.criterion]
                rows.append(
                    WeightRow(
                        leaf.criterion, leaf.title, depth + 1, share, most, _BY[leaf.by], _rule(outcome, leaf)
                    )
                )
    return tuple(rows)


def _rule(outcome: Outcome, leaf: Leaf) -> str:
    return f"value = {_formula_words(outcome)}" if leaf.by == "price" else leaf.rule


def _formula_words(outcome: Outcome) -> str:
    rule = outcome.price_rule
    bands = [f"up to {end.normalize():f} times: {value.normalize():f}" for end, value in rule.bands or ()]
    given = {
        "k": f"{rule.k.normalize():f}" if rule.k else "",
        "budget": f"{rule.budget.normalize():,f} {outcome.currency}" if rule.budget else "",
        "bands": listed(bands, 50),
    }
    return PRICE_FORMULAS[rule.formula].report.format_map(given)
