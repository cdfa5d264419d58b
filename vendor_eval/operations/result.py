"""What every operation returns: a frozen result with its Findings."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.findings import Finding, has_errors


@dataclass(frozen=True, kw_only=True)
class OperationResult:
    """``findings``: what a person should know or correct. An error means that the act was refused, unless the
    operation says otherwise.
    """

    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        return not has_errors(self.findings)
