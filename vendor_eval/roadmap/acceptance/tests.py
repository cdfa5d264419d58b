"""Step 9: each claim of the winner becomes a test, once, with the winner's own words as what to expect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.findings import Finding
from vendor_eval.model.bids.response import Answer
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.fingerprint import fingerprint
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.roadmap.acceptance import AcceptanceRecord, AcceptanceResult, AcceptanceTest
from vendor_eval.model.roadmap.roadmap import Roadmap, Test
from vendor_eval.roadmap.acceptance.test_methods import HOW, bounds, pass_rule, way_of
from vendor_eval.scoring.bids import bids


def winner_of(outcome: Outcome | None) -> str | None:
    """The name of the one vendor that is first; None while there is none."""
    if outcome is None or not outcome.rankings or len(outcome.rankings[0].best) != 1:
        return None
    return outcome.rankings[0].best[0]


def no_winner(outcome: Outcome) -> Finding:
    """What stands in the way of a plan."""
    best = outcome.rankings[0].best if outcome.rankings else ()
    message = f"{' and '.join(best)} are both first" if best else "no vendor is ranked yet"
    hint = "see what is open: vendor-eval check DIR, then vendor-eval rank DIR"
    return Finding("acceptance.no-winner", "error", "", f"{message}: nobody’s claims can be tested", hint)


def acceptance_tests(case: Case, roadmap: Roadmap, winner: str) -> tuple[AcceptanceTest, ...]:
    """A test for every gate and scored criterion that the winner answered, in the order of the catalogue.

    The price is no claim to test. What was not answered is none either; it stands among the conditions.
    """
    answers = answers_of(case, winner)
    own = {t.criterion: t for t in roadmap.acceptance.tests}
    owner = roadmap.acceptance.owner or _owner(roadmap)
    roles = {r.id: r.title for r in roadmap.team.roles}
    titles = {g.id: g.title for _, g in case.catalogue.walk()}
    return tuple(
        _test(c, answers[c.id], own.get(c.id), owner, titles[path[0]], roles)
        for path, c in case.catalogue.placed()
        if c.kind in ("gate", "scored") and c.id in answers and answers[c.id].state == "answered"
    )


def answers_of(case: Case, winner: str) -> Mapping[str, Answer]:
    """The winner's answers as they count, after the buyer's decisions."""
    return next((b.answers for b in bids(case) if b.vendor.name == winner), {})


def vendor_named(case: Case, name: str) -> Vendor:
    return next(v for v in case.vendors if v.name == name)


def _owner(roadmap: Roadmap) -> str:
    step = roadmap.steps.get("acceptance")
    return step.owner if step else ""


def _test(
    c: Criterion, answer: Answer, own: Test | None, owner: str, group: str, roles: Mapping[str, str]
) -> AcceptanceTest:
    number = answer.value if isinstance(answer.value, float) else None
    promise = promised(c, answer)
    least, most = bounds(c, number)
    way = way_of(c)
    tester = own.owner if own and own.owner else owner
    method = own.method if own and own.method else way.method
    return AcceptanceTest(
        criterion=c.id,
        title=c.title,
        group=group,
        gate=c.kind == "gate",
        requirement=c.requirement,
        promise=promise,
        comment=answer.comment,
        evidence=answer.evidence,
        source=answer.where,
        method=method,
        how=own.how if own and own.how else way.how if method == way.method else HOW[method],
        owner=roles.get(tester, tester),
        pass_rule=own.pass_rule if own and own.pass_rule else pass_rule(c, promise, least, most),
        mark=fingerprint([c.id, promise, answer.comment])[:16],
        least=least,
        most=most,
    )


def promised(criterion: Criterion, answer: Answer) -> str:
    """The answer as it counts, a number with its unit."""
    if isinstance(answer.value, float):
        unit = criterion.answer.unit if criterion.answer else ""
        return f"{answer.value:.10g} {unit}".strip()
    return str(answer.value) if answer.value is not None else answer.raw


@dataclass(frozen=True, slots=True)
class Delivered:
    """A promise beside what was found. ``standing``: delivered, with a condition, broken, or open."""

    test: AcceptanceTest
    result: AcceptanceResult | None
    standing: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """``verdict`` in words; ``counts`` by standing."""

    rows: tuple[Delivered, ...]
    counts: dict[str, int]
    verdict: str


_STANDINGS = {"passed": "delivered", "passed with condition": "with a condition", "failed": "broken"}


def delivery(tests: Sequence[AcceptanceTest], record: AcceptanceRecord | None) -> Delivery:
    """Promised against delivered. A broken gate stops the acceptance; an open test leaves it open.

    A result that was given to another promise than the one that counts now is open again.
    """
    rows = []
    for test in tests:
        result = record.result(test.criterion) if record else None
        verdict = result.verdict if result and not result.stale else None
        rows.append(Delivered(test, result, _STANDINGS.get(verdict or "", "open")))
    counts = Counter(row.standing for row in rows)
    kinds = ("delivered", "with a condition", "broken", "open")
    return Delivery(tuple(rows), {kind: counts[kind] for kind in kinds}, _verdict(rows, counts))


def _broken(count: int) -> str:
    return "one promise is broken" if count == 1 else f"{count} promises are broken"


def _verdict(rows: Sequence[Delivered], counts: Counter[str]) -> str:
    broken = [row.test.criterion for row in rows if row.standing == "broken" and row.test.gate]
    if broken:
        return f"not accepted: {', '.join(broken)} had to be met and is not"
    if counts["broken"]:
        return f"not accepted yet: {_broken(counts['broken'])}"
    if counts["open"]:
        return f"open: {counts['open']} of {len(rows)} tests have no result"
    if counts["with a condition"]:
        return f"accepted with conditions: {counts['with a condition']} to be settled"
    return "accepted" if rows else "there is nothing to test"
