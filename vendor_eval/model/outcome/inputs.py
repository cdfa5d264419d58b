"""What a decision is calculated from, as data: enough for ``pipeline.evaluate`` to give the same outcome."""

from datetime import datetime
from typing import Any

from vendor_eval.model.base import Model
from vendor_eval.model.case import Case


class Inputs(Model):
    """The case and the question. ``methods``: (name, parameters) pairs, none for the published method.

    ``weights``: shares of the criteria in a what-if. ``now``: the end of best and final offers if they
    might still come in then, else None; the moment of evaluation itself would make each record another one.
    """

    case: Case
    methods: tuple[tuple[str, dict[str, Any]], ...] = ()
    weights: dict[str, float] | None = None
    now: datetime | None = None
