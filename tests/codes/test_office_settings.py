"""The office's own facts have dates: a letter of January 2023 keeps to what was true in January 2023."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from codes.actions.settings import confirm_setting, record_setting
from codes.domain.errors import Refused
from codes.domain.office_settings import SETTINGS, WITHOUT_A_DEFAULT, Office, ReferenceSeries
from codes.models import DatedSetting, office_on
from tests.codes.conftest import LOADED_AT
from tests.dates import day, moment

JANUARY_2023 = day("Thu 5 January 2023")
TODAY = day("Mon 2 March 2026")


def record(by=None, **changes):
    told = {
        "name": "review_window",
        "value": {"days": 40, "unit": "working_days", "code_days": 40},
        "valid_from": TODAY,
        "source": "Board paper",
        "reason": "To follow the Code",
    } | changes
    return record_setting(**told, by=by, at=LOADED_AT)


def test_the_seed_letters_own_facts_hold_in_january_2023(office):
    office_then = office_on(JANUARY_2023)
    assert office_then.letter_layout.layout == "plain"
    assert office_then.reviewer.name == "Tinku Mitra"
    assert office_then.reviewer.mailbox == "tinku.mitra@nhs.net"
    assert (office_then.review_window.days, office_then.review_window.unit) == (28, "calendar_days")
    assert office_then.regulator.address == ("Wycliffe House", "Water Lane", "Wilmslow", "Cheshire", "SK9 5AF")
    assert office_then.reference_series.reference(1) == "FOI_0001"


def test_today_a_role_and_not_a_person_is_asked_for_a_review(office):
    office_now = office_on(TODAY)
    assert office_now.letter_layout.layout == "letterhead"
    assert office_now.reviewer.name == ""
    assert office_now.reviewer.mailbox.endswith(".example")


def test_the_whole_office_is_read_in_one_query(office):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        office_now = office_on(TODAY)
        assert {name for name in SETTINGS if not office_now.has(name)} == WITHOUT_A_DEFAULT
    assert len(queries) == 1  # fmt: skip


def test_every_declared_setting_is_shipped_and_typed(office):
    office_now = office_on(TODAY)
    for name, declaration in SETTINGS.items():
        if name not in WITHOUT_A_DEFAULT:
            assert isinstance(getattr(office_now, name), declaration.shape)
        assert Office.__annotations__[name] is declaration.shape


def test_nobody_is_the_qualified_person_until_the_office_says_who(office):
    assert set(WITHOUT_A_DEFAULT) == {"qualified_person"}
    assert not DatedSetting.objects.named("qualified_person").exists()


def test_a_setting_without_a_value_says_which_and_what_to_do():
    with pytest.raises(Refused, match="Letterhead has no value on 5 January 2023.*load_reference_data"):
        _ = Office(JANUARY_2023, {}).letterhead
    with pytest.raises(AttributeError):
        _ = Office(JANUARY_2023, {}).colour


def test_a_new_value_applies_from_its_day_and_not_before(office, deputy_director):
    record(deputy_director)
    assert office_on(TODAY).review_window.days == 40
    assert office_on(day("Sun 1 March 2026")).review_window.days == 28


def test_a_later_row_for_the_same_day_corrects_the_earlier(office, deputy_director):
    record(deputy_director)
    record(deputy_director, value={"days": 30, "unit": "calendar_days", "code_days": 40})
    assert office_on(TODAY).review_window.days == 30
    assert DatedSetting.objects.named("review_window").count() == 3


def test_a_recorded_setting_is_never_changed_or_deleted(office):
    row = DatedSetting.objects.first()
    for act in (row.save, row.delete, DatedSetting.objects.all().delete):
        with pytest.raises(Refused, match="never"):
            act()


def test_confirming_keeps_the_value_and_says_when_and_who(office, deputy_director):
    shipped = DatedSetting.objects.named("review_window").get()
    assert shipped.verified_on is None
    confirmed = confirm_setting(setting=shipped, by=deputy_director, at=moment("Mon 2 March 2026 10:00"))
    assert (confirmed.value, confirmed.valid_from) == (shipped.value, shipped.valid_from)
    assert (confirmed.verified_on, confirmed.recorded_by) == (TODAY, deputy_director)
    for row in (confirmed, shipped):
        with pytest.raises(Refused):
            confirm_setting(setting=row, by=deputy_director, at=LOADED_AT)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "colour"}, "no setting called colour"),
        ({"value": "28"}, "give a value for each field"),
        ({"value": {"days": 28, "unit": "calendar_days", "code_days": 40, "extra": 1}}, "no field called extra"),
        ({"value": {"days": 0, "unit": "calendar_days", "code_days": 40}}, "Days: enter a number from 1 to 365"),
        ({"value": {"days": "many", "unit": "calendar_days", "code_days": 40}}, "Days: enter a whole number"),
        ({"value": {"days": True, "unit": "calendar_days", "code_days": 40}}, "Days: enter a whole number"),
        ({"value": {"days": 28, "unit": "fortnights", "code_days": 40}}, "Counted in: choose one of"),
        ({"value": {"unit": "calendar_days", "code_days": 40}}, "Days: enter a value"),
        ({"valid_from": date(1999, 1, 1)}, "enter a day from 30 November 2000"),
        ({"valid_from": date(2999, 1, 1)}, "10 years from now"),
        ({"source": " "}, "say where the value comes from"),
        ({"name": "reviewer", "value": {"role": "Director"}}, "Enter a mailbox or a postal address"),
        ({"name": "reviewer", "value": {"role": "Director", "mailbox": "nobody"}}, "enter an e-mail address"),
        ({"name": "reference_series", "value": {"prefix": "1 FOI/", "digits": 4}}, "The prefix starts with a letter"),
        ({"name": "proclaimed_to", "value": {"day": "31 June"}}, "Last day: enter a real date"),
        ({"name": "holders", "value": {"teams": ["x"] * 41}}, "40 lines at most"),
        ({"name": "authority", "value": {"name": "x" * 301, "short_name": "x"}}, "300 characters at most"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_in_plain_words(office, changes, message):
    with pytest.raises(Refused, match=message):
        record(**changes)


def test_a_person_gives_a_reason(office, deputy_director):
    with pytest.raises(Refused, match="say why"):
        record(deputy_director, reason="")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
    st.sampled_from(sorted(SETTINGS)),
)
def test_whatever_is_typed_into_a_setting_is_read_or_refused(raw, name):
    declaration = SETTINGS[name]
    try:
        value = declaration.parse({each.name: raw for each in declaration.fields})
    except Refused:
        return
    assert declaration.parse(declaration.to_json(value)) == value  # fmt: skip


def test_references_keep_their_digits_past_the_last():
    assert ReferenceSeries(prefix="FOI_", digits=4).reference(12345) == "FOI_12345"
