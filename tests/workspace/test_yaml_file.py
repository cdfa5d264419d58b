"""YAML is read strictly, and everything wrong in it has a line."""

from __future__ import annotations

import contextlib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.workspace.yaml_files import load
from vendor_eval.workspace.yaml_files.load import as_model, parse_yaml


def read(text: str | bytes):
    return parse_yaml(text.encode() if isinstance(text, str) else text, "p.yaml")


def test_only_true_and_false_are_booleans():
    data, _, findings = read(
        "a: no\nb: 0123\nc: 1e3\nd: 12:30:00\ne: 2027-01-01\nf: true\ng: 1.5\nh: yes\ni: '7'"
    )
    assert not findings
    assert data == {
        "a": "no", "b": "0123", "c": 1000.0, "d": "12:30:00", "e": "2027-01-01", "f": True, "g": 1.5, "h": "yes", "i": "7",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("a: &x [1]\nb: *x\n", "file.alias", "p.yaml:2"),
        ("a: 1\nb: 2\na: 3\n", "file.duplicate-key", "p.yaml:3"),
        ("a:\n  b: 1\n  b: 2\n", "file.duplicate-key", "p.yaml:3"),
        ("[" * 5000, "file.depth", "p.yaml:1"),
        ("a:\n\tb: 1\n", "file.syntax", "p.yaml:2"),
        ("a: [1\nb: 2", "file.syntax", "p.yaml:2"),
        ("a: !!python/object:os.system x\n", "file.tag", "p.yaml:1"),
        ("a: 1\n---\nb: 2\n", "file.documents", "p.yaml:2"),
        (b"ok: 1\na: \xe4\n", "file.encoding", "p.yaml:2"),
        ("", "file.empty", "p.yaml"),
        ("a: 'open\n", "file.syntax", "p.yaml:2"),
        ("1.5: x\n", "file.key", "p.yaml:1"),
        (b"\x00\x01\x02", "file.syntax", "p.yaml"),
        (b"a" * 3_000_000, "file.too-large", "p.yaml"),
    ],
)
def test_what_is_refused(text, code, where):
    data, _, findings = read(text)
    assert data is None
    assert (findings[0].code, findings[0].severity) == (code, "error")
    assert findings[0].where.startswith(where)
    assert findings[0].hint


def test_nothing_after_the_colon_is_not_given_but_null_is():
    assert read("a:\nb: null\nc: ''\nd: 1\n")[0] == {"b": None, "c": "", "d": 1}


def test_alias_bomb_is_refused_before_it_unfolds():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert read(bomb)[2][0].code == "file.alias"


def test_a_windows_byte_order_mark_is_no_character():
    assert read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")[0] == {"a": 1, "b": 2}


def test_every_error_of_a_model_is_named_with_its_line():
    text = "id: x y\ntitle: T\nbuyer: {nam: H}\nrules: {unanswerd: zero}\nvendors:\n  - {name: A}\n  - {nme: B}\n"
    data, lines, _ = read(text)
    model, _, findings = as_model(Procurement, data, lines, "p.yaml")
    assert model is None
    found = {(f.where, f.code) for f in findings}
    assert {
        ("p.yaml:1", "file.bad-id"),
        ("p.yaml:3", "file.missing-field"),
        ("p.yaml:3", "file.unknown-field"),
        ("p.yaml:4", "file.unknown-field"),
        ("p.yaml:7", "file.unknown-field"),
    } <= found
    assert any("did you mean unanswered?" in f.hint for f in findings)


def test_dates_out_of_order():
    text = "id: X\ntitle: T\nbuyer: {name: H}\ntimetable: {issue: 2027-03-01, bids_due: 2027-02-01T12:00}\n"
    data, lines, _ = read(text)
    _, _, findings = as_model(Procurement, data, lines, "p.yaml")
    assert "bids_due (2027-02-01) lies before issue (2027-03-01)" in findings[0].message
    assert findings[0].where == "p.yaml:4"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a:\n  - {m: MR, n: 4,500}\n", "write 4500"),
        ("a: 1\nb: {n: 1,234,567}\n", "write 1234567"),
        ("a: 1\nb: {n, m: 2}\n", "write name: value"),
    ],
)
def test_a_name_in_braces_without_a_value(text, hint):
    data, _, findings = read(text)
    assert data is None
    assert {(f.code, f.where) for f in findings} == {("file.no-value", "p.yaml:2")}
    assert hint in findings[-1].hint
    assert read("a: {n: , m: 2}")[0] == {"a": {"m": 2}}


PIECES = st.sampled_from(
    ["a", "a: ", "- ", "[", "]", "{", "}", ", ", "&x ", "*x", "!t ", "!", "& ", "* ", "#", " #", "'", '"', ":", " ", "%", "? ", "-", "\n", "\r", "\x85", "\u2028", "---", "...", "\n  ", "[[[[[[[[[[[[[[[[[[[[", "]]]]]]]]]]]]]]]]]]]]", "|", ">", "\\"]
)  # fmt: skip


@settings(max_examples=3000)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_taken_for_harmless_would_not_be_refused(text):
    """A file that is spared the second reading has nothing in it that this reading refuses."""
    if load._harmless(text):
        with contextlib.suppress(yaml.YAMLError), pytest.MonkeyPatch.context() as patched:
            patched.setattr(load, "_harmless", lambda _: False)
            assert load._refuse(text, "p.yaml") == []


def test_a_catalogue_with_many_short_lists_is_read_once():
    text = "".join(f"- {{id: X-{i}, answer: {{type: text}}, evidence: [R & D, 5 * 3!]}}\n" for i in range(99))
    assert load._harmless(text)


@pytest.mark.parametrize(
    ("text", "words"), [("null", "nothing stands in it"), ("[1]", "[1] stands there alone")]
)
def test_a_file_without_names_is_told_in_plain_words(text, words):
    data, lines, _ = read(text)
    found = as_model(Procurement, data, lines, "p.yaml")[2]
    assert [(f.where, f.message) for f in found] == [("p.yaml:1", f"the file: {words}")]
    assert "name: value" in found[0].hint
