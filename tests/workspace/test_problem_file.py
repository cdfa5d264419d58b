"""Decision tables in YAML and JSON, and files that are none at all."""

from __future__ import annotations

import json
import os

import pytest

from vendor_eval.decision.rank import rank
from vendor_eval.workspace.tables.problem_file import MAX_BYTES, read_problem

YAML = """\
alternatives: [Aurora, Borealis, Cirrus]
criteria:
  - {id: dicom, direction: max, weight: 0.4, group: technical/interop}
  - {id: price, direction: min, weight: 0.6}
matrix:
  - [80, 1200000]
  - [70, 9.5e5]
  - [90, 1500000]
method: topsis
parameters: {normalisation: max}
"""
DATA = {
    "alternatives": ["Aurora", "Borealis"],
    "criteria": [
        {"id": "dicom", "direction": "max", "weight": 0.4, "group": None},
        {"id": "price", "direction": "min", "weight": 0.6},
    ],
    "matrix": [[80, 1200000], [70, 950000]],
}


@pytest.fixture
def read(tmp_path):
    """Write ``content`` into a file called ``name`` and read it as a problem."""

    def go(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_problem(path)

    return go


def places(findings):
    return [(f.code, f.where) for f in findings]


@pytest.mark.parametrize("name", ["t.yaml", "t.yml", "T.YAML"])
def test_yaml(read, name):
    problem, findings = read(name, YAML)
    assert not findings
    assert problem.alternatives == ("Aurora", "Borealis", "Cirrus")
    assert problem.matrix == ((80, 1200000), (70, 950000), (90, 1500000))
    assert [(c.id, c.direction, c.weight, c.group) for c in problem.criteria] == [
        ("dicom", "max", 0.4, "technical/interop"),
        ("price", "min", 0.6, None),
    ]
    assert (problem.method, problem.parameters) == ("topsis", {"normalisation": "max"})
    ranking, _ = rank(problem)
    assert ranking.best == ("Borealis",)


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json(read, indent, encoding):
    problem, findings = read("t.json", json.dumps(DATA, indent=indent).encode(encoding))
    assert not findings
    assert problem.matrix == ((80, 1200000), (70, 950000))
    assert (problem.method, problem.parameters) == ("weighted_sum", {})


def test_everything_wrong_is_told_at_once(read):
    problem, findings = read(
        "t.yaml",
        "alternatives: [Aurora, Borealis, Aurora, true]\n"
        "criteria:\n"
        "  - {id: dicom, direction: benefit, weight: -1, gruop: x}\n"
        "  - {id: price, direction: cost, weight: N/A}\n"
        "  - {id: dicom, direction: sideways, weight: .inf}\n"
        "matrix:\n"
        "  - [N/A, '80', true]\n"
        "  - [.nan, 2026-01-31, ~]\n"
        "  - [1, 2]\n"
        "  - [[1], 1e999, 3]\n",
    )
    assert problem is None
    assert places(findings) == [
        ("file.unknown-field", "t.yaml:3"),
        ("problem.duplicate", "t.yaml:1"),
        ("problem.name", "t.yaml:1"),
        ("problem.duplicate", "t.yaml:5"),
        ("problem.direction", "t.yaml:3"),
        ("problem.direction", "t.yaml:4"),
        ("problem.direction", "t.yaml:5"),
        ("problem.weight", "t.yaml:3"),
        ("problem.weight", "t.yaml:4"),
        ("problem.weight", "t.yaml:5"),
        *[("problem.not-a-number", "t.yaml:7")] * 3,
        *[("problem.not-a-number", "t.yaml:8")] * 3,
        ("problem.ragged", "t.yaml:9"),
        *[("problem.not-a-number", "t.yaml:10")] * 2,
    ]
    said = " ".join(f"{f.message} {f.hint}" for f in findings)
    for words in (
        "write max",
        "write min",
        "Aurora / dicom: 'N/A' is no number",
        "Aurora / price: '80' is stored as text",
        "Borealis / dicom",
        "Borealis / price",
        "Aurora has 2 values for 3 criteria",
        "inf is no number to rank by",
    ):
        assert words in said


@pytest.mark.parametrize(
    "change, code",
    [
        ({"alternatives": []}, "file.value"),
        ({"criteria": []}, "file.value"),
        ({"matrix": "x"}, "file.value"),
        ({"matrix": [[80, 1200000]]}, "problem.ragged"),
        ({"matrix": [[80, 1200000], [1, 2], [3, 4]]}, "problem.ragged"),
        ({"method": 7}, "file.value"),
        ({"parameters": {"p": [1]}}, "file.value"),
        ({"parameters": {"p": float("nan")}}, "problem.parameter"),
        ({"note": "x"}, "file.unknown-field"),
        ({"criteria": [{"id": "dicom", "weight": 1}, {"direction": "max"}]}, "file.missing-field"),
        ({"criteria": ["dicom", "price"]}, "file.value"),
        ({"alternatives": ["Aurora", 1.5]}, "problem.name"),
        ({"alternatives": ["Aurora", " "]}, "problem.name"),
        ({"alternatives": ["Aurora", "\ud800"]}, "problem.name"),
        ({"alternatives": ["Aurora", "\x1b[2J"]}, "problem.name"),
    ],
)
def test_faulty_layout(read, change, code):
    problem, findings = read("t.json", json.dumps({**DATA, **change}, indent=1))
    assert problem is None
    assert code in [f.code for f in findings]
    assert all(f.where.startswith("t.json") for f in findings)


def test_all_weights_zero(read):
    criteria = [{**c, "weight": 0} for c in DATA["criteria"]]
    problem, findings = read("t.json", json.dumps({**DATA, "criteria": criteria}))
    assert problem is None
    assert [f.message for f in findings] == ["all weights are 0"]


def test_json_that_is_not_json(read):
    text = json.dumps(DATA, indent=1)
    line = text[: text.index("80,")].count("\n") + 1

    def found(old, new):
        return places(read("t.json", text.replace(old, new, 1))[1])

    assert found("80,", "NaN,") == [("problem.not-a-number", f"t.json:{line}")]
    assert found("80,", "-Infinity,") == [("problem.not-a-number", f"t.json:{line}")]
    assert found("80,", "9" * 5000 + ",")[0][0] == "problem.not-a-number"
    assert found("80,", "80,,") == [("problem.syntax", f"t.json:{line}")]
    weight = text[: text.index('"weight"')].count("\n") + 1
    assert found('"weight"', '"weight": 1,\n"weight"') == [("file.duplicate-key", f"t.json:{weight + 1}")]
    assert read("t.json", "[" * 200_000)[1][0].code == "problem.syntax"
    assert read("t.json", text.encode() + b"\xff")[1][0].code == "problem.encoding"
    assert read("t.json", "[1, 2]")[1]


def test_a_long_json_has_no_lines_but_its_cells_are_named(read):
    data = {**DATA, "alternatives": ["Aurora", "B" * 2_100_000], "matrix": [[None, 1], [2, 3]]}
    _, findings = read("t.json", json.dumps(data))
    assert [(f.where, f.message) for f in findings] == [
        ("t.json matrix[0][0]", "Aurora / dicom: no value is given")
    ]


def test_whole_numbers_may_be_names(read):
    problem, _ = read("t.yaml", YAML.replace("Aurora", "2024").replace("dicom", "1"))
    assert (problem.alternatives[0], problem.criteria[0].id) == ("2024", "1")


def test_yaml_that_is_not_yaml(read):
    for text in ("a: [1", "a: &x 1\nb: *x", "just words", "- 1", "a: 1\na: 2", "x: " + "9" * 5000):
        problem, findings = read("t.yaml", text)
        assert problem is None
        assert findings


def test_more_findings_than_anyone_reads_are_counted(read):
    rows = "\n".join(f"  - [x, {i}]" for i in range(1500))
    names = ", ".join(f"V{i}" for i in range(1500))
    _, findings = read(
        "t.yaml", YAML.split("matrix:")[0].replace("Aurora, Borealis, Cirrus", names) + "matrix:\n" + rows
    )
    assert len(findings) == 501
    assert findings[-1].message == "1,000 more cells like these"


def test_too_many_alternatives(read):
    data = {**DATA, "alternatives": [f"V{i}" for i in range(2001)], "matrix": [[1, 2]] * 2001}
    assert places(read("t.json", json.dumps(data))[1]) == [("problem.too-large", "t.json")]


@pytest.mark.parametrize(
    "name, content, code, words",
    [
        ("t.xls", b"x", "problem.extension", ".xlsx"),
        ("t.ods", b"x", "problem.extension", ".xlsx"),
        ("t.xlsm", b"x", "problem.extension", "macros"),
        ("t.txt", b"x", "problem.extension", ".csv"),
        ("t.pdf", b"x", "problem.extension", ".yaml, .yml, .json, .csv, .xlsx"),
        ("table", b"x", "problem.extension", ".csv"),
        ("t.yaml", b"", "problem.empty", ""),
        ("t.json", b" \n ", "problem.empty", ""),
        ("t.csv", b"", "problem.empty", ""),
        ("t.xlsx", b"", "problem.empty", ""),
        ("t.yaml", bytes(range(256)), "file.encoding", ""),
        ("t.json", bytes(range(256)), "problem.encoding", ""),
        ("t.csv", bytes(range(256)), "problem.encoding", ""),
        ("t.xlsx", bytes(range(256)), "problem.broken", ""),
        ("t.csv", b"PK\x03\x04\x00\x00", "problem.encoding", ".xlsx"),
    ],
)
def test_files_that_are_no_tables(read, name, content, code, words):
    problem, findings = read(name, content)
    assert problem is None
    assert [f.code for f in findings] == [code]
    assert findings[0].where.split(":")[0] == name
    assert words in findings[0].hint


def test_what_is_no_file(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    for name, code in (("folder", "folder"), ("large", "too-large"), ("none", "missing")):
        assert read_problem(tmp_path / f"{name}.csv")[1][0].code == f"problem.{code}"
    assert read_problem(tmp_path / "nu\0ll.csv")[1]
    assert read_problem(tmp_path / ("x" * 5000 + ".csv"))[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert read_problem(tmp_path / "pipe.csv")[1][0].code == "problem.missing"
