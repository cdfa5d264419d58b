"""What no schema sees: whether the parts of a release that name each other fit together.

Each check is a line of ``CHECKS``. What has the wrong type is the schema's matter and passed over here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from vendor_eval.findings import Finding
from vendor_eval.report.ocds.dates import DOCUMENTS, dates, periods
from vendor_eval.report.ocds.schema import at
from vendor_eval.report.ocds.walk import Check, Flaw, rows


def reference_findings(release: dict[str, Any]) -> Iterator[Finding]:
    """One Finding for each part that dangles or contradicts another."""
    for name, check in CHECKS.items():
        for place, message, hint in check(release):
            yield Finding(f"ocds.{name}", "error", at(place), message, hint)


LISTS: tuple[tuple[str, ...], ...] = (
    ("parties",),
    ("tender", "items"),
    ("tender", "lots"),
    ("tender", "criteria"),
    ("tender", "enquiries"),
    ("bids", "details"),
    ("bids", "statistics"),
    ("awards",),
    ("contracts",),
)
"""Lists in which an id may stand once."""


def _ids(release: dict[str, Any]) -> Iterator[Flaw]:
    requirements = ("tender", "criteria", "requirementGroups", "requirements")
    for path in (*LISTS, requirements):
        seen: set[str] = set()
        for place, row in rows(release, *path):
            key = str(row.get("id"))
            if "id" in row and key in seen:
                message = f"the id {key!r} stands twice in {'.'.join(path)}"
                yield (*place, "id"), message, "ids are unique there"
            seen.add(key)
    yield from _own_ids(release)


def _own_ids(release: dict[str, Any]) -> Iterator[Flaw]:
    """Documents and awarded items are numbered within what holds them."""
    for path in (*((*of, "documents") for of in DOCUMENTS), ("awards", "items"), ("contracts", "items")):
        seen: set[tuple[object, ...]] = set()
        for place, row in rows(release, *path):
            key = (*place[:-1], str(row.get("id")))
            if "id" in row and key in seen:
                message = f"the id {row['id']!r} stands twice in one list of {path[-1]}"
                yield (*place, "id"), message, "ids are unique there"
            seen.add(key)


ROLES: dict[tuple[str, ...], str] = {
    ("buyer",): "buyer",
    ("tender", "procuringEntity"): "procuringEntity",
    ("tender", "tenderers"): "tenderer",
    ("bids", "details", "tenderers"): "tenderer",
    ("awards", "suppliers"): "supplier",
}


def _organisations(release: dict[str, Any]) -> Iterator[Flaw]:
    parties = {str(row.get("id")): row for _, row in rows(release, "parties")}
    for path, role in ROLES.items():
        for place, reference in rows(release, *path):
            party = parties.get(str(reference.get("id")))
            if party is None:
                message = f"{reference.get('id')!r} is no id of an organisation under parties"
                yield (*place, "id"), message, "add the organisation to parties, or correct the id"
                continue
            if "name" in reference and reference["name"] != party.get("name"):
                message = f"parties call {reference.get('id')} {party.get('name')!r}"
                yield (*place, "name"), message, "write the same name in both places"
            if role not in (party.get("roles") or ()):
                hint = f"add {role} to its roles under parties"
                yield place, f"{reference.get('id')} does not have the role {role}", hint


def _pointing(
    release: dict[str, Any], of: tuple[str, ...], field: str, to: tuple[str, ...], key: str = "id"
) -> Iterator[Flaw]:
    """Fields that name one or several entries of another list."""
    known = {str(row.get(key)) for _, row in rows(release, *to)}
    for place, row in rows(release, *of):
        given = row.get(field)
        for one in given if isinstance(given, list) else [] if given is None else [given]:
            if str(one) not in known:
                message = f"{one!r} is no {key} under {'.'.join(to)}"
                yield (*place, field), message, "correct it, or add what it names"


def _lots(release: dict[str, Any]) -> Iterator[Flaw]:
    to = ("tender", "lots")
    for of, field in (
        (("tender", "items"), "relatedLot"),
        (("tender", "criteria"), "relatedLots"),
        (("tender", "documents"), "relatedLots"),
        (("tender", "enquiries"), "relatedLot"),
        (("bids", "details"), "relatedLots"),
        (("bids", "statistics"), "relatedLot"),
        (("awards",), "relatedLots"),
        (("awards", "items"), "relatedLot"),
    ):
        yield from _pointing(release, of, field, to)


def _items(release: dict[str, Any]) -> Iterator[Flaw]:
    """An award may name its items anew only where the tender names none."""
    to = ("tender", "items")
    yield from _pointing(release, ("tender", "criteria"), "relatedItem", to)
    if any(rows(release, *to)):
        yield from _pointing(release, ("awards", "items"), "id", to)


def _awarded_bids(release: dict[str, Any]) -> Iterator[Flaw]:
    yield from _pointing(release, ("awards",), "relatedBid", ("bids", "details"))
    bids = {str(row.get("id")): row for _, row in rows(release, "bids", "details")}
    for place, award in rows(release, "awards"):
        bid = bids.get(str(award.get("relatedBid")))
        if bid is None:
            continue
        if bid.get("status") in ("disqualified", "withdrawn"):
            message = f"the bid {award['relatedBid']} is {bid['status']}"
            yield (*place, "relatedBid"), message, "an award follows a valid bid"
        tenderers = {str(row.get("id")) for _, row in rows(bid, "tenderers")}
        for inside, supplier in rows(award, "suppliers"):
            if tenderers and str(supplier.get("id")) not in tenderers:
                message = f"{supplier.get('id')} did not make the bid {award['relatedBid']}"
                yield (*place, *inside, "id"), message, "name who made that bid"


def _contracts(release: dict[str, Any]) -> Iterator[Flaw]:
    yield from _pointing(release, ("contracts",), "awardID", ("awards",))


DATA_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "date-time": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}


def _responses(release: dict[str, Any]) -> Iterator[Flaw]:
    asked = {
        str(row.get("id")): row
        for _, row in rows(release, "tender", "criteria", "requirementGroups", "requirements")
    }
    for place, response in rows(release, "bids", "details", "requirementResponses"):
        reference = response.get("requirement")
        key = str(reference.get("id")) if isinstance(reference, dict) else ""
        requirement = asked.get(key)
        if requirement is None:
            message = f"{key!r} is no requirement under tender.criteria"
            yield (*place, "requirement", "id"), message, "correct the id, or add the requirement"
            continue
        if not _fits(response.get("value"), str(requirement.get("dataType"))):
            value = response["value"]
            message = f"{value!r} does not fit the data type {requirement['dataType']} of {key}"
            yield (*place, "value"), message, "write the value in that type"


def _fits(value: object, data_type: str) -> bool:
    """A truth value is no number, though Python counts with it."""
    kinds = DATA_TYPES.get(data_type)
    if kinds is None or value is None:
        return True
    return isinstance(value, kinds) and isinstance(value, bool) == (bool in kinds)


MONEY = (("tender", "value"), ("bids", "details", "value"), ("awards", "value"), ("contracts", "value"))


def _amounts(release: dict[str, Any]) -> Iterator[Flaw]:
    for path in MONEY:
        for place, value in rows(release, *path):
            amount = value.get("amount")
            if isinstance(amount, int | float) and not value.get("currency"):
                yield place, f"the amount {amount:,} has no currency", "add its code, such as USD"
            if isinstance(amount, int | float) and amount < 0:
                yield (*place, "amount"), f"the amount {amount:,} is below 0", "correct it"


def _tags(release: dict[str, Any]) -> Iterator[Flaw]:
    tags = release.get("tag")
    words = [str(tag) for tag in tags] if isinstance(tags, list) else []
    for part, key in (("tender", "tender"), ("award", "awards"), ("contract", "contracts")):
        tagged = any(tag.startswith(part) for tag in words)
        if tagged and not release.get(key):
            yield ("tag",), f"the tag says {part}, and there is no {key}", f"add {key}, or take the tag out"
        if release.get(key) and not tagged and "compiled" not in words:
            yield ("tag",), f"there is {key}, and no tag says so", f"add the tag {part}"


def _counts(release: dict[str, Any]) -> Iterator[Flaw]:
    details = [row for _, row in rows(release, "bids", "details")]
    stands = Counter(str(row.get("status")) for row in details)
    counted = {"bids": len(details), "validBids": stands["valid"], "disqualifiedBids": stands["disqualified"]}
    for place, row in rows(release, "bids", "statistics"):
        told, measure = row.get("value"), str(row.get("measure"))
        if details and measure in counted and not row.get("relatedLot") and told != counted[measure]:
            message = f"{measure} is {told}, and the bids listed make {counted[measure]}"
            yield (*place, "value"), message, "correct the number, or the list of bids"
    tenderers = [row for _, row in rows(release, "tender", "tenderers")]
    number = next((row.get("numberOfTenderers") for _, row in rows(release, "tender")), None)
    if tenderers and number is not None and number != len(tenderers):
        message = f"{number} tenderers are told, {len(tenderers)} are named"
        yield ("tender", "numberOfTenderers"), message, "correct the number, or the list"


def _weights(release: dict[str, Any]) -> Iterator[Flaw]:
    for place, lot in rows(release, "tender", "lots"):
        shares = [
            row.get("number")
            for _, row in rows(lot, "awardCriteria", "criteria", "numbers")
            if row.get("weight") == "percentageExact"
        ]
        numbers = [x for x in shares if isinstance(x, int | float)]
        if numbers and abs(sum(numbers) - 100) > 0.05:
            message = f"the weights of the award criteria add up to {sum(numbers):g} percent"
            yield (*place, "awardCriteria"), message, "they must add up to 100"


CHECKS: dict[str, Check] = {
    "id": _ids,
    "organisation": _organisations,
    "lot": _lots,
    "item": _items,
    "bid": _awarded_bids,
    "contract": _contracts,
    "requirement": _responses,
    "amount": _amounts,
    "period": periods,
    "date": dates,
    "tag": _tags,
    "count": _counts,
    "weight": _weights,
}
