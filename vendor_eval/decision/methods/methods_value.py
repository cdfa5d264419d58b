"""Methods in which good values make up for bad ones, more or less."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendor_eval.decision.methods import (
    details,
    kernels,
    kernels_value,
    kernels_vikor,
    preconditions,
    preconditions_more,
)
from vendor_eval.decision.methods.base import Method
from vendor_eval.model.problem import Problem

DEPENDS = "A bid that joins or leaves can change the order of the others."

WEIGHTED_SUM = Method(
    name="weighted_sum",
    kernel=kernels.weighted_sum,
    source="Fishburn, P. C. (1967). Additive utilities with incomplete product sets: application to "
    "priorities and assignments. Operations Research 15(3), 537-542.",
    assumptions=(
        "A lead in one criterion makes up for a lag in another at the rate of their weights.",
        "What a criterion adds does not depend on the other criteria.",
        "Except under normalisation none, a bid that joins or leaves can change the order of the others.",
    ),
    check=preconditions.for_weighted_sum,
    values=kernels.normalised,
)

WEIGHTED_PRODUCT = Method(
    name="weighted_product",
    kernel=kernels_value.weighted_product,
    source="Miller, D. W. and Starr, M. K. (1969). Executive Decisions and Operations Research. 2nd edition, "
    "Prentice-Hall.",
    assumptions=(
        "Ratios count, not differences: twice as good is worth the same wherever it starts.",
        "A value near 0 pulls the whole down; a value of 0 leaves nothing of it.",
        "Under max, sum and vector the order of two does not depend on the other bids.",
    ),
    check=preconditions_more.for_weighted_product,
)

TOPSIS = Method(
    name="topsis",
    kernel=kernels.topsis,
    source="Hwang, C.-L. and Yoon, K. (1981). Multiple Attribute Decision Making: Methods and "
    "Applications. Springer.",
    assumptions=(
        "A value is better the higher it is (or the lower), without a saturation point.",
        "The winner can depend on the normalisation; the one in force belongs in every report.",
        DEPENDS,
    ),
    check=preconditions.for_topsis,
    details=details.of_topsis,
)

VIKOR = Method(
    name="vikor",
    kernel=kernels_vikor.vikor,
    source="Opricovic, S. and Tzeng, G.-H. (2004). Compromise solution by MCDM methods: a comparative "
    "analysis of VIKOR and TOPSIS. European Journal of Operational Research 156(2), 445-455.",
    assumptions=(
        "Beside the sum of all shortfalls the largest one counts: a balanced bid is preferred.",
        "Where the first is not far enough ahead, a set of bids is proposed and not one.",
        DEPENDS,
    ),
    check=preconditions_more.for_ranges,
    details=details.of_vikor,
    remarks=details.about_compromise,
    lower_is_better=True,
)


def _rho(problem: Problem, _: Mapping[str, Any]) -> dict[str, Any]:
    return {"rho": [c.rho for c in problem.criteria]}


MAUT = Method(
    name="maut",
    kernel=kernels_value.maut,
    source="Keeney, R. L. and Raiffa, H. (1976). Decisions with Multiple Objectives: Preferences and Value "
    "Tradeoffs. Wiley.",
    assumptions=(
        "A lead in one criterion makes up for a lag in another at the rate of their weights.",
        "With rho above 0 the first steps up from the worst are worth most, below 0 the last.",
        DEPENDS,
    ),
    check=preconditions_more.for_ranges,
    settings=_rho,
    values=kernels_value.utilities,
)

COPRAS = Method(
    name="copras",
    kernel=kernels_value.copras,
    source="Zavadskas, E. K. and Kaklauskas, A. (1996). Determination of an efficient contractor by using "
    "the new method of multicriteria assessment. In: The Organization and Management of Construction, "
    "CIB W65, vol. 2. Spon.",
    assumptions=(
        "Values are amounts: 0 is nothing at all, and twice the number is twice as much.",
        "What the criteria with less is better add up to counts by its reciprocal.",
        DEPENDS,
    ),
    check=preconditions_more.for_copras,
    details=details.of_copras,
)

MOORA = Method(
    name="moora",
    kernel=kernels_value.moora,
    source="Brauers, W. K. M. and Zavadskas, E. K. (2006). The MOORA method and its application to "
    "privatization in a transition economy. Control and Cybernetics 35(2), 445-469.",
    assumptions=(
        "A lead in one criterion makes up for a lag in another at the rate of their weights.",
        "A criterion in which all are nearly alike hardly counts, whatever its weight.",
        DEPENDS,
    ),
    check=preconditions_more.for_any,
    values=kernels_value.signed_ratios,
)


def _of_sum(_: Problem, parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {"of_sum": parameters["lambda"]}


WASPAS = Method(
    name="waspas",
    kernel=kernels_value.waspas,
    source="Zavadskas, E. K., Turskis, Z., Antucheviciene, J. and Zakarevicius, A. (2012). Optimization of "
    "weighted aggregated sum product assessment. Elektronika ir Elektrotechnika 122(6), 3-6.",
    assumptions=(
        "The part of the product (1 - lambda) holds back bids with a very low value.",
        "Values are amounts: 0 is nothing at all, and twice the number is twice as much.",
        DEPENDS,
    ),
    check=preconditions_more.for_waspas,
    settings=_of_sum,
    details=details.of_waspas,
)
