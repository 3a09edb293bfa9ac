"""Who may approve wording: two people have read it before a letter uses it, and no office is stuck."""

import pytest

from responses.domain.errors import NotPermitted
from responses.domain.wording_approval import NOT_NOW, ONLY_DEPUTY, OWN_TO_A_CLEARER, OWN_TO_ANOTHER, check_may_approve

OFFICER, CLEARER, DIRECTOR, SECOND = 1, 2, 3, 4
ROLES = {
    OFFICER: {"officer"},
    CLEARER: {"clearer"},
    DIRECTOR: {"deputy_director"},
    SECOND: {"deputy_director"},
}
ONE, TWO = (DIRECTOR,), (DIRECTOR, SECOND)

TABLE = (
    # who       proposed by  directors  here        what is said
    (DIRECTOR, None, ONE, ONE, ""),
    (DIRECTOR, OFFICER, ONE, ONE, ""),
    (DIRECTOR, OFFICER, ONE, (), ""),
    (DIRECTOR, SECOND, TWO, TWO, ""),
    (DIRECTOR, SECOND, TWO, (SECOND,), ""),
    (DIRECTOR, DIRECTOR, TWO, TWO, OWN_TO_ANOTHER),
    (DIRECTOR, DIRECTOR, TWO, ONE, OWN_TO_A_CLEARER),
    (DIRECTOR, DIRECTOR, ONE, ONE, OWN_TO_A_CLEARER),
    (CLEARER, DIRECTOR, ONE, ONE, ""),
    (CLEARER, DIRECTOR, ONE, (), ""),
    (CLEARER, DIRECTOR, TWO, ONE, ""),
    (CLEARER, DIRECTOR, TWO, TWO, NOT_NOW),
    (CLEARER, DIRECTOR, TWO, (SECOND,), NOT_NOW),
    (CLEARER, OFFICER, ONE, (), ONLY_DEPUTY),
    (CLEARER, None, ONE, ONE, ONLY_DEPUTY),
    (OFFICER, DIRECTOR, ONE, (), ONLY_DEPUTY),
    (OFFICER, OFFICER, ONE, ONE, ONLY_DEPUTY),
)


@pytest.mark.parametrize(("person", "proposer", "directors", "here", "said"), TABLE)
def test_nobody_approves_what_they_proposed_and_no_office_is_stuck(person, proposer, directors, here, said):
    about = {"person": person, "roles": ROLES[person], "proposer": proposer, "directors": directors, "here": here}
    if not said:
        check_may_approve(**about)
        return
    with pytest.raises(NotPermitted) as refusal:
        check_may_approve(**about)
    assert str(refusal.value) == said


def test_one_person_with_all_roles_approves_nothing_of_their_own():
    for roles in ({"officer", "deputy_director"}, {"officer", "clearer"}, {"clearer", "deputy_director"}):
        with pytest.raises(NotPermitted):
            check_may_approve(person=9, roles=roles, proposer=9, directors=(9,), here=(9,))
