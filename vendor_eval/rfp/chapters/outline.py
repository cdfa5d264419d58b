"""The sections of an RFP in order, and the values of every variable that their templates may use.

Shipped templates lie in ``rfp_templates/rfp``; a file of the same name in the buyer's folder takes the place
of the shipped one. What each variable holds stands in variables.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from vendor_eval.documents.document import About, Document
from vendor_eval.documents.files import Dress, files
from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.rfp.chapters.prices import prices
from vendor_eval.rfp.chapters.procurement_facts import chapters, check_chapters
from vendor_eval.rfp.chapters.requirements import (
    criterion,
    groups_asked,
    index,
    scales,
    weight_rows,
    words_used,
)
from vendor_eval.rfp.chapters.rules import check_rules, rules_in_words
from vendor_eval.rfp.chapters.weight_shares import percentages
from vendor_eval.rfp.checks.inventories import check_needs
from vendor_eval.rfp.checks.laws import check_laws
from vendor_eval.rfp.wording import ANNOUNCED, day, moment, number
from vendor_eval.weighting.tree import GlobalWeights, check_weights, global_weights

SECTIONS = (
    "00-cover.md.j2",
    "01-organisation.md.j2",
    "02-scope.md.j2",
    "03-timetable.md.j2",
    "04-instructions.md.j2",
    "05-evaluation.md.j2",
    "06-requirements.md.j2",
    "07-inventories.md.j2",
    "08-migration.md.j2",
    "09-service-levels.md.j2",
    "10-security.md.j2",
    "11-implementation.md.j2",
    "12-references.md.j2",
    "13-prices.md.j2",
    "14-contract.md.j2",
    "15-declarations.md.j2",
    "16-questions.md.j2",
    "17-appendices.md.j2",
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
    issue_number: int | str,
    fingerprint: str,
    template_folders: Sequence[Path],
    *,
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``rfp.docx``, ``rfp.html`` and ``rfp.pdf``; none, and Findings that say why, if anything is wrong.

    Each section comes from the first of ``template_folders`` that has it.
    """
    terms = (procurement, catalogue, weights, issue_number, fingerprint)
    document, findings = rfp_document(*terms, template_folders)
    if document is None:
        return {}, findings
    made, wrong = files(document, "rfp", dress or Dress(procurement.paper))
    return made, [*findings, *wrong]


def rfp_document(
    procurement: Procurement,
    catalogue: Catalogue,
    weights: Weights,
    issue_number: int | str,
    fingerprint: str,
    template_folders: Sequence[Path],
) -> tuple[Document | None, list[Finding]]:
    """The RFP before it takes the form of a file."""
    from vendor_eval.documents.template.render import render

    findings = check_rules(procurement.rules, catalogue) + check_chapters(procurement)
    findings += [*check_needs(procurement, catalogue), *check_laws(procurement, catalogue)]
    findings += unused_files(template_folders)
    shares = _shares(catalogue, weights, findings)
    if shares is None or has_errors(findings):
        return None, findings
    variables = context(procurement, catalogue, shares, issue_number, fingerprint, weights.rationale.strip())
    about = _about(procurement, issue_number, fingerprint)
    document, wrong = render(template_folders, SECTIONS, variables, about)
    return document, [*findings, *wrong]


def unused_files(folders: Sequence[Path], sections: Sequence[str] = SECTIONS) -> list[Finding]:
    """Files of the buyer that take no section's place, as after a typing mistake in the name."""
    return [
        Finding(
            "template.unused",
            "warning",
            str(path),
            "this file takes the place of no section",
            f"did you mean {' or '.join(close)}?"
            if (close := get_close_matches(path.name, sections, n=2, cutoff=0.5))
            else f"the sections are {', '.join(sections)}",
        )
        for folder in folders
        for path in sorted(folder.glob("*.md.j2"))
        if path.name not in sections
    ]


def context(
    procurement: Procurement,
    catalogue: Catalogue,
    weights: GlobalWeights,
    issue_number: int | str,
    fingerprint: str,
    rationale: str = "",
) -> dict[str, object]:
    """The variables listed in variables.py."""
    shares = percentages(catalogue, weights)
    leaves = list(catalogue.leaves())
    price_weight = weights.criteria.get(catalogue.price.id, 0.0) if catalogue.price else 0.0
    return {
        **_buyer(procurement),
        **chapters(procurement),
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
            "asked": sum(c.is_question for c in leaves),
            "gates": sum(c.kind == "gate" for c in leaves),
            "scored": sum(c.kind == "scored" for c in leaves),
            "informational": sum(c.kind == "informational" for c in leaves),
            "panel": sum(c.by_panel for c in leaves),
        },
        "groups": groups_asked(catalogue, shares),
        "gates": [criterion(c, shares) for c in leaves if c.kind == "gate"],
        "weights": weight_rows(catalogue, shares),
        "whole": shares.whole,
        "rounded": shares.rounded,
        "rationale": rationale,
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


def _about(procurement: Procurement, issue_number: int | str, fingerprint: str) -> About:
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
            "about": buyer.about,
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
                "mb_growth": number(v.mb_growth_percent),
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
    dates = {
        name: moment(value, table.timezone) if name in ("questions_until", "bids_due") else day(value)
        for name, _ in _STEPS
        if (value := getattr(table, name)) is not None
    }
    return {
        "bids_due": dates.get("bids_due", ""),
        "questions_until": dates.get("questions_until", ""),
        "steps": [{"step": words, "when": dates.get(name, ANNOUNCED)} for name, words in _STEPS],
    }
