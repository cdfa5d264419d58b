"""What stops the program, as opposed to what is wrong in a person's file (findings.py)."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The four ways a command ends; scripts may rely on them."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    STOPPED = 3


class VendorEvalError(Exception):
    """Something stopped us, and a person can do something about it.

    ``where`` is a path, ``file:line`` or ``sheet!cell``; ``hint`` says how to go on.
    """

    def __init__(self, message: str, *, hint: str = "", where: str = "", code: str = "stopped") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where
        self.code = code
