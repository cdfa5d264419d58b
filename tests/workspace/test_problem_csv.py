"""CSV as it comes out of spreadsheets in any country: 1,5 is never 15, and 1.200 is never guessed."""

from __future__ import annotations

import pytest

from vendor_eval.workspace.tables.problem_csv import read_csv


def read(text, encoding="utf-8"):
    return read_csv(text if isinstance(text, bytes) else text.encode(encoding), "t.csv")


def table(*rows, sep=";", directions=("max", "min"), weights=("40", "60")):
    lines = [("id", "dicom", "price"), ("direction", *directions), ("weight", *weights), *rows]
    return "\n".join(sep.join(line) for line in lines)


def places(findings):
    return [(f.code, f.where) for f in findings]


@pytest.mark.parametrize("sep", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(sep, encoding, newline):
    text = table(("Aurora", "80.5", "1200000"), ("Zürich", "70", "-9.5e5"), sep=sep)
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    raw = marks.get(encoding, b"") + text.replace("\n", newline).encode(encoding)
    problem, findings = read(raw)
    assert [f.severity for f in findings] == (["note"] if encoding == "cp1252" else [])
    assert problem.alternatives == ("Aurora", "Zürich")
    assert problem.matrix == ((80.5, 1200000), (70, -950000))
    assert [(c.id, c.direction, c.weight) for c in problem.criteria] == [
        ("dicom", "max", 40),
        ("price", "min", 60),
    ]


def test_what_spreadsheets_leave_behind():
    """Empty columns and rows, capitals, quoted texts, a group row, rows in another order."""
    text = (
        '\ufeff"id";"dicom";price;;\n;;;;\nWeight;40;60;;\n"Aurora; Inc";"80";70;;\n'
        "Group;technical/interop;;;\nDirection;Max; MIN ;;\n\n"
    )
    problem, findings = read(text)
    assert not findings
    assert problem.alternatives == ("Aurora; Inc",)
    assert [(c.group, c.direction) for c in problem.criteria] == [("technical/interop", "max"), (None, "min")]


@pytest.mark.parametrize("sep", [";", "\t"])
@pytest.mark.parametrize(
    "text, number",
    [
        ("1,5", 1.5),
        ("0,05", 0.05),
        ("-1,25", -1.25),
        ("0,200", 0.2),
        ("1234,567", 1234.567),
        ("1,2E+03", 1200),
        ("1.234,5", 1234.5),
        ("1.200.000", 1200000),
        ("1.200.000,50", 1200000.5),
        ("1,200,000", 1200000),
        ("1,234.5", 1234.5),
        ("1 200 000", 1200000),
        ("1\u00a0200,5", 1200.5),
        ("1\u202f200\u202f000,5", 1200000.5),
        ("1'200.5", 1200.5),
        ("1.5", 1.5),
        ("+7", 7),
        ("−7", -7),
        ("1e3", 1000),
        (" 80 ", 80),
    ],
)
def test_numbers_that_can_mean_one_thing_only(sep, text, number):
    problem, findings = read(table(("Aurora", text, "1"), sep=sep))
    assert not findings
    assert problem.matrix[0][0] == number


@pytest.mark.parametrize(
    "text, number", [("1.5", 1.5), ("1.200", 1.2), ('"1,200,000"', 1200000), ('"1,234.5"', 1234.5)]
)
def test_numbers_between_commas(text, number):
    problem, findings = read(table(("Aurora", text, "1"), sep=","))
    assert not findings
    assert problem.matrix[0][0] == number


@pytest.mark.parametrize("text", ['"1,5"', '"0,5"', '"1,200"', '"-1,5"'])
def test_a_quoted_comma_between_commas_names_both_separators(text):
    problem, findings = read(table(("Aurora", text, "1"), sep=","))
    assert problem is None
    assert places(findings) == [("problem.not-a-number", "t.csv:4")]
    assert findings[0].message.startswith(f"Aurora / dicom: {text} has a comma inside, and commas separate")
    assert '";"' in findings[0].hint


def test_unquoted_decimal_commas_between_commas_name_both_separators():
    problem, findings = read(
        table(("Aurora", "1,5", "2,5"), ("Borealis", "1", "2"), sep=",", weights=("0,4", "0,6"))
    )
    assert problem is None
    assert places(findings) == [("problem.ragged", "t.csv:3"), ("problem.ragged", "t.csv:4")]
    assert findings[1].message == "Aurora: 4 values for 2 criteria"
    for part in ("separated by a comma", "decimal comma", '";"'):
        assert part in findings[0].hint


@pytest.mark.parametrize(
    "cell, other, number",
    [
        ("1.200", "0.5", 1.2),  # the point is a decimal mark elsewhere
        ("1,200", "0,5", 1.2),
        ("1.200", "0,5", None),
        ("1,200", "0.5", None),
        ("1.200", "7", None),  # nothing tells
        ("1,200", "7", None),
        ("1.200", "1.200.000", None),
        ("1,200", "1,200,000", None),
        ("1.200", "1.234,5", None),
        ("12.000", "0.25", 12),
        ("1.2000", "0,5", 1.2),
    ],
)
def test_a_group_of_three_digits_is_read_only_where_the_file_tells(cell, other, number):
    problem, findings = read(table(("Aurora", cell, other)))
    if number is not None:
        assert problem.matrix[0][0] == number
        return
    assert problem is None
    assert places(findings) == [("problem.not-a-number", "t.csv:4")]
    assert (
        f'Aurora / dicom: "{cell}" can mean 1200 or 1.2 in this file with ";" between' in findings[0].message
    )
    assert findings[0].hint == f"write 1200, or {cell}0 if it is the decimal"


def test_the_weights_tell_how_the_file_writes_numbers():
    problem, _ = read(table(("Aurora", "1.200", "7"), weights=("0.4", "0.6")))
    assert problem.matrix[0][0] == 1.2
    problem, findings = read(table(("Aurora", "1.200", "7"), weights=("0,4", "0,6")))
    assert problem is None
    assert 'where "," is a decimal mark elsewhere' in findings[0].message


NO_NUMBERS = """N/A|-|yes|true|NaN|inf|-Infinity|1_000|0x10|40%|€ 5|2026-01-31|1.2.3|12.34.567|1,2,3
1.200,000,0|1 20|1e|--1|٣|1.|=1+1|31.12.2026|1:30|"""


@pytest.mark.parametrize("text", NO_NUMBERS.replace("\n", "|").split("|"))
def test_cells_that_are_no_numbers(text):
    """Not even where a part of them is one; and the second vendor's flaw is told in the same run."""
    problem, findings = read(table(("Aurora", text, "1"), ("Borealis", "1", text), ("Cirrus", "1", "1")))
    assert problem is None
    assert places(findings) == [("problem.not-a-number", "t.csv:4"), ("problem.not-a-number", "t.csv:5")]
    assert findings[0].message.startswith("Aurora / dicom: ")
    assert findings[1].message.startswith("Borealis / price: ")


@pytest.mark.parametrize(
    "text, found",
    [
        ("id,a\nA,1", [("problem.missing-row", "t.csv"), ("problem.missing-row", "t.csv")]),
        ("id,a\ndirection,max\nweight,1", [("problem.missing-row", "t.csv")]),
        ("id\ndirection", [("problem.separator", "t.csv:1")]),
        ("id|a\nA|1", [("problem.separator", "t.csv:1")]),
        (
            "id,\ndirection,max\nweight,1\nA,1",
            [("problem.header", "t.csv:1")] + [("problem.ragged", f"t.csv:{n}") for n in (2, 3, 4)],
        ),
        ("vendor,a\ndirection,max\nweight,1\nA,1", [("problem.header", "t.csv:1")]),
        ("id,a,,b\ndirection,max,max,max\nweight,1,1,1\nA,1,2,3", [("problem.name", "t.csv:1")]),
        ("id,a,a\ndirection,max,max\nweight,1,1\nA,1,2", [("problem.duplicate", "t.csv:1")]),
        ("id,a\ndirection,max\nweight,1\nA,1\nA,2", [("problem.duplicate", "t.csv:5")]),
        ("id,a\ndirection,max\nweight,1\nweight,2\nA,1", [("problem.duplicate", "t.csv:4")]),
        ("id,a\ndirection,max\nweight,1\n,1", [("problem.name", "t.csv:4")]),
        ("id,a\ndirection,max\nweight,1\nA", [("problem.not-a-number", "t.csv:4")]),
        ("id,a\ndirection,max\nweight,1\nA,1,2", [("problem.ragged", "t.csv:4")]),
        ("id,a\ndirection,max\nweight,-1\nA,1", [("problem.weight", "t.csv:3")]),
        ("id,a\ndirection,max\nweight,x\nA,1", [("problem.weight", "t.csv:3")]),
        ("id,a\ndirection,max\nweight,0\nA,1", [("problem.weight", "t.csv:3")]),
        ("id,a\ndirection,cost\nweight,1\nA,1", [("problem.direction", "t.csv:2")]),
        ("id,a\ndirection,\nweight,1\nA,1", [("problem.direction", "t.csv:2")]),
        ('id,a\ndirection,max\nweight,1\n"A\nB",1\nC,x', [("problem.not-a-number", "t.csv:6")]),
        ('id,a\ndirection,max\nweight,1\n"A,1\nB,2', [("problem.syntax", "t.csv:4")]),
    ],
)
def test_faulty_tables(text, found):
    problem, findings = read(text)
    assert problem is None
    assert places(findings) == found


@pytest.mark.parametrize(
    "word, hint",
    [
        ("cost", "write min"),
        ("Benefit", "write max"),
        ("maximise", "write max"),
        ("lower is better", "write min"),
    ],
)
def test_a_direction_in_other_words(word, hint):
    _, findings = read(table(("Aurora", "1", "2"), directions=(word, "min")))
    assert [(f.code, f.hint) for f in findings] == [("problem.direction", hint)]


def test_no_table_is_too_large_to_be_refused():
    _, findings = read("id," + "," * 20_000_000 + "\ndirection,max")
    assert findings
    rows = "\n".join(f"V{i},1" for i in range(100_000))
    _, findings = read(f"id,a\ndirection,max\nweight,1\n{rows}")
    assert [f.code for f in findings] == ["problem.too-large"]
    _, findings = read("id,a\ndirection,max\nweight,1\nA," + "9" * 1_000_000)
    assert findings[0].code == "problem.syntax"
