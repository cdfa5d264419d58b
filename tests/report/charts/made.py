"""Decisions to draw: n vendors with awkward names, and what is known of them."""

from __future__ import annotations

import numpy as np

from vendor_eval.model.problem import Problem
from vendor_eval.report.charts import Drawable
from vendor_eval.report.content.cost_quality import Place, Span
from vendor_eval.sensitivity.exact.every_answer import exact
from vendor_eval.sensitivity.monte_carlo.acceptability import acceptability

NAMES = (
    "Granite & Sons <Radiology>", 'Aurora "Imaging" Systems',
    "Consortium of Regional Enterprise Imaging Providers of the North and East, Ltd.",
    "Consortium of Regional Enterprise Imaging Providers of the North and West, Ltd.",
    "Dione {PACS}", "Élan 医療", "Fjord", "Helios", "Iris", "Juniper", "Kestrel", "Lumen",
)  # fmt: skip
GROUPS = ("Web APIs and FHIR", "Security & privacy", "Viewing", "Cost")


def table(vendors, *, same=False, groups=True, method="weighted_sum"):
    """Values drawn with seed 5; ``same`` makes all vendors equal."""
    values = np.random.default_rng(5).random((vendors, 12)).round(3)
    if same:
        values[:] = values[0]
    return Problem.model_validate(
        {
            "alternatives": NAMES[:vendors],
            "criteria": [
                {"id": f"c{j}", "weight": 1 + j % 5, "group": GROUPS[j % 4] if groups else None}
                for j in range(12)
            ],
            "matrix": [[float(x) for x in row] for row in values],
            "method": method,
            "parameters": {"normalisation": "none"} if method == "weighted_sum" else {},
        }
    )


def known(problem):
    found, wrong = exact(problem)
    assert found is not None, wrong
    drawn, wrong = acceptability(problem, draws=2000)
    assert drawn is not None, wrong
    names = problem.alternatives
    places = [
        Place(name, k == 0, Span(c, 0.9 * c, 1.2 * c), Span(50 + k, 48 + k, 53 + k), 70)
        for k, (name, c) in enumerate(zip(names, np.linspace(4e6, 6e6, len(names)), strict=True))
    ]
    return Drawable(found, drawn, places, "EUR", {"Cost": "Total cost of ownership"}, 100)
