"""What is wrong in a template is said with file and line, all of it at once."""

from __future__ import annotations

import pytest
from documents.reading import flat, page

from vendor_eval.documents.document import About
from vendor_eval.documents.html import to_html
from vendor_eval.documents.template.render import render, template_file

CONTEXT = {"buyer": {"name": "Hospital", "address": None}, "rows": ["a", "b"], "empty": "", "yes": True}
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"


@pytest.fixture
def run(tmp_path):
    def run(*sources):
        names = [f"{i}.md.j2" for i, _ in enumerate(sources)]
        for name, source in zip(names, sources, strict=True):
            (tmp_path / name).write_text(source, "utf-8")
        document, findings = render([tmp_path], names, CONTEXT, About("T"))
        found = [(f.code, f.where.removeprefix(f"{tmp_path}/"), f) for f in findings]
        return document, found

    return run


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("one\n\n{{ nope }}", "template.unknown", 3),
        ("one\n{% if nope %}x{% endif %}", "template.unknown", 2),
        ("one\n\n{{ buyer.nme }}", "template.unknown", 3),
        ("one\n\n{{ buyer.nme.first }}", "template.unknown", 3),
        ("{% macro m(x) %}\n{{ x }}\n{{ y }}\n{% endmacro %}\n\n{{ m(1) }}", "template.unknown", 3),
        ("{% for r in rows %}\n{{ r }}\n{{ r.x }}\n{% endfor %}", "template.unknown", 3),
        ("one\n{{ buyer.address }}", "template.missing", 2),
        ("one\n{{ rows }}", "template.not-text", 2),
        ("one\n{{ yes }}", "template.not-text", 2),
        ("one\n{% if %}", "template.syntax", 2),
        ("one\n\n{{ rows|nofilter }}", "template.syntax", 3),
        ("one\n{{ rows", "template.syntax", 2),
        ("{% for r in rows %}\nx", "template.syntax", 2),
        ("one\n{{ 1 / 0 }}", "template.failed", 2),
        ("one\n{{ rows < 3 }}", "template.failed", 2),
        ("one\n\n{% include 'gone' %}", "template.not-found", 3),
        ("one\n\n[x](javascript:go())", "template.link", 3),
        ("one\n\n[x](#here)", "template.link", 3),
        ("one\n\n[x]({{ buyer.name }})", "template.link", 3),
        ("one\n\n![x](https://e.example/x.png)", "template.not-allowed", 3),
        ("# A\n\n### C", "template.heading-level", 3),
        ("one\n\n```\nnot closed", "template.unclosed", 3),
        ("one\n## Two", "template.left-over", 2),
        ("one {% if yes %}x{% endif %}\n\n## Two", "template.left-over", 3),
        ("one\n| a | b |\n|---|---|\n| c | d |", "template.left-over", 3),
        ("one\n\n::: warning\nx\n:::\n", "template.unknown-block", 3),
        ('one\n\n::: {.table widths="1,2,3"}\n\n' + TABLE + "\n:::\n", "template.widths", 3),
        ('one\n\n::: {.table widths="1,x"}\n\n' + TABLE + "\n:::\n", "template.widths", 3),
        ('one\n\n::: {.table widths="1,-1"}\n\n' + TABLE + "\n:::\n", "template.widths", 3),
    ],
)
def test_where_and_what(run, source, code, line):
    document, found = run("good", source)
    assert document is None
    assert [(c, where) for c, where, _ in found] == [(code, f"1.md.j2:{line}")]
    assert found[0][2].message
    assert found[0][2].hint


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("# {{ empty }}", "template.empty-heading"),
        ("::: table\n\nno table\n\n:::\n", "template.no-table"),
        ("::: notice\n\nnot closed", "template.unclosed"),
    ],
)
def test_which_file(run, source, code):
    document, found = run("good", source, "good too")
    assert document is None
    assert (code, "1.md.j2") in [(c, where) for c, where, _ in found]


def test_all_files_and_all_names_at_once(run):
    _, found = run("{{ a }}\n{{ b }}\n{{ a }}", "{% if %}", "fine", "{{ c }}")
    assert [where for _, where, _ in found] == [
        "0.md.j2:1",
        "0.md.j2:2",
        "0.md.j2:3",
        "1.md.j2:1",
        "3.md.j2:1",
    ]


def test_the_same_fault_in_a_loop_is_said_once(run):
    _, found = run("{% for r in rows %}\n{{ nope }}\n{% endfor %}")
    assert len(found) == 1


def test_a_near_name_is_offered(run):
    _, found = run("{{ buyer.nme }}", "{{ byer }}")
    assert found[0][2].hint == "known here: name"
    assert found[1][2].hint == "known here: buyer"


def test_a_file_that_is_not_utf8(tmp_path):
    (tmp_path / "t.md.j2").write_bytes(b"caf\xe9")
    document, findings = render([tmp_path], ["t.md.j2"], {}, About("T"))
    assert document is None
    assert findings[0].code == "template.encoding"


def test_the_first_folder_wins_file_by_file(tmp_path):
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, name, text in (
        (shipped, "a.md.j2", "shipped a"),
        (shipped, "b.md.j2", "shipped b"),
        (shipped, "part.md.j2", "shipped part"),
        (own, "b.md.j2", "own b"),
    ):
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text + ("" if "part" in name else "\n\n{% include 'part.md.j2' %}"))
    (own / "part.md.j2").write_text("own part")
    document, findings = render([own, shipped], ["a.md.j2", "b.md.j2"], {}, About("T"))
    assert findings == []
    assert (
        flat(page(to_html(document)).xpath("//main")[0].text_content()) == "shipped a own part own b own part"
    )
    assert template_file([own, shipped], "a.md.j2") == shipped / "a.md.j2"
    assert template_file([own, shipped], "c.md.j2") is None


def test_folders_that_are_not_there_do_no_harm(tmp_path):
    (tmp_path / "a.md.j2").write_text("text")
    document, findings = render([tmp_path / "none", tmp_path], ["a.md.j2"], {}, About("T"))
    assert findings == []
    assert document is not None


def test_raw_code_in_a_template_is_text(run):
    document, found = run(
        "<script>x</script> <b>y</b> `z`{=html} $m$ \\textbf{q}\n\n```{=html}\n<i>w</i>\n```\n"
    )
    assert found == []
    main = page(to_html(document)).xpath("//main")[0]
    assert not main.xpath(".//script | .//b | .//i | .//math")
    assert "<script>x</script> <b>y</b>" in main.text_content()
