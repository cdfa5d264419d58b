"""From what stakeholders want to a weight for every criterion.

METHODS lists every way to find weights in reading order; ``weigh`` takes any of them. Numpy and scipy are
loaded by the methods that calculate with them, when they do.
"""

from __future__ import annotations

from vendor_eval.model.criteria.weighting import Together, Weighing
from vendor_eval.weighting.methods.ahp import ahp
from vendor_eval.weighting.methods.base import Answer, Method
from vendor_eval.weighting.methods.bwm import bwm
from vendor_eval.weighting.methods.direct import order, points
from vendor_eval.weighting.methods.group import together
from vendor_eval.weighting.methods.objective import objective

__all__ = ["METHODS", "Method", "weigh"]


def weigh(asked: Weighing) -> Answer:
    """The weights, or None and every reason why there are none; notes and warnings come with weights too."""
    return METHODS[asked.method].weigh(asked)


def _group(asked: Together) -> Answer:
    return together(asked, {name: weigh(member) for name, member in asked.members.items()})


_ORDER_ONLY = (
    "Only the order is known; how much more an item matters is not asked.",
    "The most important item gets much of the weight when there are few items.",
)
_FROM_BIDS = (
    "A column matters more the more it tells the alternatives apart, whatever anybody wants.",
    "A bid that joins or leaves changes the weights.",
)

METHODS: dict[str, Method] = {
    "direct": Method(
        name="direct",
        title="Direct points: so many points for each item",
        weigh=points,
        source="Hobbs, B. F. (1980). A comparison of weighting methods in power plant siting. "
        "Decision Sciences 11(4), 725-737.",
        assumptions=(
            "Points are ratios: 40 is twice as important as 20.",
            "Whoever gives the points has the ranges of the answers in mind, though nothing shows them.",
        ),
    ),
    "swing": Method(
        name="swing",
        title="Swing: points for raising each item from its worst to its best",
        weigh=points,
        source="von Winterfeldt, D. and Edwards, W. (1986). Decision Analysis and Behavioral Research. "
        "Cambridge University Press.",
        assumptions=(
            "Points are ratios of the worth of whole steps from worst to best.",
            "The weights hold for the ranges that were shown; other ranges need other weights.",
        ),
    ),
    "roc": Method(
        name="roc",
        title="Rank order centroid: from the order alone",
        weigh=order,
        source="Barron, F. H. and Barrett, B. E. (1996). Decision quality using ranked attribute weights. "
        "Management Science 42(11), 1515-1523.",
        assumptions=_ORDER_ONLY,
    ),
    "rank_sum": Method(
        name="rank_sum",
        title="Rank sum: from the order alone, in equal steps",
        weigh=order,
        source="Stillwell, W. G., Seaver, D. A. and Edwards, W. (1981). A comparison of weight approximation "
        "techniques in multiattribute utility decision making. Organizational Behavior and Human Performance "
        "28(1), 62-77.",
        assumptions=_ORDER_ONLY,
    ),
    "rank_reciprocal": Method(
        name="rank_reciprocal",
        title="Rank reciprocal: from the order alone, 1, 1/2, 1/3, ...",
        weigh=order,
        source="Stillwell, W. G., Seaver, D. A. and Edwards, W. (1981), as for rank_sum.",
        assumptions=_ORDER_ONLY,
    ),
    "smarter": Method(
        name="smarter",
        title="SMARTER: swings are put in order, the weights are those of roc",
        weigh=order,
        source="Edwards, W. and Barron, F. H. (1994). SMARTS and SMARTER: improved simple methods for "
        "multiattribute utility measurement. Organizational Behavior and Human Decision Processes 60(3), "
        "306-325.",
        assumptions=("The order is that of the swings from worst to best, not of the names.", *_ORDER_ONLY),
    ),
    "ahp": Method(
        name="ahp",
        title="AHP: each item compared with each other item",
        weigh=ahp,
        source="Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.",
        assumptions=(
            "Judgements are ratios of importance on the scale 1/9 to 9.",
            "The items do not depend on each other.",
            "In a distributive hierarchy an alternative that joins can change the order of the others.",
        ),
    ),
    "bwm": Method(
        name="bwm",
        title="Best-worst method: the best item against all, all against the worst",
        weigh=bwm,
        source="Rezaei, J. (2016). Best-worst multi-criteria decision-making method: some properties and a "
        "linear model. Omega 64, 126-130.",
        assumptions=(
            "Best and worst item are known before the comparisons.",
            "Deviations from the comparisons count by their size in weight, not as ratios.",
        ),
    ),
    "entropy": Method(
        name="entropy",
        title="Entropy: columns in which the alternatives differ get the weight",
        weigh=objective,
        source="Zeleny, M. (1982). Multiple Criteria Decision Making. McGraw-Hill.",
        assumptions=_FROM_BIDS,
        for_award=False,
    ),
    "critic": Method(
        name="critic",
        title="CRITIC: columns that spread and say what no other column says",
        weigh=objective,
        source="Diakoulaki, D., Mavrotas, G. and Papayannakis, L. (1995). Determining objective weights in "
        "multiple criteria problems: the CRITIC method. Computers and Operations Research 22(7), 763-770.",
        assumptions=(*_FROM_BIDS, "Columns that agree with each other share their weight."),
        for_award=False,
    ),
    "std": Method(
        name="std",
        title="Standard deviation: columns that spread",
        weigh=objective,
        source="Diakoulaki, Mavrotas and Papayannakis (1995), as for critic.",
        assumptions=_FROM_BIDS,
        for_award=False,
    ),
    "group": Method(
        name="group",
        title="Group: the weights or judgements of several people as one (aij, aip, mean)",
        weigh=_group,
        source="Forman, E. and Peniwati, K. (1998). Aggregating individual judgments and priorities with the "
        "analytic hierarchy process. European Journal of Operational Research 108(1), 165-169.",
        assumptions=(
            "Everybody counts the same.",
            "A mean hides that people want different things: look at the distances as well.",
        ),
    ),
}
