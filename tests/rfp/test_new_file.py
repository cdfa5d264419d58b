"""The examples of the file that ``new`` writes: taken into use, they make a whole RFP."""

from __future__ import annotations

import re

from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.shipped import shipped
from vendor_eval.workspace.yaml_files.load import parse_yaml

PLACES = {"id": "X-1", "title": "A system", "timezone": "America/Chicago", "paper": "letter", "folder": "x"}


def test_every_commented_example_fits():
    text = (shipped("rfp_templates") / "new" / "procurement.yaml").read_text("utf-8")
    line = "    - {id: L, title: Line, unit: unit, quantity: [1, 1]}\n"
    for name, value in {**PLACES, "lines": line}.items():
        text = re.sub(rf"(?<!\$)\${name}\b", lambda _, value=value: value, text)
    used = re.sub(r"(?m)^( *)#(?=[a-z-])", r"\1", text)
    assert used.count("\n#") < text.count("\n#")
    data, _, findings = parse_yaml(used.encode(), "procurement.yaml")
    assert findings == []
    procurement = Procurement.model_validate(data)
    for name in ("devices", "interfaces", "migration", "lots"):
        assert getattr(procurement, name)
    for name in ("service", "implementation", "references", "contract", "submission", "procedure"):
        assert getattr(procurement, name) != Procurement.model_fields[name].default, name
