"""The decision of a record made once more from its inputs, and every difference to what the record says."""

from __future__ import annotations

from vendor_eval.model.local_times import in_local_time
from vendor_eval.model.outcome.inputs import Inputs
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.pipeline import Question, evaluate
from vendor_eval.recompute.differences import checked, differences
from vendor_eval.recompute.log import Recomputed, Wrong, attempt
from vendor_eval.recompute.redacted_checks import check_redacted


def recompute(outcome: Outcome) -> Recomputed:
    """Compare ``outcome`` with what its inputs give; one without inputs only with itself. Never raises."""
    inputs = outcome.inputs
    if inputs is None:
        return check_redacted(outcome)
    wrong: list[Wrong] = []
    recalculated = attempt(wrong, "$.inputs", lambda: _evaluated(outcome, inputs), None)
    if recalculated is None:
        return Recomputed(tuple(wrong), (), None)
    return Recomputed(tuple(differences(outcome, recalculated)), (), checked(recalculated))


def _evaluated(outcome: Outcome, inputs: Inputs) -> Outcome:
    """The programs' versions, and the words of the confirmation, stay those of the day of the record."""
    question = Question(
        methods=inputs.methods,
        weights=inputs.weights,
        confirmed=outcome.confirmation is not None,
        at=outcome.decided_at,
        now=inputs.now,
    )
    found, then = evaluate(in_local_time(inputs.case), question), outcome.confirmation
    confirmed = found.confirmation
    if confirmed is not None and then is not None:
        confirmed = confirmed.model_copy(update={"version": then.version, "message": then.message})
    return found.model_copy(update={"versions": outcome.versions, "confirmation": confirmed})
