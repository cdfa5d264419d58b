"""Which tests reach a module: by the name of their folder, and by what they import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path


def near_tests(tree: Path, module: Path, steps: int) -> list[str]:
    """Test files in the package's folder, and those that import the module over few ``steps``."""
    package = module.parts[1]
    found = {
        path
        for path in (tree / "tests").rglob("test_*.py")
        if path.parts[len(tree.parts) + 1] == package or _reaches(tree, path, tree / module, steps)
    }
    return sorted(path.relative_to(tree).as_posix() for path in found)


def _reaches(tree: Path, test: Path, module: Path, steps: int) -> bool:
    """Helpers beside the tests are no step of their own."""
    seen: set[Path] = set()
    now = {test}
    for _ in range(steps):
        now = {needed for path in _with_helpers(tree, now) for needed in _imports(tree, path)} - seen
        seen |= now
        if module in now:
            return True
    return False


def _with_helpers(tree: Path, files: set[Path]) -> set[Path]:
    found, new = set(files), set(files)
    while new:
        new = {h for f in new for h in _imports(tree, f) if h.is_relative_to(tree / "tests")} - found
        found |= new
    return found


@cache
def _imports(tree: Path, path: Path) -> frozenset[Path]:
    """Files of the program or beside the tests that this file imports, wherever in it."""
    names = set(_names(ast.parse(path.read_text("utf-8"))))
    roots = (tree, tree / "tests")
    files = {root.joinpath(*name.split(".")).with_suffix(".py") for name in names for root in roots}
    packages = {root.joinpath(*name.split("."), "__init__.py") for name in names for root in roots}
    return frozenset(f for f in files | packages if f.is_file() and f.name != "conftest.py")


def _names(tree: ast.AST) -> Iterator[str]:
    """``from a.b import c`` may mean a module ``a.b.c``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
