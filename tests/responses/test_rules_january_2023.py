"""The real letter of January 2023, judged by the rules of its own day and by those of today (law 4.3)."""

from dataclasses import replace

from responses.domain.letter_rules import ERROR, WARNING
from responses.domain.rules import CaseFacts, LinkState, Regulator, check_letter, rules_in_force
from responses.domain.rules.rule import RULES_FROM
from tests.dates import day
from tests.responses.letters import JANUARY_REQUEST, MOMENTS, january_letter

ISSUED, TODAY = day("Wed 25 January 2023"), day("Sun 22 November 2026")
LINKS = (
    "https://resolution.nhs.uk/wp-content/uploads/2018/10/Guidance-note-Understanding-NHS-Resolution-data-Final.pdf",
    "https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fresolution.nhs.uk%2Fwp-content%2Fuploads%2F2022%2F02%2FCNST-Codes.xlsx&wdOrigin=BROWSELINK",
    "https://www.england.nhs.uk/contact-us/contact-nhs-england/how-make-freedom-information-foi-or-subject-access-request/",
    "https://ico.org.uk/",
)
FACTS = CaseFacts(
    kind="reply",
    regime="foi",
    reference="FOI_0001",
    requester="Rowan Ellery",
    received_on=day("Thu 5 January 2023"),
    leaves_on=ISSUED,
    due_on=day("Thu 2 February 2023"),
    questions={1: JANUARY_REQUEST},
    review_length=28,
    review_unit="calendar_days",
    reviewer_name="Tinku Mitra",
    reviewer_mailbox="tinku.mitra@nhs.net",
    regulator=Regulator(
        ("Information Commissioner", "Information Commissioner’s Office"),
        ("https://ico.org.uk/make-a-complaint/foi-and-eir-complaints/foi-and-eir-complaints/", "Wycliffe House"),
    ),
    links={address: LinkState(ISSUED, alive=True) for address in LINKS},
)


def findings(as_of):
    decision = {"question": 1, "regime": "foi", "held": "not_held", "codes": []}
    letter = replace(january_letter(), decisions=(decision,), moments=MOMENTS)
    return check_letter(letter, FACTS, as_of=as_of)


def test_the_letter_of_january_2023_has_exactly_the_findings_of_the_rule_book_by_todays_rules():
    assert [(finding.rule, finding.severity) for finding in findings(TODAY)] == [
        ("L-G01", ERROR),
        ("L-G03", ERROR),
        ("L-G05", ERROR),
        ("L-G07", WARNING),
        ("L-G08", WARNING),
        ("L-G09", WARNING),
        ("L-G14", WARNING),
        ("L-G11", WARNING),
    ]


def test_each_finding_says_where_it_is_mended():
    assert {finding.rule: finding.where for finding in findings(TODAY)} == {
        "L-G01": "letter",
        "L-G03": "letter",
        "L-G05": "question:1",
        "L-G07": "part:internal-review",
        "L-G08": "part:information-commissioner",
        "L-G09": "part:internal-review",
        "L-G14": "part:internal-review",
        "L-G11": "part:claims-coding",
    }


def test_the_letter_was_lawful_by_the_rules_in_force_on_the_day_it_was_issued():
    assert findings(ISSUED) == ()


def test_the_rules_come_into_force_on_1_march_2023():
    assert day("Wed 1 March 2023") == RULES_FROM
    assert rules_in_force(day("Tue 28 February 2023")) == ()
    assert len(rules_in_force(RULES_FROM)) > 90


def test_a_finding_names_only_the_law_that_the_letter_is_under():
    assert {finding.rule: finding.provision for finding in findings(TODAY)}["L-G05"] == "FOIA s.1(1)(a)"
