"""Jinja2 for templates that a buyer may write: no way out of it, and no value becomes Markdown.

Two kinds of text run through a template. What the template's author wrote is ``Markup`` and will be read as
Markdown. All else is a value and leaves as a token (values.py). Every way in which Jinja2 would turn the one
into the other is shut here: the filters that escape or mark as safe are not there, ``~``, ``+`` and ``join``
turn values into tokens before they join them to Markup, and no method of a string can be called.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from jinja2 import (
    BytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from vendor_eval.documents.template import variables
from vendor_eval.documents.values import PRIVATE, Values
from vendor_eval.findings import Finding

# fmt: off
FILTERS = (
    "abs", "capitalize", "count", "dictsort", "first", "float", "groupby", "int", "items", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort",
    "sum", "title", "trim", "truncate", "unique", "upper",
)
# fmt: on
MAX_STRING = 100_000
MAX_DOCUMENT = 20_000_000
MAX_STEPS = 500_000
MAX_DIGITS = 40


class Folders(FileSystemLoader):
    """Templates from folders, the first that has one wins; knows the files it gave out."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__([str(f) for f in folders])
        self.files: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, filename, fresh = super().get_source(environment, template)
        self.files.add(filename)
        for number, line in enumerate(source.split("\n"), 1):
            if PRIVATE.search(line):
                message = "the characters U+E000 to U+E002 are kept for the program's own use"
                raise TemplateSyntaxError(message, number, template, filename)
        return source, filename, fresh


