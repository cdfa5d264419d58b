"""Contradictions within a bid, as warnings for a person to check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from vendor_eval.findings import Finding
from vendor_eval.model.bids.response import Answer
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.criteria.value import Levels
from vendor_eval.text import first_few

# A remark that puts a claim into the future. The criteria ask what the offered release does.
_LATER = re.compile(
    r"\b(roadmap|planned|not yet|upcoming|future (?:release|version)|next (?:release|version)"
    r"|(?:under|in) development|will be (?:available|supported|added|released))\b",
    re.IGNORECASE,
)
_NOTHING = frozenset({"none", "no", "n/a", "-", "–", "tbd", "to be provided", "on request"})


def contradictions(catalogue: Catalogue, answers: Mapping[Vendor, Mapping[str, Answer]]) -> list[Finding]:
    """Claims without evidence, claims whose own comment is about the future, evidence for a no.

    ``answers`` are those that count, after the buyer's decisions.
    """
    asked = [c for c in catalogue.leaves() if c.kind in ("gate", "scored") and c.is_question]
    findings: list[Finding] = []
    for vendor, given in answers.items():
        answered = [(c, given[c.id]) for c in asked if c.id in given and given[c.id].state == "answered"]
        findings += _future_findings(vendor, answered)
        findings += _evidence_findings(vendor, answered)
    return findings


def future_claims(
    answered: Iterable[tuple[Criterion, Answer]],
) -> Iterator[tuple[Criterion, Answer, str]]:
    """Claims whose own comment is about the future, with the words that show it."""
    for criterion, answer in answered:
        words = future_words(answer.comment)
        if words and _claims(criterion, answer):
            yield criterion, answer, words


def future_words(comment: str) -> str:
    """The words that put a remark into the future; empty if there are none."""
    found = _LATER.search(comment)
    return found.group() if found else ""


def _future_findings(vendor: Vendor, answered: list[tuple[Criterion, Answer]]) -> Iterator[Finding]:
    for criterion, answer, words in future_claims(answered):
        message = (
            f"{criterion.id} {criterion.title}: the answer “{answer.value}” claims it, "
            f"the comment says “{words}”"
        )
        hint = "ask the vendor whether the offered release does it; until then the answer counts"
        yield Finding("bid.contradiction", "warning", f"{vendor.name} {answer.where}", message, hint)


def without_evidence(answered: Iterable[tuple[Criterion, Answer]]) -> list[Criterion]:
    """Claims for which evidence was asked and none is named."""
    return [
        criterion
        for criterion, answer in answered
        if criterion.evidence
        and _claims(criterion, answer)
        and answer.evidence.strip().casefold().rstrip(".") in _NOTHING | {""}
        and criterion.answer is not None
        and criterion.answer.type not in ("file", "text")
    ]


def _evidence_findings(vendor: Vendor, answered: list[tuple[Criterion, Answer]]) -> Iterator[Finding]:
    bare = [criterion.id for criterion in without_evidence(answered)]
    if bare:
        message = f"{vendor.name} names no evidence for {first_few(bare, 8)}"
        hint = "the RFP asks for it: ask the vendor where the proof is"
        yield Finding("bid.no-evidence", "warning", vendor.name, message, hint)


def _claims(criterion: Criterion, answer: Answer) -> bool:
    """Whether the answer earns or passes something, so that it is a claim to prove."""
    if criterion.gate is not None:
        return not criterion.gate.passes or answer.value in criterion.gate.passes
    if isinstance(criterion.value, Levels):
        return criterion.value.levels.get(str(answer.value), 0) > 0
    return True
