"""Rows made ready before a short transaction are those that the models themselves would have written."""

import pytest

from foirequests.models import DueDateMove, FoiRequest, HistoryEntry
from foirequests.models.many_rows import RowShape, change_each
from tests.dates import day, moment
from tests.factories import a_request

pytestmark = pytest.mark.django_db
NOW = moment("Thu 5 January 2023 09:30")


def test_ready_rows_are_read_as_they_were_given_and_have_the_defaults_of_the_rest(office, officer):
    case = a_request(by=officer)
    alike = {"act": "due_date_moved", "actor_kind": "product", "happened_at": NOW, "recorded_at": NOW}
    shape = RowShape(HistoryEntry, alike, ["foi_request_id", "facts"])
    ready = shape.ready([(case.pk, {"from": "2023-02-02", "to": ""}), (case.pk, {})])
    before = HistoryEntry.objects.count()
    ready.add()
    first, second = HistoryEntry.objects.order_by("pk")[before:]
    assert (first.foi_request, first.act, first.actor, first.happened_at) == (case, "due_date_moved", None, NOW)
    assert (first.facts, second.facts) == ({"from": "2023-02-02", "to": ""}, {})
    assert (first.to_stage, first.words_digest, first.object_id) == ("", "", None)


def test_no_rows_are_added_where_none_were_made_ready(office):
    RowShape(DueDateMove, {"change_id": 1}, ["foi_request_id"]).ready([]).add()
    assert not DueDateMove.objects.exists()


def test_only_rows_that_still_have_the_value_said_are_changed(office, officer):
    kept, moved, stopped = a_request(by=officer), a_request(by=officer), a_request(by=officer)
    FoiRequest.objects.filter(pk__in=[kept.pk, moved.pk]).update(due_on=day("Thu 2 February 2023"))
    FoiRequest.objects.filter(pk=stopped.pk).update(due_on=None)
    changes = [
        (kept.pk, day("Wed 1 February 2023"), day("Fri 3 February 2023")),
        (moved.pk, day("Thu 2 February 2023"), None),
        (stopped.pk, None, day("Mon 6 February 2023")),
    ]
    assert change_each(FoiRequest, "due_on", changes) == 2
    stands = dict(FoiRequest.objects.values_list("pk", "due_on"))
    assert stands == {kept.pk: day("Thu 2 February 2023"), moved.pk: None, stopped.pk: day("Mon 6 February 2023")}
