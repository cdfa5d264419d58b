"""The rules of evaluation in words, each as the program will apply it."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.forms.spec import DECLINED, NOT_APPLICABLE
from vendor_eval.model.buyer.procurement import Rounding, Rules, Shortlist, Threshold
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.rfp.wording import number, percent

UNANSWERED = {
    "zero": (
        "An open gate is failed, and the bid is excluded. An open scored question has the value 0; the "
        "report shows it as unanswered, not as an answer that scored 0."
    ),
    "disqualify": "A bid with an open gate or an open scored question is excluded.",
    "refuse": (
        "No official ranking is made while a question is open. A bid with an open gate is neither admitted "
        "nor excluded until that gate is settled. The buyer asks the bidder, reads an unreadable cell, "
        "accepts that a question does not apply, or admits a completed workbook, and records why."
    ),
}
CONSENSUS = {
    "mean": "the arithmetic mean of the scores",
    "median": "the median of the scores (the middle one, or the mean of the two in the middle)",
    "negotiated": (
        "the one that the evaluators agree on in a meeting, which begins from their independent scores and "
        "records the reason of every agreed score"
    ),
    "mean_of_ranks": (
        "not one number: each evaluator’s own scores rank the bids, and the ranks are averaged"
    ),
}
TIES = {
    "lowest_price": "The lower evaluated price comes first.",
    "earliest_bid": "The bid received first comes first.",
    "lot": "A lot is drawn between them, and the draw is recorded.",
}
MODES = {
    "half_up": "a half is rounded up",
    "half_even": "a half is rounded to the even neighbour",
}


def rules_in_words(rules: Rules, catalogue: Catalogue) -> dict[str, object]:
    """The values of the variable ``rules``."""
    return {
        "points": number(rules.points),
        "unanswered": UNANSWERED[rules.unanswered],
        "not_applicable": NOT_APPLICABLE,
        "declined": DECLINED,
        "consensus": CONSENSUS[rules.consensus],
        "shortlist": _shortlist(rules.shortlist, catalogue) if rules.shortlist else None,
        "spread": percent(rules.spread_percent / 100),
        "by_ranks": rules.consensus == "mean_of_ranks",
        "ties": [_tie(rule, catalogue) for rule in rules.ties],
        "rounding": _rounding(rules.rounding),
        "thresholds": [_threshold(t, catalogue) for t in rules.thresholds],
    }


def check_rules(rules: Rules, catalogue: Catalogue) -> list[Finding]:
    """Names in the rules that the criteria do not know: the RFP could not say what they mean."""
    known = [c.id for c in catalogue.leaves() if c.kind == "scored"]
    findings = [
        _unknown("rules.ties", rule, f"use {', '.join(TIES)} or the id of a scored criterion")
        for rule in rules.ties
        if rule not in TIES and rule not in known
    ]
    tested = {c.id for c in catalogue.leaves() if c.kind == "scored" and not c.is_price}
    tested |= {g.id for _, g in catalogue.walk() if tested & {c.id for c in g.leaves()}} | {"technical"}
    hint = "use technical, or the id of a group or scored criterion other than price"
    findings += [_unknown("rules.thresholds", t.of, hint) for t in rules.thresholds if t.of not in tested]
    groups = {g.id for _, g in catalogue.walk()} & tested
    hint = "use the id of a group with scored criteria other than price"
    listed = rules.shortlist.group_minimums if rules.shortlist else ()
    findings += [_unknown("rules.shortlist", g, hint) for g in listed if g not in groups]
    return findings


STAGES_UNTIL = {
    "written": "written bids",
    "demo": "demonstrations",
    "reference": "references",
    "site_visit": "site visits",
}


def _shortlist(rule: Shortlist, catalogue: Catalogue) -> dict[str, object]:
    if rule.top is not None:
        who = (
            f"The first {rule.top} bids go on; bids that are equal to the last of them go on as well."
            if rule.top > 1
            else "The first bid goes on; bids that are equal to it go on as well."
        )
    elif rule.threshold is not None:
        who = f"Every bid with at least {percent(rule.threshold)} goes on."
    else:
        who = "Every bid that reaches the minimums below goes on."
    minimums = [
        {"id": g, "title": group.title if (group := catalogue.group(g)) else g, "minimum": percent(share)}
        for g, share in rule.group_minimums.items()
    ]
    return {"after": STAGES_UNTIL[rule.after], "who": who, "minimums": minimums}


def _unknown(where: str, name: str, hint: str) -> Finding:
    return Finding("rfp.unknown-name", "error", where, f"there is nothing called {name!r} to decide by", hint)


def _tie(rule: str, catalogue: Catalogue) -> str:
    if rule in TIES:
        return TIES[rule]
    criterion = catalogue.criterion(rule)
    title = f" ({criterion.title})" if criterion else ""
    return f"The higher value in {rule}{title} comes first."


def _rounding(rounding: Rounding) -> list[str]:
    """One sentence each for criteria and totals, and how halves go where anything is rounded."""
    component, total = rounding.component, rounding.total
    sentences = [
        "The points of a criterion are not rounded."
        if component == "none"
        else f"The points of each criterion are rounded to {_decimals(component)}.",
        "The total is not rounded before the ranking."
        if total == "none"
        else f"The total is rounded to {_decimals(total)} before the ranking.",
    ]
    if component != "none" or total != "none":
        sentences.append(f"In rounding, {MODES[rounding.mode]}.")
    return sentences


def _decimals(count: int) -> str:
    return {0: "whole points", 1: "one decimal"}.get(count, f"{count} decimals")


def _threshold(threshold: Threshold, catalogue: Catalogue) -> dict[str, str]:
    criterion, group = catalogue.criterion(threshold.of), catalogue.group(threshold.of)
    title = criterion.title if criterion else group.title if group else "All scored criteria except price"
    return {"id": threshold.of, "title": title, "minimum": percent(threshold.minimum)}
