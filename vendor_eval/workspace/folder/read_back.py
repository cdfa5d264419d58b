"""Files that the program itself wrote, read again; a person has changed one that cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from vendor_eval.errors import VendorEvalError

M = TypeVar("M", bound=BaseModel)


def read_back(model: type[M], path: Path, again: str = "receive") -> M:
    """The JSON of a ``model``. ``again``: what to do once more with the workbook beside it.

    Raises VendorEvalError if there is no such file or it holds something else.
    """
    try:
        return model.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise damaged(path, f", or {again} the workbook beside it again") from error


def damaged(path: Path, otherwise: str = "") -> VendorEvalError:
    """What stops the program at such a file; ``otherwise`` is another way than a copy."""
    return VendorEvalError(
        f"{path.name} cannot be read back",
        hint=f"the program writes it; restore it from a copy{otherwise}",
        where=str(path),
        code="folder.damaged",
    )
