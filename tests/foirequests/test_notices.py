"""What the office is told, each thing once, however many nights were missed."""

from foirequests.actions.notices import mark_seen, raise_notices
from foirequests.models import Notice
from tests import factories
from tests.dates import day, moment


def test_an_overdue_case_is_told_of_once_even_when_nights_were_missed(officer):
    factories.a_request(by=officer)
    assert raise_notices(at=moment("Thu 2 February 2023 02:00")) == 0

    assert raise_notices(at=moment("Mon 6 February 2023 02:00")) == 1
    assert raise_notices(at=moment("Mon 6 February 2023 02:05")) == 0
    assert raise_notices(at=moment("Tue 7 February 2023 02:00")) == 0

    notice = Notice.objects.get()
    assert (notice.kind, notice.concerns_on, notice.to) == ("overdue", day("Thu 2 February 2023"), officer)


def test_an_answered_case_is_never_told_of(officer, clearer):
    factories.an_issued_letter(by=officer, clearer=clearer)

    assert raise_notices(at=moment("Mon 6 March 2023 02:00")) == 0


def test_a_notice_is_put_away_once(officer):
    factories.a_request(by=officer)
    raise_notices(at=moment("Mon 6 February 2023 02:00"))
    notice = Notice.objects.get()
    mark_seen(notice, by=officer, at=moment("Mon 6 February 2023 09:00"))
    mark_seen(notice, by=officer, at=moment("Mon 6 February 2023 10:00"))

    notice.refresh_from_db()
    assert notice.seen_at == moment("Mon 6 February 2023 09:00")
