"""What was meant to be a gap and is none, found in wording and in letters."""

import pytest

from responses.domain.gap_slips import slips


def found(text):
    return [slip.text for slip in slips(text)]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("We had it on (received_on)).", "(received_on))"),
        ("We had it on ((received_on).", "((received_on)"),
        ("We had it on ((received_on.", "((received_on"),
        ("We had it on received_on)).", "received_on))"),
        ("We had it on (received_on).", "(received_on)"),
        ("We had it on (  received_on ).", "(  received_on )"),
        ("We had it on [received_on].", "[received_on]"),
        ("We had it on {{received_on}}.", "{{received_on}}"),
        ("We had it on ((Received_on)).", "((Received_on))"),
        ("We had it on ((received\non)).", "((received\non))"),
        ("We had it on (( received_on)).", "(( received_on))"),
        ("We had it on ((received on)).", "((received on))"),
        ("We had it on (()).", "(())"),
        ("We had it on received_on, a Friday.", "received_on"),
        ("The ward is (ward_name).", "(ward_name)"),
        ("Dear ((requester).", "((requester)"),
    ],
)
def test_a_gap_that_lost_a_bracket_or_its_form_is_found(text, passage):
    assert found(text) == [passage]


@pytest.mark.parametrize(
    "text",
    [
        "We had it on ((received_on)).",
        "It is exempt (section 40(3A)(a)) and (regulation 12(4)(b)).",
        "((a) and (b)) apply.",
        "A list: a) one, b) two.",
        "[our page](https://resolution.nhs.uk/a_page_(with_brackets))",
        "[((reviewer_email))](mailto:((reviewer_email)))",
        "Write to information_governance@nhs.example, or look at claims_by_trust.csv.",
        "See https://resolution.nhs.uk/received_on and https://resolution.nhs.uk/due_on.pdf.",
        "(((received_on)), a Friday)",
        "It was (again) late :)",
        "(a reference)",
    ],
)
def test_words_and_gaps_in_order_hold_no_slip(text):
    assert found(text) == []


def test_every_slip_of_a_text_is_told_in_order():
    assert found("Dear ((Requester Name)), on ((issued_on)) and ((due on))") == ["((Requester Name))", "((due on))"]


def test_double_brackets_without_their_partner_are_found_with_the_words_around_them():
    assert found("We ((searched everywhere.") == ["((searched everywhere."]
    assert found("We searched everywhere)).") == ["We searched everywhere))"]
    assert found("We ((searched\n\neverywhere)).") == ["((searched", "everywhere))"]


def test_an_unknown_name_or_one_without_brackets_may_be_meant_and_the_others_cannot():
    assert [slip.is_certain for slip in slips("(ward_name) received_on (received_on)\n\n((fee)\n\na))")] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_a_single_word_in_plain_brackets_is_a_name_only_where_a_letter_is_read():
    assert found("the fee (fee)") == []
    assert [(slip.text, slip.is_certain) for slip in slips("the fee (fee)", single_words=True)] == [("(fee)", False)]


def test_a_long_text_of_brackets_is_read_in_a_moment():
    assert len(slips("(" * 20_000)) == 1
    assert slips("()" * 10_000) == ()
    slips("received_" * 2_000 + "((" * 1_000)
