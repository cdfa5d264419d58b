"""Five practices of a sound project, as checks: each says what is met, what is not, and how to mend it.

The HIPAA safeguards are those of 45 CFR 164.308, 164.310 and 164.312 that a vendor of a PACS has a part in; a
safeguard counts as covered where a criterion that is asked names its paragraph as its standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.model.bids.response import Answer
from vendor_eval.model.case import Case
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.roadmap.roadmap import STEPS, Roadmap
from vendor_eval.roadmap.steps.needs import LATER, Needs
from vendor_eval.roadmap.steps.team import TeamFacts

SAFEGUARDS: dict[str, str] = {
    "164.308(a)(1)": "risk analysis and management",
    "164.308(a)(4)": "access by authorisation",
    "164.308(a)(5)": "security awareness and training",
    "164.308(a)(6)": "incidents and their report",
    "164.308(a)(7)": "backup, recovery and emergency operation",
    "164.308(b)(1)": "business associate agreement",
    "164.310(d)": "devices and media, disposal and re-use",
    "164.312(a)(1)": "access control",
    "164.312(a)(2)(i)": "unique user identification",
    "164.312(a)(2)(ii)": "emergency access",
    "164.312(a)(2)(iii)": "automatic log-off",
    "164.312(a)(2)(iv)": "encryption of stored data",
    "164.312(b)": "audit controls",
    "164.312(c)": "integrity",
    "164.312(d)": "authentication of persons",
    "164.312(e)": "security of transmission",
}
_CITED = re.compile(r"164\.\d{3}(?:\([a-z0-9]+\))+")
_MORE = re.compile(r"\((?:[a-z]|\d+)\)(?:\([a-z0-9]+\))*")


@dataclass(frozen=True, slots=True)
class Check:
    """``holds``: whether it is met, None where it is open. ``mend``: the file or command that helps."""

    holds: bool | None
    said: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    id: str
    title: str
    checks: tuple[Check, ...]

    @property
    def status(self) -> str:
        if any(c.holds is False for c in self.checks):
            return "not followed"
        return "open" if any(c.holds is None for c in self.checks) else "followed"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the checks look at. ``answers`` are the winner's; empty while there is none."""

    case: Case
    roadmap: Roadmap
    team: TeamFacts
    needs: Needs | None
    winner: str | None
    answers: dict[str, Answer]
    letters_due: tuple[str, ...] = ()


def practices(known: Seen) -> tuple[Practice, ...]:
    return (
        Practice("stakeholders", "Engage the stakeholders", tuple(_stakeholders(known))),
        Practice("security", "Put security first", tuple(_security(known))),
        Practice("scalability", "Plan for growth", tuple(_scalability(known))),
        Practice("communication", "Communicate", tuple(_communication(known))),
        Practice("resources", "Provide resources", tuple(_resources(known))),
    )


def _stakeholders(known: Seen) -> Iterator[Check]:
    team = known.team
    mend = "team: roles: in roadmap.yaml"
    if not team.roles:
        yield Check(None, "no role is named", mend)
        return
    missing = ", ".join(team.missing)
    yield Check(
        not team.missing, f"no role for {missing}" if missing else "every kind of people has a role", mend
    )
    silent = ", ".join(team.without_scorer)
    message = (
        f"nobody scores for {silent}" if silent else "every role that will use or run the system has a scorer"
    )
    yield Check(not silent, message, "evaluators: of the role in roadmap.yaml, panel: in procurement.yaml")
    conflicts = [m.name for m in team.panel if m.declared.startswith("a conflict")]
    open_ = [m.name for m in team.panel if m.declared in ("no sheet yet", "not declared")]
    if conflicts:
        yield Check(
            False, f"a conflict of interest of {', '.join(conflicts)}", "name another member of the panel"
        )
    elif open_:
        yield Check(None, f"no declaration of {', '.join(open_)} yet", "vendor-eval collect DIR FILE")
    else:
        yield Check(True, "every member of the panel declared to have no conflict of interest")


def covered(criteria: Sequence[Criterion]) -> dict[str, tuple[str, ...]]:
    """Safeguard -> the criteria that name it, or a paragraph below it, as their standard."""
    cited = {c.id: paragraphs(c.standard) for c in criteria if c.kind in ("gate", "scored")}
    return {
        safeguard: tuple(i for i, found in cited.items() if any(p.startswith(safeguard) for p in found))
        for safeguard in SAFEGUARDS
    }


