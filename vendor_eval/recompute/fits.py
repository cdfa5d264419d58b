"""Parts of a record that name each other: what stands on one side alone, or says another thing there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from vendor_eval.model.buyer.price_quantities import row_ids
from vendor_eval.model.buyer.volumes import SCENARIOS
from vendor_eval.model.criteria.value import Price, Rubric
from vendor_eval.model.outcome.costs import PriceResult
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.recompute.notes import Notes, Wrong

_LETTERS = re.compile(r"Vendor [A-Z]+\Z")


def fits(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    """What two parts of a record say differently; of a reduced record only what both parts still hold."""
    for check in (_groups, _rules, _gates, _read, _cells, _prices, _open, _receipts):
        yield from check(o, notes)


def readers(o: Outcome) -> Iterator[Wrong]:
    """For whom a record says it was cut, and whether that can be: a full one has to stand the full check."""
    cut = set(o.left_out)
    if not o.audience and (cut or o.vendor or o.advantages):
        yield Wrong("$.audience", "parts were left out, and no audience says for whom")
    if o.audience not in ("", "panel", "board", "public", "vendor"):
        yield Wrong("$.audience", f"there is no audience “{o.audience[:40]}”")
    elif o.audience not in ("", "panel") and "evaluators" not in cut:
        yield Wrong("$.left_out", "evaluators are not among it, and this audience reads no names of theirs")
    if (o.audience == "vendor") != bool(o.vendor):
        yield Wrong("$.vendor", "a bidder is named if, and only if, the record was cut for one")
    hidden = [
        i
        for i, c in enumerate(o.cells)
        if "answers" in cut and c.vendor != o.vendor and (c.comment or c.evidence or c.scores)
    ]
    if hidden:
        yield Wrong(f"$.cells[{hidden[0]}]", "answers of others were left out, and here is one", "$.left_out")
    named = [i for i, v in enumerate(o.vendors) if o.blind and not _LETTERS.match(v.name)]
    if named:
        yield Wrong(
            f"$.vendors[{named[0]}].name", "letters stand for the vendors, and this is a name", "$.blind"
        )


def _groups(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    wanted = {leaf.group[:n] for leaf in o.criteria for n in range(1, len(leaf.group) + 1)}
    there = Counter(g.path for g in o.groups)
    for path in sorted(wanted - there.keys()):
        yield Wrong("$.groups", f"{'/'.join(path)} is missing: criteria stand in it", "$.criteria[*].group")
    for i, group in enumerate(o.groups):
        if group.path not in wanted:
            yield Wrong(f"$.groups[{i}].path", "no criterion stands in it", "$.criteria[*].group")
        elif there[group.path] > 1:
            yield Wrong(f"$.groups[{i}].path", "stands there more than once")
        if group.path and group.id != group.path[-1]:
            yield Wrong(f"$.groups[{i}].id", f"its path ends with {group.path[-1]}", f"$.groups[{i}].path")


def _rules(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    """The rule as people read it is the rule that is calculated by."""
    for i, leaf in enumerate(o.criteria):
        rule, at = leaf.value_rule, f"$.criteria[{i}]"
        if rule is None:
            continue
        words = rule.in_words()
        by = "price" if isinstance(rule, Price) else "panel" if isinstance(rule, Rubric) else "answer"
        if by == "price":
            words = f"{o.price_rule.formula} of the net present cost"
        if leaf.by != by:
            yield Wrong(
                f"{at}.by", f"{leaf.by} in the file, but its rule is one for {by}", f"{at}.value_rule"
            )
        if leaf.scored_by and by != "panel":
            yield Wrong(f"{at}.scored_by", "nobody scores it: its value follows from the answer", f"{at}.by")
        if leaf.rule != words and not o.blind:
            basis = "$.price_rule.formula" if by == "price" else f"{at}.value_rule"
            yield Wrong(f"{at}.rule", f"does not say the rule that counts: {words[:120]}", basis)


def _gates(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    """Everybody stood before the same gates; one that asks nothing any more was dropped for all."""
    tested = {g.criterion for v in o.vendors for g in v.gates}
    for i, vendor in enumerate(o.vendors):
        mine = Counter(g.criterion for g in vendor.gates)
        missing = sorted(tested - mine.keys()) if mine else []
        doubled = sorted(name for name, count in mine.items() if count > 1)
        if missing:
            yield Wrong(
                f"$.vendors[{i}].gates", f"without {', '.join(missing[:20])}, which others stood before"
            )
        if doubled:
            yield Wrong(f"$.vendors[{i}].gates", f"stands there more than once: {', '.join(doubled[:20])}")
    dropped = {d.criterion for d in o.decisions if d.act == "accept_na"}
    untested = sorted(o.gates.keys() - tested - dropped)
    if tested and untested:
        yield Wrong("$.gates", f"nobody stood before {', '.join(untested[:20])}", "$.vendors[*].gates")


def _read(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    """What was read at a gate is the number that is shown there; and it is called the same for everybody."""
    called: dict[str, tuple[str, tuple[str, ...], str]] = {}
    for i, vendor in enumerate(o.vendors):
        for n, gate in enumerate(vendor.gates):
            at = f"$.vendors[{i}].gates[{n}]"
            title, group, first = called.setdefault(gate.criterion, (gate.title, gate.group, at))
            if title != gate.title:
                yield Wrong(f"{at}.title", f"elsewhere it is called “{title[:80]}”", f"{first}.title")
            if group != gate.group:
                yield Wrong(f"{at}.group", f"elsewhere it stands in {'/'.join(group)}", f"{first}.group")
            if isinstance(gate.given, float) and gate.answer.split(" ")[0] != f"{gate.given:.10g}":
                said = f"{gate.answer[:80]!r} in the file, but what was read is {gate.given:.10g}"
                yield Wrong(f"{at}.answer", said, f"{at}.given")


def _cells(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    """A bid that counts answers every question; points have those who are ranked; scores are the panel's."""
    leaves = {leaf.criterion: leaf for leaf in o.criteria}
    ranked = {v.name for v in o.vendors if v.status == "admitted"}
    there: dict[str, set[str]] = {}
    for i, cell in enumerate(o.cells):
        leaf, at = leaves.get(cell.criterion), f"$.cells[{i}]"
        there.setdefault(cell.vendor, set()).add(cell.criterion)
        if leaf is not None and len(cell.scores) > leaf.scored_by:  # fewer: that is a missing score
            message = f"{len(cell.scores)} scores, and {leaf.scored_by} evaluators were to give one"
            yield Wrong(f"{at}.scores", message, f"$.criteria[{o.criteria.index(leaf)}].scored_by")
        if cell.component is not None and cell.vendor not in ranked:
            yield Wrong(f"{at}.component", "points of a bid that is not ranked", "$.vendors[*].status")
    for name, answered in there.items():
        if notes.reduced and name != o.vendor:
            continue
        missing = [x.criterion for x in o.criteria if x.criterion not in answered]
        if missing:
            yield Wrong("$.cells", f"no answer of {name} to {', '.join(missing[:20])}")


