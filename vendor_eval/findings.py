"""What is wrong in a file that a person made: data, collected and shown all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]
_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a Finding is about, as ids and places, for code that acts on it; empty where it is about none.

    ``cell`` is ``sheet!cell``. In words: the ``title`` of the criterion or price line, the ``content`` of
    the cell, and what is ``allowed`` in it.
    """

    vendor: str = ""
    criterion: str = ""
    line: str = ""
    year: int | None = None
    file: str = ""
    cell: str = ""
    title: str = ""
    content: str = ""
    allowed: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know or mend.

    ``code`` is stable (``area.what``); ``where`` is ``file:line``, ``file sheet!cell`` or an id. ``subject``
    is no part of equality: a Finding stored by a release that had none equals the same one found now.
    """

    code: str
    severity: Severity
    where: str
    message: str
    hint: str = ""
    subject: Subject | None = field(default=None, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """As JSON, with ``subject`` only where there is one."""
        plain = {name: getattr(self, name) for name in ("code", "severity", "where", "message", "hint")}
        return plain | ({"subject": self.subject.as_dict()} if self.subject else {})

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Finding:
        subject = given.get("subject")
        return cls(**{**given, "subject": Subject(**subject) if subject else None})


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings, then notes; within each as they come."""
    return sorted(findings, key=lambda f: _SEVERITIES.index(f.severity))


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(f.severity == "error" for f in findings)
