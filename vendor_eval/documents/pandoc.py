"""Pandoc as a subprocess without access to files or network of its own (``--sandbox``)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import cache

from vendor_eval.documents.document import Document
from vendor_eval.documents.values import Node, inlines
from vendor_eval.errors import VendorEvalError

SECONDS = 120
API_VERSION = [1, 23, 1]

# Everything that makes an accident of the text into markup is off; tables, lists and fenced blocks stay.
MARKDOWN = (
    "markdown-raw_html-raw_tex-raw_attribute-latex_macros-citations-tex_math_dollars-smart-footnotes"
    "-inline_notes-example_lists-fancy_lists-yaml_metadata_block-pandoc_title_block-implicit_figures"
    "-markdown_in_html_blocks-native_divs-native_spans-bracketed_spans-auto_identifiers"
    "-implicit_header_references-shortcut_reference_links-line_blocks-definition_lists-strikeout"
    "-subscript-superscript-multiline_tables-simple_tables-grid_tables-task_lists-abbreviations"
)


def parse(markdown: str) -> list[Node]:
    """The blocks of a Markdown text; pipe tables come with the widths of their dashes."""
    tree = json.loads(run(["-f", MARKDOWN, "-t", "json", "--columns=20"], markdown.encode()))
    blocks: list[Node] = tree["blocks"]
    return blocks


def write(document: Document, blocks: Sequence[Node], arguments: Sequence[str]) -> bytes:
    """``blocks`` in the format that ``arguments`` name, with what the document says of itself."""
    about = document.about
    said = [("title", about.title), ("reference", about.reference), ("lang", about.language)]
    meta = {name: {"t": "MetaInlines", "c": inlines(text)} for name, text in said if text}
    meta |= {name: {"t": "MetaString", "c": text} for name, text in about.properties}
    tree = {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": list(blocks)}
    return run(["-f", "json", *arguments], json.dumps(tree).encode())


def run(arguments: Sequence[str], given: bytes) -> bytes:
    """Pandoc's output; in its sandbox it has neither clock nor environment, so it is always the same."""
    try:
        done = subprocess.run(  # noqa: S603  our own program and arguments; the text goes in by stdin
            [_program(), "--sandbox", *arguments],
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"pandoc did not run: {error}"
        raise VendorEvalError(message, hint=_INSTALL, code="documents.pandoc") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise VendorEvalError(f"pandoc could not make the document: {said}", code="documents.pandoc")
    return done.stdout


_INSTALL = "install it again: python -m pip install --force-reinstall pypandoc_binary"


@cache
def _program() -> str:
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise VendorEvalError("pandoc is not installed", hint=_INSTALL, code="documents.pandoc") from error
