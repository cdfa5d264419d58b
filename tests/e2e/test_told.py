"""What the program says of things that are allowed and easily overlooked."""

from __future__ import annotations


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_weights_that_add_up_to_120(cli, folder):
    for verb in (("status",), ("criteria", "show"), ("criteria", "check")):
        ran = cli(*verb, folder, "--format", "json")
        assert "weights.not-hundred" not in {f["code"] for f in ran.findings}
    change(folder, "weights.yaml", "tech: 50", "tech: 70")
    for verb in (("status",), ("criteria", "show"), ("criteria", "check")):
        ran = cli(*verb, folder, "--format", "json")
        found = ran.finding("weights.not-hundred")
        assert (ran.code, found["severity"]) == (0, "note")
        assert "add up to 120" in found["message"]
        assert "tech 70 is 58.33% of the whole" in found["message"]


def test_criteria_show_names_the_stage(cli, folder):
    shown = cli("criteria", "show", folder)
    assert "stage" in shown.out.splitlines()[1]
    line = next(x for x in shown.out.splitlines() if "T-1" in x)
    assert "written" in line
