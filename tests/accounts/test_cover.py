"""Who stands in for whom while somebody is away, without a database."""

from accounts.domain.cover import Away, away_on, covered_by, stand_in
from tests.dates import day

MONDAY, WEDNESDAY, FRIDAY = day("Mon 2 March 2026"), day("Wed 4 March 2026"), day("Fri 6 March 2026")
ADA, BEN, CAS = 1, 2, 3
CLEARER, DIRECTOR = "clearer", "deputy_director"


def away(*absences, on=WEDNESDAY, role=CLEARER):
    return away_on(on, absences, role=role)


def test_the_first_and_the_last_day_are_days_away_and_the_day_after_is_not():
    absence = Away(ADA, CLEARER, MONDAY, WEDNESDAY, BEN)
    assert [ADA in away(absence, on=on) for on in (MONDAY, WEDNESDAY, day("Thu 5 March 2026"))] == [True, True, False]
    assert absence.overlaps(WEDNESDAY, FRIDAY)
    assert not absence.overlaps(day("Thu 5 March 2026"), FRIDAY)


def test_who_is_there_does_it_themselves_and_who_is_away_is_covered():
    absences = away(Away(ADA, CLEARER, MONDAY, FRIDAY, BEN))
    assert stand_in(ADA, absences) == BEN
    assert stand_in(CAS, absences) == CAS
    assert covered_by(BEN, absences) == (ADA,)


def test_a_cover_who_is_away_is_covered_in_turn():
    absences = away(Away(ADA, CLEARER, MONDAY, FRIDAY, BEN), Away(BEN, CLEARER, WEDNESDAY, FRIDAY, CAS))
    assert stand_in(ADA, absences) == CAS
    assert covered_by(CAS, absences) == (ADA, BEN)


def test_nobody_is_left_when_nobody_covers_or_each_covers_for_the_other():
    assert stand_in(ADA, away(Away(ADA, CLEARER, MONDAY, FRIDAY))) is None
    round_ = away(Away(ADA, CLEARER, MONDAY, FRIDAY, BEN), Away(BEN, CLEARER, MONDAY, FRIDAY, ADA))
    assert stand_in(ADA, round_) is None


def test_cover_is_for_one_role():
    absences = [Away(ADA, DIRECTOR, MONDAY, FRIDAY, BEN)]
    assert away(*absences) == {}
    assert stand_in(ADA, away(*absences, role=DIRECTOR)) == BEN
