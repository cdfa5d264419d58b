"""What is cut out of an outcome, one function for each row of the table in ``reader.SEES``.

Each cuts what its row speaks of and leaves the rest, so that every one of them can be tested by its absence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from vendor_eval.model.base import Model
from vendor_eval.model.decision import Decision
from vendor_eval.model.outcome import Cell, Excluded, GroupLine, Outcome, PriceResult, Ranking, VendorResult
from vendor_eval.report.advantages import advantages
from vendor_eval.report.named import Named
from vendor_eval.report.reader import Reader
from vendor_eval.report.rewritten import rewritten
from vendor_eval.report.standing import titles
from vendor_eval.rfp.anonymous import patterns_of
from vendor_eval.scoring.bids import NO_BID

M = TypeVar("M", bound=Model)

NOT_SHOWN = "not shown to this audience"
ANOTHER = "another bidder"
SOMEBODY = "an evaluator"
# What a bidder wrote itself stays as it wrote it.
OWN_WORDS = ("answer", "comment", "evidence", "raw", "said", "original_name", "file")


def answers(o: Outcome, reader: Reader) -> Outcome:
    """Answers to scored questions, gates, declarations and questions for information; the files."""
    whose, ids = reader.whose("answers"), reader.ids_of(reader.whose("answers"))
    priced = _priced(o)
    return o.model_copy(
        update={
            "vendors": tuple(v if v.name in whose else _unanswered(o, v) for v in o.vendors),
            "cells": tuple(
                c if c.vendor in whose else _unsaid_cell(c, price=c.criterion in priced) for c in o.cells
            ),
            "informational": tuple(s for s in o.informational if s.vendor in whose),
            "open": tuple(x for x in o.open if x.vendor in whose),
            "excluded": tuple(
                e if e.vendor in whose else _without(e, reason=_why_out(o, e)) for e in o.excluded
            ),
            "decisions": tuple(d if d.vendor in ids else _unsaid(d) for d in o.decisions),
            "findings": () if reader.outside else o.findings,
        }
    )


def _unsaid_cell(c: Cell, *, price: bool) -> Cell:
    """What stands as the answer to the price is a price."""
    return _without(c, comment="", answer=c.answer if price else "", given=c.given if price else None)


def _unanswered(o: Outcome, vendor: VendorResult) -> VendorResult:
    out = next((e for e in o.excluded if e.vendor == vendor.name), None)
    reason = _why_out(o, out) if out else NOT_SHOWN if vendor.reason else ""
    return _without(vendor, product="", gates=(), undeclared=(), response=None, reason=reason)


def _why_out(o: Outcome, out: Excluded) -> str:
    """The gate or the minimum alone; a reason in full quotes the answer."""
    if out.gate:
        return f"did not meet {out.gate} {titles(o).get(out.gate, '')}".strip()
    head = out.reason.partition(":")[0]
    return head if head in ("late", "withdrawn", NO_BID) else NOT_SHOWN


def _unsaid(decision: Decision) -> Decision:
    return _without(decision, raw=None, value=None, reason=NOT_SHOWN)


def totals(o: Outcome, reader: Reader) -> Outcome:
    """Totals, ranks and group scores; who is not seen with them is not seen at all."""
    whose = reader.whose("totals")
    if whose == reader.everyone:
        return o
    ids = reader.ids_of(whose)
    general = [d for d in o.decisions if d.vendor in ids or d.act == "accept_na"]
    return o.model_copy(
        update={
            "vendors": tuple(v for v in o.vendors if v.name in whose),
            "excluded": tuple(e for e in o.excluded if e.vendor in whose),
            "rankings": tuple(_of(r, whose) for r in o.rankings[:1] if whose & set(r.scores)),
            "groups": tuple(_group_of(g, whose) for g in o.groups),
            "close_call": None,
            "decisions": tuple(d if d.vendor in ids else _without(d, vendor=ANOTHER) for d in general),
            "settled": tuple(
                s for d, s in zip(o.decisions, o.settled, strict=False) if any(d is g for g in general)
            ),
        }
    )


def _of(r: Ranking, whose: frozenset[str]) -> Ranking:
    return r.model_copy(
        update={
            "scores": {v: x for v, x in r.scores.items() if v in whose},
            "ranks": {v: x for v, x in r.ranks.items() if v in whose},
            "best": tuple(v for v in r.best if v in whose),
            "details": {},
        }
    )


def _group_of(g: GroupLine, whose: frozenset[str]) -> GroupLine:
    return _without(g, scores={v: x for v, x in g.scores.items() if v in whose})


def criterion_scores(o: Outcome, reader: Reader) -> Outcome:
    """Values and points by criterion, scores and reasons; a bidder gets the winner's advantages instead."""
    whose = reader.whose("criterion scores")
    if whose == reader.everyone:
        return o
    return o.model_copy(
        update={
            "cells": tuple(c if c.vendor in whose else _unscored(c) for c in o.cells),
            "rankings": tuple(
                r.model_copy(
                    update={
                        "contributions": {v: row for v, row in r.contributions.items() if v in whose},
                        "details": {k: v for k, v in r.details.items() if k == "ties"},
                    }
                )
                for r in o.rankings[:1]
            ),
            "close_call": None,
            "advantages": advantages(o, reader.winner, reader.vendor) if reader.vendor else (),
        }
    )


def _unscored(cell: Cell) -> Cell:
    return _without(
        cell,
        value=None,
        component=None,
        source="",
        scores={},
        reasons={},
        earlier={},
        before_final={},
        consensus=None,
        consensus_reason="",
    )


