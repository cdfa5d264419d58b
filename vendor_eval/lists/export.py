"""A catalogue as one table: a row for the catalogue, for each group, and for each criterion below it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from vendor_eval.findings import Finding
from vendor_eval.forms.write.safe_workbook import workbook_options
from vendor_eval.lists.cell import list_cell, number_cell, rule_cell, text_cell
from vendor_eval.lists.columns import CATALOGUE, COLUMNS, GROUP, KEYS, NUMBERS
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import Criterion

Row = dict[str, str]
LONGEST = 32_767
"""Characters that fit into a cell of Excel."""

# A fixed day, so that the same catalogue gives the same bytes.
_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001  the file format knows no time zone


def rows(catalogue: Catalogue) -> list[Row]:
    """The cells that are not blank, by column."""
    head = {
        "kind": CATALOGUE,
        "id": catalogue.id,
        "title": text_cell(catalogue.title),
        "version": text_cell(catalogue.version, "1"),
        "source": text_cell(catalogue.source),
    }
    groups = [row for group in catalogue.groups for row in _group(group, "")]
    return [{k: v for k, v in row.items() if v} for row in (head, *groups)]


def _group(group: Group, inside: str) -> Iterator[Row]:
    yield {
        "kind": GROUP,
        "id": group.id,
        "inside": inside,
        "title": text_cell(group.title),
        "text": text_cell(group.intro),
        "weight": number_cell(group.weight),
    }
    for criterion in group.criteria:
        yield _criterion(criterion, group.id)
    for inner in group.groups:
        yield from _group(inner, group.id)


def _criterion(c: Criterion, inside: str) -> Row:
    row = {
        "kind": c.kind,
        "id": c.id,
        "inside": inside,
        "title": text_cell(c.title),
        "text": text_cell(c.requirement),
        "why": text_cell(c.why),
        "value": rule_cell(c.value and c.value.model_dump(mode="json")),
        "gate": rule_cell(c.gate and c.gate.model_dump(mode="json", exclude_defaults=True)),
        "weight": number_cell(c.weight),
        "evidence": list_cell(c.evidence),
        "standard": text_cell(c.standard),
        "source": list_cell(c.source),
        "stage": c.stage,
        "step": str(c.step),
        "tier": c.tier,
        "optional": "yes" if c.optional else "",
        "needs": list_cell(c.needs),
    }
    if c.answer is None:
        return row
    return row | {
        "answer": c.answer.type,
        "options": list_cell(c.answer.options),
        "unit": text_cell(c.answer.unit),
        "min": number_cell(c.answer.min),
        "max": number_cell(c.answer.max),
    }


def too_long(table: Sequence[Row]) -> list[Finding]:
    """Cells that are too long for a spreadsheet."""
    return [
        Finding(
            "export.too-long",
            "error",
            row["id"],
            f"{key} has {len(text):,} characters; a cell of Excel has room for {LONGEST:,}",
            "shorten it, or keep the catalogue as YAML",
        )
        for row in table
        for key, text in row.items()
        if len(text) > LONGEST
    ]


def to_csv(table: Sequence[Row]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(KEYS)
    writer.writerows([row.get(key, "") for key in KEYS] for row in table)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(table: Sequence[Row]) -> bytes:
    """One sheet with a frozen header and a filter; numbers are numbers, unless they would be rounded."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, workbook_options()) as workbook:
        workbook.set_properties({"title": "Criteria", "created": _CREATED})
        head = workbook.add_format({"bold": True, "bg_color": "#E8EDF2", "border": 1, "text_wrap": True})
        group = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True, "num_format": "@"})
        body = workbook.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
        heavy = workbook.add_format({"bold": True, "valign": "top"})
        figure = workbook.add_format({"valign": "top"})
        sheet = workbook.add_worksheet("Criteria")
        for at, column in enumerate(COLUMNS):
            sheet.set_column(at, at, column.width, body)
            sheet.write_string(0, at, column.key, head)
        for number, row in enumerate(table, start=1):
            for key, text in row.items():
                bold = row["kind"] in (CATALOGUE, GROUP)
                if key in NUMBERS and float(f"{float(text):.15g}") == float(text):
                    sheet.write_number(number, KEYS.index(key), float(text), heavy if bold else figure)
                else:
                    sheet.write_string(number, KEYS.index(key), text, group if bold else body)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(table)), len(KEYS) - 1)
    return out.getvalue()
