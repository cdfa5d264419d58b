"""What bidders, panels and courts complain of in an RFP, found before it goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.model.catalogue import Catalogue
from vendor_eval.model.criterion import Criterion
from vendor_eval.model.procurement import Procurement
from vendor_eval.model.weights import Weights
from vendor_eval.scoring.consensus import assigned
from vendor_eval.weighting.tree import global_weights

TINY = 0.002
_VAGUE = re.compile(
    r"\b(user[- ]friendly|easy to use|intuitive|state[- ]of[- ]the[- ]art|modern|robust|flexible|fast|quick"
    r"|adequate|appropriate|best in class|seamless|and/or|as needed|if possible)\b",
    re.IGNORECASE,
)


def lint(procurement: Procurement, catalogue: Catalogue, weights: Weights) -> list[Finding]:
    """Warnings, each naming a criterion and what to do; none of them stops an RFP."""
    findings = [f for criterion in catalogue.leaves() for f in _criterion(criterion)]
    shares = global_weights(catalogue, weights).criteria
    for criterion in catalogue.leaves():
        share = shares.get(criterion.id)
        if share is not None and share < TINY:
            message = f"weighs {share:.2%} of the whole: it costs every vendor time and decides nothing"
            findings.append(_warn("tiny-weight", criterion, message, "drop it, or weigh it"))
    for criterion_id, who in assigned(catalogue, procurement.panel).items():
        if not who:
            message = "is scored by the panel, but nobody is assigned to it"
            hint = "name it, or its group, under panel: in procurement.yaml"
            findings.append(Finding("lint.no-evaluator", "warning", criterion_id, message, hint))
    return findings


def _criterion(c: Criterion) -> Iterator[Finding]:
    vague = _VAGUE.search(c.requirement)
    if vague:
        hint = "say what is measured, and from which number on it is good"
        yield _warn("vague", c, f"“{vague.group()}” cannot be measured", hint)
    if c.kind in ("gate", "scored") and not c.is_price and not c.evidence:
        yield _warn("no-evidence", c, "asks for no evidence", "say under evidence: how a claim is proved")
    if (
        c.kind == "gate"
        and set(c.gate.passes if c.gate else ()) >= set(c.answer.allowed if c.answer else ()) != set()
    ):
        yield _warn("open-gate", c, "is a gate that every answer passes", "take an option out of passes:")


def _warn(code: str, criterion: Criterion, message: str, hint: str) -> Finding:
    return Finding(f"lint.{code}", "warning", criterion.id, message, hint)
