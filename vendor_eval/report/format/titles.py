"""What criteria, gates and groups are called in a report."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_eval.model.criteria.catalogue import TECHNICAL
from vendor_eval.model.outcome.record import Outcome


def titles(outcome: Outcome) -> Mapping[str, str]:
    """The title of every criterion, gate and group, and of the published minimum on all but price."""
    found = {"technical": TECHNICAL}
    found |= {group.id: group.title for group in outcome.groups}
    found |= {gate.criterion: gate.title for vendor in outcome.vendors for gate in vendor.gates}
    found |= {leaf.criterion: leaf.title for leaf in outcome.criteria}
    found |= {opened.criterion: opened.title for opened in outcome.open}
    return found
