"""Catalogues and their tailoring: what is dropped, changed, added, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from vendor_eval.workspace.catalogue.load import resolve


def tailored(folder: Path, text: str):
    (folder / "criteria.yaml").write_text("catalogue: mini\n" + text)
    return resolve(folder / "criteria.yaml", folder / "catalogues")


def test_drop_change_add(folder):
    catalogue, findings = tailored(
        folder,
        """
drop: {T-2: stated in the contract}
change:
  T-1: {value: {rule: levels, levels: {full: 1, partly: 0.2, not supported: 0}}, weight: 1}
  people: {title: Persons}
groups:
  - {id: local, title: Local needs}
add:
  - group: local
    criterion: {id: L-1, title: Welsh, requirement: Offered in Welsh., kind: informational, answer: {type: text}}
""",
    )
    assert not findings
    assert [c.id for c in catalogue.leaves()] == ["G-1", "T-1", "I-1", "U-1", "C-1", "P-1", "L-1"]
    assert catalogue.criterion("T-1").value.of("partly") == 0.2
    assert catalogue.criterion("T-1").title == "Query"
    assert catalogue.group("people").title == "Persons"


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        ("drop: {T-9: x}", "criteria.unknown-id", 2, "T-1"),
        ("change:\n  PERF: {title: x}", "criteria.unknown-id", 3, "vendor-eval criteria show"),
        ("change:\n  T-1:\n    wieght: 2", "file.unknown-field", 4, "did you mean weight?"),
        ("change:\n  T-1:\n    weight: -2", "file.value", 4, ""),
        ("change:\n  T-1:\n    weight: true", "file.value", 4, "write 1 or 0"),
        (
            "add:\n  - group: nowhere\n    criterion: {id: L, title: a, requirement: b, kind: cost}",
            "criteria.unknown-id",
            3,
            "",
        ),
        (
            "add:\n  - group: tech\n    criterion: {id: T-1, title: a, requirement: b, kind: cost}",
            "criteria.duplicate-id",
            4,
            "change:",
        ),
        ("drop: {tech: a, people: b, cost: c}", "criteria.nothing-left", None, ""),
    ],
)
def test_what_does_not_fit_has_a_line_and_a_remedy(folder, text, code, line, hint):
    catalogue, findings = tailored(folder, text)
    assert catalogue is None
    found = [f for f in findings if f.code == code]
    assert found, findings
    assert found[0].where == (f"criteria.yaml:{line}" if line else "criteria.yaml")
    assert hint in found[0].hint


def test_the_same_id_in_two_group_files(folder):
    people = folder / "catalogues/mini/people.yaml"
    people.write_text(people.read_text().replace("U-1", "T-1"))
    _, findings = resolve(folder / "criteria.yaml", folder / "catalogues")
    assert [(f.code, f.where) for f in findings] == [("criteria.duplicate-id", "people.yaml:4")]
    assert "tech.yaml:11" in findings[0].message


def test_unknown_catalogue_names_the_known_ones(folder):
    (folder / "criteria.yaml").write_text("catalogue: pasc\n")
    _, findings = resolve(folder / "criteria.yaml", folder / "catalogues")
    assert findings[0].code == "criteria.unknown"
    assert "pacs" in findings[0].hint and "mini" in findings[0].hint


@pytest.mark.parametrize("entry", ["../people.yaml", "people.txt", "{a: 1}"])
def test_a_group_file_stays_in_its_folder(folder, entry):
    (folder / "catalogues/mini/catalogue.yaml").write_text(f"id: m\ntitle: M\ngroups: [{entry}]\n")
    _, findings = resolve(folder / "criteria.yaml", folder / "catalogues")
    assert findings[0].code == "criteria.group-file"
