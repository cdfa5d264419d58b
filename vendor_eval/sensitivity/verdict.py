"""How robust a decision is, in one sentence after another. Says only what was calculated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vendor_eval.model.outcome.acceptability import Acceptability
from vendor_eval.scoring.agreement.panel import Agreement
from vendor_eval.sensitivity.case.one_score import ScoreFlip
from vendor_eval.sensitivity.case.panel import NEGOTIATED, Left, Wanted
from vendor_eval.sensitivity.case.price_moves import PriceMove
from vendor_eval.sensitivity.exact.results import Exact, Reversal, WeightInterval


@dataclass(frozen=True)
class CaseRobustness:
    """What is calculated for a procurement only. None stands for what was not calculated."""

    left: Sequence[Left] = ()
    wanted: Sequence[Wanted] = ()
    flips: Sequence[ScoreFlip] | None = None
    moves: Sequence[PriceMove] = ()
    no_moves: str = ""
    agreed: Agreement | None = None


@dataclass(frozen=True)
class Robustness:
    """All that the verdict rests on. ``best``: who is first by the ranking that ``rank`` gives.

    ``published``: who is first by the published method, where another was asked for.
    """

    exact: Exact
    best: Sequence[str]
    drawn: Acceptability | None = None
    case: CaseRobustness | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    published: Sequence[str] = ()


def verdict(found: Robustness) -> str:
    """One line of clauses, most important first. A tie at the top has no more to be said of it."""
    if len(found.best) != 1:
        who, exact = " and ".join(found.best), found.exact.best
        if not who:
            return "Nobody is first."
        ahead = f"; before rounding {exact[0]} is ahead" if len(exact) == 1 else ""
        return f"{who} are both first: nothing can be said of how far a lead holds{ahead}."
    if not found.exact.changes:
        return f"{found.best[0]} is the only one that is ranked."
    sure = list(_drawn(found)) or [f"{found.best[0]} is first"]
    clauses = [*_published(found), *sure, *_rounding(found), *_changes(found)]
    return "; ".join(clauses) + "."


def how_sure(found: Robustness) -> list[str]:
    """What speaks of the first place as it is, clause by clause; empty where nothing was drawn."""
    return [*_published(found), *_drawn(found), *_rounding(found)] if len(found.best) == 1 else []


def what_changes(found: Robustness) -> list[str]:
    """What would put another vendor first, or cannot, clause by clause; empty without a rival."""
    return list(_changes(found)) if len(found.best) == 1 and found.exact.changes else []


def _changes(found: Robustness) -> Iterator[str]:
    for clauses in (_weights, _panel, _prices, _field, _others):
        yield from clauses(found)


def _published(found: Robustness) -> Iterator[str]:
    """The first place by the published method is the award; another method is a comparison."""
    if found.published:
        first, method, award = found.best[0], found.exact.method, " and ".join(found.published)
        same = tuple(found.published) == (first,)
        yield (
            f"by {method} {first} is first as by the published method"
            if same
            else f"by {method} {first} would be first, by the published method it is {award}"
        )


def _rounding(found: Robustness) -> Iterator[str]:
    """All figures are of totals that are not rounded; where rounding decides, that is said."""
    if found.exact.best and found.best[0] not in found.exact.best:
        yield f"only rounding puts it first: before it {' and '.join(found.exact.best)} is ahead"


def share_words(a: Acceptability) -> str:
    """Which weightings were drawn, to follow "of weightings"."""
    words = {
        "percent": f"within {a.percent or 0:g} percent of the agreed ones",
        "dirichlet": f"around the agreed ones (Dirichlet, concentration {a.concentration or 0:g})",
        "uniform": "of any kind",
        "ordinal": "in the agreed order",
        "interval": "within the stated ranges",
    }[a.distribution]
    words += ", group by group" if a.by == "group" else ""
    return words + (", with all that the case leaves open drawn as well" if a.uncertain else "")


def sampling_words(a: Acceptability) -> str:
    """What was sampled, with every number that a repetition needs."""
    unit = ", criterion by criterion" if a.by == "leaf" else ""
    stopped = "" if a.complete else "Stopped early. "
    return f"{stopped}{a.draws:,} weightings {share_words(a)}{unit}; method {a.method}, seed {a.seed}."


def _drawn(found: Robustness) -> Iterator[str]:
    a, first = found.drawn, found.best[0]
    if a is None or first not in a.ranks:
        return
    share, error = 100 * a.ranks[first][0], 100 * a.standard_error[first][0]
    often = "more than 99.9" if 99.95 <= share < 100 else f"{share:.1f}"
    stays = f"{first} stays first in {often} percent of weightings {share_words(a)}"
    yield f"{stays} (standard error {error:.2f}{'' if a.complete else ', stopped early'})"


def _weights(found: Robustness) -> Iterator[str]:
    """The end of an interval that is nearest to the agreed weight; groups before single criteria."""
    ends = [
        (abs(end - x.weight), x, end, who)
        for x in found.exact.intervals
        if x.winner is not None and "/" not in x.criterion
        for end, who in zip(x.winner, (x.below, x.above), strict=True)
        if who is not None
    ]
    groups = [e for e in ends if e[1].kind == "group"]
    if groups or ends:
        _, x, end, who = min(groups or ends, key=lambda e: e[0])
        weight = f"{_bound(end, x)} percent (agreed: {_percent(x.weight)})"
        yield f"it loses to {who} if {found.titles.get(x.criterion, x.criterion)} weighs {weight}"
    elif any(x.winner is not None for x in found.exact.intervals):
        yield "no weight of a single group or criterion puts another first"


def _bound(end: float, x: WeightInterval) -> str:
    return f"{'more' if end >= x.weight else 'less'} than {_percent(end)}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0")


def _panel(found: Robustness) -> Iterator[str]:
    case = found.case
    if case is None:
        return
    decisive = [x for x in case.left if x.changed]
    untold = [x for x in case.left if x.changed is None]
    for x in decisive:
        yield f"without {x.left_out} {_would(x.winner, x.reason)}"
    if case.left and all(x.reason == NEGOTIATED for x in case.left):
        yield NEGOTIATED
    elif case.left and not decisive and not untold:
        yield "no single evaluator decides"
    for x in untold:
        yield f"the result without {x.left_out} cannot be told ({x.reason})"
    if case.flips:
        flip = case.flips[0]
        yield (
            f"one score of {flip.evaluator} can move the award ({flip.criterion} of {flip.vendor}, "
            f"{flip.now:g} to {flip.to:.4g} of {flip.best})"
        )
    elif case.flips is not None and case.left:
        yield "no single score can move the award"


def _would(winner: str | None, reason: str) -> str:
    return f"{winner} would be first" if winner else f"nobody would be ahead alone ({reason})"


def _prices(found: Robustness) -> Iterator[str]:
    """The smallest price cut that wins, of all rivals."""
    cuts = [m for m in found.case.moves if not m.wins_now and m.percent is not None] if found.case else []
    if cuts:
        least = min(cuts, key=lambda m: abs(m.percent or 0.0))
        yield f"a price lower by {abs(least.percent or 0.0):.1f} percent would put {least.vendor} first"


def _field(found: Robustness) -> Iterator[str]:
    changed = [x for x in found.exact.reversals if x.winner_changed]
    for x in changed[:2]:
        yield f"if {_event(x)}, {(x.after or ['nobody'])[0]} is first among the others"
    if (
        found.exact.reversals
        and not changed
        and all(x.ranks_after is not None for x in found.exact.reversals)
    ):
        order = any(x.order_changed for x in found.exact.reversals)
        yield "withdrawing any bid leaves the winner" if order else "withdrawing any bid changes nothing"


def _event(x: Reversal) -> str:
    words = {"withdraw": "withdraws", "copy": "bids twice", "hopeless": "joins"}
    return f"{x.vendor} {words[x.change]}"


def _others(found: Robustness) -> Iterator[str]:
    for x in found.case.wanted if found.case else ():
        if x.changed:
            yield f"by the weights of {x.weights_of} {_would(x.winner, x.reason)}"
