"""Any catalogue that the model allows, small."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from vendor_eval.model.criteria.catalogue import Catalogue

_CHARACTERS = st.characters(exclude_categories=["Cs"])
FREE = st.text(_CHARACTERS, max_size=30) | st.sampled_from(
    ["", " ", "=1+1", "- item", "+49", "@home", '"quoted"', '"', "[a]", "_x0041_", "a\nb", "a\r\nb", "0", "yes",
     "null", "true", "1e5", "'", "漢字 ü 🩻", "a\u202eb", "\ufeffa", "\x85", "\u2028", "# no", "a: b", "*a", "&a"]
)  # fmt: skip
TEXT = FREE.filter(lambda t: t.strip() != "")
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
SHARE = st.floats(0, 1)
WEIGHT = st.floats(0, 1e9)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ID = st.from_regex(r"[A-Za-z][A-Za-z0-9_.\-]{0,12}", fullmatch=True)


@st.composite
def choices(draw: st.DrawFn) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A yes_no or choice answer, and the words it accepts."""
    if draw(st.booleans()):
        return {"type": "yes_no"}, ("yes", "no")
    options = draw(
        st.lists(TEXT.map(str.strip), min_size=2, max_size=4, unique_by=lambda o: o.casefold()).filter(
            lambda o: all(o)
        )
    )
    return {"type": "choice", "options": options}, tuple(options)


@st.composite
def numbers(draw: st.DrawFn) -> dict[str, Any]:
    low, high = draw(NUMBER | st.none()), draw(NUMBER | st.none())
    if low is not None and high is not None and low >= high:
        high = None
    return {"type": "number", "unit": draw(FREE), "min": low, "max": high}


@st.composite
def number_rules(draw: st.DrawFn) -> dict[str, Any]:
    ends = draw(st.lists(NUMBER, min_size=2, max_size=5, unique=True))
    shares = draw(st.lists(SHARE, min_size=len(ends), max_size=len(ends)))
    return draw(
        st.sampled_from(
            [
                {"rule": "linear", "worst": ends[0], "best": ends[1]},
                {"rule": "piecewise", "points": list(zip(sorted(ends), shares, strict=True))},
                {"rule": "target", "target": ends[0], "zero_at": abs(ends[1]) + 1},
            ]
        )
    )


@st.composite
def rubrics(draw: st.DrawFn) -> dict[str, Any]:
    best = draw(st.integers(1, 100))
    anchors = draw(st.dictionaries(st.integers(0, best), FREE, min_size=2, max_size=4))
    return {"rule": "rubric", "best": best, "anchors": anchors}


@st.composite
def judged(draw: st.DrawFn) -> dict[str, Any]:
    """Kind, answer, and value or gate, as they fit together."""
    kind = draw(st.sampled_from(["gate", "scored", "cost", "informational"]))
    if kind == "cost":
        needs = draw(st.lists(st.sampled_from(["volumes", "lists.browsers"]), unique=True))
        return {"kind": kind, "optional": draw(st.booleans()), "needs": needs}
    if kind == "informational":
        return {"kind": kind, "answer": draw(choices())[0]}
    form = draw(st.sampled_from(["words", "number", "free"]))
    if form == "words":
        answer, words = draw(choices())
        if kind == "gate":
            return {"kind": kind, "answer": answer, "gate": {"passes": [words[0]]}}
        levels = {word: draw(SHARE) for word in words}
        return {"kind": kind, "answer": answer, "value": {"rule": "levels", "levels": levels}}
    if form == "number":
        answer = draw(numbers())
        limit = draw(st.decimals(allow_nan=False, allow_infinity=False))
        if kind == "gate":
            side = draw(st.sampled_from(["at_least", "at_most"]))
            return {"kind": kind, "answer": answer, "gate": {side: limit}}
        return {"kind": kind, "answer": answer, "value": draw(number_rules())}
    if kind == "gate":
        return {"kind": kind, "answer": {"type": "file"}, "gate": {"provided": True}}
    if draw(st.booleans()):
        return {"kind": kind, "value": {"rule": "price"}}
    return {"kind": kind, "answer": {"type": "text"}, "value": draw(rubrics())}


@st.composite
def criteria(draw: st.DrawFn, name: str) -> dict[str, Any]:
    return {
        "id": name,
        "title": draw(TEXT),
        "requirement": draw(TEXT),
        "why": draw(FREE),
        "weight": draw(WEIGHT),
        "evidence": draw(st.lists(TEXT, max_size=3)),
        "standard": draw(FREE),
        "source": draw(st.lists(FREE, max_size=2)),
        "stage": draw(st.sampled_from(["written", "demo", "reference", "site_visit"])),
        "step": draw(st.integers(1, 10)),
        "tier": draw(st.sampled_from(["core", "extended"])),
        **draw(judged()),
    }


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    names = draw(st.lists(ID, min_size=4, max_size=10, unique_by=str.casefold))
    head, *rest = names
    groups: list[dict[str, Any]] = []
    flat: list[dict[str, Any]] = []
    for name in rest:
        if not flat or draw(st.integers(0, 3)) == 0:
            group = {"id": name, "title": draw(TEXT), "intro": draw(FREE), "weight": draw(WEIGHT)}
            group |= {"groups": [], "criteria": []}
            home = draw(st.sampled_from(flat))["groups"] if flat and draw(st.booleans()) else groups
            home.append(group)
            flat.append(group)
        else:
            draw(st.sampled_from(flat))["criteria"].append(draw(criteria(name)))
    return Catalogue.model_validate(
        {
            "id": head,
            "title": draw(TEXT),
            "version": draw(FREE),
            "source": draw(FREE),
            "groups": groups,
        }
    )
