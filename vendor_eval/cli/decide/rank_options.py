"""Parameters and weights as they are typed: NAME=VALUE, and id=weight pairs, a file or a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.findings import Finding

if TYPE_CHECKING:
    from vendor_eval.model.problem import Parameter
    from vendor_eval.operations.decide.what_if_weights import WhatIfWeights

_HINT = "write --weights id=weight,id=weight with ids of groups or criteria, and a decimal point: cost=0.4"


def parse_parameters(given: list[str]) -> tuple[dict[str, Parameter], list[Finding]]:
    """``NAME=VALUE`` with numbers and true/false as such."""
    found: dict[str, Parameter] = {}
    findings = []
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            hint = "write --param name=value, such as --param normalisation=vector"
            findings.append(Finding("usage.param", "error", "--param", f"{text!r} is no NAME=VALUE", hint))
            continue
        found[name.strip()] = _typed(value.strip())
    return found, findings


def _typed(value: str) -> Parameter:
    if value in ("true", "false"):
        return value == "true"
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def parse_weights(text: str | None) -> tuple[WhatIfWeights | None, list[Finding]]:
    """``id=weight,id=weight`` as numbers, the path of a weights file, or else a name; None if not given."""
    if text is None:
        return None, []
    if text.endswith((".yaml", ".yml")):
        return Path(text), []
    if "=" in text or not text.strip(" ,"):
        return _pairs(text)
    return text, []


def _pairs(text: str) -> tuple[dict[str, float], list[Finding]]:
    weights: dict[str, float] = {}
    findings = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        name, equals, number = (x.strip() for x in part.rpartition("="))
        weight = _number(number)
        if not equals or not name or weight is None:
            message = f"{part!r} is no id=weight with a weight of 0 or more"
            findings.append(Finding("weights.number", "error", "--weights", message, _HINT))
        elif name in weights:
            findings.append(Finding("weights.twice", "error", "--weights", f"{name} is named twice", _HINT))
        else:
            weights[name] = weight
    return weights, findings


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
