"""The worked examples of the method pages: which figure in a page is which figure of the program.

An example is a fenced YAML problem. A line ``    vendor-eval rank FILE ...`` after it ranks it; every table and
every list of details up to the next such line is about that ranking. The corner of a table says what it
holds: nothing (score, rank and details by column), ``r`` (normalised as the command says, or by max),
``value``, ``contribution``, ``from formula``, or the name of a detail that compares two.
"""

from __future__ import annotations

import itertools
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from vendor_eval.decision.methods.common import normalised
from vendor_eval.decision.rank import rank
from vendor_eval.decision.table.bind import bind
from vendor_eval.workspace.tables.problem_csv import read_csv
from vendor_eval.workspace.tables.problem_layout import read_yaml

PAGES = Path(__file__).resolve().parents[2] / "docs" / "methods"
BLOCK = re.compile(r"```yaml\n(.*?)```|^    id,[^\n]*\n(?:    [^\n]+\n)+", re.S | re.M)
COMMAND = re.compile(r"^    vendor-eval rank \S+(.*)$", re.M)
BULLET = re.compile(r"^- `(\w+)`: (.*)$", re.M)
TABLE = re.compile(r"(?:^\|.*\n)+", re.M)


class Run(NamedTuple):
    """A command on a page: what it prints, and the text below it with the place where that starts."""

    problem: Any
    bound: Any
    ranking: Any
    text: str
    start: int


class Figure(NamedTuple):
    """A figure on a page, ``text`` between ``start`` and ``end``, and what the program says."""

    where: str
    text: str
    start: int
    end: int
    value: Any


def runs(text: str) -> Iterator[Run]:
    """Every command of a page with its own ranking."""
    blocks = list(BLOCK.finditer(text))
    for block, after in itertools.zip_longest(blocks, blocks[1:]):
        end = after.start() if after else len(text)
        raw = block[1] or re.sub(r"^    ", "", block[0], flags=re.M)
        problem, findings = (read_yaml if block[1] else read_csv)(raw.encode(), "example")
        assert problem is not None, findings
        commands = list(COMMAND.finditer(text, block.end(), end))
        for command, following in itertools.zip_longest(commands, commands[1:]):
            stop = following.start() if following else end
            yield _run(problem, command[1], text[command.end() : stop], command.end())


def _run(problem: Any, options: str, text: str, start: int) -> Run:
    words = shlex.split(options)
    given = {words[i]: words[i + 1] for i in range(0, len(words) - 1) if words[i].startswith("--")}
    pairs = [words[i + 1].split("=") for i, word in enumerate(words) if word == "--param"]
    parameters = {key: _plain(value) for key, value in pairs}
    method = given.get("--method")
    ranking, findings = rank(problem, method, parameters)
    assert ranking is not None, findings
    bound = None if ranking.method.startswith("skcriteria:") else bind(problem, method, parameters)[0]
    return Run(problem, bound, ranking, text, start)


def _plain(value: str) -> str | float:
    try:
        return float(value)
    except ValueError:
        return value


def figures(run: Run) -> Iterator[Figure]:
    """Every figure below a command; a column that nothing is known of is an error."""
    for table in TABLE.finditer(run.text):
        lines = table[0].splitlines(keepends=True)
        header = _cells(lines[0])
        at = run.start + table.start() + len(lines[0]) + len(lines[1])
        for line in lines[2:]:
            row, *cells = _spans(line)
            for column, (begin, end) in zip(header[1:], cells, strict=True):
                name = line[row[0] : row[1]].strip()
                value = _value(run, header[0], name, column)
                yield Figure(f"{header[0]} / {name} / {column}", line[begin:end], at + begin, at + end, value)
            at += len(line)
    for bullet in BULLET.finditer(run.text):
        begin = run.start + bullet.start(2)
        value = run.ranking.best if bullet[1] == "best" else run.ranking.details[bullet[1]]
        yield Figure(bullet[1], bullet[2], begin, begin + len(bullet[2]), value)


def _value(run: Run, corner: str, row: str, column: str) -> Any:
    ranking, ids = run.ranking, [c.id for c in run.problem.criteria]
    names = list(run.problem.alternatives)
    if corner == "":
        known = {"score": ranking.scores, "closeness": ranking.scores, "rank": ranking.ranks}
        return (known | ranking.details)[column][row]
    if corner == "contribution":
        return ranking.contributions[row][column]
    i = names.index(row)
    if corner == "from formula":
        return run.bound.matrix[i, ids.index(column)]
    if corner == "value":
        return run.bound.values()[i, ids.index(column)]
    if corner == "r":
        how = ranking.parameters.get("normalisation", "max")
        return normalised(run.bound.matrix, run.bound.directions, normalisation=how)[i, ids.index(column)]
    return ranking.details[corner][i][names.index(column)]


def _cells(line: str) -> list[str]:
    return [line[begin:end].strip() for begin, end in _spans(line)]


def _spans(line: str) -> list[tuple[int, int]]:
    bars = [i for i, character in enumerate(line) if character == "|"]
    return [(a + 1, b) for a, b in itertools.pairwise(bars)]


def printed(text: str) -> Any:
    """What a cell says: a number with its decimals, None, a truth value, or names."""
    plain = text.split("=")[-1].replace("**", "").replace("−", "-").strip()
    if plain in ("–", "", "yes", "no", "none"):
        return {"–": None, "": None, "yes": True, "no": False, "none": ()}[plain]
    number = plain.replace(",", "").removesuffix("%").strip()
    try:
        return float(number), len(number.partition(".")[2])
    except ValueError:
        return tuple(word.strip() for word in plain.split(","))


def says(text: str, value: Any) -> bool:
    """Whether the text is ``value`` at the decimals that are printed."""
    found = printed(text)
    if isinstance(value, list | tuple):
        return found == tuple(value)
    if value is None or isinstance(value, bool) or not isinstance(found, tuple) or not found:
        return found is value
    if not isinstance(found[0], float):
        return False
    return abs(found[0] - float(value)) <= 0.5000001 * 10.0 ** -found[1]
