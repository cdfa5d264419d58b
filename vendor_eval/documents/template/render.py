"""From a buyer's or our own templates, and a context, to one Document.

A template is Markdown with Jinja2 (``*.md.j2``). Beyond plain Markdown it may use these blocks:

    ::: {.table widths="12,50,38" label="Gates"}      a pipe table, its columns' shares and its name
    ::: {.table ... size="text"}                      with letters as large as those of the text
    ::: cover   ::: notice   ::: landscape            the title page, a boxed remark, a page on its side
    ::: {.figure name="ranks"}                        a picture that the program draws, by its name
    # Heading {.unnumbered}                           a heading without a number

Pictures of a template's own, raw HTML and links to anything but http, https and mailto are refused.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateError

from vendor_eval.documents import pandoc
from vendor_eval.documents.document import About, Document
from vendor_eval.documents.figures import Figure
from vendor_eval.documents.template.sandbox import Sandbox
from vendor_eval.documents.template.tree import assemble
from vendor_eval.documents.template.unknown_names import unknown_names
from vendor_eval.documents.values import FILE_MARK, Values, one_line
from vendor_eval.findings import Finding, has_errors

_RUNTIME = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def render(
    folders: Sequence[Path],
    names: Sequence[str],
    context: Mapping[str, object],
    about: About,
    figures: Mapping[str, Figure | None] | None = None,
) -> tuple[Document | None, list[Finding]]:
    """The templates ``names``, one after the other, as one document; each from the first folder that has it.

    Whatever is wrong in a template is a Finding with ``file:line``: a name that is not known, a value that
    is missing, a syntax error, something that is not allowed. Then there is no document.
    ``figures`` are those that a template may place; one that is None has nothing to show and is left out.
    """
    values = Values()
    sandbox = Sandbox(folders, values)
    parts = [_run(sandbox, name, context) for name in names]
    if sandbox.findings:
        return None, list(dict.fromkeys(sandbox.findings))
    texts = [f"{FILE_MARK}{i}{FILE_MARK}\n\n{part}" for i, part in enumerate(parts)]
    files = [_file(sandbox, name) for name in names]
    tree = assemble(pandoc.parse("\n\n".join(texts)), values, files, figures)
    blocks, headings, placed, findings = tree
    if has_errors(findings):
        return None, list(dict.fromkeys(findings))
    return Document(_clean(about), tuple(blocks), tuple(headings), tuple(placed)), findings


def template_file(folders: Sequence[Path], name: str) -> Path | None:
    """The file that ``name`` is read from."""
    return next((f / name for f in folders if (f / name).is_file()), None)


def _run(sandbox: Sandbox, name: str, context: Mapping[str, object]) -> str:
    """One template's Markdown; empty, and Findings kept, if it stopped or names what is not there."""
    try:
        template = sandbox.get_template(name)
        unknown = unknown_names(sandbox, name, context)
        if unknown:
            sandbox.findings += unknown
            return ""
        return "".join(template.generate(dict(context)))
    except TemplateSyntaxError as error:
        where, said = f"{error.filename or name}:{error.lineno}", error.message or "syntax error"
        hint = f"filters: {', '.join(sandbox.filters)}" if said.startswith("No filter") else _SYNTAX
        wrong = Finding("template.syntax", "error", where, said, hint)
    except TemplateNotFound as error:
        where = _where(sandbox, error) or name
        folders = ", ".join(sandbox.folders.searchpath)
        wrong = Finding(
            "template.not-found", "error", where, f"there is no template {error.name!r}", f"in: {folders}"
        )
    except UnicodeDecodeError:
        where = str(_file(sandbox, name))
        wrong = Finding("template.encoding", "error", where, "the file is not UTF-8", "save it as UTF-8")
    except (TemplateError, *_RUNTIME) as error:
        where = _where(sandbox, error) or name
        code = "template.unknown" if isinstance(error, UndefinedError) else "template.failed"
        wrong = Finding(code, "error", where, str(error) or type(error).__name__, _FAILED)
    sandbox.findings.append(wrong)
    return ""


_SYNTAX = "a tag opens with {% and closes with %}, a value stands between {{ and }}"
_FAILED = "mend the template, or delete your copy of it to use the shipped one"


def _where(sandbox: Sandbox, error: BaseException) -> str:
    """The innermost template line that the error came through."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in sandbox.folders.files:
            return f"{frame.filename}:{frame.lineno}"
    return ""


def _file(sandbox: Sandbox, name: str) -> Path:
    folders = [Path(f) for f in sandbox.folders.searchpath]
    return template_file(folders, name) or Path(name)


def _clean(about: About) -> About:
    return replace(
        about,
        title=one_line(about.title),
        reference=one_line(about.reference),
        author=one_line(about.author),
        language=one_line(about.language),
        mark=one_line(about.mark),
        properties=tuple((name, one_line(text)) for name, text in about.properties),
    )
