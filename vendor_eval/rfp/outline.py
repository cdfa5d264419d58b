"""What an RFP says: its sections in order, and every variable that their templates may use.

Shipped templates lie in ``rfp_templates/rfp``; a file of the same name in the buyer's folder takes the place
of the shipped one. All texts are ready to print. A text that does not exist is empty; a thing that does not
exist is None or an empty list, so a template asks ``{% if ... %}`` first.

    rfp            id, title, summary, issue (its number), fingerprint (64 digits), mark (the first 16)
    buyer          name, address, contact: None or name, email, phone
    sites          list of name, beds, note
    volumes        list of modality, studies, mb (MB a study), growth (percent a year)
    studies_total  studies a year over all modalities
    timetable      bids_due, questions_until, steps: list of step, when
    budget         None unless it is to be published; amount (with its currency), note
    counts         how many criteria: asked (in the response workbook), gates, scored, informational,
                   panel (scored by evaluators)
    groups         list of id, title, intro, level (1 to 5), share, count, criteria: what vendors answer
    gates          list of criteria that decide who stays in
    weights        list of id, title, share, level (0 for a criterion, else the depth of the group), rule
    whole          the sum of all shares, as it is shown
    scales         list of best, anchors (list of score, text), criteria (list of id, title)
    index          every criterion: id, title, kind, group, share
    words_used     every word of the criteria, for the glossary
    rules          points, unanswered, not_applicable and declined (the words to write), consensus,
                   by_ranks (whether each evaluator's totals are ranked, and the ranks averaged),
                   spread, shortlist (None, or after, who, minimums: list of id, title, minimum),
                   ties (list), rounding (list of sentences), thresholds: list of id, title, minimum
    price          criterion (None if price is not scored), formula, formula_remark, formula_warning, lines,
                   options (lines outside the evaluated price), notes (list of id, words: how a line works),
                   buyer_costs (list of id, title, condition, source, total, by_year), scenarios (list of
                   name, studies, added_tb, held_tb, users, all of the last year), years, last_year,
                   widths (of the table's columns), discounted, discount, rate_basis, include_tax, included
                   (the word to write), currency, currencies, rates (list of code, rate, on, source),
                   cost_criteria (criteria, each with lines), example (None, or share, points, rows: list of
                   bidder, price, working, value, points)

A criterion is id, title, requirement, why, kind, share, gate, value, answer, evidence (list), standard and
stage (where other than in writing it is confirmed).
A price line is id, title, unit, covers, quantities (one text a year).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress, files
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.catalogue import Catalogue
from vendor_eval.model.procurement import Procurement
from vendor_eval.model.weights import Weights
from vendor_eval.rfp.prices import prices
from vendor_eval.rfp.requirements import criterion, groups_asked, index, scales, weight_rows, words_used
from vendor_eval.rfp.rules import check_rules, rules_in_words
from vendor_eval.rfp.shares import percentages
from vendor_eval.rfp.wording import ANNOUNCED, day, moment, number
from vendor_eval.weighting.tree import GlobalWeights, check_weights, global_weights

SECTIONS = (
    "00-cover.md.j2",
    "01-introduction.md.j2",
    "02-scope.md.j2",
    "03-timetable.md.j2",
    "04-instructions.md.j2",
    "05-evaluation.md.j2",
    "06-requirements.md.j2",
    "07-prices.md.j2",
    "08-contract.md.j2",
    "09-declarations.md.j2",
    "10-appendices.md.j2",
)
_STEPS = (
    ("issue", "RFP issued"),
    ("questions_until", "Last moment for questions"),
    ("bids_due", "Bids due"),
    ("demonstrations", "Demonstrations begin"),
    ("decision", "Decision"),
    ("go_live", "Start of operation"),
)


def rfp_documents(
    procurement: Procurement,
    catalogue: Catalogue,
    weights: Weights,
    issue_number: int,
    fingerprint: str,
    template_folders: Sequence[Path],
    *,
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``rfp.docx``, ``rfp.html`` and ``rfp.pdf``; none, and Findings that say why, if anything is wrong.

    Each section comes from the first of ``template_folders`` that has it.
    """
    from vendor_eval.documents.template import render

    findings = check_rules(procurement.rules, catalogue)
    shares = _shares(catalogue, weights, findings)
    if shares is None or has_errors(findings):
        return {}, findings
    variables = context(procurement, catalogue, shares, issue_number, fingerprint)
    about = _about(procurement, issue_number, fingerprint)
    document, wrong = render(template_folders, SECTIONS, variables, about)
    findings += wrong
    if document is None:
        return {}, findings
    made, wrong = files(document, "rfp", dress)
    return made, [*findings, *wrong]


