"""The rules of a procurement as formulas that Excel and LibreOffice calculate alike."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.model.buyer.procurement import PriceRule
from vendor_eval.model.price_formulas import PRICE_FORMULAS


def rounded(expression: str, decimals: int | str, mode: str) -> str:
    """As ``decision.points.rounded``; the inner ROUND takes the binary neighbour for what a person wrote."""
    if isinstance(decimals, str):
        return expression
    if mode == "half_up":
        return f"ROUND(ROUND({expression},10),{decimals})"
    scaled = f"ROUND(({expression})*10^{decimals},8)"
    half = f"ABS({scaled}-INT({scaled})-0.5)<0.000001"
    return f"IF(AND({half},MOD(INT({scaled}),2)=0),INT({scaled}),ROUND({scaled},0))/10^{decimals}"


def competition_rank(total: str, totals: str, keys: Sequence[tuple[str, str]]) -> str:
    """1, 1, 3; who is tied is ordered by ``keys``, (own cell, range), one after another, larger first."""
    near = f"(ABS({totals}-{total})<=1E-9*MAX({totals}))"
    found = f"1+SUMPRODUCT(--({totals}-{total}>1E-9*MAX({totals})))"
    equal = near
    for own, column in keys:
        found += f"+SUMPRODUCT({equal}*({column}-{own}>1E-9))"
        equal += f"*(ABS({column}-{own})<=1E-9)"
    return found


def price_value(
    rule: PriceRule, own: str, ranked: str, setting: str, bands: Sequence[tuple[str, str]]
) -> str:
    """The value of the net present cost in ``own``; ``setting`` holds k or the budget of the formula.

    ``bands``: cells with the end and the value of each band.
    """
    low, high = f"MIN({ranked})", f"MAX({ranked})"
    banded = "0"
    for end, value in reversed(bands):
        banded = f"IF({own}<=ROUND({end}*{low},6),{value},{banded})"
    cells = {"own": own, "ranked": ranked, "low": low, "high": high, "setting": setting, "banded": banded}
    return f"MAX(0,MIN(1,{PRICE_FORMULAS[rule.formula].excel.format_map(cells)}))"
