"""The shipped sample procurement, copied into a folder."""

from __future__ import annotations

from typing import Any

from vendor_eval.errors import VendorEvalError
from vendor_eval.findings import Finding
from vendor_eval.operations.folder import ProcurementFolder
from vendor_eval.shipped import shipped
from vendor_eval.workspace.folder.atomic import make_folder, write_bytes
from vendor_eval.workspace.yaml_files.load import load_yaml
from vendor_eval.workspace.yaml_files.schemas import schemas

SAMPLE = "community-hospital-pacs"


def copy_sample(folder: ProcurementFolder) -> list[Finding]:
    """Copy the files of the sample. In a folder with the same sample nothing is overwritten.

    Nothing is logged: these are the files that people write before the first act.
    """
    directory, sample = folder.root, shipped("examples") / SAMPLE
    mine = folder.layout.procurement
    if directory.exists() and not directory.is_dir():
        hint = "name another folder: vendor-eval demo FOLDER"
        return [Finding("folder.is-file", "error", str(directory), "this is a file", hint)]
    if mine.exists() and mine.read_bytes() != (sample / mine.name).read_bytes():
        hint = "name an empty folder: vendor-eval demo FOLDER; nothing was changed"
        return [Finding("folder.taken", "error", str(directory), "another procurement is there", hint)]
    make_folder(directory)
    for name, text in schemas().items():
        write_bytes(folder.layout.schemas / name, text.encode())
    for source in sorted(p for p in sample.rglob("*") if p.is_file()):
        target = directory / source.relative_to(sample)
        if not target.exists():
            write_bytes(target, source.read_bytes())
    return []


def sample_events(folder: ProcurementFolder) -> dict[str, Any]:
    """What came in when, from inbox/received.yaml. Raises VendorEvalError where it cannot be read."""
    events, _, findings = load_yaml(folder.root / "inbox" / "received.yaml")
    if findings:
        message = "; ".join(f"{f.where}: {f.message}" for f in findings)
        raise VendorEvalError(message, hint="copy the sample into an empty folder: vendor-eval demo FOLDER")
    return dict(events)
