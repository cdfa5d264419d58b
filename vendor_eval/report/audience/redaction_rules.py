"""What is cut out of an outcome, one function for each row of the table in ``reader.SEES``.

Each cuts what its row speaks of and leaves the rest, so that every one of them can be tested by its absence.
"""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.findings import Finding
from vendor_eval.forms.values.money import without_money
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.outcome.cells import Cell, GroupLine
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.model.outcome.record import Confirmation, Outcome, Ranking
from vendor_eval.model.outcome.vendor_status import Excluded, VendorResult
from vendor_eval.report.audience.advantages import advantages
from vendor_eval.report.audience.redaction import ANOTHER, LAPSED, NOT_SHOWN, without
from vendor_eval.report.audience.replace_text import rewritten
from vendor_eval.report.audience.table import Reader
from vendor_eval.report.format.titles import titles
from vendor_eval.scoring.shortlist import GATE as SHORTLIST


def answers(o: Outcome, reader: Reader) -> Outcome:
    """Answers to scored questions, gates, declarations and questions for information; the files."""
    whose, ids = reader.whose("answers"), reader.ids_of(reader.whose("answers"))
    priced, o = _priced(o), _of_others_unsaid(o) if reader.outside else o
    return o.model_copy(
        update={
            "vendors": tuple(v if v.name in whose else _unanswered(o, v) for v in o.vendors),
            "cells": tuple(
                c if c.vendor in whose else _unsaid_cell(c, price=c.criterion in priced) for c in o.cells
            ),
            "informational": tuple(s for s in o.informational if s.vendor in whose),
            "open": tuple(x for x in o.open if x.vendor in whose),
            "excluded": tuple(
                e if e.vendor in whose else without(e, reason=_why_out(o, e)) for e in o.excluded
            ),
            "decisions": tuple(d if d.vendor in ids else _unsaid(d) for d in o.decisions),
            "settled": tuple(
                s if d.vendor in ids else without(s, lapsed=s.lapsed and LAPSED)
                for d, s in zip(o.decisions, o.settled, strict=False)
            ),
            "findings": () if reader.outside else o.findings,
        }
    )


def _of_others_unsaid(o: Outcome) -> Outcome:
    """Without the files that were set aside: the reason names the bidder whose file it is."""
    kept = [i for i, d in enumerate(o.decisions) if d.act != "misfiled"]
    settled = tuple(o.settled[i] for i in kept if i < len(o.settled))
    return o.model_copy(update={"decisions": tuple(o.decisions[i] for i in kept), "settled": settled})


def _unsaid_cell(c: Cell, *, price: bool) -> Cell:
    """What stands as the answer to the price is a price."""
    return without(c, comment="", answer=c.answer if price else "", given=c.given if price else None)


def _unanswered(o: Outcome, vendor: VendorResult) -> VendorResult:
    out = next((e for e in o.excluded if e.vendor == vendor.name), None)
    reason = _why_out(o, out) if out else NOT_SHOWN if vendor.reason else ""
    return without(vendor, product="", gates=(), undeclared=(), response=None, reason=reason)


def _why_out(o: Outcome, out: Excluded) -> str:
    """The gate or the minimum alone; a reason in full quotes the answer."""
    if out.gate == SHORTLIST:
        return "not on the short list"
    if out.gate:
        name = titles(o).get(out.gate, out.gate)
        minimum = out.gate in {t.of for t in o.rules.thresholds}
        return f"did not reach the minimum for {name}" if minimum else f"did not meet {out.gate} {name}"
    return str(out.bid_state) or NOT_SHOWN


def _unsaid(decision: Decision) -> Decision:
    return without(decision, raw=None, value=None, reason=NOT_SHOWN)


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
            "confirmation": o.confirmation and _confirmed(o.confirmation),
            "decisions": tuple(d if d.vendor in ids else without(d, vendor=ANOTHER) for d in general),
            "settled": tuple(
                s for d, s in zip(o.decisions, o.settled, strict=False) if any(d is g for g in general)
            ),
        }
    )


