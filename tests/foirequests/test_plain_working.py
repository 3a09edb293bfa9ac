"""What happened to the time for a reply, and how its date was worked out, in words for everybody."""

import pytest

from codes.domain.working_days import NATIONS, Holiday, WorkingDayCalendar
from foirequests.domain import clock
from foirequests.domain.clock import Event, Rules, read_clock
from foirequests.domain.plain_working import how_worked_out, what_happened
from tests.dates import day

HOLIDAYS = (Holiday(day("Tue 17 March 2026"), "NIR", "St Patrick's Day"),)
UK = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)", HOLIDAYS, day("Thu 31 December 2026"))
RULES = Rules(uk=UK, england_and_wales=UK)
RECEIVED = (clock.RECEIVED, "Mon 2 March 2026")
ASKED, ANSWERED = clock.CLARIFICATION_ASKED, clock.CLARIFICATION_RECEIVED


def told(*events: tuple, regime: str = "foi") -> list[Event]:
    return [
        Event(kind, day(on), until=day(until[0]) if until else None, entered=number)
        for number, (kind, on, *until) in enumerate(events)
    ]


def happened(*events: tuple, regime: str = "foi") -> list[str]:
    known = told(*events)
    reading = read_clock(known, regime=regime, rules=RULES)
    return [f"{each['day']}: {each['what']}" for each in what_happened(known, reading, regime=regime)]


def working(*events: tuple, regime: str = "foi") -> str:
    return " ".join(how_worked_out(read_clock(told(*events), regime=regime, rules=RULES), regime=regime))


def test_everything_that_happened_is_told_oldest_first_and_only_the_last_question_still_waits():
    assert happened(
        RECEIVED, (ASKED, "Wed 4 March 2026"), (ANSWERED, "Mon 9 March 2026"), (ASKED, "Mon 16 March 2026")
    ) == [
        "Monday 2 March 2026: We received your request.",
        "Wednesday 4 March 2026: We asked you a question. Our time stood still until you answered.",
        "Monday 9 March 2026: We had your answer. The time for our reply began again on the next working day.",
        "Monday 16 March 2026: We asked you a question. Our time stands still until you answer.",
    ]


@pytest.mark.parametrize(
    ("events", "regime", "last_line"),
    [
        ([], "foi", "Monday 2 March 2026: We received your request."),
        (
            [(clock.RECEIPT_CORRECTED, "Fri 27 February 2026")],
            "foi",
            "Friday 27 February 2026: We received your request.",
        ),
        (
            [(ASKED, "Wed 4 March 2026")],
            "foi",
            "Wednesday 4 March 2026: We asked you a question. Our time stands still until you answer.",
        ),
        (
            [(ASKED, "Wed 4 March 2026"), (ANSWERED, "Mon 9 March 2026")],
            "foi",
            "Monday 9 March 2026: We had your answer. The time for our reply began again on the next working day.",
        ),
        (
            [(ASKED, "Wed 4 March 2026"), (ANSWERED, "Mon 9 March 2026")],
            "sar",
            "Monday 9 March 2026: We had your answer. The days from our question to it do not count.",
        ),
        (
            [(ASKED, "Fri 1 May 2026")],
            "foi",
            "Friday 1 May 2026: We asked you a question. We were late by then, and this changes nothing about that.",
        ),
        (
            [(clock.FEES_NOTICE, "Wed 4 March 2026")],
            "foi",
            "Wednesday 4 March 2026: We told you that there is a fee. Our time stands still until you pay it.",
        ),
        (
            [(clock.FEES_NOTICE, "Wed 4 March 2026"), (clock.FEE_PAID, "Fri 6 March 2026")],
            "foi",
            "Friday 6 March 2026: We had the fee, and went on.",
        ),
        (
            [(clock.EXTENDED, "Wed 4 March 2026", "Fri 1 May 2026")],
            "foi",
            "Wednesday 4 March 2026: We told you that we need longer to weigh what is best for the public."
            " We expected to reply by Friday 1 May 2026.",
        ),
        (
            [(clock.EXTENDED, "Wed 4 March 2026")],
            "eir",
            "Wednesday 4 March 2026: We told you that your request is so large and complex"
            " that we need 40 working days.",
        ),
        (
            [(clock.EXTENDED, "Wed 4 March 2026")],
            "sar",
            "Wednesday 4 March 2026: We told you that we need up to three months in all.",
        ),
        (
            [(clock.IDENTITY_ASKED, "Wed 4 March 2026")],
            "sar",
            "Wednesday 4 March 2026: We asked you to show us who you are. Our time begins when you do.",
        ),
    ],
)
def test_what_happened_is_told_oldest_first_and_ends_with(events, regime, last_line):
    lines = happened(RECEIVED, *events, regime=regime)

    assert lines[-1] == last_line
    assert len(lines) == 1 + sum(kind != clock.RECEIPT_CORRECTED for kind, *_ in events)


