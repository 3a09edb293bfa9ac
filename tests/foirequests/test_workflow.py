"""The matrix of acts, stages and roles: nobody widens access by accident."""

import pytest

from foirequests.domain import workflow
from foirequests.domain.acts import SENTENCES
from foirequests.domain.errors import NotPermitted

OFFICER, CLEARER, DIRECTOR = "officer", "clearer", "deputy_director"

AT_EVERY_STAGE = (
    "messaged message_posted posting_corrected requester_corrected sent_to_new_address noted linked link_sent_again"
    " regulator_told"
)
"""What an officer may do whatever became of the case."""

PERMITTED = {
    (OFFICER, "triage"): (
        "subject_changed acknowledged due_date_told cost_estimated s43_card_filled told_early advice_decided"
        " questions_changed part_taken_out passed_on"
        " triaged withdrawn merged lapsed transferred fees_notice_given fee_paid extended assigned"
        " receipt_corrected clarification_asked clarification_received commissioned"
        f" commission_answered {AT_EVERY_STAGE}"
    ),
    (OFFICER, "drafting"): (
        "subject_changed acknowledged due_date_told cost_estimated s43_card_filled told_early advice_decided"
        " questions_changed part_taken_out passed_on"
        " submitted withdrawn merged lapsed transferred fees_notice_given fee_paid extended"
        " corrected_triage assigned receipt_corrected clarification_asked"
        f" clarification_received commissioned commission_answered draft_saved {AT_EVERY_STAGE}"
    ),
    (OFFICER, "clearance"): (
        "subject_changed acknowledged due_date_told cost_estimated s43_card_filled told_early advice_decided"
        " taken_back withdrawn merged lapsed transferred fee_paid extended corrected_triage"
        " assigned receipt_corrected clarification_received"
        f" commissioned commission_answered {AT_EVERY_STAGE}"
    ),
    (OFFICER, "cleared"): (
        "subject_changed acknowledged due_date_told cost_estimated s43_card_filled told_early advice_decided"
        " taken_back issued withdrawn merged lapsed transferred fee_paid extended corrected_triage"
        " assigned receipt_corrected clarification_received"
        f" commissioned commission_answered {AT_EVERY_STAGE}"
    ),
    (OFFICER, "issued"): f"assigned subject_changed reply_corrected review_asked lateness_explained {AT_EVERY_STAGE}",
    (OFFICER, "withdrawn"): f"reopened {AT_EVERY_STAGE}",
    (OFFICER, "merged"): f"reopened {AT_EVERY_STAGE}",
    (OFFICER, "lapsed"): f"reopened {AT_EVERY_STAGE}",
    (OFFICER, "transferred"): f"reopened {AT_EVERY_STAGE}",
    (OFFICER, "passed_on"): f"reopened {AT_EVERY_STAGE}",
    (CLEARER, "triage"): "noted",
    (CLEARER, "drafting"): "noted",
    (CLEARER, "clearance"): "returned cleared noted",
    (CLEARER, "cleared"): "noted",
    (CLEARER, "issued"): "noted",
    (CLEARER, "withdrawn"): "noted",
    (CLEARER, "merged"): "noted",
    (CLEARER, "lapsed"): "noted",
    (CLEARER, "transferred"): "noted",
    (CLEARER, "passed_on"): "noted",
    (DIRECTOR, "triage"): "assigned noted",
    (DIRECTOR, "drafting"): "assigned noted",
    (DIRECTOR, "clearance"): "returned cleared assigned noted",
    (DIRECTOR, "cleared"): "assigned noted",
    (DIRECTOR, "issued"): "assigned noted",
    (DIRECTOR, "withdrawn"): "noted",
    (DIRECTOR, "merged"): "noted",
    (DIRECTOR, "lapsed"): "noted",
    (DIRECTOR, "transferred"): "noted",
    (DIRECTOR, "passed_on"): "noted",
}
ACTS = [*workflow.TRANSITIONS, *workflow.ACTS_WITHOUT_A_MOVE]


@pytest.mark.parametrize("role", [OFFICER, CLEARER, DIRECTOR])
@pytest.mark.parametrize("stage", list(workflow.STAGES))
def test_each_role_may_do_exactly_these_acts_at_each_stage(role, stage):
    permitted = {act for act in ACTS if workflow.is_permitted(act, stage=stage, roles=frozenset({role}))}

    assert permitted == set(PERMITTED[role, stage].split())


@pytest.mark.parametrize("stage", list(workflow.STAGES))
def test_somebody_without_a_role_may_do_nothing(stage):
    assert not any(workflow.is_permitted(act, stage=stage, roles=frozenset()) for act in ACTS)


def test_a_refusal_names_the_stage_in_words():
    with pytest.raises(NotPermitted, match="at the stage “Reply issued”"):
        workflow.check_permitted("withdrawn", stage="issued", roles=frozenset({OFFICER}))


def test_every_act_has_its_sentence_in_the_history():
    assert set(ACTS) <= set(SENTENCES)


MOVES = {
    "triaged": {"triage": "drafting"},
    "submitted": {"drafting": "clearance"},
    "taken_back": {"clearance": "drafting", "cleared": "drafting"},
    "returned": {"clearance": "drafting"},
    "cleared": {"clearance": "cleared"},
    "issued": {"cleared": "issued"},
    "withdrawn": dict.fromkeys(("triage", "drafting", "clearance", "cleared"), "withdrawn"),
    "merged": dict.fromkeys(("triage", "drafting", "clearance", "cleared"), "merged"),
    "lapsed": dict.fromkeys(("triage", "drafting", "clearance", "cleared"), "lapsed"),
    "transferred": dict.fromkeys(("triage", "drafting", "clearance", "cleared"), "transferred"),
    "passed_on": dict.fromkeys(("triage", "drafting"), "passed_on"),
    "reopened": dict.fromkeys(("withdrawn", "merged", "lapsed", "transferred", "passed_on"), "triage"),
}


@pytest.mark.parametrize("act", list(workflow.TRANSITIONS))
@pytest.mark.parametrize("stage", list(workflow.STAGES))
def test_an_act_moves_a_case_from_its_stages_to_one_other(act, stage):
    if stage in MOVES[act]:
        assert workflow.stage_after(act, stage) == MOVES[act][stage]
    else:
        with pytest.raises(NotPermitted, match=f"at the stage “{workflow.STAGES[stage]}”"):
            workflow.stage_after(act, stage)


def test_whether_an_act_is_permitted_is_yes_or_no():
    assert workflow.is_permitted("noted", stage="issued", roles=frozenset({OFFICER})) is True
    assert workflow.is_permitted("noted", stage="issued", roles=frozenset()) is False
