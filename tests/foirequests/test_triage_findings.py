"""What triage has to settle before a draft, and what a case of several questions stands under as a whole."""

from types import SimpleNamespace

import pytest

from foirequests.domain.errors import Refused
from foirequests.domain.triage import QuestionFindings, case_regime, case_service, check_findings

FOUND = {"regime": "foi", "service_area": "claims_management", "information_held": "held"}


def test_triage_is_done_when_law_service_and_holding_are_known():
    findings = QuestionFindings(**FOUND)
    check_findings(findings)
    assert (findings.holder, findings.missing_attribute) == ("", "")


@pytest.mark.parametrize(
    ("left_open", "said"),
    [("regime", "Choose the law"), ("service_area", "Choose the service"), ("information_held", "is held")],
)
def test_no_draft_starts_before_triage_has_said(left_open, said):
    with pytest.raises(Refused, match=said):
        check_findings(QuestionFindings(**FOUND | {left_open: ""}))


def test_the_findings_of_a_question_are_what_stands_on_it():
    question = SimpleNamespace(
        regime_id="foi", service_area_id="claims_management", information_held_id="not_held",
        holder="NHS England", missing_attribute="the type of procedure",
    )  # fmt: skip
    assert QuestionFindings.of(question) == QuestionFindings(
        "foi", "claims_management", "not_held", "NHS England", "the type of procedure"
    )


def test_a_question_that_nobody_has_looked_at_has_findings_to_make():
    question = SimpleNamespace(
        regime_id="foi", service_area_id=None, information_held_id=None, holder="", missing_attribute=""
    )
    assert QuestionFindings.of(question) == QuestionFindings("foi", "", "")


@pytest.mark.parametrize(
    ("regimes", "whole"),
    [
        (["foi"], "foi"),
        (["eir", "foi"], "foi"),
        (["rpsi", "eir"], "eir"),
        (["sar", "rpsi"], "rpsi"),
        (["sar", "complaint"], "sar"),  # no law for a letter to everybody: the first question says it
    ],
)
def test_a_mixed_request_stands_under_the_act_before_the_regulations(regimes, whole):
    assert case_regime(regimes) == whole


@pytest.mark.parametrize(
    ("services", "whole"),
    [
        (["finance", "claims_management", "claims_management"], "claims_management"),
        (["finance", "claims_management"], "finance"),
        ([None, "", "finance"], "finance"),
        ([None, ""], None),
        ([], None),
    ],
)
def test_a_case_is_about_the_service_that_most_of_its_questions_are_about(services, whole):
    assert case_service(services) == whole
