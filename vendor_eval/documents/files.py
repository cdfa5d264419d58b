"""One document in all its formats: the only door that a stage needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from vendor_eval.documents.document import Document, Paper
from vendor_eval.findings import Finding, has_errors

Format = Literal["docx", "html", "pdf"]
FORMATS: tuple[Format, ...] = ("docx", "html", "pdf")


@dataclass(frozen=True, slots=True)
class Dress:
    """What a buyer may bring: paper, a Word file whose looks are taken, folders with fonts for PDF files."""

    paper: Paper = "a4"
    reference: Path | None = None
    fonts: tuple[Path, ...] = ()


def files(
    document: Document, stem: str, dress: Dress | None = None, formats: Sequence[Format] = FORMATS
) -> tuple[dict[str, bytes], list[Finding]]:
    """``stem.docx``, ``stem.html`` and so on; none, and the reason, if the buyer's Word file is no use."""
    dress = dress or Dress()
    made: dict[str, bytes] = {}
    findings: list[Finding] = []
    for kind in formats:
        content, wrong = _written(document, kind, dress)
        findings += [replace(f, where=f.where.replace("pdf", f"{stem}.pdf", 1)) for f in wrong]
        if content is not None:
            made[f"{stem}.{kind}"] = content
    return ({} if has_errors(findings) else made), findings


def _written(document: Document, kind: Format, dress: Dress) -> tuple[bytes | None, list[Finding]]:
    from vendor_eval.documents.html import to_html
    from vendor_eval.documents.pdf.render import to_pdf
    from vendor_eval.documents.word.buyer_styles import looks_of
    from vendor_eval.documents.word.docx import to_docx

    if kind == "html":
        return to_html(document).encode(), []
    if kind == "pdf":
        return to_pdf(document, dress.paper, fonts=dress.fonts)
    looks, findings = looks_of(dress.reference)
    return (None if looks is None else to_docx(document, dress.paper, looks)), findings
