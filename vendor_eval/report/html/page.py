"""The report a board decides by: one file that needs no network. Its script only moves what is rendered."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import ClassVar

from jinja2 import FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from vendor_eval.model.outcome.record import Outcome
from vendor_eval.report.facts import facts
from vendor_eval.report.format.numbers import figure, money, percent, signed
from vendor_eval.report.format.text import opening, plain
from vendor_eval.report.html.initial_state import Live, doubts, live
from vendor_eval.sensitivity.verdict import Robustness
from vendor_eval.shipped import compiled, shipped
from vendor_eval.text import listed

WIDE_FROM = 6  # with more vendor columns than this, print needs the long side of the paper


def decision_html(
    outcome: Outcome, roles: Mapping[str, str] | None = None, found: Robustness | None = None
) -> str:
    """The decision report as HTML. The same outcome gives the same text.

    ``roles``: evaluator's name -> role on the panel; names of evaluators are not in the report, which holds
    all answers and prices: it is for the buyer's board, not for bidders or the public. ``found``: how far
    the decision holds, where that was looked into.
    """
    content = facts(outcome, roles, found)
    state = live(outcome, content.points, found)
    moving = state if isinstance(state, Live) else None
    script = _script()
    return (
        _environment()
        .get_template("decision.html.j2")
        .render(
            f=content,
            wide=len(content.vendors) > WIDE_FROM,
            live=moving,
            why_not="" if moving else state,
            doubts=doubts(found, [row.vendor for row in content.ranking]),
            model=Markup(moving.model) if moving else "",  # noqa: S704  JSON without a "<"
            script=Markup(script),  # noqa: S704  our own file
            script_hash=_fingerprint(script),
        )
    )


@cache
def _script() -> str:
    folder = shipped("rfp_templates") / "report" / "live"
    return "".join((folder / name).read_text(encoding="utf-8") for name in ("model.js", "page.js"))


def _fingerprint(script: str) -> str:
    """What the page's policy names: no other script runs in it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox; whether an attribute is safe depends on its type and name alone, and is decided once."""

    decided: ClassVar[dict[tuple[type, str], bool]] = {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        key = (type(obj), attr)
        if key not in self.decided:
            self.decided[key] = super().is_safe_attribute(obj, attr, value)
        return self.decided[key]


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    """Everything that is not template is text: escaped, and rid of characters that hide or reorder it."""
    environment = _Environment(
        loader=FileSystemLoader(shipped("rfp_templates") / "report"),
        bytecode_cache=_compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        points=figure,
        percent=percent,
        signed=signed,
        money=money,
        listed=listed,
        anchor=anchor,
        opening=opening,
    )
    return environment


def _compiled() -> FileSystemBytecodeCache | None:
    folder = compiled()
    return FileSystemBytecodeCache(str(folder)) if folder else None


def _harmless(value: object) -> object:
    # Exactly str: what a macro has already escaped is a subclass and must stay what it is.
    return plain(value) if type(value) is str else value


def anchor(name: str) -> str:
    """``name`` as the end of a link's target: no blanks."""
    return "-".join(name.split())
