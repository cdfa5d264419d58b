"""Gates, what is open, and who is ranked, again from the answers in a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vendor_eval.model.bids.response import Answer
from vendor_eval.model.outcome.cells import Cell
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import Excluded, GateResult, VendorResult
from vendor_eval.recompute.cells import early_values, given_of
from vendor_eval.recompute.notes import Notes, Wrong
from vendor_eval.report.format.titles import titles
from vendor_eval.scoring.admission import below_threshold, status_of
from vendor_eval.scoring.gates import gate_outcome
from vendor_eval.scoring.shortlist import GATE, shortlist


def gates_again(o: Outcome, notes: Notes) -> Outcome:
    """Every gate tested again by the answer beside it."""
    vendors = []
    for i, vendor in enumerate(o.vendors):
        gates = tuple(_gate(o, g, f"$.vendors[{i}].gates[{n}]", notes) for n, g in enumerate(vendor.gates))
        vendors.append(vendor.model_copy(update={"gates": gates}))
        if o.gates and not gates and not shut(o, vendor):
            why = "no answer of this vendor to any gate is in the record"
            notes.miss(f"$.vendors[{i}].gates", f"gates of {vendor.name}", why)
    return o.model_copy(update={"vendors": tuple(vendors)})


def _gate(o: Outcome, gate: GateResult, path: str, notes: Notes) -> GateResult:
    rule = o.gates.get(gate.criterion)
    if rule is None:
        notes.wrong.append(Wrong(path, f"what {gate.criterion} demands is not among $.gates"))
        return gate
    answer = Answer(state=gate.state, value=given_of(gate))
    result = notes.attempt(f"{path}.result", lambda: gate_outcome(rule, answer, o.rules), gate.result)
    words = gate.rule if o.blind else rule.in_words()
    return gate.model_copy(update={"result": result, "rule": words})


def shut(o: Outcome, vendor: VendorResult) -> str:
    """Why a bid does not count at all: late, withdrawn, none. That rests on the folder, not on numbers."""
    gate = next((e.gate for e in o.excluded if e.vendor == vendor.name), "")
    return vendor.reason if vendor.status == "excluded" and gate is None and not vendor.gates else ""


def open_again(o: Outcome, notes: Notes, reader: str | None = None) -> None:
    """What is open by the states of the answers, beside what the record lists as open.

    ``reader``: the only vendor whose answers are in it, empty where those of nobody are; None for all.
    """
    found = _opened(o)
    expected = {(name, criterion): state for name, criterion, state in found if reader in (None, name)}
    listed = {(x.vendor, x.criterion) for x in o.open}
    for i, x in enumerate(o.open):
        if reader not in (None, x.vendor):
            continue
        state = expected.get((x.vendor, x.criterion))
        if state != x.state:
            really = f"the answer is {state}" if state else "no open answer of this bid is in the record"
            notes.wrong.append(Wrong(f"$.open[{i}]", f"{x.state} in the file, but {really}"))
    for name, criterion in expected.keys() - listed:
        message = f"{criterion} of {name} is {expected[name, criterion]} and not listed"
        notes.wrong.append(Wrong("$.open", message))


def _opened(o: Outcome) -> Iterator[tuple[str, str, str]]:
    for vendor in o.vendors:
        failed = any(g.result == "failed" and g.state == "answered" for g in vendor.gates)
        if failed or shut(o, vendor):
            continue
        told: list[GateResult | Cell] = [*vendor.gates, *(c for c in o.cells if c.vendor == vendor.name)]
        yield from ((vendor.name, x.criterion, x.state) for x in told if x.state != "answered")


def ranked_again(o: Outcome) -> Outcome:
    """Status and reason of every vendor, and who is excluded: by gates, the short list, then minimums."""
    vendors, excluded = [], []
    for vendor in o.vendors:
        opened = [x for x in o.open if x.vendor == vendor.name]
        status, gate, reason = status_of(shut(o, vendor), vendor.gates, opened, o.rules)
        vendors.append(vendor.model_copy(update={"status": status, "reason": reason}))
        if status == "excluded":
            excluded.append(Excluded(vendor=vendor.name, gate=gate, reason=reason))
    admitted = [v.name for v in vendors if v.status == "admitted"]
    listed = [v.name for v in vendors if v.status == "admitted" or v.was_admitted]
    late = [e for e in _left_behind(o, listed) if e.vendor in admitted]
    out = {e.vendor for e in late}
    scored = [c for c in o.cells if c.vendor in admitted and c.vendor not in out and not _priced(o, c)]
    missing = any(c.value is None for c in scored)
    names = titles(o)
    for name in [] if missing else [name for name in admitted if name not in out]:
        below = below_threshold(name, o.cells, o.criteria, o.rules, names)
        late += [below] if below else []
    reasons = {e.vendor: e.reason for e in late}
    return o.model_copy(
        update={
            "vendors": tuple(_with_reason(v, reasons) for v in vendors),
            "excluded": (*excluded, *late),
        }
    )


def _left_behind(o: Outcome, admitted: Sequence[str]) -> Iterator[Excluded]:
    rule = o.rules.shortlist
    if rule is None:
        return
    weights = {x.criterion: x.weight if x.agreed is None else x.agreed for x in o.criteria}
    for place in shortlist(rule, o.criteria, early_values(o), weights, admitted, titles(o)):
        if place.on is False:
            yield Excluded(vendor=place.vendor, gate=GATE, reason=place.reason)


def _priced(o: Outcome, cell: Cell) -> bool:
    return any(leaf.by == "price" for leaf in o.criteria if leaf.criterion == cell.criterion)


def _with_reason(vendor: VendorResult, reasons: Mapping[str, str]) -> VendorResult:
    if vendor.name not in reasons:
        return vendor
    return vendor.model_copy(update={"status": "excluded", "reason": reasons[vendor.name]})
