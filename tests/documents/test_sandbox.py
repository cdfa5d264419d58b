"""A template cannot get out of its box, and cannot make Markdown of a value."""

from __future__ import annotations

import time

import pytest
from documents.reading import page

from vendor_eval.documents.document import About
from vendor_eval.documents.html import to_html
from vendor_eval.documents.template.render import render

WORD = "*i* <b>x</b> [a](http://e.example) {{ v }}"
CONTEXT = {"v": WORD, "d": {"a": 1, "b": "c"}, "l": [1, 2], "big": "x" * 9_000_000, "missing": None}


@pytest.fixture
def run(tmp_path):
    def run(source):
        (tmp_path / "t.md.j2").write_text(source, "utf-8")
        return render([tmp_path], ["t.md.j2"], CONTEXT, About("T"))

    return run


GONE = (
    *("safe", "e", "escape", "forceescape", "tojson", "urlize", "xmlattr", "pprint", "attr('x')"),
    *("format(1)", "center(9)", "indent", "wordwrap", "random", "batch(2)", "slice(2)", "string"),
)
MACRO = "{% macro m() %}**M**{% endmacro %}"
BLOCK = "{% set b %}*b* {{ v }}{% endset %}"


@pytest.mark.parametrize(
    ("source", "expected", "strong"),
    [
        ("{{ v }}", WORD, 0),
        (MACRO + "{{ m() ~ v }}", "M" + WORD, 1),
        (MACRO + "{{ v ~ m() }}", WORD + "M", 1),
        (MACRO + "{{ m() + v }}", "M" + WORD, 1),
        (MACRO + "{{ [m(), v]|join(', ') }}", "M, " + WORD, 1),
        (MACRO + "{{ [v, v]|join(m()) }}", f"{WORD}M{WORD}", 1),
        ("{{ [v, 1, 2.5]|join(' / ') }}", f"{WORD} / 1 / 2.5", 0),
        (BLOCK + "x {{ b }}", "x b " + WORD, 0),
        (BLOCK + "{{ b ~ v }}", f"b {WORD}{WORD}", 0),
        ("{% autoescape false %}{{ v }}{% endautoescape %}", WORD, 0),
        ("{% autoescape false %}" + MACRO + "{{ m() ~ v }}{% endautoescape %}", "**M**" + WORD, 0),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m(v) }}", WORD, 1),
        ("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ v }}{% endcall %}", WORD, 0),
        ("{{ v|replace('i', '**b**') }}", WORD.replace("i", "**b**"), 0),
        ("{{ v|upper }}", WORD.upper(), 0),
        ("{{ (v, 1)|first }}", WORD, 0),
        ("{{ 'a' + v }}", "a" + WORD, 0),
        ("{{ nope|default('none') }}", "none", 0),
        ("{{ 2 ** 10 + 7 // 2 }}", "1027", 0),
        ("{% for k, x in d.items() %}{{ k }}{{ x }}{% endfor %}", "a1bc", 0),
        ("{{ '\\ue0000\\ue001' }}", "\ufffd0\ufffd", 0),
        ("{{ 12345.67|number(1) }} {{ 1234|number }} {{ 0.254|share }}", "12,345.7 1,234 25%", 0),
    ],
)
def test_a_value_stays_a_value(run, source, expected, strong):
    document, findings = run(source)
    assert findings == []
    main = page(to_html(document)).xpath("//main")[0]
    assert " ".join(main.text_content().split()) == " ".join(expected.split())
    assert len(main.xpath(".//strong")) == strong
    assert not main.xpath(".//a | .//b | .//i")


@pytest.mark.parametrize(
    "source",
    [
        *("{{ v|" + name + " }}" for name in GONE),
        "{{ 'a %s' % v }}",
        MACRO + "{{ m() % v }}",
        MACRO + "{{ m().join([v]) }}",
        MACRO + "{{ m().format(v) }}",
        MACRO + "{{ m()|replace('M', v) }}",
        MACRO + "{{ v|replace('i', m()) }}",
        MACRO + "{{ m()|upper }}",
        BLOCK + "{{ b|truncate(1) }}",
        "{% filter upper %}{{ v }}{% endfilter %}",
        "{{ v.format(1) }}",
        "{{ v.format_map(d) }}",
        "{{ v['upper']() }}",
        "{{ '{0.__class__}'.format(v) }}",
        "{{ v.__class__ }}",
        "{{ v.__class__.__mro__ }}",
        "{{ dict.__subclasses__() }}",
        "{{ range.__self__.loader }}",
        "{{ self.__init__.__globals__ }}",
        "{{ namespace.__init__.__globals__.os }}",
        "{{ l|map(attribute='__class__')|first }}",
        "{{ d.update({'a': 2}) }}",
        "{{ l.append(1) }}",
        "{{ d() }}",
        "{{ lipsum() }}",
        "{{ cycler(1, 2).next() }}",
        "{% include '../t.md.j2' %}",
        "{% include '/etc/hostname' %}",
        "{% import 'os' as os %}",
        "{% extends v %}",
    ],
)
def test_no_way_out(run, source):
    document, findings = run(source)
    assert document is None
    assert findings
    assert all(f.severity == "error" and f.message for f in findings)


DOUBLING = (
    "{% set ns = namespace(x=%s) %}{% for i in range(60) %}"
    "{% set ns.x = ns.x %s ns.x %}{% endfor %}{{ ns.x }}"
)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10 ** 9 }}",
        "{{ [1] * 10 ** 9 }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ 2 ** -1 }}",
        DOUBLING.replace("%s", "'a'", 1).replace("%s", "~", 1),
        DOUBLING.replace("%s", "'a'", 1).replace("%s", "+", 1),
        DOUBLING.replace("%s", "3", 1).replace("%s", "*", 1),
        "{% set a %}xxxxxxxxxx{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40 + "{{ a }}",
        "{{ 'xxxxxxxxxx'|replace('', big) }}",
        "{{ big }}{{ big }}{{ big }}",
        "{% for i in range(10 ** 8) %}x{% endfor %}",
        "{% for i in range(9000) %}{% for j in range(9000) %}{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% for x in l recursive %}{{ loop(l) }}{% endfor %}",
        "{{ range(3)|sum / 0 }}",
    ],
)
def test_no_bomb(run, source):
    start = time.monotonic()
    document, findings = run(source)
    assert time.monotonic() - start < 5
    assert document is None
    assert [f.where.rpartition(":")[2] for f in findings] == ["1"]


def test_a_token_in_a_template_is_refused(run):
    document, findings = run("fine\n\ue0000\ue001")
    assert document is None
    assert findings[0].where.endswith("t.md.j2:2")


def test_a_value_cut_after_it_was_printed_is_found(run):
    document, findings = run(BLOCK + "{{ b[:5] }}")
    assert document is None
    assert findings[0].code == "template.cut"
