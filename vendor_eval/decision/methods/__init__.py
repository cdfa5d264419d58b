"""The decision methods: name, arithmetic, parameters, assumptions, source.

``rank`` in ``decision.rank`` applies them to a Problem; ``decision.prepared`` to many weightings at once;
``decision.reference`` has them confirmed by scikit-criteria; ``decision.agreement`` says where they part.
"""

from __future__ import annotations

from vendor_eval.decision.methods import methods_outranking, methods_price, methods_value
from vendor_eval.decision.methods.base import Method as Method

METHODS: dict[str, Method] = {
    "weighted_sum": methods_value.WEIGHTED_SUM,
    "weighted_product": methods_value.WEIGHTED_PRODUCT,
    "topsis": methods_value.TOPSIS,
    "vikor": methods_value.VIKOR,
    "promethee2": methods_outranking.PROMETHEE2,
    "electre1": methods_outranking.ELECTRE1,
    "maut": methods_value.MAUT,
    "copras": methods_value.COPRAS,
    "moora": methods_value.MOORA,
    "waspas": methods_value.WASPAS,
    "quality_per_price": methods_price.QUALITY_PER_PRICE,
    "ufab_extended": methods_price.UFAB_EXTENDED,
    "fictitious_discount": methods_price.FICTITIOUS_DISCOUNT,
    "adjusted_price": methods_price.ADJUSTED_PRICE,
}
