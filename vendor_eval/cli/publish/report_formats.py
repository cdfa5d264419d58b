"""The forms of the report: one line each in ``FORMS``. Each gets what it may tell, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.buyer.procurement import Procurement
    from vendor_eval.model.outcome.record import Outcome
    from vendor_eval.sensitivity.verdict import Found
    from vendor_eval.workspace.folder.layout import Layout

Made = tuple[dict[str, bytes], list[Finding]]


class Told(NamedTuple):
    """What a report tells: ``outcome`` and ``found`` as far as its reader may see them.

    ``roles``: evaluator -> how the report calls this evaluator. ``procurement`` and ``layout`` are for looks
    and templates: what stands in them of vendors and prices is in no report.
    """

    layout: Layout
    procurement: Procurement
    outcome: Outcome
    roles: Mapping[str, str]
    found: Found | None


def made(told: Told, wanted: Collection[str] = ()) -> Made:
    """File name -> content, and what was wrong with a text. ``wanted``: names of ``FORMS``; all if empty."""
    names = [name for name in FORMS if not wanted or name in wanted]
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    for form in dict.fromkeys(FORMS[name] for name in names):
        content, wrong = form(told, names)
        files |= content
        findings += wrong
    return files, findings


def unknown_forms(wanted: Collection[str]) -> list[Finding]:
    """A Finding for every name that is no form."""
    hint = f"write {', '.join(FORMS)}"
    unknown = (name for name in dict.fromkeys(wanted) if name not in FORMS)
    return [Finding("usage.form", "error", "--only", f"there is no form {n!r}", hint) for n in unknown]


def _html(told: Told, wanted: Collection[str]) -> Made:
    from vendor_eval.report.html.page import decision_html

    return {"report.html": decision_html(told.outcome, told.roles, told.found).encode("utf-8")}, []


def _documents(told: Told, wanted: Collection[str]) -> Made:
    """Word and PDF are made of one text."""
    from vendor_eval.report.document.render import decision_documents
    from vendor_eval.shipped import shipped
    from vendor_eval.workspace.folder.templates import dress_of

    folders = [told.layout.templates / "report", shipped("rfp_templates") / "report" / "document"]
    dress = dress_of(told.layout, told.procurement)
    files, findings = decision_documents(told.outcome, folders, told.roles, told.found, dress)
    return {name: content for name, content in files.items() if name.rpartition(".")[2] in wanted}, findings


def _workbook(told: Told, wanted: Collection[str]) -> Made:
    from vendor_eval.report.workbook.write import decision_workbook

    return {"report.xlsx": decision_workbook(told.outcome, told.roles)}, []


def _json(told: Told, wanted: Collection[str]) -> Made:
    return {"outcome.json": (told.outcome.model_dump_json(indent=1) + "\n").encode("utf-8")}, []


def _summary(told: Told, wanted: Collection[str]) -> Made:
    from vendor_eval.report.summary import summary_markdown

    return {"summary.md": summary_markdown(told.outcome, told.roles, told.found).encode("utf-8")}, []


FORMS: dict[str, Callable[[Told, Collection[str]], Made]] = {
    "html": _html,
    "docx": _documents,
    "pdf": _documents,
    "xlsx": _workbook,
    "json": _json,
    "md": _summary,
}
