"""Words that several packages write alike: names in a row, percentages, and cells that are no formulas."""

from __future__ import annotations

from collections.abc import Sequence

# What a spreadsheet may take for the beginning of a formula, also in its full-width forms.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def listed(items: Sequence[str], limit: int | None = None, word: str = "and") -> str:
    """``A, B and C``; what is above ``limit`` is counted only."""
    if limit is not None and len(items) > limit:
        return first_few(items, limit)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def first_few(items: Sequence[str], most: int = 10, count: int | None = None) -> str:
    """``A, B and 3 more``; ``count`` is how many there are where ``items`` does not have them all."""
    first = items[:most]
    more = (len(items) if count is None else count) - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")


def percent(share: float, decimals: int = 1) -> str:
    """A share of 1 in percent with so many decimals and without the sign: ``7.8``."""
    return f"{100 * share:.{decimals}f}"


def without_formula(cell: str, numbers: bool = False) -> str:
    """``cell`` with an apostrophe where a spreadsheet could take it for a formula.

    ``numbers``: text that is a number, such as ``-5``, stays as it is.
    """
    if not cell.startswith(FORMULA_SIGNS) or (numbers and _is_number(cell)):
        return cell
    return f"'{cell}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
