"""How a date was worked out: the rule, each day counted, each day passed over and why, step by step."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from codes.domain.working_days import DayCount, SkippedDay, WorkingDayCalendar
from foirequests.domain import clock, time_limits
from foirequests.domain.clock import EIR, FOI, SUBJECT_ACCESS, Event, Reading, Rules
from foirequests.domain.clock_rules import SAR_LITERAL
from foirequests.domain.plain_working import FORTY_DAYS_UNDER
from foirequests.presenters.days import day_words, number_of

COLUMNS = [{"label": "Day"}, {"label": "Why it does not count"}, {"label": "Rule"}]
PROVISIONAL = "Bank holidays are not yet proclaimed for all of this time, so the date may become a little later."

CLARIFICATION_PROVISIONS = {
    EIR: "regulation 9 of the Environmental Information Regulations 2004",
    SUBJECT_ACCESS: "Article 12A(5) of the UK GDPR",
}
FEES_PROVISIONS = {EIR: "regulation 8 of the Environmental Information Regulations 2004"}
EXTENSION_PROVISIONS = {
    EIR: FORTY_DAYS_UNDER,
    SUBJECT_ACCESS: "Article 12A(3) of the UK GDPR",
}


@dataclass(frozen=True)
class Working:
    """One date with its working, as `components/working.html` shows it.

    `steps` lead to it, `counted` are the days that were counted, grouped by month, `skipped` the days that were not,
    as rows of `components/table.html` under `COLUMNS`, `notes` what else is to be known.
    """

    title: str
    day: str
    rule: str
    provision: str
    steps: list[str] = field(default_factory=list)
    counted: str = ""
    skipped: list[list[dict[str, object]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def caption(self) -> str:
        """What the table of days that do not count is called; no two on a page have one name."""
        return f"Days that do not count: {self.title[:1].lower()}{self.title[1:]}"

    @property
    def columns(self) -> list[dict[str, str]]:
        """The headings of the days that do not count."""
        return COLUMNS


def reply_working(reading: Reading, *, regime: str, rules: Rules) -> Working:
    """How the last day for the reply was worked out; while the clock stands still, what it waits for."""
    title = "Last day for the reply"
    steps = steps_to(reading, regime=regime)
    if reading.due_on is None:
        return Working(title, "The clock stands still", standstill_words(reading), _asked_under(reading, regime), steps)
    if reading.count is None:
        return Working(
            title,
            long_day(reading.due_on),
            _months_words(reading, rules),
            reading.provision,
            steps,
            notes=_notes(reading),
        )
    counted_to = reading.count.due
    rule = f"{number_of(len(reading.count.counted), 'working day')} after {long_day(reading.counted_from)}"
    if reading.due_on != counted_to:
        rule += f" end on {day_words(counted_to)}; the extension runs to the later day"
    return Working(
        title,
        long_day(reading.due_on),
        rule,
        _provision(reading, regime),
        steps,
        listed_days(reading.count.counted),
        skipped_rows(reading.count.skipped, regime=regime),
        _notes(reading),
    )


def notice_working(reading: Reading, *, regime: str, rules: Rules) -> Working:
    """The day until which a refusal or an extension must be notified, whatever the extension."""
    plain = replace(
        reading,
        due_on=reading.notice_due_on,
        count=reading.notice_count,
        extension=None,
        months=min(reading.months, 1),
    )
    working = reply_working(plain, regime=regime, rules=rules)
    provision = {
        EIR: "regulations 7(3) and 14(2) of the Environmental Information Regulations 2004",
        SUBJECT_ACCESS: "Article 12A of the UK GDPR",
    }.get(regime, "section 17(1) of the Freedom of Information Act 2000")
    return replace(
        working,
        title="Last day to give notice of the extension",
        provision=provision,
        steps=["An extension moves the reply, not the notice that says why."],
    )


def waiting_working(reading: Reading, *, regime: str) -> Working:
    """Until when we wait for what we asked for."""
    asked, last = long_day(reading.asked_on), long_day(reading.lapses_on)
    if reading.waiting_for == clock.FEES_NOTICE:
        rule = (
            "60 working days after the notice" if regime == EIR else "Three months beginning with the day of the notice"
        )
        return Working(
            "Last day to pay the fee", last, rule, _asked_under(reading, regime), [f"Notice given on {asked}."]
        )
    return Working(
        "We wait for an answer until",
        last,
        "The corresponding day some months later, by the office’s own setting",
        "practice under the section 45 Code of Practice",
        [f"Asked on {asked}."],
    )


def steps_to(reading: Reading, *, regime: str) -> list[str]:
    """What happened to the clock, in the order in which it happened."""
    counted = "The time is counted from that day" if regime == SUBJECT_ACCESS else "That day is day 0"
    steps = [f"Received on {long_day(reading.received_on)}. {counted}, whether or not it is a working day."]
    if reading.counted_from != reading.received_on and regime != SUBJECT_ACCESS:
        steps.append(
            f"The answer to our question came on {long_day(reading.counted_from)}: the days are counted afresh from it"
            f" ({CLARIFICATION_PROVISIONS.get(regime, 'section 10(6)(b) of the Act')})."
        )
    elif reading.counted_from != reading.received_on:
        steps.append(f"Evidence of identity came on {long_day(reading.counted_from)}: the time is counted from it.")
    steps += [
        f"{period.reason}, from {long_day(period.first)} to {long_day(period.last)}, both days included, no day counts"
        f" ({period.provision})."
        for period in reading.disregarded
    ]
    if reading.extension is not None:
        steps.append(_extension_step(reading.extension, regime))
    steps += [_late_step(event) for event in reading.late_events if event.kind not in clock.ANSWERS]
    return steps


def _extension_step(extension: Event, regime: str) -> str:
    provision = EXTENSION_PROVISIONS.get(regime, "section 10(3) of the Act, to weigh the public interest")
    to = f" to {long_day(extension.until)}, our estimate" if extension.until else ""
    return f"Extended on {long_day(extension.on)}{to} ({provision})."


def _late_step(event: Event) -> str:
    what = {
        clock.CLARIFICATION_ASKED: "Our question",
        clock.IDENTITY_ASKED: "Our request for evidence of identity",
        clock.FEES_NOTICE: "The fees notice",
        clock.EXTENDED: "The extension",
    }[event.kind]
    return f"{what} of {long_day(event.on)} came after the last day for the reply, so it changes nothing."


def standstill_words(reading: Reading) -> str:
    """What the clock waits for, and what happens when it comes."""
    if reading.waiting_for == clock.FEES_NOTICE:
        return "The days until the fee is paid do not count; after that the count goes on."
    if reading.waiting_for == clock.IDENTITY_ASKED:
        return "The time begins when we have evidence of who is asking."
    if reading.months:
        return "The days until the answer to our question do not count; after that the time goes on."
    return f"{clock.WORKING_DAYS_TO_ANSWER} fresh working days begin on the day after the answer to our question comes."


def _asked_under(reading: Reading, regime: str) -> str:
    if reading.waiting_for == clock.FEES_NOTICE:
        return FEES_PROVISIONS.get(regime, "sections 9 and 10(2) of the Freedom of Information Act 2000")
    return CLARIFICATION_PROVISIONS.get(regime, "sections 1(3) and 10(6)(b) of the Freedom of Information Act 2000")


def _provision(reading: Reading, regime: str) -> str:
    return EXTENSION_PROVISIONS[EIR] if reading.extension and regime == EIR else reading.provision


def _months_words(reading: Reading, rules: Rules) -> str:
    months = {1: "One month", 3: "Three months in all"}[reading.months]
    if rules.sar == SAR_LITERAL:
        return f"{months} beginning with {long_day(reading.counted_from)}; the last day is not moved off a weekend"
    return (
        f"{months} after {long_day(reading.counted_from)}, to the corresponding day; when that is no working day in"
        " England and Wales, the next one"
    )


def _notes(reading: Reading) -> list[str]:
    return [PROVISIONAL] if reading.provisional else []


def other_readings(reading: Reading, *, regime: str, rules: Rules) -> list[str]:
    """What other calculators say, where they would name another day, and why ours is the one that the law gives."""
    if reading.count is None or reading.extension or reading.disregarded:
        return []
    start, days = reading.counted_from, len(reading.count.counted)
    notes = []
    elsewhere = rules.england_and_wales.nth_working_day_after(start, days)
    if elsewhere != reading.due_on:
        notes.append(
            f"A calendar of England and Wales alone says {long_day(elsewhere)}. That is too early: a bank holiday in"
            " any part of the United Kingdom does not count (section 10(6))."
        )
    as_the_code_reads = rules.uk.nth_working_day_after(time_limits.code_reading_of_receipt(start, rules.uk), days)
    if as_the_code_reads != reading.due_on:
        notes.append(
            f"Read as in paragraph 4.2 of the section 45 Code, receipt on a day off counts from the next working day,"
            f" and the reply would be due on {long_day(as_the_code_reads)}. The Act counts from the day itself, so the"
            " earlier day is the last."
        )
    return notes


def count_working(
    title: str, start: date, days: int, calendar: WorkingDayCalendar, *, provision: str, regime: str = FOI
) -> Working:
    """A period of working days after a day, with its count."""
    count: DayCount = calendar.count_after(start, days)
    return Working(
        title,
        long_day(count.due),
        f"{number_of(days, 'working day')} after {long_day(start)}",
        provision,
        [],
        listed_days(count.counted),
        skipped_rows(count.skipped, regime=regime),
        [PROVISIONAL] if count.provisional else [],
    )


def skipped_rows(skipped: Iterable[SkippedDay], *, regime: str) -> list[list[dict[str, object]]]:
    """The days that do not count: weekends together at the end, every other day with its reason and provision."""
    days = list(skipped)
    named = [day for day in days if not _is_mere_weekend(day)]
    weekends = [day for day in days if _is_mere_weekend(day)]
    told = [(long_day(day.on), day.reason, _provision_of_day(day, regime)) for day in named]
    if weekends:
        provision = _provision_of_day(weekends[0], regime)
        told.append(("Saturdays and Sundays", listed_days(day.on for day in weekends), provision))
    return [[{"text": day, "header": True}, {"text": reason}, {"text": provision}] for day, reason, provision in told]


def listed_days(days: Iterable[date]) -> str:
    """`6, 9 and 10 January 2023; 1 February 2023`: days grouped by month."""
    months: dict[str, list[str]] = {}
    for day in days:
        months.setdefault(f"{day:%B %Y}", []).append(str(day.day))
    return "; ".join(f"{_joined(numbers)} {month}" for month, numbers in months.items())


def long_day(day: date) -> str:
    """`Thursday 5 January 2023`."""
    return f"{day:%A} {day_words(day)}"


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _provision_of_day(day: SkippedDay, regime: str) -> str:
    """Why a day is no working day under this law: the EIR borrow the Act's working days (regulation 2(1))."""
    return f"EIR reg.2(1) with {day.provision}" if regime == EIR and day.provision.startswith("FOIA") else day.provision


def _is_mere_weekend(day: SkippedDay) -> bool:
    return day.is_weekend and day.reason in ("Saturday", "Sunday")
