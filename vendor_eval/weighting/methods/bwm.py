"""The best-worst method: the best item against all, all against the worst; the linear model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vendor_eval.findings import Finding, has_errors
from vendor_eval.model.criteria.weighting import BestWorst
from vendor_eval.weighting.methods.base import (
    Answer,
    WeightResult,
    check_count,
    check_names,
    error,
    finding,
    listed,
    times,
)
from vendor_eval.weighting.methods.judgements import EXACT, EXTREME, SCALE

LIMITS: dict[int, tuple[float, ...]] = {
    3: (0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667),
    4: (0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683),
    5: (0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960),
    6: (0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262),
    7: (0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403),
    8: (0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657),
    9: (0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662),
}
"""By best over worst: the largest acceptable input-based ratio for 3 to 9 items. Liang, F., Brunelli, M. and
Rezaei, J. (2020). Consistency issues in the best worst method: measurements and thresholds. Omega 96,
102175."""


def bwm(asked: BestWorst) -> Answer:
    """The weights of the linear model, with xi and the input-based consistency ratio."""
    names = asked.names
    findings = check_names(names)
    findings += check_count(names, "best_to_others", len(asked.best_to_others), "comparisons")
    findings += check_count(names, "others_to_worst", len(asked.others_to_worst), "comparisons")
    if findings:
        return None, findings
    best, worst, findings = _ends(asked)
    findings += [*_values(asked, "best_to_others"), *_values(asked, "others_to_worst")]
    if best is not None and worst is not None and not has_errors(findings):
        findings += _at_the_ends(asked, best, worst)
    if best is None or worst is None or has_errors(findings):
        return None, findings
    weights, details = _solved(asked, best, worst)
    return WeightResult(weights, details), [*findings, *_notes(asked, details)]


def input_ratios(to_others: Sequence[float], to_worst: Sequence[float], best_worst: float) -> list[float]:
    """|a_Bj a_jW - a_BW| / (a_BW^2 - a_BW) for each item; 0 for all where a_BW is 1. Liang et al. (2020)."""
    if best_worst <= 1:
        return [0.0] * len(to_others)
    scale = best_worst * (best_worst - 1)
    return [abs(b * w - best_worst) / scale for b, w in zip(to_others, to_worst, strict=True)]


def limit(best_worst: float, n: int) -> float | None:
    """The largest acceptable input-based ratio; None where nobody has published one."""
    row = LIMITS.get(round(best_worst)) if best_worst == round(best_worst) else None
    return row[n - 3] if row and 3 <= n <= 9 else None


def _solved(asked: BestWorst, best: int, worst: int) -> tuple[dict[str, float], dict[str, Any]]:
    names, n = asked.names, len(asked.names)
    best_worst = asked.best_to_others[worst]
    ratios = input_ratios(asked.best_to_others, asked.others_to_worst, best_worst)
    details: dict[str, Any] = {
        "model": "linear",
        "best": names[best],
        "worst": names[worst],
        "xi": 0.0,
        "cr": max(ratios),
        "cr_by_item": dict(zip(names, ratios, strict=True)),
        "cr_limit": limit(best_worst, n),
    }
    if n == 1:
        return {names[0]: 1.0}, details
    import numpy as np

    from vendor_eval.weighting.methods.bwm_lp import solve

    found = solve(np.array(asked.best_to_others), np.array(asked.others_to_worst), best, worst)
    details["xi"] = found.xi
    return dict(zip(names, found.weights.tolist(), strict=True)), details


def _ends(asked: BestWorst) -> tuple[int | None, int | None, list[Finding]]:
    """The places of the best and the worst item, as named or as the only item with a 1."""
    findings: list[Finding] = []
    places: list[int | None] = []
    for what, named, row in (
        ("best", asked.best, asked.best_to_others),
        ("worst", asked.worst, asked.others_to_worst),
    ):
        ones = [i for i, x in enumerate(row) if abs(x - 1) <= EXACT]
        if named is not None and named in asked.names:
            places.append(asked.names.index(named))
        elif named is None and len(ones) == 1:
            places.append(ones[0])
        else:
            message = f"{named} is none of the items" if named else f"no item is named as the {what}"
            findings.append(error(what, what, message, f"write {what}: and one of {listed(asked.names)}"))
            places.append(None)
    best, worst = places
    if best is not None and best == worst and len(asked.names) > 1:
        message = f"{asked.names[best]} is named as the best and as the worst"
        findings.append(error("worst", "worst", message, "name two different items"))
    return best, worst, findings


def _values(asked: BestWorst, side: str) -> Iterator[Finding]:
    for name, x in zip(asked.names, getattr(asked, side), strict=True):
        where = f"{side} / {name}"
        if x < 1 or x > EXTREME:
            message = f"{x:g} is out of range; comparisons go from 1 (as important) to 9 (extremely more)"
            hint = "the best is compared with each item, each item with the worst: never below 1"
            yield error("below-one" if x < 1 else "out-of-range", where, message, hint)
        elif x > SCALE:
            message = f"{x:g} is beyond the scale from 1 to 9"
            yield finding("beyond-scale", "warning", where, message, "is it a typing mistake?")


def _at_the_ends(asked: BestWorst, best: int, worst: int) -> Iterator[Finding]:
    """The best over itself, the worst over itself, and the one comparison that is in both rows."""
    names, to_others, to_worst = asked.names, asked.best_to_others, asked.others_to_worst
    for side, row, i in (("best_to_others", to_others, best), ("others_to_worst", to_worst, worst)):
        if abs(row[i] - 1) > EXACT:
            message = f"{names[i]} compared with itself is {row[i]:g}; it can only be 1"
            yield error("itself", f"{side} / {names[i]}", message, "write 1")
    if abs(to_others[worst] - to_worst[best]) > EXACT:
        message = (
            f"{names[best]} over {names[worst]} is {to_others[worst]:g} in best_to_others "
            f"but {to_worst[best]:g} in others_to_worst"
        )
        yield error("contradiction", f"{names[best]} / {names[worst]}", message, "make the two the same")


def _notes(asked: BestWorst, details: dict[str, Any]) -> Iterator[Finding]:
    if details["cr_limit"] is not None and details["cr"] > details["cr_limit"]:
        by_item = details["cr_by_item"]
        name = max(by_item, key=lambda item: by_item[item])
        i = asked.names.index(name)
        b, w = asked.best_to_others[i], asked.others_to_worst[i]
        ends = asked.best_to_others[asked.names.index(details["worst"])]
        message = (
            f"the comparisons do not fit together well: consistency ratio {details['cr']:.3f}, "
            f"above {details['cr_limit']:.3f}"
        )
        hint = (
            f"look first at {name}: {times(b)} below the best and {times(w)} above the worst make "
            f"{times(b * w)}, but best over worst is {times(ends)}. Change it only if you agree"
        )
        yield finding("inconsistent", "warning", name, message, hint)
    yield from _order(asked)


def _order(asked: BestWorst) -> Iterator[Finding]:
    """Two items that the best row puts in one order and the worst row in the other."""
    rows = list(zip(asked.names, asked.best_to_others, asked.others_to_worst, strict=True))
    for k, (a, a_best, a_worst) in enumerate(rows):
        for b, b_best, b_worst in rows[k + 1 :]:
            if (a_best - b_best) * (a_worst - b_worst) > 0:
                more, less = (a, b) if a_best < b_best else (b, a)
                message = (
                    f"next to the best {more} comes before {less}, over the worst {less} comes before {more}"
                )
                yield finding("order", "warning", f"{a} / {b}", message, "correct one of the two rows")