def context(
    procurement: Procurement,
    catalogue: Catalogue,
    weights: GlobalWeights,
    issue_number: int,
    fingerprint: str,
) -> dict[str, object]:
    """The variables listed above."""
    shares = percentages(catalogue, weights)
    leaves = list(catalogue.leaves())
    price_weight = weights.criteria.get(catalogue.price.id, 0.0) if catalogue.price else 0.0
    return {
        **_buyer(procurement),
        "rfp": {
            "id": procurement.id,
            "title": procurement.title,
            "summary": procurement.summary,
            "issue": str(issue_number),
            "fingerprint": fingerprint,
            "mark": fingerprint[:16],
        },
        "timetable": _timetable(procurement),
        "counts": {
            "asked": sum(c.asked for c in leaves),
            "gates": sum(c.kind == "gate" for c in leaves),
            "scored": sum(c.kind == "scored" for c in leaves),
            "informational": sum(c.kind == "informational" for c in leaves),
            "panel": sum(c.by_panel for c in leaves),
        },
        "groups": groups_asked(catalogue, shares),
        "gates": [criterion(c, shares) for c in leaves if c.kind == "gate"],
        "weights": weight_rows(catalogue, shares),
        "whole": shares.whole,
        "scales": scales(catalogue),
        "index": index(catalogue, shares),
        "words_used": words_used(catalogue),
        "rules": rules_in_words(procurement.rules, catalogue),
        "price": prices(procurement, catalogue, shares, price_weight),
    }


def _shares(catalogue: Catalogue, weights: Weights, findings: list[Finding]) -> GlobalWeights | None:
    try:
        return global_weights(catalogue, weights)
    except ValueError:
        findings += check_weights(catalogue, weights, "weights.yaml")
        return None


def _about(procurement: Procurement, issue_number: int, fingerprint: str) -> About:
    return About(
        title=f"Request for proposal: {procurement.title}",
        reference=f"{procurement.id} · Issue {issue_number}",
        author=procurement.buyer.name,
        dated=procurement.timetable.issue,
        properties=(
            ("rfp_id", procurement.id),
            ("rfp_issue", str(issue_number)),
            ("rfp_fingerprint", fingerprint),
        ),
    )


def _buyer(procurement: Procurement) -> dict[str, object]:
    buyer, budget = procurement.buyer, procurement.budget
    volumes, code = procurement.volumes, procurement.currency.code
    return {
        "buyer": {
            "name": buyer.name,
            "address": buyer.address,
            "contact": buyer.contact.model_dump() if buyer.contact else None,
        },
        "sites": [
            {"name": s.name, "beds": number(s.beds) if s.beds else "", "note": s.note}
            for s in procurement.sites
        ],
        "volumes": [
            {
                "modality": v.modality,
                "studies": number(v.studies_per_year),
                "mb": number(v.mb_per_study) if v.mb_per_study else "",
                "growth": number(v.growth_percent),
            }
            for v in volumes
        ],
        "studies_total": number(sum(v.studies_per_year for v in volumes)),
        "budget": {"amount": f"{number(budget.amount)} {code}", "note": budget.note}
        if budget and budget.publish
        else None,
    }


def _timetable(procurement: Procurement) -> dict[str, object]:
    table = procurement.timetable
    said = {
        name: moment(value, table.timezone) if name in ("questions_until", "bids_due") else day(value)
        for name, _ in _STEPS
        if (value := getattr(table, name)) is not None
    }
    return {
        "bids_due": said.get("bids_due", ""),
        "questions_until": said.get("questions_until", ""),
        "steps": [{"step": words, "when": said.get(name, ANNOUNCED)} for name, words in _STEPS],
    }
