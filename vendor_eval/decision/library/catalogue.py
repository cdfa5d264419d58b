"""The methods of scikit-criteria 0.10 that have no arithmetic here, and what each is given.

Nothing is loaded by this table; ``further`` calls the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from vendor_eval.decision.methods.parameters import ParameterSpec, number

Needs = Literal["any", "not below 0", "above 0"]


@dataclass(frozen=True, slots=True)
class Further:
    """``module`` below skcriteria.agg; ``steps`` is a name of ``steps.transformers``, or ``ideal``.

    ``score`` is what is read from the result. ``needs`` holds for all values; ``not below 0`` also asks for
    one above 0 in each criterion, and for values above 0 where less is better. ``own_scale``: the method
    compares columns by a scale of its own, so that values of a price formula cannot stay as they are.
    ``constant``: whether it divides by the range, so that a constant column has to be left out.
    ``keywords`` names a parameter as the library does, where the two differ.
    """

    module: str
    inputs: str
    steps: str
    needs: Needs
    score: str
    source: str
    lower_is_better: bool = False
    own_scale: bool = False
    constant: bool = False
    parameters: Mapping[str, ParameterSpec] = field(default_factory=dict)
    keywords: Mapping[str, str] = field(default_factory=dict)


AS_GIVEN = "values as given"
BY_RANGE = "the worst of the table is 0, the best is 1"

FURTHER: dict[str, Further] = {
    "ARAS": Further(
        module="aras",
        inputs="1/value where less is better; shares of the column's sum, in which the best counts twice",
        steps="ideal",
        needs="not below 0",
        score="utility",
        source="Zavadskas, E. K. and Turskis, Z. (2010). A new additive ratio assessment (ARAS) method in "
        "multicriteria decision-making. Technological and Economic Development of Economy 16(2), 159-172.",
    ),
    "CoCoSo": Further(
        module="cocoso",
        inputs=BY_RANGE,
        steps="minmax",
        needs="any",
        score="score",
        parameters={"lambda": number("the part of the sum in the balanced score", 0.5)},
        keywords={"lambda": "lambda_value"},
        source="Yazdani, M. et al. (2019). A combined compromise solution (CoCoSo) method for multi-criteria "
        "decision-making problems. Management Decision 57(9), 2501-2519.",
    ),
    "CODAS": Further(
        module="codas",
        inputs="share of the largest value; where less is better the smallest value / value",
        steps="share of best",
        needs="not below 0",
        score="score",
        parameters={"tau": number("how close two distances have to be to count as alike", 0.02)},
        source="Keshavarz Ghorabaee, M. et al. (2016). A new combinative distance-based assessment (CODAS) "
        "method for multi-criteria decision-making. Economic Computation and Economic Cybernetics Studies "
        "and Research 50(3), 25-44.",
    ),
    "EDAS": Further(
        module="edas",
        inputs=AS_GIVEN,
        steps="none",
        needs="not below 0",
        score="score",
        own_scale=True,
        source="Keshavarz Ghorabaee, M. et al. (2015). Multi-criteria inventory classification using a new "
        "method of evaluation based on distance from average solution (EDAS). Informatica 26(3), 435-451.",
    ),
    "ELECTRE2": Further(
        module="electre",
        inputs="shares of the column's sum",
        steps="sum",
        needs="not below 0",
        score="score",
        lower_is_better=True,
        parameters={
            "p0": number("concordance of a strong outranking", 0.65),
            "p1": number("concordance of a less strong one, at most p0", 0.5),
            "p2": number("concordance of a weak outranking, at most p1", 0.35),
            "q0": number("discordance that a strong outranking may have", 0.65),
            "q1": number("discordance that a less strong one may have, at most q0", 0.35),
        },
        source="Roy, B. and Bertier, P. (1971). La méthode ELECTRE II. SEMA-METRA, note 142.",
    ),
    "MABAC": Further(
        module="mabac",
        inputs=BY_RANGE,
        steps="minmax",
        needs="any",
        score="score",
        source="Pamucar, D. and Cirovic, G. (2015). The selection of transport and handling resources in "
        "logistics centers using Multi-Attributive Border Approximation area Comparison (MABAC). Expert "
        "Systems with Applications 42(6), 3016-3028.",
    ),
    "MAIRCA": Further(
        module="mairca",
        inputs=AS_GIVEN,
        steps="none",
        needs="above 0",
        score="values",
        lower_is_better=True,
        own_scale=True,
        source="Pamucar, D., Vasin, L. and Lukovac, V. (2014). Selection of railway level crossings for "
        "investing in security equipment using hybrid DEMATEL-MARICA model. XVI Railcon, 89-92.",
    ),
    "MARCOS": Further(
        module="marcos",
        inputs=AS_GIVEN,
        steps="none",
        needs="above 0",
        score="utility_scores",
        own_scale=True,
        source="Stevic, Z. et al. (2020). Sustainable supplier selection in healthcare industries using a "
        "new MCDM method: Measurement of alternatives and ranking according to COmpromise solution (MARCOS). "
        "Computers & Industrial Engineering 140, 106231.",
    ),
    "MultiMOORA": Further(
        module="moora",
        inputs="divided by the column's Euclidean length",
        steps="vector",
        needs="above 0",
        score="score",
        source="Brauers, W. K. M. and Zavadskas, E. K. (2012). Robustness of MULTIMOORA: a method for "
        "multi-objective optimization. Informatica 23(1), 1-25.",
    ),
    "OCRA": Further(
        module="ocra",
        inputs=AS_GIVEN,
        steps="none",
        needs="above 0",
        score="performance",
        own_scale=True,
        source="Parkan, C. (1994). Operational competitiveness ratings of production units. Managerial and "
        "Decision Economics 15(3), 201-221.",
    ),
    "PROBID": Further(
        module="probid",
        inputs="divided by the column's Euclidean length",
        steps="vector",
        needs="any",
        score="score",
        source="Wang, Z. et al. (2021). Preference ranking on the basis of ideal-average distance method for "
        "multi-criteria decision-making. Industrial & Engineering Chemistry Research 60(30), 11216-11230.",
    ),
    "RAM": Further(
        module="ram",
        inputs="shares of the column's sum",
        steps="sum",
        needs="not below 0",
        score="score",
        source="Sotoudeh-Anvari, A. (2023). Root Assessment Method (RAM): a novel multi-criteria decision "
        "making method and its applications in sustainability challenges. Journal of Cleaner Production 423, "
        "138695.",
    ),
    "ReferencePointMOORA": Further(
        module="moora",
        inputs="divided by the column's Euclidean length",
        steps="vector",
        needs="any",
        score="score",
        lower_is_better=True,
        source="Brauers, W. K. M. and Zavadskas, E. K. (2012). Robustness of MULTIMOORA: a method for "
        "multi-objective optimization. Informatica 23(1), 1-25.",
    ),
    "RIM": Further(
        module="rim",
        inputs="values as given, with the best of the table as the ideal and its range as the range",
        steps="none",
        needs="any",
        score="score",
        own_scale=True,
        source="Cables, E., Lamata, M. T. and Verdegay, J. L. (2016). RIM - reference ideal method in "
        "multicriteria decision making. Information Sciences 337-338, 1-10.",
    ),
    "SPOTIS": Further(
        module="spotis",
        inputs="values as given, with the best of the table as the ideal and its range as the bounds",
        steps="none",
        needs="any",
        score="score",
        lower_is_better=True,
        own_scale=True,
        constant=True,
        source="Dezert, J. et al. (2020). The SPOTIS rank reversal free method for multi-criteria "
        "decision-making support. 23rd International Conference on Information Fusion, 1-8.",
    ),
    "SimplifiedPROBID": Further(
        module="probid",
        inputs="divided by the column's Euclidean length",
        steps="vector",
        needs="any",
        score="score",
        source="Wang, Z. et al. (2021). Preference ranking on the basis of ideal-average distance method for "
        "multi-criteria decision-making. Industrial & Engineering Chemistry Research 60(30), 11216-11230.",
    ),
}

BUILT_IN: dict[str, str] = {
    "COPRAS": "copras",
    "ELECTRE1": "electre1",
    "RatioMOORA": "moora",
    "TOPSIS": "topsis",
    "VIKOR": "vikor",
    "WASPAS": "waspas",
    "WeightedProductModel": "weighted_product",
    "WeightedSumModel": "weighted_sum",
}
"""Methods of the library that are here under a name of their own."""

REFUSED: dict[str, str] = {
    "ERVD": "it needs a reference point for every criterion, which a table does not hold",
    "FullMultiplicativeForm": "it takes no account of the weights",
    "SIMUS": "it takes no account of the weights",
}
"""Methods of the library that do not fit a table with weights, and why."""
