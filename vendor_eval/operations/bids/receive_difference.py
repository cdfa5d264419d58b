"""A received workbook beside the one that bidders were sent."""

from __future__ import annotations

from functools import partial

from vendor_eval.forms.read.difference import compared_with
from vendor_eval.forms.read.form import FormReading, read_form
from vendor_eval.forms.values.money import without_money
from vendor_eval.model.case import Case
from vendor_eval.workspace.folder.layout import Layout


def beside_sent(layout: Layout, case: Case, reading: FormReading) -> FormReading:
    """``reading`` with each cell named that is no answer and not as it was sent.

    Amounts of money are withheld from what is said of a response workbook: prices are not opened yet.
    """
    issues = [i for i in (*case.earlier_issues, case.issue) if i and i.fingerprint == reading.fingerprint]
    newest = case.issue.number if case.issue else 0
    folders = [layout.rfp if i.number == newest else layout.rfp / f"issue-{i.number}" for i in issues]
    files = [path for folder in folders if (path := folder / f"{reading.kind}.xlsx").is_file()]
    sent = [form for form in map(read_form, files) if not form.refused]
    currency = case.procurement.currency
    shown = partial(without_money, codes=(currency.code, *currency.rates))
    return compared_with(
        reading,
        sent,
        shown if reading.kind == "response" else str,
        words_may_differ=any(i.revision > 1 for i in issues),
    )
