"""Operators in the functions of a Python file, and what each is turned into."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

COMPARISON = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
MEMBERSHIP = {"in": "not in", "not in": "in", "is": "is not", "is not": "is"}
ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "//": "/", "%": "*", "**": "*"}
SETS = {"|": "&", "&": "|"}
BOOLEAN = {"and": "or", "or": "and"}
BETWEEN = {**COMPARISON, **MEMBERSHIP, **ARITHMETIC, **SETS, **BOOLEAN}
BETWEEN |= {f"{old}=": f"{new}=" for old, new in {**ARITHMETIC, **SETS}.items()}
BEFORE = {"not": "", "-": ""}
WORDS = (tokenize.OP, tokenize.NAME)
Place = tuple[int, int]  # line from 1, column from 0 in characters


class Mutant(NamedTuple):
    """The operator ``old`` at a line (from 1) and column (from 0) of a file turned into ``new``."""

    path: Path
    line: int
    column: int
    old: str
    new: str
    text: str

    def applied(self, source: str) -> str:
        lines = source.splitlines(keepends=True)
        row = lines[self.line - 1]
        lines[self.line - 1] = row[: self.column] + self.new + row[self.column + len(self.old) :]
        return "".join(lines)

    def __str__(self) -> str:
        place = f"{self.path.as_posix()}:{self.line}:{self.column + 1}"
        return f"{place}  {self.old} -> {self.new or 'nothing'}    {self.text}"


def mutants(path: Path, source: str) -> Iterator[Mutant]:
    """Every operator in a function of ``source``, in reading order."""
    lines = source.splitlines()
    written = [t for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type in WORDS]
    functions = [f for f in ast.walk(ast.parse(source)) if isinstance(f, ast.FunctionDef)]
    nodes = {node for f in functions for statement in f.body for node in _calculating(statement)}
    places = sorted(place for node in nodes for place in _places(node, lines))
    for start, end, possible in places:
        inside = [t for t in written if start <= t.start < end and t.string not in "()"]
        old = _operator(inside)
        if old in possible and lines[inside[0].start[0] - 1].startswith(old, inside[0].start[1]):
            line, column = inside[0].start
            yield Mutant(path, line, column, old, possible[old], lines[line - 1].strip())


def _calculating(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it, without types, texts with places to fill, and joined texts."""
    if isinstance(node, ast.JoinedStr):  # Python 3.11 does not know where in a text a place stands
        return
    if not (isinstance(node, ast.BinOp) and any(map(_is_text, (node.left, node.right)))):
        yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _calculating(child)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _places(node: ast.AST, lines: Sequence[str]) -> Iterator[tuple[Place, Place, dict[str, str]]]:
    """Where an operator of this node stands: from the end of one operand to the start of the next."""
    operands: list[ast.expr] = []
    match node:
        case ast.Compare():
            operands = [node.left, *node.comparators]
        case ast.BinOp():
            operands = [node.left, node.right]
        case ast.BoolOp():
            operands = node.values
        case ast.AugAssign():
            operands = [node.target, node.value]
        case ast.UnaryOp():
            yield _start(node, lines), _start(node.operand, lines), BEFORE
    for left, right in pairwise(operands):
        yield _end(left, lines), _start(right, lines), BETWEEN


def _start(node: ast.expr, lines: Sequence[str]) -> Place:
    return node.lineno, _characters(lines[node.lineno - 1], node.col_offset)


def _end(node: ast.expr, lines: Sequence[str]) -> Place:
    line, column = node.end_lineno or 0, node.end_col_offset or 0
    return line, _characters(lines[line - 1], column)


def _characters(line: str, size: int) -> int:
    """``ast`` counts bytes."""
    return len(line.encode()[:size].decode())


def _operator(words: Sequence[tokenize.TokenInfo]) -> str:
    if len(words) > 1 and words[0].string in ("not", "is"):
        return f"{words[0].string} {words[1].string}" if words[1].string in ("in", "not") else words[0].string
    return words[0].string if words else ""
