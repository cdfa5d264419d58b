"""The file formats of the report: one line each in ``FORMATS``. Each gets what its readers may see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.sensitivity.verdict import Robustness
from vendor_eval.workspace.folder.layout import Layout

Rendered = tuple[dict[str, bytes], list[Finding]]
"""File name -> content, and what is wrong in a text of the buyer."""


@dataclass(frozen=True)
class ReportInput:
    """What a report is made of: ``outcome`` and ``robustness`` as far as its readers may see them.

    ``roles``: evaluator -> how the report calls this evaluator. ``procurement`` and ``layout`` are for styles
    and templates only: what they hold of vendors and prices is in no report.
    """

    layout: Layout
    procurement: Procurement
    outcome: Outcome
    roles: Mapping[str, str]
    robustness: Robustness | None = None


def render(content: ReportInput, formats: Collection[str] = ()) -> Rendered:
    """The report in ``formats`` (names of ``FORMATS``; all if empty)."""
    names = [name for name in FORMATS if not formats or name in formats]
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    for renderer in dict.fromkeys(FORMATS[name] for name in names):
        more, wrong = renderer(content, names)
        files |= more
        findings += wrong
    return files, findings


def unknown_formats(formats: Collection[str]) -> list[Finding]:
    """A Finding for every name that is no format."""
    hint = f"write {', '.join(FORMATS)}"
    unknown = [name for name in dict.fromkeys(formats) if name not in FORMATS]
    return [Finding("usage.form", "error", "--only", f"there is no form {n!r}", hint) for n in unknown]


def _html(content: ReportInput, formats: Collection[str]) -> Rendered:
    from vendor_eval.report.html.page import decision_html

    page = decision_html(content.outcome, content.roles, content.robustness)
    return {"report.html": page.encode("utf-8")}, []


def _documents(content: ReportInput, formats: Collection[str]) -> Rendered:
    """Word and PDF are made of one text."""
    from vendor_eval.report.document.render import decision_documents
    from vendor_eval.shipped import shipped
    from vendor_eval.workspace.folder.templates import dress_of

    folders = [content.layout.templates / "report", shipped("rfp_templates") / "report" / "document"]
    dress = dress_of(content.layout, content.procurement)
    files, findings = decision_documents(content.outcome, folders, content.roles, content.robustness, dress)
    return {name: file for name, file in files.items() if name.rpartition(".")[2] in formats}, findings


def _workbook(content: ReportInput, formats: Collection[str]) -> Rendered:
    from vendor_eval.report.workbook.write import decision_workbook

    return {"report.xlsx": decision_workbook(content.outcome, content.roles)}, []


def _json(content: ReportInput, formats: Collection[str]) -> Rendered:
    return {"outcome.json": (content.outcome.model_dump_json(indent=1) + "\n").encode("utf-8")}, []


def _summary(content: ReportInput, formats: Collection[str]) -> Rendered:
    from vendor_eval.report.summary import summary_markdown

    text = summary_markdown(content.outcome, content.roles, content.robustness)
    return {"summary.md": text.encode("utf-8")}, []


FORMATS: dict[str, Callable[[ReportInput, Collection[str]], Rendered]] = {
    "html": _html,
    "docx": _documents,
    "pdf": _documents,
    "xlsx": _workbook,
    "json": _json,
    "md": _summary,
}