def prices(o: Outcome, reader: Reader) -> Outcome:
    """Price lines and totals, and what was settled about a price, which names ``LINE:YEAR``."""
    whose, total = reader.whose("prices"), reader.whose("price totals")
    if whose == reader.everyone:
        return o
    priced = _priced(o)
    return o.model_copy(
        update={
            "prices": tuple(
                p if p.vendor in whose else _total_only(p)
                for p in o.prices
                if p.vendor in whose or p.vendor in total
            ),
            "vendors": tuple(v if v.name in whose else _without(v, price=None) for v in o.vendors),
            "cells": tuple(
                _without(c, answer="") if c.criterion in priced and c.vendor not in whose else c
                for c in o.cells
            ),
            "price_rule": o.price_rule.model_copy(
                update={"buyer_costs": tuple(_without(c, vendors=None) for c in o.price_rule.buyer_costs)}
            ),
            "decisions": tuple(
                d if d.vendor in reader.ids_of(whose) or ":" not in (d.criterion or "") else _unsaid(d)
                for d in o.decisions
            ),
            "findings": tuple(f for f in o.findings if not f.code.startswith("price.")),
        }
    )


def _total_only(p: PriceResult) -> PriceResult:
    return PriceResult(
        vendor=p.vendor,
        net_present_cost=p.net_present_cost,
        currency=p.currency,
        offered_in="",
        by_year=(),
        lines=(),
        one_off=Decimal(0),
        running=Decimal(0),
    )


def evidence(o: Outcome, reader: Reader) -> Outcome:
    """What a bidder points to as evidence."""
    whose = reader.whose("evidence")
    return o.model_copy(
        update={
            "cells": tuple(c if c.vendor in whose else _without(c, evidence="") for c in o.cells),
            "informational": tuple(
                s if s.vendor in whose else _without(s, evidence="") for s in o.informational
            ),
            "vendors": tuple(
                v if v.name in whose else _without(v, gates=tuple(_without(g, evidence="") for g in v.gates))
                for v in o.vendors
            ),
        }
    )


def evaluators(o: Outcome, reader: Reader) -> Outcome:
    """Names of evaluators, also where somebody wrote them into a text."""
    if reader.kind == "panel":
        return o
    if reader.kind == "board":
        return rewritten(o, people(reader))
    cells = tuple(
        _without(c, scores={}, earlier={}, reasons={str(n): r for n, r in enumerate(c.reasons.values(), 1)})
        for c in o.cells
    )
    seen = o.model_copy(
        update={
            "cells": cells,
            "decisions": tuple(_without(d, by="") for d in o.decisions),
            "vendors": tuple(_unreceived(v) for v in o.vendors),
            "rankings": tuple(r.model_copy(update={"details": _anonymous(r)}) for r in o.rankings),
        }
    )
    return rewritten(seen, people(reader), OWN_WORDS)


def _anonymous(ranking: Ranking) -> dict[str, object]:
    return {k: v for k, v in ranking.details.items() if k != "evaluators"}


def _unreceived(v: VendorResult) -> VendorResult:
    """Without who took the files in, who may be on the panel."""
    return _without(
        v,
        response=v.response and _without(v.response, received_by=""),
        price=v.price and _without(v.price, received_by=""),
    )


def people(reader: Reader) -> Callable[[str], str]:
    """Evaluators' names, in full or the family name alone, become roles, or nobody in particular."""
    words: dict[str, str] = {}
    for name, label in reader.labels.items():
        said = label if reader.kind == "board" else SOMEBODY
        words[name] = said
        family = _family(name)
        if family:
            words.setdefault(family, said)
    ids = {e.id: words[e.name] for e in reader.panel}
    pattern = _any_of(words)

    def change(text: str) -> str:
        if text in ids:
            return ids[text]
        return pattern.sub(lambda m: words[m.group()], text) if pattern else text

    return change


_TITLES = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|med|pd|priv|doz)\.?\s+)+", re.IGNORECASE)


def _family(name: str) -> str:
    """The last word of a name of several, without what follows a comma; empty if it is short."""
    words = _TITLES.sub("", name.partition(",")[0]).split()
    return words[-1] if len(words) > 1 and len(words[-1]) > 2 else ""


def _any_of(words: dict[str, str]) -> re.Pattern[str] | None:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in longest)) if words else None


def names(o: Outcome, reader: Reader) -> Outcome:
    """The names of bidders that this bidder does not meet in the report."""
    if reader.kind != "vendor":
        return o
    whose = reader.whose("totals")
    met = {*whose, *reader.ids_of(whose)}
    hidden = Named(
        (None if v in whose else ANOTHER, patterns_of(v, reader.ids[v])) for v in sorted(reader.everyone)
    )
    return rewritten(o, lambda text: text if text in met else hidden(text), OWN_WORDS)


def swept(o: Outcome, reader: Reader) -> Outcome:
    """Without cells of which nothing is left: an empty one would look like a question without an answer."""
    whose = reader.whose("answers")
    return o.model_copy(update={"cells": tuple(c for c in o.cells if c.vendor in whose or not _is_bare(c))})


def _is_bare(c: Cell) -> bool:
    said = (c.answer, c.comment, c.evidence, c.scores, c.reasons, c.earlier, c.consensus_reason)
    return not any(said) and c.value is c.component is c.consensus is None


def _priced(o: Outcome) -> frozenset[str]:
    return frozenset(leaf.criterion for leaf in o.criteria if leaf.by == "price")


def _without(thing: M, **fields: object) -> M:
    return thing.model_copy(update=fields)
