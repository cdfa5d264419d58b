"""How far the evaluators agree, called by their roles: what ``agreement`` prints, made ready to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_eval.report.format.numbers import MINUS
from vendor_eval.scoring.agreement.panel import RELIABLE, TENTATIVE, Agreement, in_words

_RULE = (
    f"Alpha is 1 where all agree and 0 where agreement is no better than chance; from {RELIABLE:g} scores "
    f"can be relied on, from {TENTATIVE:g} conclusions are tentative (Krippendorff 2004). Figures are "
    "shares of the best score. “Stricter by”: what the others gave more on average on the same. “Tells "
    "apart”: whether the scores of one vendor vary as the others’ do. “Alone”: scores far from those of all "
    "others."
)


@dataclass(frozen=True, slots=True)
class EvaluatorRow:
    """One evaluator beside the others; a dash where nothing can be compared."""

    label: str
    rated: int
    mean: str
    severity: str
    apart: str
    alone: int


@dataclass(frozen=True, slots=True)
class PanelAgreement:
    """``words`` give alpha with its interval and what it allows; ``rule`` says how to read the rows."""

    words: str
    rule: str
    rows: tuple[EvaluatorRow, ...]


def panel_agreement(found: Agreement | None, labels: Mapping[str, str]) -> PanelAgreement | None:
    """``labels``: evaluator's name -> what the report calls him or her. None where nothing was scored."""
    if found is None or not found.ratings.items:
        return None
    rows = tuple(
        EvaluatorRow(
            label=labels.get(name, "Evaluator"),
            rated=r.rated,
            mean=_figure(r.mean),
            severity=_figure(r.severity, "+"),
            apart={True: "no", False: "yes", None: "–"}[r.halo],
            alone=len(r.outliers),
        )
        for name, r in found.raters.items()
    )
    return PanelAgreement(_words(found), _RULE, rows)


def _words(found: Agreement) -> str:
    alpha = found.alpha
    if alpha.value is None:
        return f"Krippendorff’s alpha is not defined: {alpha.reason}."
    ends = ""
    if alpha.interval:
        ends = f" (95 % interval {_figure(alpha.interval[0])} to {_figure(alpha.interval[1])})"
    count, value = len(found.ratings.items), _figure(alpha.value)
    words = f"Krippendorff’s alpha over {count} scores of bids is {value}{ends}"
    return f"{words}: {in_words(alpha.value)}."


def _figure(x: float | None, sign: str = "") -> str:
    return "–" if x is None else f"{x:{sign}.3f}".replace("-", MINUS)
