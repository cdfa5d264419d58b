"""qa.yaml: questions and answers, appended to and never rewritten."""

from __future__ import annotations

from pathlib import Path

from vendor_eval.model.buyer.clarification import Clarifications, QaEntry, clarifications
from vendor_eval.workspace.additions import entries, entries_file
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.read_back import damaged
from vendor_eval.workspace.journal import Act


def read_questions(layout: Layout) -> Clarifications:
    """Empty where nobody has asked yet. Raises VendorEvalError if the file cannot be read back."""
    return _parsed(layout.qa, layout.qa.read_bytes() if layout.qa.exists() else None)


def questions_in(act: Act) -> Clarifications:
    """As ``read_questions``, as the act leaves the file."""
    return _parsed(act.layout.qa, act.read(act.layout.qa))


def add_entry(act: Act, entry: QaEntry) -> None:
    path = act.layout.qa
    added = entry.model_dump(mode="json", exclude_defaults=True)
    act.write(path, entries_file("entries", "qa", [*entries(act.read(path)), added]))


def _parsed(path: Path, content: bytes | None) -> Clarifications:
    try:
        return clarifications(QaEntry.model_validate(e) for e in entries(content))
    except (ValueError, KeyError) as error:
        raise damaged(path) from error