def _confirmed(found: Confirmation) -> Confirmation:
    """Where the library differs, the message tells whose score, and what it is."""
    if found.agrees is not False:
        return found
    return without(found, message=f"{found.library} comes to another result", largest_difference=None)


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
    return without(g, scores={v: x for v, x in g.scores.items() if v in whose})


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
    return without(
        cell,
        value=None,
        component=None,
        source="",
        scores={},
        reasons={},
        earlier={},
        before_final={},
        before_offer=None,
        consensus=None,
        consensus_reason="",
    )


def prices(o: Outcome, reader: Reader) -> Outcome:
    """Price lines and totals, and what was settled about a price, which names ``LINE:YEAR``."""
    whose, total = reader.whose("prices"), reader.whose("price totals")
    if whose == reader.everyone:
        return o
    priced = _priced(o)
    if reader.kind == "panel":
        o = _without_amounts(_unranked(o))
    return o.model_copy(
        update={
            "prices": tuple(
                p if p.vendor in whose else _total_only(p)
                for p in o.prices
                if p.vendor in whose or p.vendor in total
            ),
            "vendors": tuple(v if v.name in whose else without(v, price=None) for v in o.vendors),
            "cells": tuple(
                without(c, answer="", given=None) if c.criterion in priced and c.vendor not in whose else c
                for c in o.cells
            ),
            "price_rule": o.price_rule.model_copy(
                update={"buyer_costs": tuple(without(c, vendors=None) for c in o.price_rule.buyer_costs)}
            ),
            "decisions": tuple(
                d if d.vendor in reader.ids_of(whose) or ":" not in (d.criterion or "") else _unsaid(d)
                for d in o.decisions
            ),
            "findings": tuple(f for f in o.findings if not _of_price(f)),
        }
    )


def _unranked(o: Outcome) -> Outcome:
    """Totals hold the points for the price, and the value of a price tells it beside the lowest."""
    groups = tuple(without(g, scores={}) for g in o.groups)
    cells = tuple(c for c in o.cells if c.criterion not in _priced(o))
    return without(o, rankings=(), groups=groups, cells=cells, close_call=None, confirmation=None)


def _of_price(f: Finding) -> bool:
    """Also a reading of a price, which has a line; one without subject may be of a price."""
    lapsed = f.code == "settle.lapsed"
    return f.code.startswith("price.") or (lapsed and (f.subject is None or bool(f.subject.line)))


def _without_amounts(o: Outcome) -> Outcome:
    """Answers as score sheets show them: whoever still scores reads no amount that a bidder wrote there."""
    codes = (o.currency, *(p.offered_in for p in o.prices if p.offered_in))

    def change(text: str) -> str:
        return without_money(text, codes)

    told = ("vendors", "cells", "informational", "excluded", "decisions", "findings")
    kept = ("rule", "title")
    return o.model_copy(update={name: rewritten(getattr(o, name), change, kept) for name in told})


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
            "cells": tuple(c if c.vendor in whose else without(c, evidence="") for c in o.cells),
            "informational": tuple(
                s if s.vendor in whose else without(s, evidence="") for s in o.informational
            ),
            "vendors": tuple(
                v if v.name in whose else without(v, gates=tuple(without(g, evidence="") for g in v.gates))
                for v in o.vendors
            ),
        }
    )


def swept(o: Outcome, reader: Reader) -> Outcome:
    """Without cells of which nothing is left: an empty one would look like a question without an answer."""
    whose = reader.whose("answers")
    return o.model_copy(update={"cells": tuple(c for c in o.cells if c.vendor in whose or not _is_bare(c))})


def _is_bare(c: Cell) -> bool:
    said = (c.answer, c.comment, c.evidence, c.scores, c.reasons, c.earlier, c.consensus_reason)
    return not any(said) and c.value is c.component is c.consensus is None


def _priced(o: Outcome) -> frozenset[str]:
    return frozenset(leaf.criterion for leaf in o.criteria if leaf.by == "price")
