"""Every shipped template for every shipped catalogue and profile, from ``new`` to the files in the folder."""

from __future__ import annotations

import re
import subprocess

import pytest
from conftest import Ran
from documents.reading import W, flat, page, paragraphs, part, styled
from documents.test_pdf import text_of
from typer.testing import CliRunner

from vendor_eval.cli import app
from vendor_eval.workspace.catalogue.load import available
from vendor_eval.workspace.catalogue.profiles import names

SHIPPED = [(c, p) for c, folder in available().items() for p in (*names(folder), "all")]


def issue(target, catalogue, profile):
    """The folder of the documents of a new procurement, and the ids of its criteria."""

    def cli(*args: object) -> Ran:
        result = CliRunner().invoke(app, [str(a) for a in args])
        return Ran(result.exit_code, result.stdout, result.stderr)

    assert cli("new", target, "--catalogue", catalogue, "--profile", profile).code == 0
    ran = cli("rfp", target, "--as", "tester", "--format", "json")
    unfilled = {"file.fill-in", "rfp.no-table", "rfp.no-due", "rfp.no-vendors"}
    assert (ran.code, {f["code"] for f in ran.findings} - unfilled) == (0, set())
    ids = [c["id"] for c in cli("criteria", "show", target, "--format", "json").data["criteria"]]
    return target / "rfp", ids


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda choice: "-".join(choice))
def issued(request, tmp_path_factory):
    return issue(tmp_path_factory.mktemp("new") / "x", *request.param)


def test_every_criterion_is_in_every_format_and_the_files_are_complete(issued):
    folder, ids = issued
    criteria_in_every_format(folder, ids)
    contents_headings_and_tables(folder)


def criteria_in_every_format(folder, ids):
    texts = {
        "docx": " ".join(paragraphs((folder / "rfp.docx").read_bytes())),
        "html": page((folder / "rfp.html").read_text("utf-8")).xpath("//main")[0].text_content(),
        "pdf": text_of((folder / "rfp.pdf").read_bytes()),
    }
    assert len(ids) > 20
    for kind, text in texts.items():
        words = set(re.split(r"[^\w.-]+", text.replace("\u200b", "")))
        assert [i for i in ids if i not in words] == [], kind


def contents_headings_and_tables(folder):
    root = part((folder / "rfp.docx").read_bytes())
    headings = styled((folder / "rfp.docx").read_bytes(), "Heading")
    entries = [e for level in (1, 2) for e in styled((folder / "rfp.docx").read_bytes(), f"TOC{level}")]
    assert len(entries) >= 30
    assert {flat(e.split("\t")[1]) for e in entries} <= {flat(h) for h in headings}
    for table in root.iter(f"{W}tbl"):
        head, *rows = table.findall(f"{W}tr")
        repeats = head.find(f"{W}trPr/{W}tblHeader") is not None
        assert repeats or len(rows) < 8  # key facts and the signature have no head
    pdf = (folder / "rfp.pdf").read_bytes()
    assert b"pdfuaid:part>1<" in pdf


def test_docx_and_pdf_number_their_headings_alike(soffice, tmp_path):
    folder, _ = issue(tmp_path / "x", "pacs", "all")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(folder / "rfp.docx")], check=True, capture_output=True, timeout=180
    )
    web = page((folder / "rfp.html").read_text("utf-8"))
    numbered = [flat(h.text_content()) for h in web.xpath("//main//*[self::h2 or self::h3 or self::h4]")]
    word = flat(text_of((tmp_path / "rfp.pdf").read_bytes()))
    pdf = flat(text_of((folder / "rfp.pdf").read_bytes()))
    assert len(numbered) > 50
    for heading in numbered:
        assert re.match(r"\d+(\.\d+)* ", heading)
        assert heading in word, heading
        assert heading in pdf, heading