@pytest.mark.parametrize(
    ("events", "regime", "says"),
    [
        ([], "foi", "20 working days (section 10(1) of the Freedom of Information Act 2000)"),
        ([], "foi", "The first is Tuesday 3 March 2026 and the last is Tuesday 31 March 2026."),
        (
            [],
            "foi",
            "these days do not either: Tuesday 17 March 2026 (St Patrick's Day, bank holiday in Northern Ireland)",
        ),
        (
            [(ASKED, "Wed 4 March 2026"), (ANSWERED, "Mon 9 March 2026")],
            "foi",
            "on Monday 9 March 2026: we count from it.",
        ),
        ([(ASKED, "Wed 4 March 2026")], "foi", "20 working days begin on the day after your answer comes."),
        ([(ASKED, "Wed 4 March 2026")], "sar", "until you answer; the days until then do not count."),
        ([(clock.FEES_NOTICE, "Wed 4 March 2026")], "foi", "Our time stands still until you pay it"),
        (
            [(clock.FEES_NOTICE, "Wed 4 March 2026"), (clock.FEE_PAID, "Fri 6 March 2026")],
            "foi",
            "from Wednesday 4 March 2026, when we told you about a fee, to Friday 6 March 2026, when you paid it",
        ),
        (
            [(clock.EXTENDED, "Wed 4 March 2026", "Fri 1 May 2026")],
            "foi",
            "We expect to reply by Friday 1 May 2026.",
        ),
        ([(clock.EXTENDED, "Wed 4 March 2026")], "eir", "40 working days (regulation 7(1)"),
        ([], "eir", "20 working days (regulation 5(2)"),
        ([], "foi", "20 working days (section 10(1)"),
        ([], "sar", "one month (Article 12A of the UK GDPR)"),
        ([(clock.EXTENDED, "Wed 4 March 2026")], "sar", "up to three months in all"),
        (
            [(ASKED, "Wed 4 March 2026"), (ANSWERED, "Mon 9 March 2026")],
            "sar",
            "from Wednesday 4 March 2026, when we asked you a question, to Monday 9 March 2026, when you answered it",
        ),
        ([(clock.IDENTITY_ASKED, "Wed 4 March 2026")], "sar", "Our time begins on the day on which you do."),
        ([(clock.IDENTITY_RECEIVED, "Wed 4 March 2026")], "sar", "showed us who you are on Wednesday 4 March 2026"),
    ],
)
def test_how_the_date_was_worked_out_is_told_in_plain_words(events, regime, says):
    assert says in working(RECEIVED, *events, regime=regime)


def test_days_paused_for_a_fee_are_not_told_twice():
    told_of = working(RECEIVED, (clock.FEES_NOTICE, "Mon 16 March 2026"), (clock.FEE_PAID, "Thu 19 March 2026"))

    assert "Wednesday 18 March 2026" not in told_of
    assert "St Patrick" not in told_of


def test_a_date_that_may_move_says_so():
    assert "not announced yet" in working((clock.RECEIVED, "Wed 16 December 2026"))
    assert "not announced yet" not in working(RECEIVED)
