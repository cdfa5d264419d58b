"""The score sheets that lie ready to be sent, and which answers each shows: by their properties alone."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from vendor_eval.forms.define.score_sheet import BID_PROPERTY
from vendor_eval.forms.spec import PROPERTY_PREFIX
from vendor_eval.model.bids.score_sheet import CONSENSUS, FINAL
from vendor_eval.model.buyer.procurement import Evaluator
from vendor_eval.model.criteria.criterion import Stage
from vendor_eval.scoring.stale_sheets import SentSheet
from vendor_eval.workspace.folder.layout import Layout

_PROPERTIES = "docProps/custom.xml"
_MOST = 200_000
# The value stands in the element of its name; only such a name and such a value are looked for.
_SHOWN = re.compile(
    rf'name="{PROPERTY_PREFIX}{BID_PROPERTY}([\w.-]+)"[^>]*>\s*<(?:\w+:)?lpwstr>([0-9a-f]{{16}})</(?:\w+:)?lpwstr>'
)


def sent_sheets(layout: Layout, panel: Sequence[Evaluator]) -> tuple[SentSheet, ...]:
    """Every sheet of an evaluator, or of the meeting, in the folder ``sheets``, by its name.

    One that cannot be opened, or was written before sheets said what they show, shows nothing (None).
    """
    parts = ("", *get_args(Stage), FINAL)
    owners = (*(e.id for e in panel), CONSENSUS)
    names = [(who, part, f"{who}{f'-{part}' if part else ''}.xlsx") for who in owners for part in parts]
    return tuple(
        SentSheet(who, part, name, _shown(layout.sheets / name))
        for who, part, name in names
        if (layout.sheets / name).is_file()
    )


def _shown(path: Path) -> dict[str, str] | None:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as file:
            text = file.read(_MOST).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return None
    return dict(_SHOWN.findall(text)) or None
