"""The release: what was asked, who bid, who is to be awarded, from what the public may know.

Fields as in the Open Contracting Data Standard 1.1.5, https://standard.open-contracting.org/1.1/, with its
extensions lots, bids, requirements and award criteria.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from vendor_eval.model.buyer.procurement import Procurement, Timetable
from vendor_eval.model.criteria.catalogue import Catalogue
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import BidState, VendorResult

PLACEHOLDER = "ocds-000000"
"""For a publisher that has no prefix yet; the Open Contracting Partnership registers one."""
BUYER = "buyer"
WHOLE = "all"
Json = dict[str, Any]


def release(
    public: Outcome,
    procurement: Procurement,
    catalogue: Catalogue,
    bidders: Sequence[str],
    prefix: str,
    awarded: datetime | None = None,
) -> Json:
    """The release as plain JSON data; the same input gives the same release.

    ``public``: the outcome as the public may see it. ``bidders``: ids of the vendors whose bid came in.
    ``prefix``: of the publisher. ``awarded``: when the first was told. Until a vendor is first officially
    there is no award in it, and nobody reads who bid: bidders may not learn it of each other before the
    decision.
    """
    vendors = [v for v in public.vendors if v.id in bidders and public.official]
    winner = _winner(public, vendors)
    found: Json = {
        "ocid": f"{prefix}-{procurement.id}",
        "tag": ["tender", "award"] if winner else ["tender"],
        "initiationType": "tender",
        "parties": [_buyer_party(procurement), *(_party(v, v is winner) for v in vendors)],
        "buyer": {"id": BUYER, "name": procurement.buyer.name},
        "tender": _tender(public, procurement, catalogue, vendors, decided=winner is not None),
    }
    if vendors:
        found["bids"] = {"statistics": _statistics(vendors), "details": [_bid(v) for v in vendors]}
    if winner:
        found["awards"] = [_award(public, winner, _lot_ids(procurement), awarded)]
    content = json.dumps(found, sort_keys=True, ensure_ascii=False).encode()
    found["id"] = f"{found['ocid']}-{hashlib.sha256(content).hexdigest()[:12]}"
    return found


def dated(found: Json, moment: datetime) -> Json:
    """The release with the moment since which it holds, fields in the order of the standard."""
    first = {"ocid": found["ocid"], "id": found["id"], "date": moment.isoformat(timespec="seconds")}
    return first | {name: value for name, value in found.items() if name not in first}


def _winner(public: Outcome, vendors: Sequence[VendorResult]) -> VendorResult | None:
    best = public.rankings[0].best if public.rankings and public.official else ()
    return next((v for v in vendors if (v.name,) == tuple(best)), None)


def _without_nothing(fields: Json) -> Json:
    """The standard wants what is not known left out, not empty."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _buyer_party(p: Procurement) -> Json:
    contact = p.buyer.contact
    return _without_nothing(
        {
            "id": BUYER,
            "name": p.buyer.name,
            "address": _without_nothing({"streetAddress": p.buyer.address}),
            "contactPoint": _without_nothing(
                {"name": contact.name, "email": contact.email, "telephone": contact.phone} if contact else {}
            ),
            "roles": ["buyer", "procuringEntity"],
        }
    )


def _party(vendor: VendorResult, awarded: bool) -> Json:
    roles = ["tenderer", "supplier"] if awarded else ["tenderer"]
    return {"id": vendor.id, "name": vendor.name, "roles": roles}


def _named(vendor: VendorResult) -> Json:
    return {"id": vendor.id, "name": vendor.name}


def _tender(
    o: Outcome, p: Procurement, catalogue: Catalogue, vendors: Sequence[VendorResult], *, decided: bool
) -> Json:
    times = p.timetable
    lots = _lots(o, p, decided)
    budget = p.budget if p.budget and p.budget.publish else None
    return _without_nothing(
        {
            "id": p.id,
            "title": p.title,
            "description": p.summary,
            "status": "complete" if decided else "active",
            "procuringEntity": {"id": BUYER, "name": p.buyer.name},
            "value": {"amount": float(budget.amount), "currency": p.currency.code} if budget else None,
            "items": [
                {"id": lot["id"], "description": lot["title"], "relatedLot": lot["id"]} for lot in lots
            ],
            "lots": lots,
            "awardCriteria": "ratedCriteria",
            "awardCriteriaDetails": _by_what(o),
            "submissionMethod": ["electronicSubmission"],
            "tenderPeriod": _period(times, times.issue, times.bids_due),
            "enquiryPeriod": _period(times, times.issue, times.questions_until),
            "awardPeriod": _period(times, None, times.decision),
            "contractPeriod": _period(times, times.go_live, None),
            "numberOfTenderers": len(vendors) or None,
            "tenderers": [_named(v) for v in vendors],
            "criteria": [
                _criterion(group, criterion)
                for group, criterion in catalogue.placed()
                if criterion.is_question
            ],
        }
    )


def _by_what(o: Outcome) -> str:
    method = o.rankings[0].method.replace("_", " ") if o.rankings else "weighted sum"
    return (
        f"Gates first; then the most points out of {o.rules.points:f} by the {method} of all scored criteria."
    )


