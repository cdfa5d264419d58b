"""A field that is new in the record is seen by everybody until somebody decides: here that is noticed."""

from __future__ import annotations

import pytest

from vendor_eval.model.base import Model
from vendor_eval.model.bids.buyer_decision import Decision
from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.outcome import cells, costs, record, vendor_status

# Fields that speak of a vendor or an evaluator are cut in audience_rules.py and audience_names.py; the others
# (rules, weights, titles, ids of questions, versions) everybody may see.
DECIDED: dict[type[Model], str] = {
    record.Outcome: "format id title buyer volumes sizing decided_at official what_if as_issued rules price_rule "
    "currency vendors gates criteria groups cells informational prices rankings excluded open confirmation "
    "close_call decisions settled issues declarations weights_by rationale findings versions fingerprints audience left_out vendor advantages "
    "blind inputs",
    vendor_status.VendorResult: "id name status reason product gates undeclared response price was_admitted",
    vendor_status.GateResult: "criterion title group result rule answer given state source comment evidence",
    vendor_status.Undeclared: "title said unsigned",
    cells.Cell: "vendor criterion state answer given value component source comment evidence scores reasons "
    "earlier consensus consensus_reason before_final before_offer",
    cells.Statement: "vendor criterion title group state answer given source comment evidence",
    cells.Leaf: "criterion title group weight rule by value_rule stage scored_by agreed",
    cells.GroupLine: "id title path weight points scores",
    costs.PriceResult: "vendor net_present_cost currency offered_in by_year lines optional scenarios one_off running before",
    record.Ranking: "method parameters lower_is_better scores ranks best weights contributions details",
    vendor_status.Excluded: "vendor gate reason",
    vendor_status.Open: "vendor criterion title state where",
    record.Confirmation: "method library version agrees largest_difference message",
    record.CloseCall: "first second difference in_words",
    record.Settled: "title lapsed",
    record.Declared: "evaluator answer on interest former",
    record.Issued: "number issued_at addendum reason",
    Decision: "act vendor criterion value raw asked until undone reason at by",
    Receipt: "vendor version file original_name sha256 received_at received_by rfp_id rfp_fingerprint",
}


@pytest.mark.parametrize("model", DECIDED, ids=lambda model: model.__name__)
def test_who_may_see_each_field_was_decided(model: type[Model]) -> None:
    """Add a new field to the rules of report/audience_rules.py, to tests/report/secrets.py, and here."""
    assert set(model.model_fields) == set(DECIDED[model].split())
