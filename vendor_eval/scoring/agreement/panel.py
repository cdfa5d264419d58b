"""How far a panel agrees: alpha, W, each evaluator beside the others, and what is worth talking about."""

from __future__ import annotations

from typing import Any, NamedTuple

from vendor_eval.findings import Finding
from vendor_eval.scoring.agreement.kendall import Concordance, concordance
from vendor_eval.scoring.agreement.krippendorff import Alpha, alpha
from vendor_eval.scoring.agreement.raters import Rater, raters
from vendor_eval.scoring.agreement.ratings import Level, Ratings
from vendor_eval.text import first_few

# Krippendorff, K. (2004), Content Analysis, 2nd ed., Sage, p. 241: rely on alpha from .800, conclude
# tentatively from .667.
RELIABLE, TENTATIVE = 0.8, 0.667


class Agreement(NamedTuple):
    """Coefficients of the whole panel, and figures of each rater."""

    level: Level
    seed: int
    ratings: Ratings
    alpha: Alpha
    concordance: Concordance
    raters: dict[str, Rater]
    findings: tuple[Finding, ...]

    @property
    def alpha_in_words(self) -> str:
        """What alpha allows."""
        return in_words(self.alpha.value)

    def as_data(self) -> dict[str, Any]:
        found = {name: r._asdict() for name, r in self.raters.items()}
        return {
            "level": self.level,
            "krippendorff_alpha": self.alpha.value,
            "alpha_interval": list(self.alpha.interval) if self.alpha.interval else None,
            "alpha_reason": self.alpha.reason,
            "bootstrap": {"method": "percentile over items", "seed": self.seed, "draws": self.alpha.draws},
            "kendall_w": self.concordance.w,
            "chi2": self.concordance.chi2,
            "p": self.concordance.p,
            "kendall_reason": self.concordance.reason,
            "raters": list(self.ratings.raters),
            "items": list(self.ratings.items),
            "left_out": list(self.concordance.left_out),
            "evaluators": {
                name: {**r, "outliers": [o._asdict() for o in self.raters[name].outliers]}
                for name, r in found.items()
            },
        }


def agreement(ratings: Ratings, level: Level, *, seed: int = 0) -> Agreement:
    """All figures. Severity, halo and outliers need distances: with nominal values there are none."""
    alone = raters(ratings) if level != "nominal" else {}
    a, w = alpha(ratings, level, seed=seed), concordance(ratings)
    return Agreement(level, seed, ratings, a, w, alone, tuple(_findings(ratings, a, w, alone)))


def in_words(value: float | None) -> str:
    """What alpha allows."""
    if value is None:
        return "not defined"
    if value >= RELIABLE:
        return "the scores can be relied on"
    return "tentative conclusions only" if value >= TENTATIVE else "too little to rely on without talking"


def _findings(ratings: Ratings, a: Alpha, w: Concordance, alone: dict[str, Rater]) -> list[Finding]:
    found = []
    if a.reason:
        found.append(_note("alpha", f"Krippendorff's alpha is not defined: {a.reason}", ""))
    if w.reason:
        found.append(_note("kendall", f"Kendall's W is not defined: {w.reason}", ""))
    if w.left_out:
        hint = "Krippendorff's alpha uses their ratings all the same"
        found.append(
            _note("left-out", f"Kendall's W leaves out who has a blank: {', '.join(w.left_out)}", hint)
        )
    for name, rater in alone.items():
        found += _about(name, rater)
    return found


def _about(name: str, rater: Rater) -> list[Finding]:
    found = []
    if rater.halo:
        message = f"{name} hardly tells the items apart: the ratings vary far less than those of the others"
        hint = "speak about the scale before you use these ratings"
        found.append(Finding("agreement.halo", "warning", name, message, hint))
    if rater.outliers:
        outliers = [f"{o.item} ({o.rating:.3g}, others {o.others:.3g})" for o in rater.outliers]
        message = f"{name} stands alone with {first_few(outliers, 5)}"
        hint = "ask for the reason before anything is changed: a lone rating may be the right one"
        found.append(Finding("agreement.outlier", "note", name, message, hint))
    return found


def _note(code: str, message: str, hint: str) -> Finding:
    return Finding(f"agreement.{code}", "note", "", message, hint)
