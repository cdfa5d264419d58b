"""Methods that compare two at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendor_eval.decision.methods import details, kernels_electre, kernels_promethee, preconditions_more
from vendor_eval.decision.methods.base import Method
from vendor_eval.decision.methods.methods_value import DEPENDS
from vendor_eval.model.problem import Problem


def _preferences(problem: Problem, _: Mapping[str, Any]) -> dict[str, Any]:
    return {"preferences": [c.preference or kernels_promethee.USUAL for c in problem.criteria]}


PROMETHEE2 = Method(
    name="promethee2",
    kernel=kernels_promethee.promethee2,
    source="Brans, J.-P., Vincke, P. and Mareschal, B. (1986). How to select and how to rank projects: the "
    "PROMETHEE method. European Journal of Operational Research 24(2), 228-238.",
    assumptions=(
        "How much a lead counts is said by the preference of a criterion; without one, in full.",
        "A lead in one criterion makes up for a lag in another at the rate of their weights.",
        DEPENDS,
    ),
    check=preconditions_more.for_promethee2,
    settings=_preferences,
    values=kernels_promethee.flows,
    details=details.of_promethee2,
)

ELECTRE1 = Method(
    name="electre1",
    kernel=kernels_electre.electre1,
    source="Roy, B. (1968). Classement et choix en présence de points de vue multiples (la méthode ELECTRE). "
    "RIRO 2(8), 57-75.",
    assumptions=(
        "A single lag above q cannot be made up for by anything.",
        "It chooses a kernel; the order inside and outside of it, by net concordance, is an addition.",
        "Under discordance range and absolute a criterion of weight 0 can still veto; leave it out.",
        DEPENDS,
    ),
    check=preconditions_more.for_any,
    standing=kernels_electre.standing,
    details=details.of_electre1,
    remarks=details.about_kernel,
)
