"""Days typed into three boxes, and files handed in together."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from codes.form_fields import DayField, FilesField


@pytest.mark.parametrize("month", ["1", "01", " 1 ", "Jan", "january"])
def test_a_day_is_read_from_three_boxes(month):
    assert DayField().clean(["5", month, "2023"]) == date(2023, 1, 5)


def test_a_day_that_may_be_left_empty_is_none():
    assert DayField(required=False).clean(["", " ", ""]) is None


@pytest.mark.parametrize(
    ("boxes", "told", "blamed"),
    [
        (["", "", ""], "Enter the day, month and year, for example 5 1 2023", []),
        (["5", "", "2023"], "The date must include a month, for example 5 1 2023", ["month"]),
        (["", "", "2023"], "The date must include a day and a month, for example 5 1 2023", ["day", "month"]),
        (["31", "2", "2023"], "31 2 2023 is not a real date. Check the day and the month", ["day", "month"]),
        (["5", "13", "2023"], "5 13 2023 is not a real date. Check the day and the month", ["day", "month"]),
        (["5", "1", "23"], "The year must have 4 digits, for example 2023", ["year"]),
        (["5", "1", "0023"], "The year must be 1900 or later", ["year"]),
        (["five", "1", "2023"], "Enter the date in numbers, for example 5 1 2023", ["day"]),
        (["-5", "1", "2023"], "Enter the date in numbers, for example 5 1 2023", ["day"]),
        (["٥", "1", "2023"], "Enter the date in numbers, for example 5 1 2023", ["day"]),
        (["5" * 5000, "1", "2023"], "not a real date", ["day", "month"]),
    ],
)
def test_a_day_that_cannot_be_read_is_refused_in_plain_words(boxes, told, blamed):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(boxes)
    (error,) = refused.value.error_list
    assert told in refused.value.messages[0]
    assert error.params["parts"] == blamed


def test_a_day_knows_whether_it_was_changed():
    field = DayField()
    assert not field.has_changed(date(2023, 1, 5), ["5", "1", "2023"])
    assert field.has_changed(date(2023, 1, 5), ["6", "1", "2023"])
    assert field.has_changed(date(2023, 1, 5), ["6", "", "2023"])


def test_files_handed_in_together_are_a_list():
    files = [SimpleUploadedFile("a.pdf", b"1"), SimpleUploadedFile("b.pdf", b"2")]
    assert FilesField().clean(files) == files
    assert FilesField(required=False).clean([]) == []


def test_an_empty_file_among_several_is_refused():
    with pytest.raises(ValidationError):
        FilesField().clean([SimpleUploadedFile("a.pdf", b"1"), SimpleUploadedFile("b.pdf", b"")])


@pytest.mark.parametrize("field", [forms.ChoiceField, forms.MultipleChoiceField])
def test_a_choice_that_is_not_on_offer_is_refused_in_plain_words(field):
    chosen = ["tea"] if field is forms.MultipleChoiceField else "tea"
    with pytest.raises(ValidationError, match="Choose from what the page offers"):
        field(choices=[("coffee", "Coffee")]).clean(chosen)
