"""Weights that decide nothing, decide too much, or have no range of answers."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.findings import Finding
from vendor_eval.rfp.lint.lint_input import LintInput, warn
from vendor_eval.rfp.lint.reach import values
from vendor_eval.text import first_few

TINY = 0.002
UNEVEN = 4.0


def no_range(about: LintInput) -> Iterator[Finding]:
    """A weight is asked for the step from value 0 to value 1: both ends have to be answers, or anchors."""
    for c in about.criteria:
        reached = values(c)
        if not reached or min(reached) == max(reached):
            continue
        missing = [str(end) for end in (0, 1) if end not in reached]
        if missing:
            what = "score" if c.by_panel else "answer"
            message = (
                f"does not say on which range its weight was asked: no {what} is worth {' or '.join(missing)}"
            )
            hint = (
                "the weight stands for the whole step from worthless to all that is hoped for: name both ends"
            )
            yield warn("no-range", c.id, message, hint)


def tiny_weight(about: LintInput) -> Iterator[Finding]:
    for c in about.criteria:
        share = about.weights.criteria.get(c.id)
        if share is not None and share < TINY:
            message = f"weighs {share:.2%} of the whole: it costs every vendor time and decides nothing"
            yield warn("tiny-weight", c.id, message, "drop it, or weigh it")


def uneven_groups(about: LintInput) -> Iterator[Finding]:
    """The heaviest question against the lightest, by the mean of their groups. The price is no question."""
    means: dict[str, float] = {}
    for _, group in about.case.catalogue.walk():
        shares = [
            about.weights.criteria[c.id] for c in group.criteria if c.kind == "scored" and c.is_question
        ]
        if shares and sum(shares) > 0:
            means[group.id] = sum(shares) / len(shares)
    if not means:
        return
    heavy, light = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
    if means[heavy] > UNEVEN * means[light]:
        message = (
            f"a question of this group weighs {means[heavy]:.2%} of the whole on average, "
            f"{means[heavy] / means[light]:.1f} times one of {light} ({means[light]:.2%})"
        )
        hint = f"raise {light}, ask fewer questions there, or say in the rationale why it is meant so"
        yield warn("uneven-groups", heavy, message, hint)


def unscored_price(about: LintInput) -> Iterator[Finding]:
    """Vendors are asked for prices, and the cheapest gains nothing by it."""
    lines = [c.id for c in about.criteria if c.kind == "cost"]
    asked = bool(lines or about.case.procurement.price.lines)
    if not asked or any(c.is_price for c in about.criteria):
        return
    named = first_few(lines, 6)
    message = (
        f"prices are asked ({named or 'price: lines:'}), but no criterion scores them: they decide nothing"
    )
    hint = "add a criterion with kind: scored and value: {rule: price}, and give it a weight"
    yield warn("unscored-price", lines[0] if lines else "procurement.yaml", message, hint)
