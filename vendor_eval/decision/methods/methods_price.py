"""Methods over quality and price. Their weights are points, money or shares, used as they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vendor_eval.decision.methods import details_price, kernels_price, preconditions_price
from vendor_eval.decision.methods.base import Method
from vendor_eval.model.problem import Problem

Settings = Callable[[Problem, Mapping[str, Any]], dict[str, Any]]


def _settings(**keywords: str) -> Settings:
    """The index of the price; a keyword of the kernel for each parameter that it takes."""

    def of(problem: Problem, parameters: Mapping[str, Any]) -> dict[str, Any]:
        index = preconditions_price.index_of(problem, parameters["price"])
        return {"price": index, **{keyword: parameters[name] for keyword, name in keywords.items()}}

    return of


POINTS = "The points of the quality do not depend on the other bids."

QUALITY_PER_PRICE = Method(
    name="quality_per_price",
    kernel=kernels_price.quality_per_price,
    source="UfAB 2018, Unterlage für Ausschreibung und Bewertung von IT-Leistungen, Bundesministerium des "
    "Innern: einfache Richtwertmethode.",
    assumptions=(
        "Twice the quality is worth twice the price, at every level.",
        POINTS,
        "A bid that joins or leaves does not change the order of the others.",
    ),
    check=preconditions_price.for_ratio,
    settings=_settings(),
    details=details_price.of_over_price,
)

UFAB_EXTENDED = Method(
    name="ufab_extended",
    kernel=kernels_price.ufab_extended,
    source="UfAB 2018, Unterlage für Ausschreibung und Bewertung von IT-Leistungen, Bundesministerium des "
    "Innern: erweiterte Richtwertmethode, with the quality as the criterion within the band.",
    assumptions=(
        "Offers within the band are as good a bargain as the best; among them quality decides, then price.",
        POINTS,
        "The best bargain draws the band: a bid that joins or leaves can bring others in or out.",
    ),
    check=preconditions_price.for_ufab,
    settings=_settings(width="range"),
    standing=kernels_price.ufab_standing,
    details=details_price.of_ufab,
    remarks=details_price.about_band,
)

FICTITIOUS_DISCOUNT = Method(
    name="fictitious_discount",
    kernel=kernels_price.fictitious_discount,
    source="Negometrix, Award on value (gunnen op waarde), "
    "https://support.negometrix.com/en/support/solutions/articles/9000123966-award-on-value",
    assumptions=(
        "The buyer knows what a point of quality is worth in money, and says it beforehand.",
        POINTS,
        "A bid that joins or leaves does not change the order of the others.",
    ),
    check=preconditions_price.for_discount,
    settings=_settings(per_point="per_point"),
    details=details_price.of_over_price,
    lower_is_better=True,
)

ADJUSTED_PRICE = Method(
    name="adjusted_price",
    kernel=kernels_price.adjusted_price,
    source="Prozorro, openprocurement.api, docs/source/tendering/cfaselectionua/tutorial and "
    "src/openprocurement/tender/core/procedure/awarding.py, https://github.com/ProzorroUKR/openprocurement.api",
    assumptions=(
        "Each share of quality counts in proportion to the price.",
        POINTS,
        "A bid that joins or leaves does not change the order of the others.",
    ),
    check=preconditions_price.for_adjusted,
    settings=_settings(max_share="max_share"),
    details=details_price.of_adjusted,
    lower_is_better=True,
)