def paragraphs(standard: str) -> tuple[str, ...]:
    """``45 CFR 164.312(a)(2)(i); and (d)``: the paragraphs named, the short forms after ``and`` too."""
    found: list[str] = []
    for part in re.split(r"[;,]| and ", standard):
        whole = _CITED.search(part)
        if whole:
            found.append(whole[0])
        elif found and _MORE.fullmatch(part.strip()):
            found.append(found[-1].partition("(")[0] + part.strip())
    return tuple(found)


def _security(known: Seen) -> Iterator[Check]:
    found = covered(list(known.case.catalogue.leaves()))
    if "hipaa" in known.case.procurement.privacy.laws:
        open_ = [f"{s} {SAFEGUARDS[s]}" for s, ids in found.items() if not ids]
        message = f"no criterion covers {'; '.join(open_)}" if open_ else "every safeguard has a criterion"
        yield Check(not open_, message, "add criteria in criteria.yaml, or see to it in the contract")
    ids = sorted({i for some in found.values() for i in some})
    if known.winner is None:
        yield Check(None, "no winner yet whose evidence could be looked at", "vendor-eval rank DIR")
        return
    bare = [i for i in ids if i in known.answers and not known.answers[i].evidence]
    lacking = [i for i in ids if i not in known.answers or known.answers[i].state != "answered"]
    message = f"{known.winner} names evidence for every safeguard asked"
    if bare or lacking:
        message = f"without evidence: {', '.join([*bare, *lacking])}"
    yield Check(not bare and not lacking, message, "ask for it before the contract is signed")


def _scalability(known: Seen) -> Iterator[Check]:
    if known.needs is None:
        yield Check(None, "no volumes are known", "volumes: in procurement.yaml")
        return
    bounds = [b for b in known.needs.bounds if b.what.startswith("studies in year")]
    if not bounds:
        yield Check(
            None, "no criterion asks for a size in percent of the forecast", "add one, such as PERF-11"
        )
    for bound in bounds:
        answer = known.answers.get(bound.criterion)
        if answer is None or not isinstance(answer.value, float):
            yield Check(None, f"{bound.criterion}: no size of the winner is known", "vendor-eval rank DIR")
            continue
        shown = Decimal(repr(answer.value)) / 100 * bound.amount["expected"]
        for year in LATER:
            need = known.needs.at(year).studies["high"]
            room = 100 * (shown / need - 1) if need else Decimal(0)
            message = (
                f"{bound.criterion}: shown at {shown:,.0f} studies a year, {need:,.0f} at most in year {year}"
            )
            yield Check(
                shown >= need, f"{message}: {room:+.0f} percent", "ask for a larger reference, or a load test"
            )
    for link in known.needs.links:
        if link.enough is not None:
            message = (
                f"{link.site}: needs {link.needs_mbit:,.0f} Mbit/s in the last year, has {link.has_mbit:,.0f}"
            )
            yield Check(link.enough, message, "a faster line, or a cache at the site")


def _communication(known: Seen) -> Iterator[Check]:
    plan = known.roadmap.communication
    message = f"{len(plan)} messages are planned" if plan else "nothing says who is told what, and when"
    yield Check(bool(plan), message, "communication: in roadmap.yaml")
    ownerless = [m.what for m in plan if not m.owner or not m.when]
    if plan:
        message = (
            f"without owner or date: {', '.join(ownerless)}" if ownerless else "each has an owner and a date"
        )
        yield Check(not ownerless, message, "communication: in roadmap.yaml")
    due = ", ".join(known.letters_due)
    message = f"no letter of thanks yet to {due}" if due else "every bidder has its letter of thanks"
    if known.case.responses and any(known.case.responses.values()):
        yield Check(not due, message, "vendor-eval letter thanks DIR --vendor NAME")
    else:
        yield Check(None, "no bid is in yet", "vendor-eval receive DIR FILE --vendor NAME")


def _resources(known: Seen) -> Iterator[Check]:
    steps = known.roadmap.steps
    for what, lacking in (
        ("an owner", [t for s, t in STEPS.items() if s not in steps or not steps[s].owner]),
        ("hours", [t for s, t in STEPS.items() if s not in steps or steps[s].hours is None]),
        (
            "dates",
            [t for s, t in STEPS.items() if s not in steps or not (steps[s].start and steps[s].finish)],
        ),
    ):
        message = f"without {what}: {', '.join(lacking)}" if lacking else f"every step has {what}"
        if len(lacking) == len(STEPS):
            message = f"no step has {what}"
        yield Check(not lacking, message, "steps: in roadmap.yaml")
