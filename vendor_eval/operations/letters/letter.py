"""Write letters of one kind to all bidders whom it concerns, or to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.operations.letters.award import award
from vendor_eval.operations.letters.clarification import clarification
from vendor_eval.operations.letters.files import LetterRequest, LettersResult
from vendor_eval.operations.letters.final_offer import final_offer
from vendor_eval.operations.letters.regret import regret
from vendor_eval.operations.letters.thanks import thanks

LetterKind = Literal["thanks", "clarification", "final", "award", "regret"]

LETTERS: Mapping[LetterKind, Callable[[ProcurementFolder, LetterRequest], LettersResult]] = {
    "thanks": thanks,
    "clarification": clarification,
    "final": final_offer,
    "award": award,
    "regret": regret,
}


def letter(folder: ProcurementFolder, kind: LetterKind, request: LetterRequest) -> LettersResult:
    return LETTERS[kind](folder, request)
