"""The roadmap in one sentence: not written, or its next open step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vendor_eval.workspace.folder.layout import Layout


def roadmap_line(layout: Layout) -> str:
    """One sentence with the next command, from the roadmap as it was last written."""
    verb = "vendor-eval roadmap DIR"
    steps = _steps(layout.roadmap / "roadmap.json")
    if not steps:
        return f"Roadmap: not written yet; {verb}{'' if layout.roadmap_file.exists() else ' --new'}"
    left = [s for s in steps if s.get("status") not in ("done", "complete")]
    if not left:
        return f"Roadmap: all {len(steps)} steps are done or complete; {verb} brings it up to date"
    step = left[0]
    missing = [m for m in step.get("missing", []) if isinstance(m, dict)]
    first = f", missing: {missing[0].get('what')} ({missing[0].get('fill')})" if missing else ""
    title = f"step {step.get('number')}, {step.get('title')}, {step.get('status')}"
    return f"Roadmap: {len(steps) - len(left)} of {len(steps)} steps done; next open: {title}{first}; {verb}"


def _steps(path: Path) -> list[dict[str, Any]]:
    """Empty where nothing was written, or something that this program did not write."""
    try:
        steps = json.loads(path.read_bytes())["steps"]
    except (OSError, ValueError, LookupError, TypeError):
        return []
    return [s for s in steps if isinstance(s, dict)] if isinstance(steps, list) else []