class _Compiled(BytecodeCache):
    """What Jinja2 made of a template's text, for the next document of this process."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Tokens(CodeGenerator):
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  Jinja2's name
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """One environment for one document: it keeps the document's values and Findings."""

    code_generator_class = _Tokens
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, folders: Sequence[Path], values: Values) -> None:
        self.folders = Folders(folders)
        super().__init__(
            loader=self.folders,
            bytecode_cache=_COMPILED,
            undefined=StrictUndefined,
            autoescape=True,
            finalize=self.printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.values = values
        self.findings: list[Finding] = []
        self._characters = self._steps = 0
        allowed = {**{name: self.filters[name] for name in FILTERS}, **variables.FILTERS}
        own = {"join": self.join, "replace": replace, "default": self.filters["default"]}
        self.filters = {**{name: _values_only(filter_) for name, filter_ in allowed.items()}, **own}
        self.globals = {"range": self.range, "dict": dict, "namespace": Namespace}

    @pass_context
    def printed(self, context: Context, value: object) -> Markup:
        """What ``{{ value }}`` puts into the Markdown: Markup as it is, a value as a token."""
        if isinstance(value, Markup):
            self._count(len(value))
            return value
        where = place(sys._getframe(1))
        if isinstance(value, Undefined):
            message, hint = unknown(value, context)
            self.findings.append(Finding("template.unknown", "error", where, message, hint))
            return Markup("")
        text = as_text(value)
        if text is None:
            self.findings.append(_unprintable(value, where))
            return Markup("")
        self._count(len(text))
        return Markup(self.values.token(text, where))  # noqa: S704  a token has no markup in it

    def joined(self, parts: Iterable[object]) -> str:
        """What ``~``, ``+`` and ``join`` make: Markup with tokens in it, or one longer value."""
        parts = list(parts)
        if not any(isinstance(p, Markup) for p in parts):
            return _short("".join(_text(p) for p in parts))
        where = place(sys._getframe(1))
        tokens = (p if isinstance(p, Markup) else self.values.token(_text(p), where) for p in parts)
        whole = Markup("".join(tokens))  # noqa: S704  the template's own text and tokens
        self._count(len(whole))
        return whole

    def join(self, value: Iterable[object], d: str = "", attribute: str | None = None) -> str:
        items = [x if attribute is None else self.getitem(x, attribute) for x in value]
        parts = [part for i, x in enumerate(items) for part in ((d, x) if i else (x,))]
        return self.joined(parts)

    def range(self, *bounds: int) -> Sequence[int]:
        """``range``, counted, so that loops in loops end."""
        numbers = range(*bounds)
        self._step(len(numbers))
        return numbers

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  as in Jinja2
        self._step(1)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401  as in Jinja2
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.joined((left, right))
        for side in (left, right):
            if isinstance(side, Undefined):
                str(side)
            if not isinstance(side, int | float | Decimal) or len(f"{side:.0f}") > MAX_DIGITS:
                raise SecurityError(f"{operator} is for numbers of up to {MAX_DIGITS} digits")
        if operator == "**" and not 0 <= right <= MAX_DIGITS:
            raise SecurityError(f"an exponent is between 0 and {MAX_DIGITS}")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:
        """No ``format`` at all: attributes of a string are not safe."""
        return

    def is_safe_callable(self, obj: object) -> bool:
        if isinstance(obj, Macro | BlockReference | TemplateReference | LoopContext | Undefined):
            return True
        if obj in self.globals.values():
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(owner, dict):
            return name in ("items", "keys", "values", "get")
        return isinstance(owner, LoopContext) and name in ("cycle", "changed")

    def _count(self, characters: int) -> None:
        self._characters += characters
        self._step(1)
        if self._characters > MAX_DOCUMENT:
            raise SecurityError(f"the document grows beyond {MAX_DOCUMENT:,} characters")

    def _step(self, steps: int) -> None:
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise SecurityError(f"the template runs for more than {MAX_STEPS:,} steps")


def place(frame: FrameType | None) -> str:
    """``file:line`` of the template that is being run in ``frame`` or above it."""
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return f"{template.filename}:{template.get_corresponding_lineno(frame.f_lineno)}"
        frame = frame.f_back
    return "template"


def unknown(value: Undefined, context: Context) -> tuple[str, str]:
    """What to say of a name that nothing answers to, and what the author may have meant."""
    name, owner = str(value._undefined_name), value._undefined_obj
    here = owner if isinstance(owner, dict) else context.get_all() if owner is _NO_OWNER else {}
    names = [k for k in here if isinstance(k, str)]
    close = get_close_matches(name, names, n=3) or sorted(names)[:12]
    hint = f"known here: {', '.join(close)}" if close else "see the list of variables that templates may use"
    return f"{name!r} is not known here", hint


_NO_OWNER = Undefined()._undefined_obj


def as_text(value: object) -> str | None:
    """A value as it is printed; None for what is no text: a missing value, a list, yes or no."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal | date):
        return None
    return str(value)


def replace(value: str, old: str, new: str) -> str:
    if any(isinstance(x, Markup) or not isinstance(x, str) for x in (value, old, new)):
        raise SecurityError("replace is for values that are text")
    if len(value) + value.count(old) * len(new) > MAX_STRING:
        raise SecurityError(f"the text grows beyond {MAX_STRING:,} characters")
    return value.replace(old, new)


def _text(value: object) -> str:
    if isinstance(value, Undefined):
        str(value)
    text = as_text(value)
    if text is None:
        raise SecurityError(f"{type(value).__name__} cannot be joined to a text")
    return text


def _short(text: str) -> str:
    if len(text) > MAX_STRING:
        raise SecurityError(f"the text grows beyond {MAX_STRING:,} characters")
    return text


def _values_only(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """``filter_`` that refuses the template's own text: cut or recoded, it would no longer be Markdown."""

    @functools.wraps(filter_)
    def checked(*args: object, **kwargs: object) -> object:
        if any(isinstance(a, Markup) for a in (*args, *kwargs.values())):
            raise SecurityError("a filter works on values, not on the output of a macro or block")
        return filter_(*args, **kwargs)

    return checked


def _unprintable(value: object, where: str) -> Finding:
    if value is None:
        hint = "ask first: {% if name %} ... {% endif %}"
        return Finding("template.missing", "error", where, "the value printed here is missing", hint)
    kind = {"bool": "yes or no", "dict": "a group of values"}.get(type(value).__name__, "a list")
    message = f"what is printed here is {kind}, not a text"
    return Finding("template.not-text", "error", where, message, "print its parts, or use it in an if or for")
