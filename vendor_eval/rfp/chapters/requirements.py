"""Groups and criteria as the RFP lists them."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import AnswerForm, Criterion
from vendor_eval.model.criteria.value import Levels, Linear, Piecewise, Price, Rubric, Target
from vendor_eval.rfp.chapters.weight_shares import Percentages
from vendor_eval.rfp.wording import number

KINDS = {"gate": "Gate", "scored": "Scored", "cost": "Price line", "informational": "For information"}
STAGES = {
    "written": "",
    "demo": "Confirmed at the demonstration.",
    "reference": "Confirmed with reference customers.",
    "site_visit": "Confirmed at a site visit.",
}


def groups_asked(catalogue: Catalogue, shares: Percentages) -> list[dict[str, object]]:
    """The variable ``groups``: every group that vendors answer something in, parents before children."""
    return [
        {
            "id": group.id,
            "title": group.title,
            "intro": group.intro,
            "level": min(len(path), 5),
            "share": shares.groups.get(group.id, ""),
            "count": sum(c.is_question for c in group.leaves()),
            "criteria": [criterion(c, shares) for c in group.criteria if c.is_question],
        }
        for path, group in catalogue.walk()
        if any(c.is_question for c in group.leaves())
    ]


def criterion(c: Criterion, shares: Percentages) -> dict[str, object]:
    """One criterion; all texts, empty where there is nothing to say."""
    return {
        "id": c.id,
        "title": c.title,
        "requirement": c.requirement,
        "why": c.why,
        "kind": KINDS[c.kind],
        "share": shares.criteria.get(c.id, ""),
        "gate": c.gate.in_words() if c.gate else "",
        "value": value_in_words(c),
        "answer": answer_in_words(c.answer) if c.answer else "",
        "evidence": list(c.evidence),
        "standard": c.standard,
        "stage": STAGES[c.stage],
    }


def weight_rows(catalogue: Catalogue, shares: Percentages) -> list[dict[str, object]]:
    """The variable ``weights``: each group that is weighed, then its own criteria, then its groups."""
    rows: list[dict[str, object]] = []
    for path, group in catalogue.walk():
        if group.id not in shares.groups:
            continue
        share = shares.groups[group.id]
        rows.append({"id": group.id, "title": group.title, "share": share, "level": len(path), "rule": ""})
        for c in group.criteria:
            if c.id in shares.criteria:
                share, rule = shares.criteria[c.id], value_in_words(c)
                rows.append({"id": c.id, "title": c.title, "share": share, "level": 0, "rule": rule})
    return rows


def scales(catalogue: Catalogue) -> list[dict[str, object]]:
    """The variable ``scales``: every scale of the panel, with the criteria that are scored on it."""
    found: dict[tuple[int, tuple[tuple[int, str], ...]], list[dict[str, str]]] = {}
    for c in catalogue.leaves():
        if isinstance(c.value, Rubric):
            key = (c.value.best, tuple(sorted(c.value.anchors.items())))
            found.setdefault(key, []).append({"id": c.id, "title": c.title})
    return [
        {"best": str(best), "anchors": [{"score": str(s), "text": t} for s, t in anchors], "criteria": users}
        for (best, anchors), users in found.items()
    ]


def index(catalogue: Catalogue, shares: Percentages) -> list[dict[str, str]]:
    """The variable ``index``: every criterion with its group."""
    titles = {group.id: group.title for _, group in catalogue.walk()}
    return [
        {
            "id": c.id,
            "title": c.title,
            "kind": KINDS[c.kind],
            "group": titles[path[-1]],
            "share": shares.criteria.get(c.id, ""),
        }
        for path, c in catalogue.placed()
    ]


def words_used(catalogue: Catalogue) -> list[str]:
    """The variable ``words_used``: what the glossary need explain."""
    return sorted({word for text in _texts(catalogue.groups) for word in _words(text)})


def _texts(groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        yield f"{group.title} {group.intro}"
        for c in group.criteria:
            yield " ".join((c.title, c.requirement, c.why, c.standard, *c.evidence))
        yield from _texts(group.groups)


def _words(text: str) -> list[str]:
    return "".join(x if x.isalnum() else " " for x in text).split()


def answer_in_words(answer: AnswerForm) -> str:
    """What belongs into the answer cell."""
    if answer.allowed:
        return "\n".join(("Choose one:", *(f"• {option}" for option in answer.allowed)))
    if answer.type == "number":
        return f"A number{_unit(answer)}{_bounds(answer)}"
    if answer.type == "file":
        return "The name of the document that you enclose"
    return "In words"


def value_in_words(c: Criterion) -> str:
    """How the answer becomes a value between 0 and 1; empty for what is not scored."""
    rule = c.value
    if rule is None:
        return ""
    if isinstance(rule, Rubric):
        return f"Score of the panel from 0 to {rule.best}, divided by {rule.best}"
    if isinstance(rule, Price):
        return "By the price formula"
    if isinstance(rule, Levels):
        return "; ".join(f"“{answer}” = {number(value)}" for answer, value in rule.levels.items())
    unit = f" (in {c.answer.unit})" if c.answer and c.answer.unit else ""
    return f"{_line_in_words(rule)}{unit}"


def _line_in_words(rule: Linear | Piecewise | Target) -> str:
    if isinstance(rule, Linear):
        worst, best = number(rule.worst), number(rule.best)
        return f"{worst} or worse = 0; {best} or better = 1; a straight line between"
    if isinstance(rule, Target):
        target, zero_at = number(rule.target), number(rule.zero_at)
        return f"{target} = 1, falling in a straight line to 0 at {zero_at} above or below"
    points = [f"{number(x)} = {number(value)}" for x, value in rule.points]
    return f"{'; '.join(points)}; straight lines between, level beyond"


def _unit(answer: AnswerForm) -> str:
    return f" in {answer.unit}" if answer.unit else ""


def _bounds(answer: AnswerForm) -> str:
    if answer.min is not None and answer.max is not None:
        return f", from {number(answer.min)} to {number(answer.max)}"
    if answer.min is not None:
        return f", {number(answer.min)} or more"
    return f", {number(answer.max)} or less" if answer.max is not None else ""
