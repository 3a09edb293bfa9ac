"""Rows ticked on a page, by their keys."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError

MOST_DIGITS = 18
"""A key of so many digits fits into the databases' integers, a longer one may not."""


def row_keys(typed: Iterable[object]) -> list[int]:
    """The keys among what was sent; anything else is left out."""
    words = [str(each) for each in typed]
    return [int(word) for word in words if word.isascii() and word.isdecimal() and len(word) <= MOST_DIGITS]


class TickedRowsField(forms.ModelMultipleChoiceField):
    """Rows chosen by their keys; a key that no row can have is an invalid choice, not a failure."""

    def clean(self, value):
        """The rows.

        Raises:
            ValidationError: something sent is no key, or no row has it.
        """
        if value and len(row_keys(value)) != len(value):
            raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": "that"})
        return super().clean(value)