def _prices(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    """Every line of the price rule stands in every bid once, and nothing else does."""
    asked = {row: line.optional for line in o.price_rule.lines for row in row_ids(line)}
    for i, price in enumerate(o.prices):
        at = f"$.prices[{i}]"
        if not price.lines and not price.optional:
            continue
        own = [line.line for line in price.lines if line.by == "vendor"]
        yield from _listed(f"{at}.lines", own, [row for row, optional in asked.items() if not optional])
        yield from _listed(
            f"{at}.optional",
            [x.line for x in price.optional],
            [row for row, optional in asked.items() if optional],
        )
        yield from _titles(o, price, at)
        told = [s.scenario for s in price.scenarios]
        if told and told != list(SCENARIOS):
            yield Wrong(
                f"{at}.scenarios", f"these are {', '.join(told)}; there is one each of {', '.join(SCENARIOS)}"
            )


def _listed(path: str, there: Sequence[str], wanted: Sequence[str]) -> Iterator[Wrong]:
    count = Counter(there)
    problems: dict[str, list[str]] = {
        "missing": [x for x in wanted if x not in count],
        "not among the lines that were asked for": [x for x in count if x not in wanted],
        "there more than once": [x for x, n in count.items() if n > 1],
    }
    for words, names in problems.items():
        if names:
            yield Wrong(path, f"{words}: {', '.join(names[:20])}", "$.price_rule.lines")


def _titles(o: Outcome, price: PriceResult, at: str) -> Iterator[Wrong]:
    titles = {line.id: line.title for line in o.price_rule.lines if not line.tiers}
    for part, lines in (("lines", price.lines), ("optional", price.optional)):
        for n, line in enumerate(lines):
            place = f"{at}.{part}[{n}]"
            if line.by == "vendor" and titles.get(line.line, line.title) != line.title:
                yield Wrong(
                    f"{place}.title", f"asked for was “{titles[line.line][:80]}”", "$.price_rule.lines"
                )
            years = [*line.empty_years, *line.included_years]
            costly = [y for y in years if y >= len(line.by_year) or line.by_year[y] or years.count(y) > 1]
            if costly:
                said = f"year {costly[0]} stands there, and it costs something, is none, or is told twice"
                yield Wrong(
                    f"{place}.{'empty' if costly[0] in line.empty_years else 'included'}_years",
                    said,
                    f"{place}.by_year",
                )
            if line.optional != (part == "optional"):
                yield Wrong(f"{place}.optional", f"it stands among {part}", "$.price_rule.lines")


def _open(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    titles = {leaf.criterion: leaf.title for leaf in o.criteria}
    titles |= {g.criterion: g.title for v in o.vendors for g in v.gates}
    count = Counter((x.vendor, x.criterion) for x in o.open)
    for i, x in enumerate(o.open):
        if count[x.vendor, x.criterion] > 1:
            yield Wrong(f"$.open[{i}]", "stands there more than once")
        if titles.get(x.criterion, x.title) != x.title:
            yield Wrong(f"$.open[{i}].title", f"{x.criterion} is called “{titles[x.criterion][:80]}”")


def _receipts(o: Outcome, notes: Notes) -> Iterator[Wrong]:
    for i, vendor in enumerate(o.vendors):
        for name, receipt in (("response", vendor.response), ("price", vendor.price)):
            if receipt is not None and receipt.vendor != vendor.id:
                at = f"$.vendors[{i}]"
                yield Wrong(f"{at}.{name}.vendor", f"the vendor’s id is {vendor.id}", f"{at}.id")
