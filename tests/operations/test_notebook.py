"""A procurement from a notebook: the page for analysts, run as it is printed, without the command line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from vendor_eval.workspace.folder import log

ROOT = Path(__file__).parents[2]
HEADING = "## A procurement, from the first file to the letters"
LAST = """
import json, sys
print(json.dumps({
    "best": ranking.best,
    "confirmed": ours.rank(confirm=True).outcome.confirmation.agrees,
    "official": ours.rank().outcome.official,
    "next": ours.status().next_stage,
    "letters": sorted(path.name for path in ours.layout.letters.iterdir()),
    "loaded": [name for name in ("typer", "click", "vendor_eval.cli") if name in sys.modules],
    "rich": "rich" in sys.modules and "sklearn" not in sys.modules,  # scikit-learn loads it for itself
}))
"""


def test_the_page_for_analysts_runs_a_procurement(tmp_path):
    page = (ROOT / "docs" / "analysts.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", page[page.index(HEADING) :], re.S)[1]
    shutil.copytree(ROOT / "examples" / "community-hospital-pacs", tmp_path / "sample")
    done = subprocess.run(
        [sys.executable, "-c", code + LAST], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["loaded"], found["rich"]) == ([], False)
    assert (found["best"], found["official"], found["confirmed"]) == (["Borealis Health IT"], True, True)
    assert found["next"] is None
    assert {"award-borealis.docx", "regret-aurora.docx", "thanks-dione.docx"} <= set(found["letters"])
    acts = [line["verb"] for line in log.entries(tmp_path / "ours" / "log.jsonl")]
    assert acts[:2] == ["new", "rfp"]
    assert acts[-3:] == ["letter"] * 3
    assert log.verify(tmp_path / "ours" / "log.jsonl") == []
