"""A record with one number changed, and what recompute says of it."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from make import case

from vendor_eval.pipeline import AS_PUBLISHED, evaluate
from vendor_eval.recompute.differences import leaves
from vendor_eval.recompute.read import read_outcome
from vendor_eval.recompute.recalculate import recompute


def parts(path):
    """The steps of a JSON path as this program writes it."""
    found = re.findall(r"\.([A-Za-z_]\w*)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]", path)
    return [int(i) if i else name or key.replace("\\'", "'") for name, i, key in found]


def changed(data, path, value):
    """A copy with another value at ``path``."""
    copy = json.loads(json.dumps(data))
    *steps, last = parts(path)
    at = copy
    for key in steps:
        at = at[key]
    at[last] = value(at[last]) if callable(value) else value
    return copy


def named(data):
    outcome, findings = read_outcome(json.dumps(data).encode(), "outcome.json")
    assert outcome is not None, findings
    return {w.path for w in recompute(outcome).wrong}


# What vendors, evaluators and the buyer gave: everything else in a record is calculated from it.
GIVEN = re.compile(
    r"""\$\.(?:inputs|rules|price_rule|criteria|volumes|sizing|gates|issues|settled|decisions|findings|versions)\b
    | \$\.cells\[\d+\]\.(?:given|scores|consensus|earlier|before_final|before_offer)
    | \$\.vendors\[\d+\]\.(?:response|price|gates\[\d+\]\.given)
    | \$\.rankings\[\d+\]\.parameters | \$\.confirmation\.version
    | \$\.prices\[\d+\]\.(?:lines|optional|scenarios\[[02]\]\.by_year)""",
    re.VERBOSE,
)


def is_number(value):
    if isinstance(value, str):
        return re.fullmatch(r"-?\d+\.\d+", value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def other(value):
    """Another number of the same kind."""
    return str(Decimal(value) + Decimal("0.01")) if isinstance(value, str) else value + 1


def calculated(data):
    """The path of every number that no input is."""
    return [path for path, value in leaves("$", data) if is_number(value) and not GIVEN.match(path)]


def as_data(outcome):
    return json.loads(outcome.model_dump_json())


def mini(question=AS_PUBLISHED, rules=None, **answers):
    return as_data(evaluate(case(rules, **answers), question))


def first(data, test):
    return next(i for i, c in enumerate(data["cells"]) if test(c))
