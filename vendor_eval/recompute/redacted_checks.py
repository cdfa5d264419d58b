"""A record without inputs: cut for an audience, with letters for vendors, or of the first format.

Its places must not contradict each other, and sums must follow where all that they add up is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from vendor_eval.decision.methods import find_method
from vendor_eval.decision.methods.ranks import TOLERANCE
from vendor_eval.decision.procurement.published import is_published
from vendor_eval.decision.procurement.scored import METHOD, PARAMETERS
from vendor_eval.decision.table.rounding import rounded
from vendor_eval.findings import has_errors
from vendor_eval.model.outcome.record import FIRST_FORMAT, Outcome, Ranking
from vendor_eval.recompute.differences import differences
from vendor_eval.recompute.log import Recomputed, Unknown, Wrong, attempt, step
from vendor_eval.recompute.redacted_points import with_points
from vendor_eval.recompute.redacted_values import with_values
from vendor_eval.recompute.references import references

_REDACTED = Unknown(
    "the whole result",
    "its inputs are in the buyer's own record alone; what is left was compared with itself",
)
_FIRST = Unknown(
    "the whole result",
    "an earlier version wrote this record, without its inputs; its places were compared with each other. "
    "Write it anew with: vendor-eval report DIR",
)


def check_redacted(o: Outcome) -> Recomputed:
    """Every contradiction in ``o``, and why it could not be recomputed as a whole."""
    wrong = list(references(o))
    known = {v.name for v in o.vendors}
    own = not o.audience and not o.blind
    if own and o.format != FIRST_FORMAT:
        wrong.append(Wrong("$.inputs", "a full record holds the inputs of the decision, and here are none"))
    followed = with_values(o, wrong)
    followed = attempt(wrong, "$.rankings", lambda: with_points(followed), followed)
    wrong += differences(o, followed, words=own)
    wrong += _official(o)
    for i, ranking in enumerate(o.rankings):
        wrong += _ranking(o, ranking, f"$.rankings[{i}]")
    if o.rankings and known >= o.rankings[0].scores.keys():
        wrong += (*_order(o.rankings[0]), *_group_sums(o, o.rankings[0]))
    first = {w.path: w for w in reversed(wrong)}
    return Recomputed(tuple(first.values()), (_FIRST if o.format == FIRST_FORMAT else _REDACTED,), None)


def _official(o: Outcome) -> Iterator[Wrong]:
    published = is_published(o.rules, tuple((r.method, r.parameters) for r in o.rankings[:1]))
    may_be = not o.what_if and o.as_issued and published
    if o.official and not may_be:
        message = "no result is official in a what-if, by changed terms, or by another method"
        yield Wrong("$.official", message, "$.what_if, $.as_issued, $.rules and $.rankings[0]")
    complete = o.audience in ("", "panel", "board") and "prices" not in o.left_out and bool(o.rankings)
    if complete and o.official != (may_be and not has_errors(o.findings)):
        yield Wrong("$.official", "this does not follow from the findings", "$.findings")


def _ranking(o: Outcome, ranking: Ranking, at: str) -> Iterator[Wrong]:
    """All of a ranking is about the same vendors, by a known method."""
    if find_method(ranking.method) is None and not is_published(o.rules, ((ranking.method, {}),)):
        yield Wrong(f"{at}.method", f"there is no method “{ranking.method[:40]}”")
    if ranking.method == METHOD and ranking.details.keys() - {"ties"}:
        yield Wrong(f"{at}.details", "a sum has no details but the rules that broke a tie")
    names = set(ranking.scores)
    odd = {"ranks": ranking.ranks.keys() ^ names, "contributions": ranking.contributions.keys() - names}
    for part, vendors in odd.items():
        for name in sorted(vendors):
            yield Wrong(f"{at}.{part}{step(name)}", "scores and ranks are not those of the same vendors")
    best = sorted(name for name, rank in ranking.ranks.items() if rank == 1)
    if sorted(ranking.best) != best:
        yield Wrong(f"{at}.best", f"rank 1 has {', '.join(best) or 'nobody'}", f"{at}.ranks")
    for i, group in enumerate(o.groups if at.endswith("[0]") else ()):
        for name in sorted(group.scores.keys() - names):
            yield Wrong(f"$.groups[{i}].scores{step(name)}", "this vendor is not ranked", f"{at}.scores")


def _order(ranking: Ranking) -> Iterator[Wrong]:
    """No vendor has a better rank than one with more points."""
    if ranking.method != METHOD:
        return
    if ranking.lower_is_better:
        yield Wrong("$.rankings[0].lower_is_better", "more points are better")
    scores = {n: s for n, s in ranking.scores.items() if s is not None}
    widest = max(map(abs, scores.values()), default=0.0)
    for name, score in scores.items():
        rank = ranking.ranks.get(name)
        ahead = [n for n, s in scores.items() if s - score > TOLERANCE * widest]
        behind = [n for n in ahead if rank is not None and (ranking.ranks.get(n) or 0) >= rank]
        if behind or rank is None or rank <= len(ahead):
            message = f"{behind[0] if behind else 'another'} has more points"
            yield Wrong(f"$.rankings[0].ranks{step(name)}", message, "$.rankings[0].scores")


def _group_sums(o: Outcome, ranking: Ranking) -> Iterator[Wrong]:
    """Points of groups add up to those of the group around them, and to the total."""
    if ranking.method != METHOD or dict(ranking.parameters) != PARAMETERS:
        return
    rule, scored_in = o.rules.rounding, {leaf.group for leaf in o.criteria}
    inside: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for group in o.groups:
        inside.setdefault(group.path[:-1], []).append(group.path)
    index = {g.path: i for i, g in enumerate(o.groups)}
    for above, paths in inside.items():
        whole = ranking.scores if not above else o.groups[index[above]].scores if above in index else {}
        for name in whole.keys() if above not in scored_in else ():
            parts = [o.groups[index[path]].scores.get(name) for path in paths]
            total, known = whole[name], [part for part in parts if part is not None]
            if total is None or len(known) < len(parts):
                continue
            found = fsum(known) if above else rounded(fsum(known), rule.total, rule.mode)
            if abs(found - total) > 1e-9 * max(1.0, abs(total)):
                at = f"$.groups[{index[above]}].scores" if above else "$.rankings[0].scores"
                message = f"{total:.10g}, but its groups add up to {found:.10g}"
                yield Wrong(f"{at}{step(name)}", message, "$.groups")
