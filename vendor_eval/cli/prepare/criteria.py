"""criteria show, check, export, import: the resolved catalogue, its lint, its way to a table and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from vendor_eval.cli.folder import procurement
from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table, findings_table, findings_text
from vendor_eval.cli.output.verb import addressed, verb
from vendor_eval.cli.prepare import criteria_lists

if TYPE_CHECKING:
    from vendor_eval.model.criteria.criterion import Criterion

app = typer.Typer(
    no_args_is_help=True,
    help="Show the criteria with their weights and rules, check them, export or import them.",
)


@app.command()
@verb
def show(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """Show the resolved tree: groups, criteria, weights as shares of the whole, gates, rules.

    Example: vendor-eval criteria show our-pacs
    """
    result = procurement(directory).criteria()
    case, weights = result.case, result.shares
    if case is None or weights is None:
        return Output(findings=result.findings)
    rows, tree = [], []
    for path, group in case.catalogue.walk():
        share = weights.groups.get(group.id)
        rows.append(
            (group.id, f"{'  ' * (len(path) - 1)}{group.title.upper()}", "group", _percent(share), "", "")
        )
        for c in group.criteria:
            stage = c.stage.replace("_", " ") if c.is_question else ""
            rows.append((c.id, c.title, c.kind, _percent(weights.criteria.get(c.id)), stage, _short(c)))
            tree.append(
                {
                    **c.model_dump(mode="json", exclude_none=True),
                    "group": list(path),
                    "share": weights.criteria.get(c.id),
                    "rule": rule(c),
                }
            )
    title = f"{case.catalogue.title}, {len(tree)} criteria"
    table = Table(title, ("id", "title", "kind", "weight", "stage", "rule"), rows, right=("weight",))
    groups = [
        {"id": g.id, "title": g.title, "path": list(p), "share": weights.groups.get(g.id)}
        for p, g in case.catalogue.walk()
    ]
    return Output({"criteria": tree, "groups": groups}, result.findings, [table], csv=table)


@app.command()
@verb
def check(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """Look for what bidders and courts complain of, before the RFP goes out.

    Example: vendor-eval criteria check our-pacs
    """
    result = procurement(directory).check_criteria()
    case = result.case
    if case is None:
        return Output(findings=result.findings)
    findings = addressed(result.findings, directory)
    listed = findings_table(findings, "Findings")
    text = [findings_text(findings) or "Nothing to mend."]
    data = {"criteria": sum(1 for _ in case.catalogue.leaves())}
    return Output(data, findings, text, csv=listed, findings_in_text=True)


app.command("export")(criteria_lists.export)
app.command("import")(criteria_lists.import_)


def rule(criterion: Criterion) -> str:
    """How the answer counts, in words."""
    if criterion.gate is not None:
        return criterion.gate.in_words()
    return criterion.value.in_words() if criterion.value is not None else ""


def _short(criterion: Criterion) -> str:
    """As ``rule``, without the anchors."""
    return f"by the panel, {_scale(criterion)}" if criterion.by_panel else rule(criterion)


def _scale(criterion: Criterion) -> str:
    return f"0 to {getattr(criterion.value, 'best', 5)}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f}%"
