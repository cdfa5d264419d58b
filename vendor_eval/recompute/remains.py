"""What is left of the results in a record that was cut for its readers: it may not contradict itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import fsum

from vendor_eval.decision.methods import find_method
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.decision.procurement.published import is_published
from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS
from vendor_eval.decision.table.rounding import rounded
from vendor_eval.model.outcome.record import Outcome, Ranking
from vendor_eval.recompute.notes import Wrong, step
from vendor_eval.report.audience.advantages import words_of_advantage
from vendor_eval.report.audience.table import SEES


def remains(o: Outcome) -> Iterator[Wrong]:
    """Every contradiction among results that cannot be calculated again."""
    yield from _cut(o)
    yield from _official(o)
    yield from _standing(o)
    yield from _amounts(o)
    yield from _advantages(o)
    for i, ranking in enumerate(o.rankings):
        yield from _ranked(o, ranking, f"$.rankings[{i}]")
    if o.rankings:
        yield from _order(o.rankings[0])
        yield from _groups(o, o.rankings[0])


def _cut(o: Outcome) -> Iterator[Wrong]:
    """What the table of audiences says is left out has to be named."""
    for i, row in enumerate(o.left_out):
        if row not in SEES or o.left_out.count(row) > 1:
            yield Wrong(f"$.left_out[{i}]", "this names nothing that is left out, or names it twice")
    for row, seen in SEES.items():
        kept = next((s for kind, s in seen.items() if kind == o.audience), "all")
        if kept in ("none", "roles") and row not in o.left_out:
            yield Wrong("$.left_out", f"{row} are not among it, and this audience reads none", "$.audience")


def _official(o: Outcome) -> Iterator[Wrong]:
    if not o.official:
        return
    published = is_published(o.rules, tuple((r.method, r.parameters) for r in o.rankings[:1]))
    if o.what_if or not o.as_issued or not published:
        said = "no result is official in a what-if, by changed terms, or by another method than the published"
        yield Wrong("$.official", said, "$.what_if, $.as_issued, $.rules and $.rankings[0]")


def _standing(o: Outcome) -> Iterator[Wrong]:
    """Who is excluded stands among the excluded, with the same reason, once; who is ranked was admitted."""
    reasons = {e.vendor: e.reason for e in o.excluded}
    count = Counter(e.vendor for e in o.excluded)
    out = {v.name for v in o.vendors if v.status == "excluded"}
    for i, vendor in enumerate(o.vendors):
        if (vendor.name in out) != (vendor.name in reasons):
            yield Wrong(
                f"$.vendors[{i}].status", f"{vendor.status}, and the excluded say another thing", "$.excluded"
            )
        elif vendor.name in out and vendor.reason != reasons[vendor.name]:
            yield Wrong(f"$.vendors[{i}].reason", "another reason stands among the excluded", "$.excluded")
    for i, e in enumerate(o.excluded):
        if count[e.vendor] > 1 or e.vendor not in out:
            yield Wrong(
                f"$.excluded[{i}].vendor", "no excluded vendor of this record, or there twice", "$.vendors"
            )
    admitted = {v.name for v in o.vendors if v.status == "admitted"}
    for i, ranking in enumerate(o.rankings):
        if ranking.scores.keys() != admitted:
            yield Wrong(
                f"$.rankings[{i}].scores", "these are not those who were admitted", "$.vendors[*].status"
            )


def _amounts(o: Outcome) -> Iterator[Wrong]:
    """One currency; and where only the total of a bid is left, nothing else of it."""
    for i, price in enumerate(o.prices):
        at = f"$.prices[{i}]"
        if price.currency != o.currency:
            yield Wrong(f"{at}.currency", f"the currency of the record is {o.currency}", "$.currency")
        parts = {"one_off": price.one_off, "running": price.running, "by_year": price.by_year}
        for name in [name for name, amount in parts.items() if amount and not price.lines]:
            yield Wrong(f"{at}.{name}", "there are no price lines that it could come from", f"{at}.lines")


def _advantages(o: Outcome) -> Iterator[Wrong]:
    """A bidder reads of each criterion once, in words of a closed list; how much better stays unsaid."""
    count, known = Counter(a.criterion for a in o.advantages), {leaf.criterion for leaf in o.criteria}
    for i, a in enumerate(o.advantages):
        if count[a.criterion] > 1 or a.criterion not in known:
            yield Wrong(
                f"$.advantages[{i}].criterion", "no criterion of this record, or there twice", "$.criteria"
            )
        if a.words not in words_of_advantage():
            yield Wrong(f"$.advantages[{i}].words", "no report of this program says it in these words")
    missing = known - count.keys()
    if o.advantages and missing:
        yield Wrong("$.advantages", f"nothing is said of {', '.join(sorted(missing)[:20])}", "$.criteria")


def _ranked(o: Outcome, ranking: Ranking, at: str) -> Iterator[Wrong]:
    """The parts of a ranking speak of the same vendors, by a method that there is."""
    if find_method(ranking.method) is None and not is_published(o.rules, ((ranking.method, {}),)):
        yield Wrong(f"{at}.method", f"there is no method “{ranking.method[:40]}”")
    if ranking.method == METHOD and ranking.details.keys() - {"ties"}:
        yield Wrong(f"{at}.details", "of a sum nothing but what broke a tie stands there")
    names = set(ranking.scores)
    for part, there in {"ranks": set(ranking.ranks), "contributions": set(ranking.contributions)}.items():
        odd = there ^ names if part == "ranks" else there - names
        for name in sorted(odd):
            yield Wrong(f"{at}.{part}{step(name)}", "scores and ranks are not those of the same vendors")
    best = {name for name, rank in ranking.ranks.items() if rank == 1}
    if set(ranking.best) != best or len(ranking.best) != len(best):
        yield Wrong(f"{at}.best", f"rank 1 has {', '.join(sorted(best)) or 'nobody'}", f"{at}.ranks")
    for i, group in enumerate(o.groups if at.endswith("[0]") else ()):
        for name in sorted(group.scores.keys() - names):
            yield Wrong(f"$.groups[{i}].scores{step(name)}", "this vendor is not ranked", f"{at}.scores")


def _groups(o: Outcome, ranking: Ranking) -> Iterator[Wrong]:
    """Points of groups add up to those of the group around them, and to the total."""
    if ranking.method != METHOD or ranking.parameters != PARAMETERS:
        return
    rule, scored_in = o.rules.rounding, {leaf.group for leaf in o.criteria}
    points = {(g.path, name): score for g in o.groups for name, score in g.scores.items()}
    index = {g.path: i for i, g in enumerate(o.groups)}
    inside: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for group in o.groups:
        inside.setdefault(group.path[:-1], []).append(group.path)
    for name, total in ranking.scores.items():
        for above, paths in inside.items():
            parts = [points.get((path, name)) for path in paths]
            whole = points.get((above, name)) if above else total
            if whole is None or None in parts or above in scored_in:
                continue
            found = fsum(part for part in parts if part is not None)
            found = found if above else rounded(found, rule.total, rule.mode)
            if abs(found - whole) > 1e-9 * max(1.0, abs(whole)):
                at = f"$.groups[{index[above]}].scores" if above else "$.rankings[0].scores"
                said = f"{whole:.10g}, but its groups add up to {found:.10g}"
                yield Wrong(f"{at}{step(name)}", said, "$.groups")


def _order(ranking: Ranking) -> Iterator[Wrong]:
    """Nobody with fewer points stands before another; who is first may be left out, and so may others."""
    if ranking.method != METHOD:
        return
    if ranking.lower_is_better:
        yield Wrong("$.rankings[0].lower_is_better", "more points are better")
    scores = {n: s for n, s in ranking.scores.items() if s is not None}
    widest = max(map(abs, scores.values()), default=0.0)
    for name, rank in ranking.ranks.items():
        before = [n for n, s in scores.items() if name in scores and s - scores[name] > TOLERANCE * widest]
        ahead = [
            n
            for n in before
            if (other := ranking.ranks.get(n)) is not None and rank is not None and other >= rank
        ]
        if ahead or (name in scores and (rank is None or rank <= len(before))):
            said = f"{ahead[0] if ahead else 'another'} has more points"
            yield Wrong(f"$.rankings[0].ranks{step(name)}", said, "$.rankings[0].scores")
