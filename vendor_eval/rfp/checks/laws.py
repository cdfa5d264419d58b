"""Laws of health data that criteria refer to, although the buyer is under another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.text import listed

LAWS: dict[str, tuple[str, re.Pattern[str]]] = {
    "hipaa": ("HIPAA (45 CFR) of the United States", re.compile(r"\b45 CFR\b|\bHIPAA\b")),
    "gdpr": ("the GDPR of the European Union", re.compile(r"\b2016/679\b|\bGDPR\b")),
}
"""By the word of ``privacy: laws:``, what the law is called, and how a text that refers to it is known."""


def check_laws(p: Procurement, catalogue: Catalogue) -> list[Finding]:
    """One warning for each law that does not apply here, with the criteria that rest on it alone."""
    return list(_other_laws(p, catalogue))


def _other_laws(p: Procurement, catalogue: Catalogue) -> Iterator[Finding]:
    named = {c.id: set(_named(c)) for c in catalogue.leaves()}
    for law, (title, _) in LAWS.items():
        ids = [i for i, laws in named.items() if law in laws and not laws & set(p.privacy.laws)]
        if not ids:
            continue
        who, verb = listed(ids), "refers" if len(ids) == 1 else "refer"
        own_laws = ", ".join(p.privacy.laws) or "none of those known here"
        message = f"{who} {verb} to {title}, but privacy: laws: says {own_laws}"
        hint = (
            f"in criteria.yaml write your own law, change: {{{ids[0]}: {{standard: ...}}}}, or drop: "
            f"{{{ids[0]}: not our law}}; or add {law} to privacy: laws: in procurement.yaml, if it applies"
        )
        yield Finding("rfp.other-law", "warning", "criteria.yaml", message, hint)


def _named(c: Criterion) -> Iterator[str]:
    text = "\n".join((c.title, c.requirement, c.why, c.standard, *c.evidence))
    return (law for law, (_, mark) in LAWS.items() if mark.search(text))
