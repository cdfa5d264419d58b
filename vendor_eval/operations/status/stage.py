"""One stage of a procurement as status lists it."""

from __future__ import annotations

from typing import NamedTuple


class Stage(NamedTuple):
    """Is it done, what is missing, and the command that does it, in which DIR stands for the folder."""

    name: str
    done: bool
    missing: str
    command: str
