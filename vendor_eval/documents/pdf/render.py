"""A document as a PDF file: accessible (PDF/UA-1), archivable (PDF/A-2a), always the same bytes.

typst is silent about a character that no font has, unless PDF/UA is asked for: then it says which one.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from vendor_eval.documents.document import UNDATED, Document, Paper
from vendor_eval.documents.pdf._typeset import REFUSED
from vendor_eval.documents.pdf.source import Source, literal
from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding

Standard = Literal["ua-1", "a-2a"]
STANDARDS: tuple[tuple[Standard, ...], ...] = (("ua-1", "a-2a"), ("ua-1",), ())
"""From the best to what is always possible; a later one is taken where typst refuses the earlier."""
LOOKS = Path(__file__).with_name("page.typ")
PAPERS = {"a4": "a4", "letter": "us-letter"}
MOST_MISSING = 2_000
SECONDS = 300
_INSTALL = "install it again: python -m pip install --force-reinstall typst"
# As for workbooks: the search path of this process, and none from its surroundings.
_CHILD = (
    "import json, sys; request = json.load(sys.stdin); sys.path[:] = request['path']; "
    "from vendor_eval.documents.pdf._typeset import main; main(request)"
)
_NO_GLYPH = re.compile(
    r'the text `"(?P<text>.*?)"` could not be displayed(?P<rest>.*?)(?=\nerror: |\Z)', re.DOTALL
)
_PLACE = re.compile(r"┌─ [^\n]*?:(\d+):\d+\n")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


class _Missing(NamedTuple):
    character: str
    place: str


def to_pdf(
    document: Document, paper: Paper = "a4", *, fonts: Sequence[Path] = ()
) -> tuple[bytes, list[Finding]]:
    """The bytes of a .pdf, and a Finding for every character that no font has.

    Characters are first looked for in the fonts of the typst wheel and in the folders ``fonts``, then in
    those of the machine. One that is nowhere stands in the file by its number, as ``[U+4E2D]``.
    """
    missing: list[_Missing] = []
    system, ladder, said = False, list(STANDARDS), ""
    while ladder and len(missing) < MOST_MISSING:
        head = _preamble(document, paper)
        source = Source(document, {m.character for m in missing})
        text = "\n".join([*head, *source.lines])
        made, wrong = _compiled(text, fonts, system, document, ladder[0])
        if made is not None:
            return made, [*_told(missing), *([] if ladder[0] else [_not_accessible(said)])]
        found = _missing(wrong, [""] * len(head) + source.places)
        if found and system:
            missing += found
        elif not found:
            said = said or wrong
            ladder.pop(0)
        system = True
    raise VendorEvalError(f"typst could not make the PDF file: {said}", code="documents.typst")


def _preamble(document: Document, paper: Paper) -> list[str]:
    about = document.about
    language, _, region = about.language.partition("-")
    given = {
        "title": about.title,
        "author": about.author,
        "reference": about.reference,
        "lang": language or "en",
        "region": region or "GB",
        "paper": PAPERS[paper],
        "mark": about.mark,
    }
    named = [f"#let doc-{name} = {literal(text)}" for name, text in given.items()]
    return [*named, *LOOKS.read_text("utf-8").splitlines()]


def _compiled(
    source: str, fonts: Sequence[Path], system: bool, document: Document, standards: Sequence[Standard]
) -> tuple[bytes | None, str]:
    """The file, or what typst said."""
    with TemporaryDirectory(prefix="vendor_eval-") as root:
        request = {
            "path": [entry for entry in sys.path if entry],
            "source": source,
            "root": root,
            "fonts": [str(folder) for folder in fonts if folder.is_dir()],
            "system_fonts": system,
            "standards": list(standards),
            "dated": (document.about.dated or UNDATED).isoformat(),
        }
        try:
            done = subprocess.run(  # noqa: S603  our own interpreter and our own code; the source goes by stdin
                [sys.executable, "-I", "-c", _CHILD],
                input=json.dumps(request).encode(),
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            message = f"the PDF file was not done after {SECONDS} seconds"
            raise VendorEvalError(message, hint="shorten its texts", code="documents.typst") from error
    if done.returncode == 0:
        return done.stdout, ""
    if done.returncode != REFUSED:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        message = f"typst did not run: {last[0] if last else 'out of memory'}"
        raise VendorEvalError(message, hint=_INSTALL, code="documents.typst")
    return None, done.stdout.decode(errors="replace")


def _missing(said: str, places: Sequence[str]) -> list[_Missing]:
    found: dict[str, _Missing] = {}
    for match in _NO_GLYPH.finditer(said):
        text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], match["text"])
        at = _PLACE.search(match["rest"])
        line = int(at[1]) - 1 if at else len(places)
        place = places[line] if line < len(places) else "" if at else "in a figure"
        shown = [c for c in text if unicodedata.category(c)[0] not in "CM"] or list(text)
        for character in shown:
            found.setdefault(character, _Missing(character, place))
    return list(found.values())


def _not_accessible(said: str) -> Finding:
    message = "the PDF file is not marked as accessible (PDF/UA-1)"
    return Finding("pdf.not-accessible", "warning", "pdf", message, " ".join(said.split())[:300])


def _told(missing: Sequence[_Missing]) -> list[Finding]:
    """One Finding a place, with all characters that are missing there first."""
    by_place: dict[str, list[str]] = {}
    for one in missing:
        by_place.setdefault(one.place, []).append(one.character)
    hint = "install a font that has them, such as Noto Sans, or put its files into templates/fonts"
    return [
        Finding(
            "pdf.no-glyph",
            "warning",
            f"pdf, {place}" if place else "pdf, title page",
            f"no font has {', '.join(_named(c) for c in characters[:12])}"
            f"{f' and {len(characters) - 12} more' if len(characters) > 12 else ''}; "
            "the PDF shows them by their numbers, docx and html are whole",
            hint,
        )
        for place, characters in by_place.items()
    ]


def _named(character: str) -> str:
    number = f"U+{ord(character):04X}"
    return f"{character} ({number})" if character.isprintable() else number
