"""What the words of the library have to be: the spelling of gaps, links, and gaps that go or are new."""

import pytest

from responses.domain.errors import Refused
from responses.domain.wording_words import GapChanges, check_gaps, check_wording, gap_changes, not_meant

LAST = "We had your request on ((received_on)). The ward is ((ward_name))."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("We had it on (received_on)).", r"looks like a gap and is none: \(received_on\)\)"),
        ("We had it on ((received_on.", r"is none: \(\(received_on\."),
        ("The ward is (ward_name).", r"is none: \(ward_name\)"),
        ("We searched everywhere)).", "is none: We searched everywhere"),
        ("It came on received_on.", "is none: received_on"),
        ("[x](javascript:alert(1))", "public pages by https.*javascript:alert"),
        ("See http://127.0.0.1/admin.", "leads into a private network"),
        (" ", "Enter the text"),
    ],
)
def test_words_that_would_print_wrong_are_refused(body, said):
    with pytest.raises(Refused, match=said):
        check_wording(body)


def test_words_in_order_are_kept_without_the_blanks_around_them():
    assert check_wording(f" {LAST}\r\n") == LAST


def test_a_gap_that_the_last_version_had_and_a_name_that_nobody_knows_are_changes():
    assert gap_changes("It came on ((received_on)) to ((ward_nme)).", LAST) == GapChanges(("ward_name",), ("ward_nme",))
    assert gap_changes(LAST, LAST) == GapChanges()
    assert gap_changes("On ((received_on)).") == GapChanges()
    assert gap_changes("((ward_name))", "((due_on))", "((ward_name)) ((fee))") == GapChanges(("due_on", "fee"), ())


def test_changes_that_somebody_said_are_meant_pass_and_the_others_are_named():
    changes = gap_changes("The ward is ((ward_nme)).", LAST)
    check_gaps(not_meant(changes, ["received_on", "ward_name", "ward_nme"]))
    with pytest.raises(Refused, match=r"has \(\(ward_name\)\), and this one does not.*knows no gap \(\(ward_nme\)\)"):
        check_gaps(not_meant(changes, ["received_on"]))
