"""YAML as people write it: read strictly, with the line of everything, so that a Finding can point there.

Refused: aliases (a short file can unfold to gigabytes), duplicate keys (the first would be lost silently),
tags, several documents. Only ``true`` and ``false`` are booleans: ``no`` is an answer.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from vendor_eval.findings import Finding
from vendor_eval.workspace.yaml_files.ambiguous_numbers import doubtful, number
from vendor_eval.workspace.yaml_files.errors import bad, findings_of

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # same interface, slower

Lines = dict[tuple[str | int, ...], int]
M = TypeVar("M", bound=BaseModel)

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_REFUSED = re.compile(r"(?:^|[\s\[{,:?-])(?:[&*](?!\s)|!)")
"""An anchor, an alias or a tag begins a node; in the middle of a word these signs mean nothing."""
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,29})")
_FLOAT = re.compile(r"[-+]?(([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)")
_PLAIN: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


def load_yaml(path: Path) -> tuple[Any, Lines, list[Finding]]:
    """The plain data of ``path``, the line of every key and item, and what is wrong with the file.

    Data is None when there are Findings.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        hint = "restore it, or begin anew in another folder: vendor-eval new"
        return None, {}, [bad("missing", path.name, "the file is missing", hint)]
    except OSError as error:
        hint = "check that it is a file and that you may read it"
        return None, {}, [bad("unreadable", path.name, f"cannot be read: {error.strerror}", hint)]
    return parse_yaml(raw, path.name)


