"""The facts printed and arranged for the pages of a document: tables no wider than a page has room for."""

from __future__ import annotations

from typing import Any

from vendor_eval.report.document.formatted import printed
from vendor_eval.report.facts import Facts
from vendor_eval.report.format.numbers import figure

WIDE_FROM = 5
"""With so many vendors their columns need the long side of the paper."""
ACROSS = 6
"""So many vendors have columns in one table; more get further tables."""


def context(content: Facts) -> dict[str, Any]:
    """The variables of a template: every fact by its name, and what a template has to ask besides."""
    variables = printed(content)
    if content.points:
        variables["points"]["most"] = figure(content.points.possible.whole)
    if content.why:
        variables["why"]["leads"] = bool(content.why.lead)
    for name in ("fingerprints", "versions"):
        variables[name] = [{"name": what, "value": value} for what, value in variables[name].items()]
    ranked = [row.vendor for row in content.ranking]
    for row in (variables["portraits"] or {"rows": ()})["rows"]:
        row["kinds"] = _kinds(row)
    return {
        **variables,
        "wide": len(content.vendors) >= WIDE_FROM,
        "stopped": any(row.stopped for row in content.out),
        "ranked": ranked,
        "blocks": blocks(len(content.vendors)),
        "ranked_blocks": blocks(len(ranked)),
        "price_blocks": blocks(len(content.money.vendors)),
        "side_by_side": _side_by_side(variables["chapters"], ranked if content.shows.everyone else []),
        "holds": variables["robustness"],
        "shares": variables["robustness"]["shares"] if content.robustness else [],
    }


def blocks(count: int, most: int = ACROSS) -> list[list[int]]:
    """Places of ``count`` columns in as few tables of at most ``most`` as it takes, of about equal width."""
    tables = max(1, -(-count // most))
    size = -(-count // tables) or 1
    return [list(range(at, min(at + size, count))) for at in range(0, count, size)]


def _kinds(row: dict[str, Any]) -> list[dict[str, Any]]:
    found = [
        {"title": "Strengths", "other": "Others’ mean", "points": row["strengths"]},
        {"title": "Weaknesses", "other": "Best", "points": row["weaknesses"]},
    ]
    return [kind for kind in found if kind["points"]]


def _side_by_side(chapters: list[dict[str, Any]], ranked: list[str]) -> list[dict[str, Any]]:
    """Scored questions with a cell for every ranked vendor, in the order of the ranking."""
    found = []
    for chapter in (c for c in chapters if c["scored"] and ranked):
        rows = []
        for q in chapter["questions"]:
            by_vendor = {row["vendor"]: row for row in q["rows"]}
            cells = [by_vendor.get(name, {"short": "–", "points": None}) for name in ranked]
            rows.append({"id": q["id"], "title": q["title"], "cells": cells})
        found.append({"title": chapter["title"], "width": 14 if len(ranked) > 3 else 22, "rows": rows})
    return found
