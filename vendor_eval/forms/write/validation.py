"""What a cell accepts while it is filled in: dropdowns, bounds and the hint beside the cell."""

from __future__ import annotations

from typing import Any

from vendor_eval.forms.spec import LISTS_TITLE, Choice, FreeText, Input, Number
from vendor_eval.forms.values.text import clean
from vendor_eval.forms.write.layout import sheet_name, utf16

# Excel's own limits; longer texts are refused by it.
_TITLE, _MESSAGE, _INLINE = 32, 255, 255


class Lists:
    """Dropdowns too long for a cell's own list: columns of one hidden sheet, each with a defined name."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}

    def source(self, options: tuple[str, ...]) -> list[str] | str:
        """What a list validation takes: the options themselves, or the name of a column."""
        if utf16(",".join(options)) <= _INLINE and not any("," in o or '"' in o for o in options):
            return list(options)
        return "=" + self._names.setdefault(options, f"ve_list_{len(self._names) + 1}")

    def write(self, workbook: Any, taken: list[str], style: Any) -> None:  # noqa: ANN401  no types
        if not self._names:
            return
        name = sheet_name("lists", taken)
        sheet = workbook.add_worksheet(name)
        sheet.write_string(0, 0, LISTS_TITLE, style)
        for column, (options, defined) in enumerate(self._names.items()):
            for row, option in enumerate(options, start=1):
                sheet.write_string(row, column, option, style)
            letter = _letter(column)
            workbook.define_name(defined, f"='{name}'!${letter}$2:${letter}${len(options) + 1}")
        sheet.protect()
        sheet.hide()


def _letter(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def validation(asked: Input, cell: str, lists: Lists) -> dict[str, Any] | None:
    """XlsxWriter's options for one cell; None where anything is allowed."""
    if isinstance(asked, FreeText):
        return _hint("", asked.prompt) if asked.prompt else None
    if isinstance(asked, Choice):
        return _choice(asked, lists)
    return _number(asked, cell)


def _choice(asked: Choice, lists: Lists) -> dict[str, Any]:
    folded = {option.casefold() for option in asked.options}
    options = (*asked.options, *(w for w in asked.words if w.casefold() not in folded))
    return {
        **(_hint("", asked.prompt) if asked.prompt else {}),
        "validate": "list",
        "source": lists.source(tuple(clean(option) for option in options)),
        "error_title": "Not in the list",
        "error_message": _short("Choose one of the list: " + ", ".join(options), _MESSAGE),
    }


def _number(asked: Number, cell: str) -> dict[str, Any]:
    words = number_in_words(asked)
    besides = f" Or write {' or '.join(asked.words)}." if asked.words else ""
    common = {
        **_hint(asked.unit[:_TITLE], f"{words[0].upper()}{words[1:]}.{besides}"),
        "error_title": "A number is asked for",
        "error_message": _short(f"Write {words}, without text or unit.{besides}", _MESSAGE),
    }
    if asked.words or asked.low is None or asked.high is None:
        return {**common, "validate": "custom", "value": _test(asked, cell)}
    return {
        **common,
        "validate": "decimal",
        "criteria": "between",
        "minimum": asked.low,
        "maximum": asked.high,
    }


def number_in_words(asked: Number) -> str:
    """Such as: a number of hours from 0 to 24."""
    unit = f" ({asked.unit})" if asked.unit else ""
    if asked.low is not None and asked.high is not None:
        return f"a number{unit} from {_plain(asked.low)} to {_plain(asked.high)}"
    if asked.low is not None:
        return f"a number{unit}, {_plain(asked.low)} or more"
    if asked.high is not None:
        return f"a number{unit}, {_plain(asked.high)} or less"
    return f"a number{unit}"


def _plain(number: float) -> str:
    """``1,000,000``, not ``1e+06``."""
    return f"{number:,.10g}"


def _test(asked: Number, cell: str) -> str:
    """A formula that is true for a number within the bounds and for the accepted words."""
    bounds = [f"ISNUMBER({cell})"]
    bounds += [f"{cell}>={asked.low!r}"] if asked.low is not None else []
    bounds += [f"{cell}<={asked.high!r}"] if asked.high is not None else []
    # IF, since AND would compare a text with the bounds.
    number = f"IF(ISNUMBER({cell}),AND({','.join(bounds)}),FALSE)"
    words = [f'LOWER(TRIM({cell}))="{word.lower()}"' for word in asked.words]
    return f"=OR({','.join([number, *words])})" if words else f"={number}"


def _hint(title: str, message: str) -> dict[str, Any]:
    hint: dict[str, Any] = {"validate": "any", "input_message": _short(message, _MESSAGE)}
    return {**hint, "input_title": _short(title, _TITLE)} if title else hint


def _short(text: str, most: int) -> str:
    """Within Excel's limit, which counts UTF-16 units."""
    if utf16(text) <= most:
        return text
    text = text[: most - 1]
    while utf16(text) > most - 1:
        text = text[:-1]
    return text + "…"
