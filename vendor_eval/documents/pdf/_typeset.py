"""The process in which typst runs, since it keeps over 100 MB a document as long as its process lives."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

REFUSED = 3
"""The exit code when typst refuses a source; what it says is then on standard output."""


def main(request: dict[str, Any]) -> None:
    """Write the PDF to standard output. The source sees no file: its root is an empty folder."""
    import typst

    known = typst.Fonts(include_system_fonts=request["system_fonts"], font_paths=request["fonts"])
    days = (date.fromisoformat(request["dated"]) - date(1970, 1, 1)).days
    try:
        compiler = typst.Compiler(request["source"].encode(), root=request["root"], font_paths=known)
        made = compiler.compile(format="pdf", pdf_standards=request["standards"], timestamp=days * 86_400)
    except typst.TypstError as error:
        sys.stdout.buffer.write((error.diagnostic or error.message).encode())
        sys.exit(REFUSED)
    sys.stdout.buffer.write(bytes(made))  # type: ignore[arg-type]  # typst declares a list of pages too; a PDF is one
