"""How bids are evaluated, as a buyer publishes it before any bid is opened."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from vendor_eval.model.base import Model, Text
from vendor_eval.model.criteria.criterion import Stage

Share = Annotated[float, Field(gt=0, le=1)]


class Rounding(Model):
    """Decimals of each component and of the total, before ranking."""

    component: Literal["none"] | Annotated[int, Field(ge=0, le=9)] = "none"
    total: Literal["none"] | Annotated[int, Field(ge=0, le=9)] = "none"
    mode: Literal["half_up", "half_even"] = "half_up"


class Threshold(Model):
    """A minimum share (0 to 1), tested before price is opened.

    ``of`` is a criterion, a group, or ``technical`` (everything but price).
    """

    of: Text
    minimum: Share


class Shortlist(Model):
    """Who goes on after a stage: the ``top`` so many, or everyone with at least the share ``threshold``.

    Shares (0 to 1) are of what can be earned in the criteria of the stages up to ``after``, without the
    price. ``group_minimums`` (group: share) have to be reached as well.
    """

    after: Stage = "written"
    top: Annotated[int, Field(ge=1)] | None = None
    threshold: Share | None = None
    group_minimums: dict[str, Share] = {}

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        if self.top is not None and self.threshold is not None:
            raise ValueError("a short list has either top or threshold, not both")
        if self.top is None and self.threshold is None and not self.group_minimums:
            raise ValueError("a short list needs top, threshold or group_minimums")
        return self


SPREAD_PERCENT = 40.0


class Rules(Model):
    """How bids are evaluated; the RFP prints every one of these.

    ``spread_percent``: the panel's meeting discusses a criterion where the highest and the lowest
    score differ by more than this share of the scale.
    """

    unanswered: Literal["zero", "disqualify", "refuse"] = "refuse"
    consensus: Literal["mean", "median", "negotiated", "mean_of_ranks"] = "mean"
    spread_percent: Annotated[float, Field(gt=0, le=100)] = SPREAD_PERCENT
    shortlist: Shortlist | None = None
    ties: tuple[str, ...] = ()
    rounding: Rounding = Rounding()
    thresholds: tuple[Threshold, ...] = ()
    points: Annotated[Decimal, Field(gt=0, le=1_000_000_000, allow_inf_nan=False)] = Decimal(100)

    def disclosed(self) -> dict[str, Any]:
        """The rules as they enter the fingerprint of an RFP.

        A rule that is not used is left out, for a procurement from before that rule keeps its fingerprint.
        """
        unused = {"shortlist"} if self.shortlist is None else set()
        unused |= {"spread_percent"} if self.spread_percent == SPREAD_PERCENT else set()
        return self.model_dump(mode="json", exclude=unused)