def _period(times: Timetable, start: date | None, end: date | None) -> Json:
    """Whole days begin and end in the buyer's time zone."""
    return _without_nothing(
        {"startDate": _moment(times, start, time.min), "endDate": _moment(times, end, time(23, 59, 59))}
    )


def _moment(times: Timetable, day: date | None, at: time) -> str | None:
    if day is None:
        return None
    if isinstance(day, datetime):
        return times.local(day).isoformat(timespec="seconds")
    return datetime.combine(day, at, ZoneInfo(times.timezone)).isoformat(timespec="seconds")


def _lot_ids(p: Procurement) -> list[str]:
    return [lot.id for lot in p.lots if not lot.elsewhere] or [WHOLE]


def _lots(o: Outcome, p: Procurement, decided: bool) -> list[Json]:
    """One at least: the weights are told of a lot. One award is made for all that are bought here."""
    known = {lot.id: lot for lot in p.lots}
    found = []
    for lot_id in _lot_ids(p):
        lot = known.get(lot_id)
        fields = {
            "id": lot_id,
            "title": lot.title if lot else p.title,
            "description": lot.scope if lot else "",
            "status": "complete" if decided else "active",
            "awardCriteria": {"criteria": list(_award_criteria(o))} if o.groups else None,
        }
        found.append(_without_nothing(fields))
    return found


def _award_criteria(o: Outcome) -> Iterator[Json]:
    """The top-level groups with their shares in percent, which add up to 100."""
    top = [g for g in o.groups if len(g.path) == 1]
    shares = [round(100 * g.weight, 2) for g in top]
    shares[max(range(len(top)), key=shares.__getitem__)] += round(100 - sum(shares), 2)
    priced = {leaf.group[0] for leaf in o.criteria if leaf.by == "price"}
    for group, share in zip(top, shares, strict=True):
        yield {
            "type": "price" if group.path[0] in priced else "quality",
            "name": group.title,
            "numbers": [{"number": round(share, 2), "weight": "percentageExact"}],
        }


DATA_TYPES = {"yes_no": "boolean", "number": "number"}
"""By type of answer; the others are strings."""


def _criterion(path: Sequence[str], c: Criterion) -> Json:
    """A criterion with its one requirement; of a gate also what the answer must be."""
    requirement: Json = {
        "id": c.id,
        "title": c.title,
        "description": c.requirement,
        "dataType": DATA_TYPES.get(c.answer.type if c.answer else "", "string"),
    }
    if c.gate is not None:
        requirement |= _expected(c)
    words = {"gate": "Gate: a bid that does not meet it is excluded.", "scored": "Scored."}
    return {
        "id": c.id,
        "title": c.title,
        "description": words.get(c.kind, "For information."),
        "relatesToTenderer": False,
        "requirementGroups": [{"id": f"{c.id}-1", "description": path[-1], "requirements": [requirement]}],
    }


def _expected(c: Criterion) -> Json:
    gate = c.gate
    if gate is None:
        return {}
    if gate.at_least is not None:
        return {"minValue": float(gate.at_least)}
    if gate.at_most is not None:
        return {"maxValue": float(gate.at_most)}
    if len(gate.passes) != 1:
        return {"description": f"{c.requirement} The answer {gate.in_words()}."}
    passing = gate.passes[0]
    return {"expectedValue": passing == "yes" if c.answer and c.answer.type == "yes_no" else passing}


STATUSES = {"admitted": "valid", "excluded": "disqualified", "open": "pending"}


def _status(vendor: VendorResult) -> str:
    return "withdrawn" if vendor.bid_state is BidState.WITHDRAWN else STATUSES[vendor.status]


def _bid(vendor: VendorResult) -> Json:
    return {"id": f"bid-{vendor.id}", "status": _status(vendor), "tenderers": [_named(vendor)]}


def _statistics(vendors: Sequence[VendorResult]) -> list[Json]:
    stands = [_status(v) for v in vendors]
    counts = {
        "bids": len(stands),
        "validBids": stands.count("valid"),
        "disqualifiedBids": stands.count("disqualified"),
    }
    return [{"id": measure, "measure": measure, "value": n} for measure, n in counts.items()]


def _award(o: Outcome, winner: VendorResult, lots: Sequence[str], at: datetime | None) -> Json:
    """Pending: the contract is not signed, and a bidder may still complain."""
    cost = next((p for p in o.prices if p.vendor == winner.name), None)
    value = {"amount": float(round(cost.net_present_cost, 2)), "currency": cost.currency} if cost else None
    return _without_nothing(
        {
            "id": f"award-{o.id}",
            "title": o.title,
            "description": "The value is the evaluated price: the net present cost over the term."
            if cost
            else "",
            "status": "pending",
            "date": at.isoformat(timespec="seconds") if at else None,
            "value": value,
            "suppliers": [_named(winner)],
            "items": [{"id": lot, "relatedLot": lot} for lot in lots],
            "relatedLots": list(lots),
            "relatedBid": f"bid-{winner.id}",
        }
    )
