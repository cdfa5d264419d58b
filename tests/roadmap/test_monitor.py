"""What was promised against what is delivered by month, and files that cannot be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.model.buyer.rfp_facts import Credit
from vendor_eval.model.roadmap.after_selection import Kpi
from vendor_eval.roadmap.steps.monitoring import Measurement, Promise, credit_of, monitoring, months_between

KPIS = """kpis:
  - {id: up, title: Availability, unit: "%", better: higher, criterion: T-2, credits: true}
  - {id: wait, title: First image, unit: s, better: lower, promise: 3, source: contract}
"""
GOOD = "month,kpi,value,unit\n2030-03,up,99.6,%\n2030-04,up,99.2,%\n2030-03,wait,2.5,s\n2030-05,wait,4,s\n"


@pytest.fixture
def live(bid):
    (bid / "roadmap.yaml").write_text(KPIS)
    path = bid / "procurement.yaml"
    path.write_text(path.read_text() + "service:\n  credits: [{below_percent: 99.5, credit_percent: 5}]\n")
    return bid


def measured(cli, folder, text, name="m.csv"):
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return cli("monitor", folder, file, "--format", "json")


def test_by_month_and_kpi(cli, live):
    ran = measured(cli, live, GOOD)
    assert ran.code == 0, ran.out
    months = [(m["month"], m["measured"], m["kept"], m["credit_percent"]) for m in ran.data["months"]]
    assert months == [("2030-03", 2, 2, 0), ("2030-04", 1, 0, 5), ("2030-05", 1, 0, 0)]
    up, wait = ran.data["kpis"]
    assert (up["promise"], up["kept"], up["worst"], up["missing"]) == (99.5, 1, 99.2, ["2030-05"])
    assert up["source"].startswith("Aurora, T-2, ")
    assert (wait["promise"], wait["source"], wait["missing"]) == (3, "contract", ["2030-04"])
    assert (live / "monitoring/measurements.csv").read_text() == GOOD


def test_a_semicolon_and_a_decimal_comma(cli, live):
    ran = measured(cli, live, "Month;KPI;Value;Unit;Site;Note\n2030-03;up;99,45;%;;heat\n")
    assert ran.data["cells"] == [{"month": "2030-03", "kpi": "up", "site": "", "value": 99.45, "kept": False}]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "measurements.empty", "m.csv"),
        ("month,kpi,value,unit\n", "measurements.empty", "m.csv"),
        ("month,kpi,value\n2030-03,up,1\n", "measurements.column", "m.csv:1"),
        ("month,kpi,value,unit,color\n2030-03,up,1,%,red\n", "measurements.column", "m.csv:1"),
        ("month,kpi,value,unit,unit\n2030-03,up,1,%,%\n", "measurements.column", "m.csv:1"),
        ("month,kpi,value,unit\n2030-13,up,99,%\n", "measurements.month", "m.csv:2"),
        ("month,kpi,value,unit\n03/2030,up,99,%\n", "measurements.month", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,down,99,%\n", "measurements.kpi", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,wait,2500,ms\n", "measurements.unit", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,up,99 %,%\n", "measurements.value", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,up,,%\n", "measurements.value", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,up,1,%,5\n", "measurements.ragged", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,up,99,%\n\n2030-03,up,98,%\n", "measurements.twice", "m.csv:4"),
        ('month,kpi,value,unit\n2030-03,"up,99,%\n', "measurements.syntax", "m.csv:2"),
        (b"\xff\xfe\x00", "problem.encoding", "m.csv"),
        ("month,kpi,value,unit\n2030-03,wait,1e999,s\n", "measurements.value", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,up,100.1,%\n", "measurements.value", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,up,-1,%\n", "measurements.value", "m.csv:2"),
        ("month,kpi,value,unit\n2030-03,up,99,%\n0230-03,up,98,%\n", "measurements.month", "m.csv:2"),
        ("month;kpi;value;unit\n2030-03;up;99,5;%\n2030-03;wait;2.500;s\n", "measurements.value", "m.csv:3"),
        ("month,kpi,value,unit\n2030-03,up,99.9", "measurements.unit", "m.csv:2"),
        ("<html>log in</html>", "measurements.column", "m.csv:1"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line_and_nothing_is_kept(cli, live, text, code, line):
    ran = measured(cli, live, text)
    assert ran.code == 1
    assert ran.finding(code)["where"] == line
    assert not (live / "monitoring").exists()


def test_all_flaws_at_once(cli, live):
    ran = measured(cli, live, "month,kpi,value,unit\nx,up,99,%\n2030-03,y,z,%\n")
    assert [f["code"] for f in ran.findings] == [
        "measurements.month",
        "measurements.value",
        "measurements.kpi",
    ]


def test_a_share_in_place_of_a_percentage_is_told_and_counted_as_it_stands(cli, live):
    ran = measured(cli, live, "month,kpi,value,unit\n2030-03,up,0.9997,%\n")
    assert ran.code == 0 and ran.finding("measurements.share")["hint"].endswith("99.97")
    assert ran.data["months"][0]["credit_percent"] == 5


def test_what_lay_there_stays_where_the_next_file_is_wrong(cli, live):
    measured(cli, live, GOOD)
    assert measured(cli, live, GOOD + "2030-04,up,99.1,%\n").code == 1
    assert (live / "monitoring/measurements.csv").read_text() == GOOD


def test_columns_in_another_order_and_hostile_notes_are_only_text(cli, live):
    ran = measured(
        cli, live, "note,unit,value,kpi,month\n=1+1,%,99.9,up,2030-03\n<b>x</b>,s,2,wait,2030-03\n"
    )
    assert ran.code == 0 and [c["value"] for c in ran.data["cells"]] == [99.9, 2]


def test_no_file_no_kpi_no_number(cli, bid, live):
    assert cli("monitor", live, live / "none.csv", "--format", "json").finding("measurements.file")
    (live / "roadmap.yaml").write_text(
        "kpis: [{id: up, title: x, unit: h, better: higher, criterion: T-2}]\n"
    )
    ran = measured(cli, live, "month,kpi,value,unit\n2030-03,up,99,h\n")
    assert "promised in %" in ran.finding("monitor.no-promise")["message"]
    assert ran.data["months"][0]["measured"] == 0
    (live / "roadmap.yaml").write_text(
        "kpis: [{id: up, title: x, unit: h, better: higher, criterion: T-1}]\n"
    )
    assert (
        "promised no number"
        in measured(cli, live, GOOD.replace("%", "h")).finding("monitor.no-promise")["message"]
    )
    (live / "roadmap.yaml").unlink()
    assert measured(cli, live, GOOD).finding("monitor.no-kpi")


def test_the_largest_credit_whose_bound_was_missed():
    credits = [Credit(below_percent=b, credit_percent=c) for b, c in (("99.9", 5), ("99.5", 15), ("99", 30))]
    for value, credit in (("99.9", 0), ("99.89", 5), ("99.5", 5), ("99.2", 15), ("98", 30)):
        assert credit_of(Decimal(value), credits) == credit


def test_months_over_a_new_year():
    assert months_between("2029-11", "2030-02") == ("2029-11", "2029-12", "2030-01", "2030-02")


def test_a_value_at_its_promise_keeps_it():
    for better in ("higher", "lower"):
        kpi = Kpi(id="k", title="k", unit="s", better=better, promise=3)
        told = monitoring([Measurement("2030-01", "k", Decimal(3))], [Promise(kpi, Decimal(3), "")], [])
        assert told.kpis[0].kept == 1
