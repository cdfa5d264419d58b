"""What a bidder declared on the start sheet, and what it did not."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.forms.define.declarations import SIGNED_BY, SIGNED_ON, TITLES, missing, refused, unsigned
from vendor_eval.forms.reading import FormReading
from vendor_eval.forms.values.text import quoted
from vendor_eval.model.bids.response import Response
from vendor_eval.model.buyer.procurement import Vendor

FIELDS = (*TITLES, SIGNED_BY, SIGNED_ON)


def declarations_in(reading: FormReading) -> dict[str, str]:
    """By field what the vendor wrote; a workbook from before there were declarations asked for none."""
    return {key: reading.fields[key].seen.strip() for key in FIELDS if key in reading.fields}


def declaration_findings(vendor: Vendor, response: Response) -> list[Finding]:
    """Warnings: what follows from a missing declaration is for the rules of the buyer to say."""
    given = response.declared
    if not given:
        return []
    findings = []
    where = f"{response.receipt.file} Start"
    empty = missing(given)
    if empty:
        message = f"{vendor.name} has not declared: {', '.join(empty)}"
        hint = "ask for the workbook with its declarations, or for the signed chapter of the RFP"
        findings.append(Finding("bid.undeclared", "warning", where, message, hint))
    others = [f"{title}: {quoted(answer)}" for title, answer in refused(given)]
    if others:
        message = f"{vendor.name} does not declare: {', '.join(others)}"
        hint = "read the explanation in the bid, and decide by the RFP whether the bid may stand"
        findings.append(Finding("bid.declaration-refused", "warning", where, message, hint))
    if unsigned(given) and not empty:
        message = f"{vendor.name}: the declarations bear no name, or no date"
        findings.append(
            Finding("bid.declaration-unsigned", "warning", where, message, "ask who signs, and when")
        )
    return findings
