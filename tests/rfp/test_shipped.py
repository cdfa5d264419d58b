"""The shipped catalogue in the shipped templates."""

from __future__ import annotations

import pytest
from documents.reading import flat, page, paragraphs
from rfp.small import FINGERPRINT, TEMPLATES, full

from vendor_eval.model.criteria.weights import Weights
from vendor_eval.rfp.chapters.outline import rfp_documents
from vendor_eval.shipped import shipped
from vendor_eval.workspace.catalogue.load import read_catalogue


@pytest.fixture(scope="module")
def pacs():
    catalogue, findings = read_catalogue(shipped("criteria") / "pacs")
    assert findings == []
    return catalogue


def test_every_criterion_of_the_pacs_catalogue_is_asked(pacs):
    procurement = full()[0].model_copy(
        update={"rules": full()[0].rules.model_copy(update={"ties": (), "thresholds": ()})}
    )
    weights = Weights(groups={g.id: 10 for _, g in pacs.walk() if g.scored})
    documents, findings = rfp_documents(procurement, pacs, weights, 1, FINGERPRINT, [TEMPLATES])
    assert {f.code for f in findings} <= {"rfp.no-table", "rfp.no-price-line"}
    word = flat(" ".join(paragraphs(documents["rfp.docx"])))
    web = flat(" ".join(page(documents["rfp.html"].decode()).xpath("//main")[0].itertext()))
    for criterion in pacs.leaves():
        for text in (word, web):
            assert criterion.id in text
            assert flat(criterion.requirement) in text
            assert flat(criterion.why) in text
            assert flat(criterion.standard) in text
    assert "Picture archiving and communication system." in web


def test_the_templates_are_found_where_they_are_shipped():
    assert shipped("rfp_templates") / "rfp" == TEMPLATES
