"""One small template as the files that go to bidders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from vendor_eval.documents.document import About
from vendor_eval.documents.files import Dress, files
from vendor_eval.findings import Finding


def letter_files(
    folders: Sequence[Path],
    template: str,
    variables: Mapping[str, object],
    about: About,
    stem: str,
    dress: Dress | None = None,
) -> tuple[dict[str, bytes], list[Finding]]:
    """``STEM.docx``, ``.html`` and ``.pdf``; none, and Findings that say why, if the template is wrong."""
    from vendor_eval.documents.template.render import render

    document, findings = render(folders, (template,), variables, about)
    if document is None:
        return {}, findings
    made, wrong = files(document, stem, dress)
    return made, [*findings, *wrong]
