"""An issue of the RFP as short texts by name, so that two issues can be compared word by word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from vendor_eval.model.base import Model
from vendor_eval.model.buyer.disclosed_terms import Terms
from vendor_eval.model.buyer.price_quantities import AskedRow
from vendor_eval.model.buyer.rules import Rules
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Rubric
from vendor_eval.rfp.chapters.price_formula import in_words
from vendor_eval.rfp.chapters.price_lines import line_notes
from vendor_eval.rfp.chapters.requirements import KINDS, STAGES, answer_in_words, value_in_words
from vendor_eval.rfp.chapters.rules import rules_in_words
from vendor_eval.rfp.wording import day, moment, number

NOTHING = "–"
_DATES = {
    "issue": "RFP issued",
    "questions_until": "Last moment for questions",
    "bids_due": "Bids due",
    "demonstrations": "Demonstrations begin",
    "decision": "Decision",
    "go_live": "Start of operation",
}
PART, USED, CHECKED = "Counted among", "Answer used again in", "Proof that a program can check"
OF_THE_BUYER = frozenset({PART, USED, CHECKED})
"""Of a criterion, what matters to bidders only where it changes."""
_TIERS = {"core": "the core questions", "extended": "the further questions"}
_RULES = {
    "points": ("Points in all", "points"),
    "unanswered": ("Open answers", "unanswered"),
    "consensus": ("One score from several evaluators", "consensus"),
    "spread_percent": ("Spread that the panel speaks about", "spread"),
    "shortlist": ("Short list", "shortlist"),
    "ties": ("Ties", "ties"),
    "rounding": ("Rounding", "rounding"),
    "thresholds": ("Minimums", "thresholds"),
}


def criterion_in_words(c: Criterion, group: str) -> dict[str, str]:
    """Every particular of a criterion but its weight, which is shown as a share of the whole."""
    value = value_in_words(c)
    if isinstance(c.value, Rubric):
        value = "\n".join((value, *(f"{score}: {text}" for score, text in sorted(c.value.anchors.items()))))
    return {
        "Title": c.title,
        "Requirement": c.requirement,
        "Kind": KINDS[c.kind],
        "Answer": answer_in_words(c.answer) if c.answer else "",
        "Gate": c.gate.in_words() if c.gate else "",
        "Value": value,
        "Evidence": "\n".join(c.evidence),
        "Standard": c.standard,
        "Why it matters": c.why,
        "Confirmed": STAGES[c.stage],
        "Group": group,
        PART: _TIERS[c.tier],
        USED: f"step {c.step} of 10 of the project that follows the award",
        CHECKED: "\n".join(c.source),
    }


def rules_in_short(terms: Terms) -> dict[str, str]:
    """The rules of evaluation; a rule reads the same as long as it is the same."""
    rules = terms.procurement.rules
    texts = rules_in_words(rules, terms.catalogue)
    return {label: _rule(rules, name, texts[key]) for name, (label, key) in _RULES.items()}


def _rule(rules: Rules, name: str, texts: Any) -> str:  # noqa: ANN401  the words of one rule
    if name == "shortlist" and rules.shortlist is not None:
        minimums = [f"{m['title']}: at least {m['minimum']}" for m in texts["minimums"]]
        return "\n".join((f"After the {texts['after']}: {texts['who']}", *minimums))
    if name == "ties":
        return "\n".join(rules.ties)
    if name == "thresholds":
        return "\n".join(f"{t['id']}: at least {t['minimum']}" for t in texts)
    if name == "rounding":
        return "\n".join(texts)
    return str(texts or "")


def price_in_words(terms: Terms) -> dict[str, str]:
    """How prices are asked and evaluated, but for the lines."""
    p = terms.procurement
    rest = {"lines", "formula", "k", "bands", "budget", "include_tax", "discount_percent", "rate_basis"}
    return {
        "Price formula": in_words(p.price, p.currency.code).formula,
        "Discount rate": f"{number(p.price.discount_percent)}% a year, {p.price.rate_basis}",
        "Taxes": "included in prices" if p.price.include_tax else "not included in prices",
        "Years of operation": str(max(0, p.price.years - 1)),
        "Currency": p.currency.code,
        **dict(_flat("Rate", p.currency.rates)),
        **dict(_flat("Cost of the buyer", _dumped(p.price, rest | {"term_years"}).get("buyer_costs", []))),
    }


def price_row_in_words(row: AskedRow) -> dict[str, str]:
    line = row.line
    amounts = (f"year {year}: {number(q)}" for year, q in enumerate(row.expected) if q)
    return {
        "What is priced": row.title,
        "Unit": line.unit,
        "Quantities": "\n".join(amounts),
        "Priced in": ", ".join(f"year {year}" for year, needed in enumerate(row.asked) if needed),
        "Covers": line.covers or "",
        "Part of the evaluated price": "no, an option" if line.optional else "yes",
        "How it is priced": " ".join(note["words"] for note in line_notes([line])),
    }


def dates_in_words(terms: Terms) -> dict[str, str]:
    table = terms.procurement.timetable
    texts: dict[str, str] = {}
    for name, label in _DATES.items():
        when = getattr(table, name)
        if isinstance(when, datetime):
            texts[label] = moment(when, table.timezone)
        elif when is not None:
            texts[label] = day(when)
    return texts


def others_in_words(terms: Terms) -> dict[str, str]:
    """All the rest that documents print: buyer, sites, volumes, titles and intros of groups."""
    p, catalogue = terms.procurement, terms.catalogue
    shown = {"timetable", "rules", "price", "currency", "id", "vendors", "panel"}
    about: dict[str, Any] = _dumped(p, shown)
    groups = {g.id: {"title": g.title, "intro": g.intro} for _, g in catalogue.walk()}
    return {
        **dict(_flat("", about)),
        **dict(_flat("Group", groups)),
        "Catalogue": f"{catalogue.title} ({catalogue.id}, version {catalogue.version})",
        "Source of the catalogue": catalogue.source,
        "Weights agreed by": terms.weights.stakeholder,
        "Rationale of the weights": terms.weights.rationale,
    }


def _dumped(noun: Model, without: set[str]) -> dict[str, Any]:
    return noun.model_dump(mode="json", exclude=without, exclude_defaults=True)


def _flat(label: str, value: object) -> Iterator[tuple[str, str]]:
    """``("Sites / North / beds", "120")``: the names on the way to each text, and the text."""
    if isinstance(value, Model):
        value = value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(_joined(label, str(key)), inner)
    elif isinstance(value, list | tuple) and any(isinstance(item, dict) for item in value):
        for n, item in enumerate(value, start=1):
            name = next((str(item[k]) for k in ("id", "name", "modality") if k in item), str(n))
            yield from _flat(_joined(label, name), {k: v for k, v in item.items() if v != name})
    elif isinstance(value, list | tuple):
        yield label, ", ".join(map(_text, value))
    elif value is not None:
        yield label, _text(value)


def _joined(label: str, key: str) -> str:
    words = key.replace("_", " ")
    return f"{label} / {words}" if label else words[:1].upper() + words[1:]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
