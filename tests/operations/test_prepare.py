"""new, criteria, weights, issue, questions and status, as a Python user calls them."""

from __future__ import annotations

from datetime import UTC, datetime

from vendor_eval import Procurement
from vendor_eval.workspace.folder import log


def test_new_writes_three_files_and_begins_the_log(tmp_path, clock):
    procurement = Procurement(tmp_path / "ours", clock=clock, by="ann")
    result = procurement.new(profile="small-clinic")
    assert result.ok
    assert {"procurement.yaml", "criteria.yaml", "weights.yaml"} < set(result.files)
    (line,) = log.entries(procurement.layout.log)
    assert (line["verb"], set(line["files"])) == ("new", set(result.files))
    assert not procurement.new().ok
    assert len(log.entries(procurement.layout.log)) == 1


def test_an_unknown_catalogue_makes_no_folder(tmp_path, clock):
    result = Procurement(tmp_path / "ours", clock=clock).new("nothing")
    assert [f.code for f in result.findings] == ["criteria.unknown"]
    assert not (tmp_path / "ours").exists()


def test_criteria_come_with_shares_of_the_whole(procurement):
    result = procurement.criteria()
    assert abs(sum(result.shares.criteria.values()) - 1) < 1e-12
    assert result.case.catalogue.criterion(next(iter(result.shares.criteria))) is not None
    assert procurement.check_criteria().case is not None


def test_a_table_of_criteria_goes_out_and_comes_back(procurement, tmp_path):
    out = tmp_path / "criteria.csv"
    assert procurement.export_criteria(out).changed
    assert not procurement.export_criteria(out).changed
    made = procurement.import_criteria(out, name="ours")
    assert made.ok
    assert made.catalogue == procurement.case.catalogue.model_copy(update={"id": made.catalogue.id})
    assert not procurement.import_criteria(out, name="ours").changed


def test_issue_revision_and_addendum(issued):
    case = issued.case
    assert (case.issue.number, case.issue.issued_by) == (1, "ann")
    assert not issued.issue().changed
    assert issued.issue("nothing changed").nothing_new
    path = issued.layout.weights
    path.write_text(path.read_text().replace("50", "40", 1))
    result = issued.issue("other weights")
    assert result.ok
    assert (result.number, result.addendum) == (2, 1)
    assert (issued.layout.rfp / "issue-1" / "rfp.html").exists()
    assert log.verify(issued.layout.log) == []


def test_questions_from_the_first_to_the_publication(issued, clock):
    asked = issued.add_question("Is Aurora in?", vendor="Aurora")
    assert (asked.question, asked.new) == ("Q1", True)
    assert "Aurora" not in asked.text
    assert not issued.add_question("Is Aurora in?").new
    assert not issued.answer_question("Q7", "yes").ok
    assert issued.answer_question("q1", "Yes.").new
    published = issued.publish_answers()
    assert (published.publication, dict(published.answers)) == (1, {"Q1": 1})
    assert issued.publish_answers().files == ()
    assert issued.answer_question("Q1", "No.").corrects == 1
    assert issued.questions().questions.waiting == {"Q1": "No."}


def test_status_knows_the_next_stage(procurement, clock):
    result = procurement.status()
    assert (result.next_stage.name, result.next_stage.command) == ("issue the RFP", "vendor-eval rfp DIR")
    procurement.issue()
    clock.now = datetime(2026, 11, 3, tzinfo=UTC)
    assert procurement.status().next_stage.name == "receive bids"


def test_an_interview_stores_every_answer(procurement):
    interview, wrong = procurement.interview("Ann Lee")
    assert wrong == []
    level = next(level for level in interview.levels if len(level.items) > 1)
    answers, complete = interview.begin(level, "swing", again=False)
    assert not complete
    first = answers.model_copy(update={"first": next(iter(level.items))})
    interview.store(level, first)
    again, _ = procurement.interview("Ann Lee")
    assert again.sitting.on(level.id).first == first.first
    assert log.entries(procurement.layout.log)[-1]["what"].startswith("Ann Lee weighed")
    assert procurement.stakeholder_weights().asked == 1


def test_a_file_with_an_error_is_a_finding_of_every_operation(procurement):
    procurement.layout.weights.write_text("groups: [\n")
    for result in (
        procurement.status(),
        procurement.criteria(),
        procurement.issue(),
        procurement.questions(),
    ):
        assert not result.ok
