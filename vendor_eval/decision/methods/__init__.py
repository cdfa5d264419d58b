"""The decision methods, one file each: title, parameters, checks, arithmetic, assumptions, source.

``decision.rank`` applies them to a Problem; ``decision.table`` binds them to a table and compares their
rankings; ``decision.library`` has them confirmed by scikit-criteria. Importing this loads no NumPy.
"""

from __future__ import annotations

from vendor_eval.decision.methods.base import Method as Method
from vendor_eval.decision.methods.copras import COPRAS
from vendor_eval.decision.methods.electre1 import ELECTRE1
from vendor_eval.decision.methods.maut import MAUT
from vendor_eval.decision.methods.moora import MOORA
from vendor_eval.decision.methods.promethee2 import PROMETHEE2
from vendor_eval.decision.methods.quality_in_money import ADJUSTED_PRICE, FICTITIOUS_DISCOUNT
from vendor_eval.decision.methods.quality_price import QUALITY_PER_PRICE, UFAB_EXTENDED
from vendor_eval.decision.methods.topsis import TOPSIS
from vendor_eval.decision.methods.vikor import VIKOR
from vendor_eval.decision.methods.waspas import WASPAS
from vendor_eval.decision.methods.weighted_product import WEIGHTED_PRODUCT
from vendor_eval.decision.methods.weighted_sum import WEIGHTED_SUM
from vendor_eval.errors import VendorEvalError

METHODS: dict[str, Method] = {
    "weighted_sum": WEIGHTED_SUM,
    "weighted_product": WEIGHTED_PRODUCT,
    "topsis": TOPSIS,
    "vikor": VIKOR,
    "promethee2": PROMETHEE2,
    "electre1": ELECTRE1,
    "maut": MAUT,
    "copras": COPRAS,
    "moora": MOORA,
    "waspas": WASPAS,
    "quality_per_price": QUALITY_PER_PRICE,
    "ufab_extended": UFAB_EXTENDED,
    "fictitious_discount": FICTITIOUS_DISCOUNT,
    "adjusted_price": ADJUSTED_PRICE,
}

PLUG_INS = "vendor_eval.methods"
"""The group of entry points under which an installed distribution offers a Method by name."""

LIBRARY_PREFIX = "skcriteria:"
"""``skcriteria:NAME`` is a method of scikit-criteria that is not among METHODS."""


def find_method(name: str) -> Method | None:
    """The method of that name, also from an installed distribution; None where there is none.

    Raises VendorEvalError for an entry point that cannot be loaded or is no Method of that name.
    """
    if name in METHODS:
        return METHODS[name]
    from importlib.metadata import entry_points

    for point in entry_points(group=PLUG_INS, name=name):
        owner = f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown distribution"
        try:
            method = point.load()
        except Exception as problem:
            message = f"the method {name} of {owner} cannot be loaded: {type(problem).__name__}: {problem}"
            raise VendorEvalError(message, hint=f"repair or uninstall {owner}") from problem
        if not isinstance(method, Method) or method.name != name:
            message = f"the entry point {name} of {owner} is no decision method of that name: {point.value}"
            raise VendorEvalError(message, hint=f"repair or uninstall {owner}")
        return method
    return None
