"""Real and official evaluations as whole procurements, with their points, rounding, ties and meetings."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from filling import cell, fill, places
from published import whole
from sample import fill_uno

HERE = Path(__file__).parent
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))}
WHOLE = [(n, i) for n, case in CASES.items() for i, _ in enumerate(case.get("procurements", ()))]


def by_openpyxl(blank, out, cells):
    def change(book):
        for (row, key), value in cells.items():
            cell(book, row, key).value = value

    return fill(blank, out, {}, change=change)


def by_libreoffice(blank, out, cells):
    found = places(blank)
    filled = {found[place]: value for place, value in cells.items()}
    book = openpyxl.load_workbook(blank)
    start = book.worksheets[0]
    fields = {r[0].value: f"{start.title}!{r[2].coordinate}" for r in start.iter_rows() if r[0].value}
    if "declaration" in fields:
        filled |= {fields["declaration"]: "yes", fields["declared_by"]: "A. Member"}
        filled[fields["declared_on"]] = "2030-02-01"
    fill_uno.fill(blank, out, filled)
    return out


def held(found, expected):
    """The ranking is what was printed; ``components`` are the points of single criteria."""
    ranking = found["rankings"][0]
    assert ranking["scores"] == pytest.approx(expected["scores"], abs=1e-9)
    for key in ("ranks", "best"):
        assert ranking[key] == expected.get(key, ranking[key])
    for vendor, components in expected.get("components", {}).items():
        got = {key: ranking["contributions"][vendor][key] for key in components}
        assert got == pytest.approx(components, abs=1e-9)
    assert found["official"] is expected.get("official", True)
    codes = {f["code"] for f in found["findings"]}
    assert set(expected.get("findings", ())) <= codes


@pytest.mark.parametrize("name, i", WHOLE)
def test_as_published(name, i, cli, tmp_path, request):
    case = CASES[name]["procurements"][i]
    use = by_openpyxl
    if case.get("filled_in") == "LibreOffice":
        request.getfixturevalue("uno")
        use = by_libreoffice
    folder = whole.write_folder(case, tmp_path / "procurement")
    whole.take_all_in(case, folder, cli, use)
    if "meeting" in case:
        whole.agree(case, folder, cli, use)
    held(cli("rank", folder, "--format", "json").data, case["expected"])
