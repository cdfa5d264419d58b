"""Whatever is asked and whatever is answered comes back as it was, or is named as unreadable."""

from __future__ import annotations

from functools import partial

import pytest
from forms.samples import Filled, procurement, receipt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendor_eval.forms.define.response import response_form
from vendor_eval.forms.read._child import read
from vendor_eval.forms.values.text import clean, folded
from vendor_eval.forms.write.form import write
from vendor_eval.intake.answers import response_from
from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import AnswerForm, Criterion

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
HOSTILE = [
    "=1+1",
    "+x",
    "@SUM(A1:A9)",
    "-2",
    "<tag>&amp;",
    "a|b",
    "🙂🏽 emoji",
    "漢字かな交じり",
    "N",
    "TRUE",
]
HOSTILE += [
    "two\nlines\n\nmore",
    "x" * 10_000,
    "'quoted'",
    '"',
    "{{ 7*7 }}",
    "\u202eevil",
    "ve:id",
    "#REF!",
    "1e5",
]
# What openpyxl can store; control characters are left out when a form is written.
PLAIN = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), PLAIN).filter(lambda t: t.strip() and clean(t).strip())
FINITE = st.floats(-1e9, 1e9, allow_nan=False)


@st.composite
def answer_forms(draw):
    kind = draw(st.sampled_from(["yes_no", "choice", "number", "text", "file"]))
    if kind == "choice":
        options = draw(st.lists(TEXTS, min_size=2, max_size=6, unique_by=folded))
        options = [" ".join(clean(o).split())[:200] for o in options]
        if len({folded(o) for o in options}) == len(options) and all(options):
            return AnswerForm(type=kind, options=options)
        kind = "text"
    if kind == "number":
        low, high = sorted([draw(FINITE), draw(FINITE)])
        unit = draw(PLAIN)
        return AnswerForm(type=kind, unit=unit, min=low if low < high else None, max=high)
    return AnswerForm(type=kind)


@st.composite
def catalogues(draw):
    def criterion(number):
        return Criterion(
            id=f"Q-{number:02}",
            title=draw(TEXTS),
            requirement=draw(TEXTS),
            kind="informational",
            answer=draw(answer_forms()),
            evidence=draw(st.lists(TEXTS, max_size=2)),
        )

    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    starts = [sum(counts[:n]) for n in range(len(counts))]
    groups = [
        Group(
            id=f"g{n}",
            title=draw(TEXTS),
            intro=draw(PLAIN),
            criteria=[criterion(s + i) for i in range(count)],
        )
        for n, (s, count) in enumerate(zip(starts, counts, strict=True))
    ]
    return Catalogue(id="c", title="C", groups=groups)


def between(low, high, x):
    return low <= x <= high


@st.composite
def answered(draw):
    catalogue = draw(catalogues())
    given = {}
    for criterion in catalogue.leaves():
        form = criterion.answer
        if form.allowed:
            strategy = st.sampled_from(form.allowed)
        elif form.type == "number":
            low, high = form.min if form.min is not None else -1e9, form.max
            # openpyxl stores 16 digits of a number
            strategy = (
                st.floats(low, high).map(lambda x: float(f"{x:.12g}")).filter(partial(between, low, high))
            )
        else:
            strategy = TEXTS
        given[criterion.id] = draw(st.one_of(st.none(), st.sampled_from(["N/A", "declined"]), strategy))
    return catalogue, given


def expected(value, form):
    if value is None:
        return "unanswered", None
    if isinstance(value, str) and value not in form.allowed:
        if folded(value) in ("n/a", "declined"):
            return ("not_applicable" if folded(value) == "n/a" else "declined"), None
        value = clean(value).strip()
    return "answered", value


@QUICK
@given(answered())
def test_answers_come_back(tmp_path_factory, case):
    catalogue, given = case
    filled = Filled(write(response_form(procurement(), catalogue, "f")))
    for row, value in given.items():
        filled.answer(row, value)
        filled.put(row, "comment", value if isinstance(value, str) else None)
    path = filled.save(tmp_path_factory.mktemp("trip") / "r.xlsx")
    response = response_from(read(path), procurement(), catalogue, receipt())
    for criterion in catalogue.leaves():
        got = response.answers[criterion.id]
        assert (got.state, got.value) == expected(given[criterion.id], criterion.answer)
        if isinstance(given[criterion.id], str):
            assert got.comment == clean(given[criterion.id]).strip()
    assert {f.code for f in response.findings} <= {"bid.price-in-response"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(tmp_path, text):
    form = AnswerForm(type="text")
    question = Criterion(id="Q-1", title=text, requirement=text, kind="informational", answer=form)
    catalogue = Catalogue(id="c", title="C", groups=(Group(id="g", title=text, criteria=(question,)),))
    filled = Filled(write(response_form(procurement(title=text), catalogue, "f")))
    filled.answer("Q-1", text)
    response = response_from(read(filled.save(tmp_path / "r.xlsx")), procurement(), catalogue, receipt())
    assert response.answers["Q-1"].value == clean(text).strip()
    assert response.findings == ()


@QUICK
@given(st.text(max_size=40), answer_forms())
def test_no_text_is_taken_for_what_it_is_not(text, form):
    """A cell is an answer only if its words, or its digits, are one."""
    from vendor_eval.forms.reading import CellReading
    from vendor_eval.intake.match import match

    found = match(CellReading("S!A1", "text" if text.strip() else "blank", text), form)
    if found.state == "answered" and form.allowed:
        assert folded(str(found.value)) == folded(text)
    if found.state == "answered" and form.type == "number":
        assert float(found.value) == int(text)
