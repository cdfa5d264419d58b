"""What costs a process start each time, and gives the same each time, is done once for many tests.

Documents are made by pandoc and typst, workbooks are read in a process of their own. Both are tested as they
are in ``tests/documents`` and ``tests/forms``, and wherever a test asks for the fixture ``in_own_processes``.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vendor_eval.documents import files, pandoc
from vendor_eval.forms.read import _child, form

AS_THEY_ARE = ("documents", "forms")


class Once:
    """A pure function that is called once for arguments that come again in another test.

    Within one test it is called every time but the first, so that a test which makes the same thing twice and
    compares still compares two things that were made.
    """

    def __init__(self, function: Callable[..., Any], may: Callable[..., bool] = lambda *_: True) -> None:
        self.function, self.may = function, may
        self.known: dict[bytes, Any] = {}
        self.seen: set[bytes] = set()

    def __call__(self, *args: Any) -> Any:
        if not self.may(*args):
            return self.function(*args)
        key = pickle.dumps(args)
        if key not in self.known or key in self.seen:
            self.known[key] = pickle.dumps(self.function(*args))
        self.seen.add(key)
        return pickle.loads(self.known[key])


def _read(path: Path, what: str, timeout_seconds: float = 0) -> dict[str, Any]:
    """As the process with limits reads it, through the text that it would hand over."""
    found = _child.tables(path) if what == "tables" else _child.read(path).as_dict()
    return json.loads(json.dumps(found))


WRITTEN = Once(files._written, lambda document, kind, dress: not (dress.reference or dress.fonts))
PARSED = Once(pandoc.parse)


def for_test(item: pytest.Item) -> pytest.MonkeyPatch:
    """Puts the quick ways in place for one test; undo what is given back."""
    patch = pytest.MonkeyPatch()
    room = item.path.relative_to(Path(__file__).parent).parts[0]
    if room not in AS_THEY_ARE and "in_own_processes" not in item.fixturenames:
        WRITTEN.seen.clear()
        PARSED.seen.clear()
        patch.setattr(files, "_written", WRITTEN)
        patch.setattr(pandoc, "parse", PARSED)
        patch.setattr(form, "child", _read)
    return patch
