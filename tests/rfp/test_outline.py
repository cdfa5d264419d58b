"""The RFP: whole for a procurement of any fullness, with every criterion and every rule in it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from documents.reading import flat, page, paragraphs, shown
from rfp.small import FINGERPRINT, TEMPLATES, full, minimal

from vendor_eval.cost.formulas import price_values
from vendor_eval.model.buyer.procurement import PriceLine, PriceRule, Rules, Shortlist
from vendor_eval.rfp.chapters.outline import SECTIONS, rfp_documents
from vendor_eval.rfp.chapters.price_formula import EXAMPLE

HEADINGS = [
    *("The buyer", "Organisation", "Procedure", "Sites", "Volumes", "Users and storage"),
    "How this document is built",
    *("Scope and lots", "What is bought", "Lots", "Timetable"),
    *("Instructions to bidders", "The files of this RFP", "How to answer", "What counts as no answer"),
    *("No prices in the response workbook", "Handing in the bid", "Confidentiality"),
    *("Evaluation", "The steps", "Gates", "Weights", "Scales of the panel", "Points and ranking"),
    *("Price formula", "Open questions", "Requirements that do not apply", "Minimum scores", "Rounding"),
    *("Equal totals", "After the ranking"),
    *("Requirements", "Archive", "Speed", "People | and <training>"),
    *(
        "Inventories",
        "Modalities",
        "Interfaces",
        "Lists",
        "Migration",
        "What is there",
        "How it is to be moved",
    ),
    *("Service levels", "Levels", "Faults", "Measurement", "Credits"),
    *("Security and privacy", "Health data", "HIPAA", "General Data Protection Regulation"),
    *(
        "Security of the system",
        "Implementation and training",
        "Plan",
        "Acceptance",
        "Training",
        "References",
    ),
    *("Prices", "The price workbook", "What prices contain", "The evaluated price"),
    *("What the lines must cover", "Price lines and quantities"),
    *("Contract", "Terms that are known", "What the contract settles", "Objections"),
    *("Declarations", "Conflict of interest", "No collusion", "No ground for exclusion"),
    *("Truth of the bid", "Signature", "Questions and answers", "Complaints"),
    *("Appendices", "Glossary", "List of all criteria", "Mark of this issue"),
]


PARTICULAR_WORDS = (
    *("One hospital on two sites.", "Open procedure.", "governed by: a law", "The chamber hears complaints."),
    *("Bids go to: the portal", "Sealed.", "written in German", "valid for 90 days", "Nothing by fax."),
    "12 January 2027, 10:00 (Europe/Berlin, UTC+01:00)",
    *("L1 The system all of this here", "L2 Displays – elsewhere"),
    *("Users 500", "Growth of users 2% a year", "Images are kept for 10 years", "40 TB"),
    *("CT 2 M X North new", "US 1 not stated – –", "HIS 2 orders HL7 v2 to the new system n"),
    "Dose 1 as the requirements say to be agreed from the new system –",
    *("Studies 1,000,000", "Stored data 99.5 TB", "Oldest study 1999", "Studies all of all sites"),
    *("Some headers are wrong.", "At night.", "complete by 1 June 2028", "A note on migration."),
    *("Availability 99.9%, measured over a month", "on Sundays", "within 4 hours", "the last 15 minutes"),
    *("1 Nothing works. 15 minutes 4 hours", "below 99.9% 5% below 99.5% 15%", "A note on service."),
    *("stay in: the European Union", "45 CFR 164.504(e)", "at the latest 24 hours", "Article 28(3) GDPR"),
    *("encloses the form of the agreement that it proposes", "A note on privacy."),
    *("Build 1 October 2027 a test system", "Start to be agreed acceptance by the buyer"),
    *("the last week of the year", "Readers 20 4 one to one", "All 9 as needed as the bidder proposes"),
    *("After 30 days.", "A note on implementation.", "names 2 customers", "the last 3 years", "two sites"),
    *("What went wrong?", "intends to visit", "The form of the state is used.", "Duration 7 years"),
    *("Extension once", "Payment in 30 days", "Source code In escrow.", "Liability limited"),
)


def made(parts, folders=(TEMPLATES,)):
    documents, findings = rfp_documents(*parts, 1, FINGERPRINT, list(folders))
    assert findings == []
    assert list(documents) == ["rfp.docx", "rfp.html", "rfp.pdf"]
    return flat(" ".join(paragraphs(documents["rfp.docx"]))), page(documents["rfp.html"].decode())


def text_of(web):
    return flat(" ".join(web.xpath("//main")[0].itertext()))


@pytest.fixture(scope="module", params=[minimal, full], ids=["minimal", "full"])
def issued(request):
    parts = request.param()
    return parts, *made(parts)


def test_every_criterion_is_named(issued):
    (_, catalogue, _), word, web = issued
    for criterion in catalogue.leaves():
        assert criterion.id in word
        assert criterion.id in text_of(web)


def test_nothing_is_left_of_the_template(issued):
    _, word, web = issued
    for text in (word, text_of(web)):
        assert not re.search(r"[\ue000-\ue002\ufffd]|\{\{|\}\}|\{%|%\}|:::|\|--|undefined|\bNone\b", text)
    assert not re.search(r" ,| \.(?!xlsx)|\(\)", word)


def test_no_cell_of_a_requirement_is_empty(issued):
    _, _, web = issued
    for region in web.xpath("//section[@id='section_6']//*[@role='region']"):
        assert all(cell.text_content().strip() for cell in region.xpath(".//tbody//*[self::td or self::th]"))


def test_both_files_say_the_same(issued):
    _, word, web = issued
    body = [
        flat(shown(n)) for n in web.xpath("//main//p | //main//td | //main//th") if n.text_content().strip()
    ]
    for words in body:
        for line in words.split(" • "):
            assert line in word


def test_what_is_not_known_is_announced_or_left_out():
    word, web = made(minimal())
    assert word.count("will be announced") >= 8
    heads = [flat(h.text_content()).split(" ", 1)[1] for h in web.xpath("//main//h3")]
    for absent in (
        *("Procedure", "Sites", "Volumes", "Users and storage", "Scales of the panel", "Minimum scores"),
        *("Price formula", "Faults", "Credits", "General Data Protection Regulation", "Terms that are known"),
        "Complaints",
    ):
        assert absent not in heads
    for absent in ("set aside", "price.xlsx", "Contact", "Inventories", "The present system is"):
        assert absent not in word
    for general in (
        "The contract is not divided into lots.",
        "The bidder encloses a plan with phases",
        "The contract settles credits for levels that are missed.",
        "The bidder names 3 customers",
        "The bidder describes a training for each group of users",
        "The buyer’s form of contract will be made known",
    ):
        assert general in word, general
    assert "This procurement has no gates." in word
    assert "Price is not scored in this procurement." in word
    assert "The price lines will be announced by addendum" in word
    assert "There is no rule that decides between equal totals." in word


def test_the_chapters_and_sections_in_order():
    _, web = made(full())
    heads = [flat(h.text_content()) for h in web.xpath("//main//*[self::h2 or self::h3 or self::h4]")]
    assert [h.split(" ", 1)[1] for h in heads] == HEADINGS
    assert heads[-1] == "17.3 Mark of this issue"


def test_the_steps_name_the_short_list():
    procurement, *others = full()
    rules = procurement.rules.model_copy(update={"shortlist": Shortlist(top=2)})
    word, _ = made((procurement.model_copy(update={"rules": rules}), *others))
    steps = word.partition("The steps")[2].partition("Only bids that are still in")[0]
    assert steps.index("Values.") < steps.index("Short list. After the written bids") < steps.index("Price.")
    assert "Short list." not in made(full())[0]


def test_what_is_known_is_there():
    word, _ = made(full())
    for wanted in (
        "Universitätsklinikum <Nord>",
        "Ann Buyer, ann@example.org, telephone 555-1",
        "2,500,000 EUR for this contract (over the term)",
        "1,200",
        "main | site",
        "51,234",
        "250.5",
        "20 January 2027, 12:00 (Europe/Berlin, UTC+01:00)",
        "1 July 2027, 12:00 (Europe/Berlin, UTC+02:00)",
        "must be “all” or “most”",
        "must be at least 99.5",
        "must be supplied",
        "5,000 or worse = 0; 1 or better = 1; a straight line between (in s)",
        "0 = 0; 1,000 = 0.5; 20,000 = 1; straight lines between, level beyond (in studies a day)",
        "20 = 1, falling in a straight line to 0 at 5 above or below",
        "A number in %, from 0 to 100",
        "A number in s, 0 or more",
        "A number in studies a day, 100,000 or less",
        "points = 1,000 × weight × value",
        "A bid with an open gate or an open scored question is excluded.",
        "the score of the panel is the median of the scores",
        "All scored criteria except price",
        "62.5%",
        "rounded to one decimal",
        "rounded to 2 decimals before the ranking",
        "a half is rounded to the even neighbour",
        "The higher value in SP-1 (First image) comes first.",
        "A lot is drawn between them",
        "1 USD = 0.92 EUR, the rate of 1 December 2026 (central bank)",
        "1 CHF = 1.05 EUR, the rate of 2 December 2026.",
        "EUR, USD or CHF",
        "Prices include value added tax",
        "r = 3.5% a year",
        "The rate is real",
        "marked “included”",
        "“N/A”",
        "“declined”",
        FINGERPRINT,
        *PARTICULAR_WORDS,
    ):
        assert wanted in word, wanted


def test_names_that_bidders_must_not_learn_are_not_there():
    word, web = made(full())
    for secret in ("Secret Invitee", "Eve Evaluator", "Secret Role"):
        assert secret not in word + web.text_content()


def test_the_example_is_computed_by_the_formula_itself():
    for formula in ("lowest_over_price", "linear_min_max"):
        parts = full(price=PriceRule(formula=formula), rules=Rules())
        _, web = made(parts)
        rows = web.xpath("//*[@aria-label='Example of the price formula']//tbody/tr")
        found = {r[0].text_content(): (float(r[3].text_content()), r[4].text_content()) for r in rows}
        expected = price_values(parts[0].price, EXAMPLE)
        weight = 30 / 100
        assert found == {
            name: (round(value, 4), f"{100 * weight * value:.2f}") for name, value in expected.items()
        }


def test_shares_read_alike_and_miss_their_sum_by_rounding_only():
    _, web = made(full())
    rows = web.xpath("//*[@aria-label='Weights and values of all scored criteria']//tbody/tr")
    cells = [[flat(c.text_content()) for c in row] for row in rows]
    leaves = [Decimal(share.rstrip("%")) for _, _, share, rule in cells if rule]
    assert abs(sum(leaves) - 100) <= len(leaves) * Decimal("0.005")
    top = web.xpath("//*[@aria-label='Weights of the main groups']//tbody/tr")
    *groups, total = [(flat(r[0].text_content()), flat(r[1].text_content())) for r in top]
    assert [g for g, _ in groups] == ["Archive", "People | and <training>", "Cost"]
    assert sum(Decimal(s.rstrip("%")) for _, s in groups) == 100 == Decimal(total[1].rstrip("%"))
    people = [Decimal(share.rstrip("%")) for leaf, _, share, _ in cells if leaf.startswith("PE-")]
    assert {str(p) for p in people} == {"6.67"}
    assert "Each is rounded by itself" in flat(web.text_content())


def test_each_section_can_be_overridden(tmp_path):
    for name in SECTIONS:
        (tmp_path / name).write_text(f"# Own {name[:2]}\n\nSection of {{{{ buyer.name }}}}.\n", "utf-8")
    _, web = made(full(), [tmp_path, TEMPLATES])
    heads = [flat(h.text_content()).split(" ", 1)[1] for h in web.xpath("//main//h2")]
    assert heads == [f"Own {name[:2]}" for name in SECTIONS]
    for name in SECTIONS[1:]:
        (tmp_path / name).unlink()
    _, web = made(full(), [tmp_path, TEMPLATES])
    assert [flat(h.text_content()) for h in web.xpath("//main//h2")][:2] == ["1 Own 00", "2 The buyer"]


def test_a_fault_in_an_own_section_stops_the_rfp_and_is_named(tmp_path):
    own = tmp_path / "03-timetable.md.j2"
    own.write_text("# Timetable\n\n{{ timetable.bids }}\n")
    documents, findings = rfp_documents(*full(), 1, FINGERPRINT, [tmp_path, TEMPLATES])
    assert documents == {}
    assert [(f.code, f.where) for f in findings] == [("template.unknown", f"{own}:3")]
    assert findings[0].hint == "known here: bids_due"


def test_names_in_the_rules_that_mean_nothing_are_found():
    rules = Rules(ties=("lowest_price", "AR-1"), thresholds=({"of": "CO-9", "minimum": 0.5},))
    documents, findings = rfp_documents(*full(rules=rules), 1, FINGERPRINT, [TEMPLATES])
    assert documents == {}
    assert [(f.where, f.severity) for f in findings] == [
        ("rules.ties", "error"),
        ("rules.thresholds", "error"),
    ]
    assert "'AR-1'" in findings[0].message


def test_weights_of_zero_are_found():
    procurement, catalogue, weights = minimal()
    zero = weights.model_copy(update={"groups": {"g": 0}})
    documents, findings = rfp_documents(procurement, catalogue, zero, 1, FINGERPRINT, [TEMPLATES])
    assert documents == {}
    assert [f.code for f in findings] == ["weights.all-zero"]


def test_many_years_lie_on_their_side():
    lines = (PriceLine(id="L", title="Line", unit="unit", quantity=(1,) * 11),)
    documents, findings = rfp_documents(*full(price=PriceRule(lines=lines)), 1, FINGERPRINT, [TEMPLATES])
    assert {f.code for f in findings} == {"rfp.no-price-line"}
    assert "Year 10" in " ".join(paragraphs(documents["rfp.docx"]))
    assert page(documents["rfp.html"].decode()).xpath("//*[contains(@class, 'landscape')]//table")


def test_the_same_words_give_the_same_bytes():
    first, second = (rfp_documents(*full(), 1, FINGERPRINT, [TEMPLATES])[0] for _ in range(2))
    assert first == second


def test_hostile_words_of_a_buyer_stay_words():
    procurement, catalogue, weights = full()
    hostile = "<script>x</script> | {{ y }} **z** [a](javascript:b)"
    changed = procurement.model_copy(update={"title": hostile, "summary": f"# {hostile}\n\n- {hostile}"})
    word, web = made((changed, catalogue, weights))
    assert word.count(hostile) >= 3
    assert not web.xpath("//script | //main//a[starts-with(@href, 'javascript')]")
    assert web.xpath("string(//h1)") == f"Request for proposal: {hostile}"


def test_a_name_that_is_unknown_is_found_even_where_nothing_is_printed(tmp_path):
    own = tmp_path / "03-timetable.md.j2"
    own.write_text(
        "# Timetable\n\n{% if budget %}\n{{ budgett.amount }}\n{% endif %}\n{% for x in y %}{{ x }}{% endfor %}\n"
    )
    parts = minimal()
    documents, findings = rfp_documents(*parts, 1, FINGERPRINT, [tmp_path, TEMPLATES])
    assert documents == {}
    assert [(f.code, f.where) for f in findings] == [
        ("template.unknown", f"{own}:4"),
        ("template.unknown", f"{own}:6"),
    ]
    assert "budget" in findings[0].hint


def test_a_file_that_takes_no_sections_place_is_found(tmp_path):
    (tmp_path / "14-contracts.md.j2").write_text("# Contract\n")
    documents, findings = rfp_documents(*minimal(), 1, FINGERPRINT, [tmp_path, TEMPLATES])
    assert list(documents) == ["rfp.docx", "rfp.html", "rfp.pdf"]
    (found,) = findings
    assert (found.code, found.severity) == ("template.unused", "warning")
    assert found.hint.startswith("did you mean 14-contract.md.j2")


def test_interfaces_that_are_listed_and_priced_differently_are_found():
    parts = full(sizing=full()[0].sizing.model_copy(update={"interfaces": 9}))
    _, findings = rfp_documents(*parts, 1, FINGERPRINT, [TEMPLATES])
    assert [f.code for f in findings] == ["rfp.interfaces-differ"]
    assert "3 interfaces are listed, but prices are asked for 9" in findings[0].message


def test_letter_paper_is_a_choice_of_the_buyer():
    documents, _ = rfp_documents(*full(paper="letter"), 1, FINGERPRINT, [TEMPLATES])
    assert b"/MediaBox[0 0 612 792]" in documents["rfp.pdf"].replace(b"/MediaBox [", b"/MediaBox[")
