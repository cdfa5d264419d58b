"""What buyers write in their lists, in the words of the program."""

from __future__ import annotations

import re

from vendor_eval.model.base import ID_PATTERN

KINDS = {
    "gate": "gate mandatory must must-have shall required pass/fail p/f ko k.o. knock-out muss pflicht "
    "zwingend ausschluss a m g",
    "scored": "scored score weighted rated desirable should should-have could could-have can may optional "
    "nice-to-have soll sollte kann wunsch wünschenswert bewertet b s d o",
    "informational": "informational information info for-information i",
    "cost": "cost price pricing commercial preis kosten c",
}
"""A word in the list's column for the kind, its spaces as dashes, by what it becomes."""
_KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}
_ENDING = re.compile(r"-?(kriterium|kriterien|anforderung|criterion|requirement)$")
YES_NO = ({"yes", "no"}, {"yes", "no", "n/a"}, {"y", "n"}, {"true", "false"})
_SPLIT = re.compile(r"\s*[\n;|]\s*")
_TITLE = 60


def kind_of(word: str) -> str | None:
    """None for a word that is no kind."""
    folded = "-".join(word.casefold().split())
    bare = folded.strip(".:")
    return _KIND_OF.get(folded) or _KIND_OF.get(bare) or _KIND_OF.get(_ENDING.sub("", bare))


def known_kinds() -> list[str]:
    """The words of more than one letter, in the order of what they become."""
    return [word.replace("-", " ") for words in KINDS.values() for word in words.split() if len(word) > 1]


def options_of(cell: str) -> tuple[str, ...]:
    """Words separated by line ends, semicolons or bars; else by commas or slashes if they are short."""
    found = [word for word in _SPLIT.split(cell.strip()) if word]
    if len(found) == 1 and len(cell) <= 2 * _TITLE:
        found = [word.strip() for word in re.split(r",|\s/\s|/(?=[A-Za-z])", cell) if word.strip()]
        found = ["N/A" if word == "N" and "A" in found else word for word in found if word != "A"]
    return tuple(dict.fromkeys(found))


def is_yes_no(options: tuple[str, ...]) -> bool:
    return {option.casefold() for option in options} in YES_NO


def title_of(text: str) -> str:
    """The beginning of a long text, ended at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _TITLE else flat[: _TITLE - 1].rsplit(" ", 1)[0] + " …"


def id_of(text: str, spare: str) -> str:
    """``text`` as an id: letters, digits, dots and dashes, beginning with a letter."""
    found = re.sub(r"[^A-Za-z0-9_.\-]+", "-", text.strip()).strip("-")[:36]
    found = found if re.match("[A-Za-z]", found) else f"R-{found}" if found else spare
    return found if re.match(ID_PATTERN, found) else spare


def weight_of(text: str) -> float | None:
    """A number, perhaps with a decimal comma or a percent sign; None for anything else."""
    bare = text.strip().rstrip("%").strip()
    bare = bare.replace(",", ".") if bare.count(",") == 1 and "." not in bare else bare
    return float(bare) if re.fullmatch(r"\d{1,12}(\.\d{0,12})?", bare) else None
