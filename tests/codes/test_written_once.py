"""Rows of a history: no code can edit or delete one, and no page can take that for something a person asked for."""

import pytest
from django.apps import apps

from codes.domain.errors import Refused
from codes.models.written_once import NeverChanged, WrittenOnce

HISTORIES = {
    "ClockEvent",
    "CodeWordsChange",
    "DueDateMove",
    "HistoryEntry",
    "PublishedItemChange",
    "QualifiedPersonOpinion",
}
KEPT = [model for model in apps.get_models() if issubclass(model, WrittenOnce)]


def test_the_histories_of_every_room_are_written_once():
    assert {model.__name__ for model in KEPT} == HISTORIES


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_no_row_is_edited_or_deleted_alone_or_with_others(model):
    row, rows = model(pk=1), model._default_manager.all()
    name = model._meta.pk.name

    for change in (
        row.save,
        row.delete,
        rows.delete,
        lambda: rows.update(**{name: 2}),
        lambda: rows.bulk_update([row], [model._meta.fields[-1].name]),
        lambda: model._base_manager.all().delete(),
    ):
        with pytest.raises(NeverChanged, match="written once"):
            change()


def test_it_is_a_mistake_in_the_program_and_nothing_to_tell_a_person():
    """Pages show a person what is refused and go on; this has to stop them."""
    assert issubclass(NeverChanged, TypeError)
    assert not issubclass(NeverChanged, Refused)
