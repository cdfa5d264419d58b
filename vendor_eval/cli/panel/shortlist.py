"""shortlist: who goes on to the next stage."""

from __future__ import annotations

from vendor_eval.cli.options import Dir, OutputFormat
from vendor_eval.cli.output.printing import Format, Output, Table
from vendor_eval.cli.output.verb import verb
from vendor_eval.findings import Finding
from vendor_eval.operations.arguments import opened


@verb
def shortlist(directory: Dir, output_format: OutputFormat = Format.table) -> Output:
    """Say who goes on after a stage, by the published rule and the scores known so far. Writes nothing.

    Example: vendor-eval shortlist our-pacs
    """
    from vendor_eval.decision.procurement.scored import score
    from vendor_eval.decision.procurement.stages import stage_score_findings, stage_states, stages_until

    _, case, findings = opened(directory)
    if case is None:
        return Output({"vendors": []}, findings)
    rule = case.procurement.rules.shortlist
    if rule is None:
        hint = "add shortlist: {after: written, top: 3} under rules: before the RFP goes out"
        message = "the rules have no short list"
        wrong = Finding("shortlist.none", "error", "procurement.yaml", message, hint)
        return Output({"vendors": []}, [*findings, wrong])
    scored = score(case)
    if any(p.on is None for p in scored.places):
        owed = stage_score_findings(case, stages_until(stage_states(case, scored), rule.after))
        wanted = ("panel.declaration", "panel.nobody")
        findings = [*findings, *owed, *(f for f in scored.findings if f.code in wanted)]
    if not scored.places:
        hint = "see why with: vendor-eval check DIR"
        findings.append(Finding("shortlist.nobody", "error", "", "no bid is admitted", hint))
    since = {e.vendor: e.reason for e in scored.excluded}
    places = [p._replace(reason=since[p.vendor]) if p.on and p.vendor in since else p for p in scored.places]
    words = {True: "goes on", False: "stays behind", None: "open"}
    rows = [
        (
            "-" if p.place is None else str(p.place),
            p.vendor,
            "-" if p.share is None else f"{p.share:.2%}",
            "keeps its place" if p.on and p.reason else words[p.on],
            p.reason.removeprefix("not on the short list; "),
        )
        for p in sorted(places, key=lambda p: (p.place is None, p.place or 0, -(p.share or 0)))
    ]
    title = f"Short list after the stage {rule.after}: share of what can be earned there, without price"
    table = Table(title, ("place", "vendor", "share", "", "reason"), rows, right=("place", "share"))
    return Output({"after": rule.after, "vendors": [p._asdict() for p in places]}, findings, [table], table)
