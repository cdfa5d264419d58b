"""Points for each item, given at once (direct) or for its swing from worst to best."""

from __future__ import annotations

from vendor_eval.model.criteria.weighting import Points
from vendor_eval.weighting.methods.base import Answer, WeightResult, check_names, error, shares

LARGEST = 1e12


def points(asked: Points) -> Answer:
    """The points divided by their sum."""
    findings = check_names(asked.names)
    for name, x in asked.points.items():
        if x < 0:
            hint = "points are 0 or more; 0 for an item that does not matter"
            findings.append(error("negative", name, f"its points are {x:g}, below 0", hint))
        elif x > LARGEST:
            hint = "use a smaller scale; only the ratios of the points count"
            findings.append(error("out-of-range", name, f"{x:g} points are too many", hint))
    if not findings and not any(asked.points.values()):
        hint = "give at least one item points above 0"
        findings.append(error("all-zero", "", "all points are 0, so no weight can be found", hint))
    if findings:
        return None, findings
    return WeightResult(shares(asked.points)), []
