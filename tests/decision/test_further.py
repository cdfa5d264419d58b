"""Further methods of scikit-criteria: published figures, what they get, what they refuse."""

from __future__ import annotations

import importlib
import math
import pkgutil

import numpy as np
import pytest
from decision.ways import problem_of
from skcriteria import agg

from vendor_eval.decision.library.catalogue import BUILT_IN, FURTHER, REFUSED
from vendor_eval.decision.rank import rank

# Method, source, table, directions (a letter each: x is max, n is min), weights, printed scores, tolerance.
PUBLISHED = [
    (
        "ARAS",
        "Stanujkic, D. et al. (2015). Selection of candidates in recruitment by SWARA and ARAS.",
        [
            [4.64, 3.00, 3.00, 3.00, 2.88, 3.63],
            [4.00, 4.00, 4.64, 3.56, 3.63, 5.00],
            [3.30, 4.31, 3.30, 4.00, 3.30, 4.00],
            [2.62, 5.00, 4.22, 4.31, 5.00, 5.00],
        ],
        "xxxxxx",
        [0.28, 0.25, 0.19, 0.15, 0.08, 0.04],
        [0.74, 0.86, 0.78, 0.86],
        0.006,
    ),
    (
        "CoCoSo",
        "Yazdani, M. et al. (2019). A combined compromise solution (CoCoSo) method. Management Decision.",
        [
            [60, 0.4, 2540, 500, 990],
            [6.35, 0.15, 1016, 3000, 1041],
            [6.8, 0.1, 1727.2, 1500, 1676],
            [10, 0.2, 1000, 2000, 965],
            [2.5, 0.1, 560, 500, 915],
            [4.5, 0.08, 1016, 350, 508],
            [3, 0.1, 1778, 1000, 920],
        ],
        "xnxxx",
        [0.036, 0.192, 0.326, 0.326, 0.12],
        [2.041, 2.788, 2.882, 2.416, 1.299, 1.443, 2.519],
        0.0006,
    ),
    (
        "CODAS",
        "Badi, I. et al. (2018). Supplier selection for a steelmaking company in Libya by CODAS. DMAME 1(1).",
        [
            [45, 3600, 45, 0.9],
            [25, 3800, 60, 0.8],
            [23, 3100, 35, 0.9],
            [14, 3400, 50, 0.7],
            [15, 3300, 40, 0.8],
            [28, 3000, 30, 0.6],
        ],
        "xnxx",
        [0.2857, 0.3036, 0.2321, 0.1786],
        [1.3914, 0.3411, -0.2170, -0.5381, -0.7292, -0.2481],
        0.0006,
    ),
    (
        "EDAS",
        "Yazdani, M. et al. (2020). Evaluation of renewable energy resources by Shannon entropy and EDAS.",
        [
            [3873, 39.55, 0.27, 0.87, 150, 0.07, 12, 2130],
            [5067, 67.26, 0.23, 0.23, 40, 0.02, 21, 2200],
            [2213, 24.69, 0.08, 0.17, 200, 0.04, 35, 570],
            [6243, 132, 0.07, 0.25, 100, 0.04, 16, 100],
            [8312, 460.47, 0.05, 0.21, 25, 0.1, 25, 200],
        ],
        "nnnxxnxx",
        [0.131, 0.113, 0.126, 0.125, 0.126, 0.129, 0.132, 0.117],
        [0.841, 0.632, 0.883, 0.457, 0.104],
        0.0006,
    ),
    (
        "ELECTRE2",
        "Cebrian, L. and Porcar, A. (2009). Localizacion empresarial en Aragon. Metodos Cuant. 7, 31-56.",
        [
            [6, 5, 28, 5, 5],
            [4, 2, 25, 10, 9],
            [5, 7, 35, 9, 6],
            [6, 1, 27, 6, 7],
            [6, 8, 30, 7, 9],
            [5, 6, 26, 4, 8],
        ],
        "xxnxx",
        [0.25, 0.25, 0.1, 0.2, 0.2],
        [5.0, 2.5, 2.0, 4.0, 1.0, 3.0],
        1e-9,
    ),
    (
        "MABAC",
        "Pamucar, D. and Cirovic, G. (2015). Transport and handling resources by MABAC. ESWA 42(6).",
        [
            [22600, 3800, 2, 5, 1.06, 3.00, 3.5, 2.8, 24.5, 6.5],
            [19500, 4200, 3, 2, 0.95, 3.00, 3.4, 2.2, 24, 7.0],
            [21700, 4000, 1, 3, 1.25, 3.20, 3.3, 2.5, 24.5, 7.3],
            [20600, 3800, 2, 5, 1.05, 3.25, 3.2, 2.0, 22.5, 11.0],
            [22500, 3800, 4, 3, 1.35, 3.20, 3.7, 2.1, 23, 6.3],
            [23250, 4210, 3, 5, 1.45, 3.60, 3.5, 2.8, 23.5, 7.0],
            [20300, 3850, 2, 5, 0.90, 3.25, 3.0, 2.6, 21.5, 6.0],
        ],
        "nxxxnnxxxx",
        [0.146, 0.144, 0.119, 0.121, 0.115, 0.101, 0.088, 0.068, 0.050, 0.048],
        [0.0826, 0.2183, -0.0488, 0.0246, -0.0704, 0.0465, 0.0464],
        6e-5,
    ),
    (
        "MAIRCA",
        "Aksoy, E. (2021). An analysis on Turkey's merger and acquisition activities: MAIRCA method.",
        [[70, 245, 16.4, 19], [52, 246, 7.3, 22], [53, 295, 10.3, 25], [63, 256, 12, 8], [64, 233, 5.3, 17]],
        "xxxx",
        [0.04744, 0.02464, 0.51357, 0.41435],
        [0.0332, 0.1122, 0.0654, 0.1304, 0.1498],
        6e-5,
    ),
    (
        "MARCOS",
        "Ulutas, A. et al. (2020). CCSD-ITARA-MARCOS for stackers selection. Mathematics 8(10), 1672.",
        [
            [660, 1000, 1600, 18, 1200],
            [800, 1000, 1600, 24, 900],
            [980, 1000, 2500, 24, 900],
            [920, 1500, 1600, 24, 900],
            [1380, 1500, 1500, 24, 1150],
            [1230, 1000, 1600, 24, 1150],
            [680, 1500, 1600, 18, 1100],
            [960, 2000, 1600, 12, 1150],
        ],
        "nxxxx",
        [0.1061, 0.3476, 0.3330, 0.1185, 0.0949],
        [0.5649, 0.5543, 0.6410, 0.6174, 0.6016, 0.5453, 0.6282, 0.6543],
        6e-5,
    ),
    (
        "OCRA",
        "Isik, A. and Adali, E. (2016). SWARA and OCRA methods for the hotel selection problem. IJAOM 8(2).",
        [
            [7.7, 256, 7.2, 7.3, 7.3],
            [8.1, 250, 7.9, 7.8, 7.7],
            [8.7, 352, 8.6, 7.9, 8.0],
            [8.1, 262, 7.0, 8.1, 7.2],
            [6.5, 271, 6.3, 6.4, 6.1],
            [6.8, 228, 7.1, 7.2, 6.5],
        ],
        "xnxxx",
        [0.239, 0.225, 0.197, 0.186, 0.153],
        [0.143, 0.210, 0.164, 0.167, 0, 0.112],
        0.0006,
    ),
    (
        "ReferencePointMOORA",
        "Kracka, M. et al. (2010). Ranking heating losses by MULTIMOORA. Inzinerine Ekonomika 21(4).",
        [
            [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
            [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
            [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
            [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
            [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.610],
            [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
        ],
        "nnnnxnx",
        [1 / 7] * 7,
        [x / 7 for x in (0.68934931, 0.69986697, 0.59817104, 0.85955696, 0.6002238, 0.61480595)],
        1e-8,
    ),
]
TABLE = problem_of([[5, 3, 90], [4, 6, 70], [2, 5, 50], [3, 4, 60]], ["max", "max", "min"], [3, 2, 4])
SETTINGS = {2: {"formula": "lowest_over_price"}}


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case[0])
def test_as_published(case):
    name, _, matrix, letters, weights, scores, tolerance = case
    directions = ["max" if letter == "x" else "min" for letter in letters]
    ranking, findings = rank(problem_of(matrix, directions, weights), f"skcriteria:{name}")
    assert not findings
    assert list(ranking.scores.values()) == pytest.approx(scores, abs=tolerance)
    best = (min if FURTHER[name].lower_is_better else max)(ranking.scores.values())
    assert ranking.scores[ranking.best[0]] == best


@pytest.mark.parametrize("name", FURTHER)
def test_a_ranking_says_where_it_is_from(name, capsys):
    ranking, findings = rank(TABLE, f"skcriteria:{name}")
    assert not findings
    assert (ranking.method, ranking.weights["c2"]) == (f"skcriteria:{name}", pytest.approx(4 / 9))
    assert ranking.details["library"].startswith("scikit-criteria 0.")
    assert ranking.details["inputs"] == FURTHER[name].inputs
    assert set(ranking.parameters) == set(FURTHER[name].parameters)
    assert all(math.isfinite(x) for x in ranking.scores.values())
    assert type(ranking).model_validate_json(ranking.model_dump_json()) == ranking
    assert not any(capsys.readouterr()), "MARCOS prints its scores; nobody asked for them"


@pytest.mark.parametrize("name", FURTHER)
def test_a_criterion_without_weight_changes_nothing(name):
    """Also where a zero or a constant would be refused or divided by."""
    wider = problem_of([[*row, x] for row, x in zip(TABLE.matrix, (0, -2, 0, 0), strict=True)],
                       ["max", "max", "min", "min"], [3, 2, 4, 0])  # fmt: skip
    assert rank(wider, f"skcriteria:{name}")[0].scores == rank(TABLE, f"skcriteria:{name}")[0].scores


@pytest.mark.parametrize("name", FURTHER)
@pytest.mark.parametrize("matrix", [[[3, 4]], [[3, 4], [3, 4]]])
def test_one_vendor_or_all_alike_share_rank_1_without_a_score(name, matrix):
    ranking, findings = rank(problem_of(matrix), f"skcriteria:{name}")
    assert set(ranking.ranks.values()) == {1}
    assert set(ranking.scores.values()) == {None}
    assert [f.severity for f in findings] == ["note"]


@pytest.mark.parametrize("name", FURTHER)
def test_values_of_a_price_formula_stay_or_are_refused(name):
    table = problem_of(TABLE.matrix, ["max", "max", "min"], [3, 2, 4], SETTINGS)
    ranking, findings = rank(table, f"skcriteria:{name}")
    assert (ranking is None) == FURTHER[name].own_scale
    if ranking is None:
        assert [(f.code, f.where) for f in findings] == [("decision.library-formula", "c2")]


@pytest.mark.parametrize("name", FURTHER)
def test_whatever_the_numbers_there_is_a_ranking_or_a_reason(name):
    random = np.random.default_rng(5)
    for _ in range(8):
        m, n = random.integers(2, 5), random.integers(1, 4)
        matrix = random.integers(-2, 4, (m, n)).tolist()
        directions = random.choice(["max", "min"], n).tolist()
        ranking, findings = rank(problem_of(matrix, directions), f"skcriteria:{name}")
        if ranking is None:
            assert all(f.severity == "error" and f.where and f.hint for f in findings)
            continue
        assert all(s is None or math.isfinite(s) for s in ranking.scores.values())
        assert ranking.best


def test_every_value_that_does_not_fit_is_named():
    table = problem_of([[0, -1, 0], [2, 3, 0]], ["min", "max", "max"])
    _, findings = rank(table, "skcriteria:ARAS")
    assert [(f.code, f.where) for f in findings] == [
        ("decision.not-above-zero", "V1 / c0"),
        ("decision.negative", "V1 / c1"),
        ("decision.nothing-above-zero", "c2"),
    ]
    _, findings = rank(problem_of([[1, 5], [1, 6]]), "skcriteria:SimplifiedPROBID")
    assert [f.code for f in findings] == ["decision.library"]
    assert "no number for V2" in findings[0].message


@pytest.mark.parametrize(
    "name, code, hint",
    [
        ("TOPSIS", "decision.library-built-in", "--method topsis"),
        ("WeightedSumModel", "decision.library-built-in", "--method weighted_sum"),
        ("SIMUS", "decision.library-unfit", "another"),
        ("ERVD", "decision.library-unfit", "another"),
        ("aras", "decision.unknown-method", "did you mean ARAS?"),
        ("NoSuch", "decision.unknown-method", "known: ARAS, CoCoSo"),
        ("", "decision.unknown-method", "known: ARAS"),
    ],
)
def test_names_that_are_none(name, code, hint):
    ranking, findings = rank(TABLE, f"skcriteria:{name}")
    assert ranking is None
    assert [f.code for f in findings] == [code]
    assert hint in findings[0].hint


def test_parameters_are_checked_here_and_by_the_library():
    assert rank(TABLE, "skcriteria:CoCoSo", {"lambda": 0.2})[0].parameters == {"lambda": 0.2}
    assert rank(TABLE, "skcriteria:CoCoSo", {"lambda": 2})[1][0].code == "decision.parameter"
    assert rank(TABLE, "skcriteria:MABAC", {"v": 1})[1][0].hint == "there is none"
    ranking, findings = rank(TABLE, "skcriteria:ELECTRE2", {"p1": 0.9})
    assert ranking is None
    assert "p0 >= p1" in findings[0].message


def test_without_the_library_nothing_breaks(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "skcriteria.agg.mabac", None)
    assert [f.code for f in rank(TABLE, "skcriteria:MABAC")[1]] == ["decision.library"]


def test_every_method_of_the_library_has_its_place():
    theirs = set()
    for module in pkgutil.iter_modules(agg.__path__):
        if not module.name.startswith("_") and module.name != "similarity":  # the old name of topsis
            found = vars(importlib.import_module(f"skcriteria.agg.{module.name}"))
            theirs |= {
                name
                for name, x in found.items()
                if isinstance(x, type) and issubclass(x, agg.SKCDecisionMakerABC)
            }
    theirs -= {"SKCDecisionMakerABC", "BasePROBID"}
    assert theirs == {*FURTHER, *BUILT_IN, *REFUSED}
    assert not {*FURTHER} & {*BUILT_IN, *REFUSED}
