"""One note says for all criteria, or all alternatives, what is the same of each."""

from __future__ import annotations

import json

TABLE = "id,a,b,c,d\ndirection,max,max,max,max\nweight,1,1,1,1\nX,1,7,3,0\nY,2,7,3,1\nZ,4,7,3,0\n"


def test_all_methods_tell_each_kind_of_note_once(cli, tmp_path):
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    ran = cli("rank", tmp_path / "t.csv", "--method", "all", "--format", "json")
    found = json.loads(ran.out)["findings"]
    constant = [f for f in found if f["code"] == "decision.constant-criterion"]
    assert [f["where"] for f in constant] == ["b, c"]
    assert "count 0 for all" in constant[0]["message"]
    zero = [f for f in found if f["code"] == "decision.zero-product"]
    assert [f["where"] for f in zero] == ["X / d; Z / d"]
    assert len(found) == len({(f["code"], f["message"]) for f in found})
