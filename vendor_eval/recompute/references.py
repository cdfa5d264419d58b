"""Places of a record that name each other: vendors, criteria, gates, groups and what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.recompute.log import Wrong, unequal
from vendor_eval.report.audience.advantages import words_of_advantage
from vendor_eval.report.audience.table import KINDS, SEES


def references(o: Outcome) -> Iterator[Wrong]:
    """What one place of a record without inputs says and another contradicts."""
    for check in (_audience, _names, _criteria, _gates, _status, _open, _prices, _advantages):
        yield from check(o)


def _audience(o: Outcome) -> Iterator[Wrong]:
    """What the table of audiences cuts has to be named as left out."""
    if o.audience not in ("", *KINDS):
        yield Wrong("$.audience", f"there is no audience “{o.audience[:40]}”")
    if not o.audience and (o.left_out or o.vendor or o.advantages):
        yield Wrong("$.audience", "parts were left out, and no audience says for whom")
    if (o.audience == "vendor") != bool(o.vendor):
        yield Wrong("$.vendor", "a bidder is named if, and only if, the record was cut for one")
    for i, row in enumerate(o.left_out):
        if row not in SEES or o.left_out.count(row) > 1:
            yield Wrong(f"$.left_out[{i}]", "this names nothing that is left out, or names it twice")
    for row, seen in SEES.items():
        sees = next((words for kind, words in seen.items() if kind == o.audience), "all")
        if sees in ("none", "roles") and row not in o.left_out:
            yield Wrong("$.left_out", f"{row} are not among it, and this audience reads none", "$.audience")


def _names(o: Outcome) -> Iterator[Wrong]:
    """Each vendor is known, and everything about it is there once."""
    vendors = {v.name for v in o.vendors}
    yield from unequal("$.vendors", [v.name for v in o.vendors], vendors, "")
    yield from unequal("$.criteria", [x.criterion for x in o.criteria], {x.criterion for x in o.criteria}, "")
    answers = [f"{c.criterion} of {c.vendor}" for c in o.cells]
    yield from unequal("$.cells", answers, answers, "")
    yield from unequal("$.prices", [p.vendor for p in o.prices], [p.vendor for p in o.prices], "")
    named = {x.vendor for part in (o.cells, o.prices, o.excluded, o.open, o.informational) for x in part}
    if named - vendors:
        message = f"named in the record, but not among its vendors: {', '.join(sorted(named - vendors))}"
        yield Wrong("$.vendors", message)
    for i, vendor in enumerate(o.vendors):
        for name, receipt in (("response", vendor.response), ("price", vendor.price)):
            if receipt is not None and receipt.vendor != vendor.id:
                at = f"$.vendors[{i}]"
                yield Wrong(f"{at}.{name}.vendor", f"the vendor’s id is {vendor.id}", f"{at}.id")


def _criteria(o: Outcome) -> Iterator[Wrong]:
    """Every criterion has its groups, and every bid that is read in full an answer to each."""
    known = {leaf.criterion for leaf in o.criteria}
    paths = {leaf.group[:n] for leaf in o.criteria for n in range(1, len(leaf.group) + 1)}
    yield from unequal(
        "$.groups", ["/".join(g.path) for g in o.groups], ["/".join(p) for p in paths], "$.criteria[*].group"
    )
    total = sum(leaf.weight for leaf in o.criteria)
    if o.criteria and abs(total - 1) > 1e-9:
        yield Wrong("$.criteria[*].weight", f"they add up to {total:.10g}, and shares of the whole to 1")
    cut = "answers" in o.left_out or "prices" in o.left_out
    for name in dict.fromkeys(c.vendor for c in o.cells):
        if name == o.vendor or not cut:
            answered = [c.criterion for c in o.cells if c.vendor == name]
            yield from unequal("$.cells", answered, known, "$.criteria")
    for i, cell in enumerate(o.cells):
        if cell.criterion not in known:
            yield Wrong(f"$.cells[{i}].criterion", "no criterion of this record", "$.criteria")


def _gates(o: Outcome) -> Iterator[Wrong]:
    """Every vendor has the same gates; one with a failed gate is not admitted."""
    tested = {g.criterion for v in o.vendors for g in v.gates}
    for i, vendor in enumerate(o.vendors):
        at = f"$.vendors[{i}]"
        if vendor.gates:
            yield from unequal(f"{at}.gates", [g.criterion for g in vendor.gates], tested, "$.gates")
        if vendor.status == "admitted" and any(g.result != "passed" for g in vendor.gates):
            yield Wrong(f"{at}.status", "admitted, and a gate was not passed", f"{at}.gates")


def _status(o: Outcome) -> Iterator[Wrong]:
    """An excluded vendor is among the excluded, with the same reason, once; the ranked were admitted."""
    reasons = {e.vendor: e.reason for e in o.excluded}
    out = [v.name for v in o.vendors if v.status == "excluded"]
    yield from unequal("$.excluded", [e.vendor for e in o.excluded], out, "$.vendors[*].status")
    for i, vendor in enumerate(o.vendors):
        if (vendor.status == "excluded") != (vendor.name in reasons):
            message = f"{vendor.status}, and the list of the excluded says otherwise"
            yield Wrong(f"$.vendors[{i}].status", message, "$.excluded")
        elif reasons.get(vendor.name, vendor.reason) != vendor.reason:
            yield Wrong(f"$.vendors[{i}].reason", "the list of the excluded has another reason", "$.excluded")
    admitted = [v.name for v in o.vendors if v.status == "admitted"]
    for i, ranking in enumerate(o.rankings):
        yield from unequal(f"$.rankings[{i}].scores", ranking.scores, admitted, "$.vendors[*].status")


def _open(o: Outcome) -> Iterator[Wrong]:
    """An open answer is listed with the state that it has where it was read."""
    read = {(v.name, g.criterion): g.state for v in o.vendors for g in v.gates}
    read |= {(c.vendor, c.criterion): c.state for c in o.cells}
    for i, x in enumerate(o.open):
        state = read.get((x.vendor, x.criterion), "" if x.vendor == o.vendor else x.state)
        if state != x.state:
            yield Wrong(f"$.open[{i}]", f"{x.state} in the file, but the answer is {state or 'not in it'}")


def _prices(o: Outcome) -> Iterator[Wrong]:
    """One currency; a bid of which only the total is left has no other amount."""
    for i, price in enumerate(o.prices):
        at = f"$.prices[{i}]"
        if price.currency != o.currency:
            yield Wrong(f"{at}.currency", f"the currency of the record is {o.currency}", "$.currency")
        amounts = {"one_off": price.one_off, "running": price.running, "by_year": price.by_year}
        for name in [name for name, amount in amounts.items() if amount and not price.lines]:
            yield Wrong(f"{at}.{name}", "there are no price lines that it could come from", f"{at}.lines")


def _advantages(o: Outcome) -> Iterator[Wrong]:
    """A bidder reads about each criterion once, in words of a closed list."""
    known = [leaf.criterion for leaf in o.criteria]
    if o.advantages:
        yield from unequal("$.advantages", [a.criterion for a in o.advantages], known, "$.criteria")
    for i, a in enumerate(o.advantages):
        if a.criterion not in known:
            yield Wrong(f"$.advantages[{i}].criterion", "no criterion of this record", "$.criteria")
        if a.words not in words_of_advantage():
            yield Wrong(f"$.advantages[{i}].words", "no report of this program says it in these words")
