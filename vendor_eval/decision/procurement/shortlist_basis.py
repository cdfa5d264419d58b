"""The short list, and what it rested on where best and final offers have changed that since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from vendor_eval.decision.procurement.cells import cells_of
from vendor_eval.model.bids.buyer_decision import in_force as decided
from vendor_eval.model.bids.score_sheet import FINAL
from vendor_eval.model.case import Case
from vendor_eval.model.outcome.cells import Cell, EarlierAnswer, Leaf
from vendor_eval.scoring.admission import Admission, admission_of
from vendor_eval.scoring.bids import Bid, accepted_na, bids, withdrawals
from vendor_eval.scoring.shortlist import ShortlistPlace, first_later_score, shortlist
from vendor_eval.scoring.values import panel_of


def short_list(
    case: Case, leaves: Sequence[Leaf], agreed: Mapping[str, float], all_bids: Sequence[Bid], out: Set[str]
) -> tuple[tuple[ShortlistPlace, ...], dict[tuple[str, str], Cell], frozenset[str]]:
    """The short list, if the rules have one; by the agreed weights also in a what-if, since it was made so.

    Best and final offers and their scores come after it and change nothing in it; nor does a withdrawal once
    a later stage was scored. With it, the cells of then, and who was admitted then. ``out``: not now.
    """
    rule = case.procurement.rules.shortlist
    if rule is None:
        return (), {}, frozenset()
    panel = panel_of(case.model_copy(update={"sheets": tuple(s for s in case.sheets if s.part != FINAL)}))
    then, was = all_bids, frozenset[str]()
    since = first_later_score(case, rule.after)
    withdrawn_later = since is not None and any(d.at >= since for d in withdrawals(case).values())
    if withdrawn_later or any(d.act == "invite_final" for d in decided(case.decisions)):
        then, dropped = bids(case, final=False, withdrawn_until=since), accepted_na(case)
        before = [admission_of(b, case.catalogue, case.procurement.rules, dropped).result for b in then]
        was = frozenset(r.name for r in before if r.status == "admitted")
    admitted = [b for b in then if b.vendor.name in was or b.vendor.name not in out]
    cells = cells_of(case, [b for b in admitted if b.response], leaves, panel)
    places = shortlist(rule, leaves, cells, agreed, [b.vendor.name for b in admitted], case.catalogue.titles)
    scored = {leaf.criterion for leaf in leaves if leaf.by != "price"}
    return tuple(places), {(c.vendor, c.criterion): c for c in cells if c.criterion in scored}, was


def with_scores_then(now: Cell, then: Cell | None) -> Cell:
    """The scores and the answer that the short list rests on, where they changed since."""
    if then is None:
        return now
    update: dict[str, object] = {}
    if then.scores != now.scores:
        update["before_final"] = then.scores
    if (then.state, then.answer, then.given) != (now.state, now.answer, now.given):
        update["before_offer"] = EarlierAnswer(state=then.state, answer=then.answer, given=then.given)
    return now.model_copy(update=update) if update else now


def with_admission_then(now: Admission, was: Set[str]) -> Admission:
    """Marks who was admitted when the short list was made and is no longer: it stays on it."""
    if now.result.status == "admitted" or now.result.name not in was:
        return now
    return now._replace(result=now.result.model_copy(update={"was_admitted": True}))
