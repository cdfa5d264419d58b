"""Weights of a buyer's list that can be read in two ways, or of which only some have a percent sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vendor_eval.findings import Finding
from vendor_eval.numbers import both_meanings


@dataclass
class Weights:
    """Weights with a percent sign, without one, and those that may mean two numbers."""

    percent: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    doubtful: list[tuple[str, str]] = field(default_factory=list)

    def take(self, text: str, row: int, typed: bool) -> None:
        """``typed``: the cell is text, not a number of the spreadsheet's own."""
        shown = f"{text} (row {row})"
        (self.percent if text.strip().endswith("%") else self.plain).append(shown)
        if typed and both_meanings(text):
            self.doubtful.append((shown, both_meanings(text)))

    def findings(self, where: str) -> Iterator[Finding]:
        if self.doubtful:
            message = "these weights can be read in two ways: "
            message += "; ".join(f"{shown} as {readings}" for shown, readings in self.doubtful)
            hint = "write weights without thousands separators, and with one or two decimals: 1250 or 1.25"
            yield Finding("import.thousands", "error", where, message, hint)
        if self.percent and self.plain:
            few, many = sorted((self.percent, self.plain), key=len)
            with_sign = "with" if few is self.percent else "without"
            message = (
                f"{len(few)} weight{'s' * (len(few) > 1)} {with_sign} a percent sign beside {len(many)} "
                f"of the other kind: {', '.join(few)}"
            )
            hint = "10 % beside 2.5 may be 10 or 0.1: write all weights with the sign, or none"
            yield Finding("import.mixed-weights", "error", where, message, hint)
