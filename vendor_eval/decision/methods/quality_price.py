"""Methods over quality L and price P: those of the German UfAB, and what all four have in common.

Their weights are points, money per level or shares, taken as written, also below 0. ``price`` is the index of
the price criterion, whose weight is not used; L is the sum of weight * value over the others, of which more
must be better. scikit-criteria has none of these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.methods.arrays import FloatArray, np
from vendor_eval.decision.methods.base import BoundMethod, Method
from vendor_eval.decision.methods.checks import error
from vendor_eval.decision.methods.parameters import ParameterSpec, Range, number
from vendor_eval.decision.methods.ranks import TOLERANCE, lexicographic
from vendor_eval.findings import Finding, has_errors

if TYPE_CHECKING:
    from vendor_eval.model.problem import Problem

Settings = Callable[["Problem", Mapping[str, Any]], dict[str, Any]]
PRICE = ParameterSpec(
    "the price criterion; may be left out where less is better in just one criterion", None, kind="criterion"
)
NEGATIVE = "decision.negative-quality"
POINTS = "The points of the quality do not depend on the other bids."
INDEPENDENT = "A bid that joins or leaves does not change the order of the others."
_UFAB = (
    "UfAB 2018, Unterlage für Ausschreibung und Bewertung von IT-Leistungen, Bundesministerium des Innern: "
)


def quality(matrix: FloatArray, weights: FloatArray, price: int) -> FloatArray:
    """L, (k, m)."""
    others = np.arange(matrix.shape[1]) != price
    return np.asarray(weights[:, others] @ matrix[:, others].T)


def prices(matrix: FloatArray, price: int) -> FloatArray:
    """P, (m,); raises ValueError for a price of 0 or below."""
    found = matrix[:, price]
    if (found <= 0).any():
        raise ValueError("a price is above 0")
    return found


def quality_per_price(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int, **_: float
) -> FloatArray:
    """L / P, (k, m)."""
    return quality(matrix, weights, price) / prices(matrix, price)


def band_from(ratio: FloatArray, width: float) -> FloatArray:
    """The quality per price from which an offer is in the band, (k, 1): 1 - width of the best.

    Raises ValueError where the best is below 0, since no offer would be in its own band.
    """
    best = ratio.max(axis=1, keepdims=True)
    if (best < 0).any():
        raise ValueError("no offer has a quality of 0 or above")
    return np.asarray((1 - width) * best)


def in_band(ratio: FloatArray, width: float) -> FloatArray:
    """1 for an offer in the band, 0 for one outside, (k, m)."""
    return (ratio >= band_from(ratio, width) * (1 - TOLERANCE)).astype(np.float64)


def ufab_rank_scores(
    matrix: FloatArray, weights: FloatArray, directions: Sequence[str], *, price: int, width: float
) -> FloatArray:
    """Minus the number of offers ahead, (k, m): in the band by higher L, then by lower P; NaN outside."""
    found = quality(matrix, weights, price)
    inside = in_band(found / prices(matrix, price), width) > 0
    dearness = np.broadcast_to(prices(matrix, price), found.shape)
    return lexicographic(np.where(inside, found, np.nan), -dearness)


def check(problem: Problem, *, price: str, **_: float) -> list[Finding]:
    """Other criteria of which less is better, and a price of which more is better.

    The formulas are applied, so a value of 0 may be a poor price; prices of 0 were refused before that.
    """
    findings = []
    for c in problem.criteria:
        if c.direction == "min" and c.id != price and c.weight:  # a column of weight 0 adds nothing
            message = "less is better here, but quality adds the values as given, so more would earn more"
            hint = "give values of which more is better, such as points"
            findings.append(error("min-in-quality", c.id, message, hint))
        if c.direction == "max" and c.id == price:
            message = "the table says that more is better here; as the price of this method less is better"
            hint = "write direction: min, or name another criterion as the price"
            findings.append(Finding("decision.price-direction", "warning", c.id, message, hint))
    return findings


def _check_ratio(problem: Problem, *, price: str) -> list[Finding]:
    """As above; a warning where quality is below 0, since dividing it by a higher price makes it better."""
    findings = check(problem, price=price)
    if has_errors(findings):
        return findings
    return findings + [
        Finding(
            NEGATIVE,
            "warning",
            name,
            f"its quality is {points:g}: below 0, quality per price gets better the dearer the offer is",
            "choose points that start at 0, or the method fictitious_discount",
        )
        for name, points in zip(problem.alternatives, quality_of(problem, price), strict=True)
        if points < 0
    ]


def _check_ufab(problem: Problem, *, price: str, range: float) -> list[Finding]:
    """As above; an error where no offer has a quality of 0 or above, since no band can be drawn."""
    findings = _check_ratio(problem, price=price)
    if sum(f.code == NEGATIVE for f in findings) == len(problem.alternatives):
        message = "the quality of every offer is below 0, so none lies within a share of the best"
        return [error("no-quality", price, message, "choose points that start at 0")]
    return findings


def quality_of(problem: Problem, price: str) -> FloatArray:
    weights = np.array([[c.weight for c in problem.criteria]])
    return np.asarray(quality(np.array(problem.matrix), weights, _index_of(problem, price))[0])


def _index_of(problem: Problem, price: str) -> int:
    return [c.id for c in problem.criteria].index(price)


def settings(**keywords: str) -> Settings:
    """The index of the price; a keyword of the kernel for each parameter that it takes."""

    def of(problem: Problem, parameters: Mapping[str, Any]) -> dict[str, Any]:
        index = _index_of(problem, parameters["price"])
        return {"price": index, **{keyword: parameters[name] for keyword, name in keywords.items()}}

    return of


def details(bound: BoundMethod) -> dict[str, Any]:
    """L and P by alternative."""
    price = bound.settings["price"]
    return {
        "quality": bound.by_name(quality(bound.matrix, bound.weights, price)[0]),
        "price": bound.by_name(prices(bound.matrix, price)),
    }


def _ufab_details(bound: BoundMethod) -> dict[str, Any]:
    """L and P, with the end of the band and the offers that lie outside."""
    ratio, width = bound.scores(bound.weights), bound.settings["width"]
    inside = zip(bound.problem.alternatives, in_band(ratio, width)[0], strict=True)
    return {
        **details(bound),
        "band_from": float(band_from(ratio, width)[0, 0]),
        "outside_band": [name for name, within in inside if not within],
    }


def _ufab_notes(details: Mapping[str, Any]) -> list[Finding]:
    """A note on who has no rank."""
    outside = details["outside_band"]
    if not outside:
        return []
    message = f"quality per price is below {details['band_from']:.6g}, the end of the band: no rank"
    hint = "the band lies within range below the best quality per price"
    return [Finding("decision.outside-band", "note", ", ".join(outside), message, hint)]


QUALITY_PER_PRICE = Method(
    name="quality_per_price",
    title="Quality per price: points divided by the price",
    character="divides points by the price",
    source=_UFAB + "einfache Richtwertmethode.",
    assumptions=("Twice the quality is worth twice the price, at every level.", POINTS, INDEPENDENT),
    parameters={"price": PRICE},
    kernel=quality_per_price,
    check=_check_ratio,
    settings=settings(),
    details=details,
    weights_as_written=True,
)

UFAB_EXTENDED = Method(
    name="ufab_extended",
    title="Extended UfAB: near the best quality per price, the higher quality",
    character="lets quality decide near the best quality per price",
    source=_UFAB + "erweiterte Richtwertmethode, with the quality as the criterion within the band.",
    assumptions=(
        "Offers within the band are as good a bargain as the best; among them quality decides, then price.",
        POINTS,
        "The best bargain draws the band: a bid that joins or leaves can bring others in or out.",
    ),
    parameters={
        "price": PRICE,
        "range": number(
            "how far below the best quality per price an offer may lie, as a share",
            0.05,
            Range(0, 1, low_in=False, high_in=False),
        ),
    },
    kernel=quality_per_price,
    check=_check_ufab,
    settings=settings(width="range"),
    rank_scores=ufab_rank_scores,
    details=_ufab_details,
    notes=_ufab_notes,
    weights_as_written=True,
)
