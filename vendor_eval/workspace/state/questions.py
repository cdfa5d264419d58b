"""qa.yaml: questions and answers, appended to and never rewritten."""

from __future__ import annotations

from vendor_eval.model.buyer.clarification import Clarifications, QaEntry, clarifications
from vendor_eval.workspace.folder.layout import Layout
from vendor_eval.workspace.folder.read_back import damaged
from vendor_eval.workspace.folder.versions import entries, write_entries

KEY = "entries"


def read_qa(layout: Layout) -> Clarifications:
    """Empty where nobody has asked yet. Raises VendorEvalError if the file cannot be read back."""
    try:
        return clarifications(QaEntry.model_validate(e) for e in entries(layout.qa, KEY))
    except (ValueError, KeyError) as error:
        raise damaged(layout.qa) from error


def add_qa(layout: Layout, entry: QaEntry) -> None:
    lines = entries(layout.qa, KEY)
    said = entry.model_dump(mode="json", exclude_defaults=True)
    write_entries(layout.qa, KEY, "qa", [*lines, said])
