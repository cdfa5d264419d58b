"""How long all documents of an RFP take beside the bare tools on the same content, and the memory.

    python benchmarks/rfp.py

The RFP is that of the whole shipped PACS catalogue. The bare tools are pandoc from Markdown to docx, html and
typst, typst to pdf, and XlsxWriter with the cells of both workbooks: no looks, no checks. Both run in turn
(A B A B ...) in one process that has imported its libraries, so that the machine's mood falls on both.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
MOST_TIMES, MOST_MB = 2.0, 400


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def both(folder: Path) -> tuple[Callable[[], dict[str, bytes]], Callable[[], None]]:
    """The stage behind the verb, from models to the bytes of all files; and the same words by the tools."""
    from vendor_eval.documents import pandoc
    from vendor_eval.forms.define.price import price_form
    from vendor_eval.forms.define.response import response_form
    from vendor_eval.forms.write.form import write
    from vendor_eval.operations.arguments import opened
    from vendor_eval.rfp.chapters.outline import rfp_document, rfp_documents
    from vendor_eval.shipped import shipped

    _, case, findings = opened(folder)
    if case is None:
        sys.exit(str(findings))
    terms = (case.procurement, case.catalogue, case.weights, 1, "5a" * 32)
    forms = (case.procurement, case.catalogue, "5a" * 32)
    templates = [shipped("rfp_templates") / "rfp"]

    def ours() -> dict[str, bytes]:
        made, wrong = rfp_documents(*terms, templates)
        if not made:
            sys.exit(str(wrong))
        return {
            **made,
            "response.xlsx": write(response_form(*forms)),
            "price.xlsx": write(price_form(*forms)),
        }

    document, _ = rfp_document(*terms, templates)
    if document is None:
        sys.exit("no document")
    markdown = pandoc.write(document, document.blocks, ["--to=markdown", "--wrap=none"])
    return ours, bare(markdown, ours())


def bare(markdown: bytes, made: dict[str, bytes]) -> Callable[[], None]:
    """What the tools read is made before the clock starts."""
    import pypandoc
    import typst
    import xlsxwriter
    from openpyxl import load_workbook

    books = [load_workbook(io.BytesIO(made[f"{name}.xlsx"])) for name in ("response", "price")]
    grids = [[(s.title, [[c.value for c in row] for row in s.iter_rows()]) for s in book] for book in books]

    def converted(kind: str) -> bytes:
        command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", kind, "-s", "--toc", "-o", "-"]
        command.append("--metadata=title:RFP")
        return subprocess.run(command, input=markdown, capture_output=True, check=True).stdout

    def work() -> None:
        converted("docx")
        converted("html5")
        typst.compile(converted("typst"), format="pdf")
        for grid in grids:
            with xlsxwriter.Workbook(io.BytesIO(), {"strings_to_formulas": False}) as book:
                for title, rows in grid:
                    sheet = book.add_worksheet(title)
                    for n, row in enumerate(rows):
                        sheet.write_row(n, 0, ["" if v is None else v for v in row])

    return work


def memory(folder: Path) -> tuple[float, float]:
    """Peak MB of the command itself, and of the largest program that it starts."""
    code = (
        "import resource, sys\nfrom vendor_eval.cli import main\n"
        "sys.argv = ['vendor-eval', 'rfp', sys.argv[1]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):\n"
        "    print('MB', resource.getrusage(who).ru_maxrss / 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    own, child = (float(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("MB "))
    return own, child


def main() -> None:
    root = Path(__file__).resolve().parents[1]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "all"
        program = [sys.executable, "-m", "vendor_eval"]
        new = [*program, "new", str(folder), "--catalogue", "pacs", "--profile", "all"]
        subprocess.run(new, check=True, capture_output=True)
        own, child = memory(folder)  # first, for a child counts what its parent had when it began
        a, b = both(folder)
        made = a()
        b()
        pairs = [(seconds(a), seconds(b)) for _ in range(RUNS)]
        whole = statistics.median(
            seconds(lambda: subprocess.run([*program, "rfp", str(folder)], check=True, capture_output=True))
            for _ in range(3)
        )
    times = statistics.median(x / y for x, y in pairs)
    medians = [statistics.median(pair[i] for pair in pairs) for i in (0, 1)]
    sizes = ", ".join(f"{name} {len(content) / 1000:,.0f} kB" for name, content in made.items())
    print(f"all documents over the bare tools: {times:.2f} (at most {MOST_TIMES})")
    print(f"    medians {medians[0]:.2f} s and {medians[1]:.2f} s over {RUNS} pairs; {sizes}")
    print(f"peak memory: {own:.0f} MB, its largest child {child:.0f} MB (at most {MOST_MB})")
    print(f"the command vendor-eval rfp as a whole: {whole:.2f} s")


if __name__ == "__main__":
    main()
