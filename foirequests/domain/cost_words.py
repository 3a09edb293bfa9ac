"""An estimate of cost in words and cells, as pages and letters show it."""

from fractions import Fraction

from foirequests.domain.cost_limit import ACTIVITIES, CostLine, Estimate

HEADINGS = ("Activity", "What is counted", "Number", "Minutes for each", "People", "Hours", "Based on")


def number_words(number: Fraction) -> str:
    """At most two digits behind the point, with thousands parted: `1,234.5`."""
    shown = f"{float(round(number, 2)):,.2f}"
    return shown.rstrip("0").rstrip(".")


def pounds_words(pounds: Fraction) -> str:
    """Whole pounds, or pounds and pence: `£450`, `£1,237.50`."""
    exact = round(pounds, 2)
    return f"£{float(exact):,.2f}".removesuffix(".00")


def table_rows(estimate: Estimate) -> tuple[tuple[str, ...], ...]:
    """The cells of each line under `HEADINGS`, then those of the total."""
    rows = [
        (
            ACTIVITIES[line.activity],
            _counted(line),
            f"{line.units:,}",
            number_words(line.minutes),
            str(line.people),
            number_words(line.all_minutes / 60),
            line.basis,
        )
        for line in estimate.lines
    ]
    total = ("Total", "", "", "", "", number_words(estimate.hours), _at_the_rate(estimate))
    return (*rows, total)


def records_words(estimate: Estimate) -> str:
    """What would have to be looked at, each once: `1,200 claim files; 30 boxes`."""
    return "; ".join(dict.fromkeys(f"{line.units:,} {line.unit}" for line in estimate.lines))


def verdict(estimate: Estimate) -> str:
    """What the estimate comes to, beside the limit, in one sentence."""
    comes_to = f"{number_words(estimate.hours)} hours, {pounds_words(estimate.pounds)}"
    limit = f"{number_words(estimate.hours_allowed)} hours, {pounds_words(Fraction(estimate.limit.pounds))}"
    return f"{comes_to}: {'over' if estimate.is_over else 'within'} the limit of {limit}."


def letter_paragraph(estimate: Estimate) -> str:
    """The estimate as a letter states it: one bullet a line, then the sum; in the small Markdown of wording."""
    rate = pounds_words(Fraction(estimate.limit.pounds_an_hour))
    bullets = [
        f"- {ACTIVITIES[line.activity]}: {line.units:,} {_counted(line)}, at {number_words(line.minutes)} minutes each"
        f"{f' by {line.people} people' if line.people > 1 else ''}: {number_words(line.all_minutes / 60)} hours "
        f"({line.basis})"
        for line in estimate.lines
    ]
    together = (
        f"Together this would take {number_words(estimate.hours)} hours. At {rate} an hour that is "
        f"{pounds_words(estimate.pounds)}; the limit is {pounds_words(Fraction(estimate.limit.pounds))}, which is "
        f"{number_words(estimate.hours_allowed)} hours."
    )
    return "\n".join(("We have estimated the work as follows:", "", *bullets, "", together))


def _at_the_rate(estimate: Estimate) -> str:
    return f"{pounds_words(estimate.pounds)} at {pounds_words(Fraction(estimate.limit.pounds_an_hour))} an hour"


def _counted(line: CostLine) -> str:
    return f"{line.unit} ({line.reference})" if line.reference else line.unit