def parse_yaml(raw: bytes, name: str) -> tuple[Any, Lines, list[Finding]]:
    """As ``load_yaml``, for the bytes of a file called ``name``."""
    if len(raw) > MAX_BYTES:
        limit = f"files of up to {MAX_BYTES // 1_000_000} MB are read"
        return None, {}, [bad("too-large", name, f"{len(raw):,} bytes is too large", limit)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        hint = "save the file with the encoding UTF-8 (in Notepad: Save as, Encoding)"
        return None, {}, [bad("encoding", f"{name}:{line}", "a character is not UTF-8", hint)]
    try:
        refused = _refuse(text, name)
        if refused:
            return None, {}, refused
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, {}, [_syntax(error, name, text)]
    if node is None:
        return None, {}, [bad("empty", name, "the file is empty", "vendor-eval new DIR writes a filled one")]
    lines: Lines = {}
    findings: list[Finding] = []
    data = _construct(node, (), lines, findings, name)
    return (None if findings else data), lines, findings


def read_model(model: type[M], path: Path) -> tuple[M | None, Lines, list[Finding]]:
    """``path`` as a ``model``, or what is wrong in it, all at once, each with its line."""
    data, lines, findings = load_yaml(path)
    if findings:
        return None, lines, findings
    return as_model(model, data, lines, path.name)


def as_model(model: type[M], data: object, lines: Lines, name: str) -> tuple[M | None, Lines, list[Finding]]:
    """Plain data as a ``model``; the Findings point into the file called ``name``."""
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        twofold = doubtful(data, model, None, lines, name)
        return None, lines, [*twofold.values(), *findings_of(error, lines, name, model, told=twofold)]
    wrong = [*doubtful(data, model, made, lines, name).values(), *no_numbers(data, made, (), lines, name)]
    return (None if wrong else made), lines, wrong


def no_numbers(
    data: object, made: object, at: tuple[str | int, ...], lines: Lines, name: str
) -> list[Finding]:
    """Where ``true`` or ``false`` stands and a number was made of it, which pydantic does without a word."""
    if isinstance(data, bool):
        if isinstance(made, bool) or not isinstance(made, int | float | Decimal):
            return []
        message = f"{'.'.join(map(str, at))}: {str(data).lower()} is no number"
        return [bad("value", f"{name}:{lines.get(at, 1)}", message, "write 1 or 0 if that is meant")]
    if isinstance(data, dict):
        fields = made if isinstance(made, dict) else getattr(made, "__dict__", {})
        below = [(key, value, fields.get(key)) for key, value in data.items()]
    elif isinstance(data, list) and isinstance(made, list | tuple):
        below = [(i, *pair) for i, pair in enumerate(zip(data, made, strict=False))]
    else:
        return []
    return [f for key, value, part in below for f in no_numbers(value, part, (*at, key), lines, name)]


def _harmless(text: str) -> bool:
    """Whether the text lacks every sign of what is refused; spares most files a second reading."""
    if any(sign in text for sign in ("---", "...", "\n%", "- -", "? ")) or text.startswith("%"):
        return False
    if any(sign in text for sign in "&*!") and _REFUSED.search(text):
        return False
    return _left_open(text) < MAX_DEPTH and f"\n{' ' * MAX_DEPTH}" not in text


def _left_open(text: str) -> int:
    """At most so deep are brackets nested in each other.

    A bracket is closed for sure where its line is as often closed as opened and has neither quotes nor a
    comment to hide one; all that a line leaves open is taken to stay open.
    """
    stay = most = 0
    for line in text.split("\n"):
        opened = line.count("[") + line.count("{")
        if opened:
            hidden = "#" in line or '"' in line or "'" in line
            closed = 0 if hidden else line.count("]") + line.count("}")
            most = max(most, opened)
            stay += max(opened - closed, 0)
    return stay + most


def _refuse(text: str, name: str) -> list[Finding]:
    """What must not even be composed: aliases, tags, too deep nesting, a second document."""
    if _harmless(text):
        return []
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        where = f"{name}:{event.start_mark.line + 1}" if event.start_mark else name
        if isinstance(event, yaml.AliasEvent):
            return [bad("alias", where, f"*{event.anchor} refers to another place", "write the content out")]
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            return [bad("tag", where, f"the tag {event.tag} is not read", "take it out")]
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                return [bad("documents", where, "a second document starts here", "take the line --- out")]
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return [_too_deep(where)]
    return []


def _too_deep(where: str) -> Finding:
    return bad("depth", where, f"nested more than {MAX_DEPTH} deep", "is a bracket left open?")


def _syntax(error: yaml.YAMLError, name: str, text: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    where = f"{name}:{mark.line + 1}" if mark else name
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "nesting depth" in problem:  # libyaml 0.2.6 counts brackets itself, before it tells of the first
        return _too_deep(where)
    if mark and text.splitlines()[mark.line : mark.line + 1] and "\t" in text.splitlines()[mark.line]:
        return bad("syntax", where, "a tab is used to indent", "indent with spaces, two a level")
    hint = "check this line and the one before: indentation, an open quote, a text with a colon but no quotes"
    return bad("syntax", where, f"this is not YAML: {problem}", hint)


def _construct(
    node: yaml.Node, at: tuple[str | int, ...], lines: Lines, findings: list[Finding], name: str
) -> Any:  # noqa: ANN401  plain YAML data
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = _scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if key is None or isinstance(key, bool | float):
                hint = "put the key in quotes if it is meant"
                findings.append(bad("key", f"{name}:{line}", "this key is no word", hint))
                continue
            if key in found:
                first = lines[(*at, key)]
                hint = "keep one of the two; what the other says would be lost"
                findings.append(
                    bad("duplicate-key", f"{name}:{line}", f"{key!r} stands here and in line {first}", hint)
                )
                continue
            lines[(*at, key)] = line
            if node.flow_style and _bare(key_node, value_node):
                findings.append(_no_value(key_node.value, found, f"{name}:{line}"))
                continue
            if isinstance(value_node, yaml.ScalarNode) and value_node.value == "" and not value_node.style:
                continue  # nothing stands after the colon: not given, unlike null
            found[key] = _construct(value_node, (*at, key), lines, findings, name)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*at, i), lines, findings, name) for i, item in enumerate(node.value)]
    return _scalar(node)


def _bare(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether a name in braces has not even a colon, as the 500 in ``{a: 4,500}``."""
    empty = isinstance(value, yaml.ScalarNode) and value.value == "" and not value.style
    return empty and bool(value.start_mark.index <= key.end_mark.index)


def _no_value(key: str, before: dict[Any, Any], where: str) -> Finding:
    """``before``: what stands in the same braces so far; a number that was torn apart is joined in it."""
    last, number = next(reversed(before.items()), (None, None))
    if re.fullmatch("[0-9]{3}", key) and isinstance(number, int) and not isinstance(number, bool):
        before[last] = int(f"{number}{key}")
        return bad("no-value", where, f"{key} is no field", f"a thousands comma? write {before[last]}")
    return bad(
        "no-value", where, f"{key!r} has no value", "write name: value; quotes around a text with commas"
    )


def _scalar(node: yaml.Node) -> Any:  # noqa: ANN401  whatever the scalar says
    text: str = node.value
    if getattr(node, "style", None) in ("'", '"', "|", ">"):
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _INT.fullmatch(text):
        return int(text)
    return number(text) if _FLOAT.fullmatch(text) else text


def needs_quotes(text: str) -> bool:
    """Whether ``text``, written without quotes, would be read as something else than a text."""
    return text in _PLAIN or bool(_INT.fullmatch(text) or _FLOAT.fullmatch(text))
