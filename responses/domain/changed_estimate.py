"""Whether the figures of a section 12 refusal are still those of the estimate on the case.

The decision takes the figures of the estimate over when the ground is applied; the estimate may be changed afterwards.
What the requester is told has to follow from what is on the file. Source: FOIA section 12; SI 2004/3244 regulation 4.
"""

from collections.abc import Mapping
from fractions import Fraction

from foirequests.domain.cost_limit import Estimate
from foirequests.domain.cost_words import number_words, pounds_words, records_words
from responses.domain.amounts import amount_in, figures_in


def changed_since(details: Mapping[str, str], found: Estimate) -> str:
    """What the case's estimate says otherwise than the decision, with the figures of both; empty when it is the same.

    `found` without lines is an estimate of which every line was removed. Words may differ, and hours that somebody
    rounded are the same.
    """
    if amount_in(details.get("hours", "")) is None:
        return ""
    if not found.lines:
        return f"The decision says {_stated(details)}. The estimate was taken off the case: every line of it is removed"
    if _is_rounded(details["hours"], found.hours) and _counts_all(details, found):
        return ""
    return f"The estimate on the case now comes to {comes_to(found)}. The decision says {_stated(details)}"


def comes_to(found: Estimate) -> str:
    """`30 hours, £750 for 600 claim files`."""
    return f"{number_words(found.hours)} hours, {pounds_words(found.pounds)} for {records_words(found)}"


def _stated(details: Mapping[str, str]) -> str:
    pounds = amount_in(details.get("pounds", ""))
    cost = f", {pounds_words(pounds)}" if pounds else ""
    records = details.get("records", "").strip().rstrip(".")
    return f"{details['hours'].strip()} hours{cost}{f' for {records}' if records else ''}"


def _is_rounded(stated: str, hours: Fraction) -> bool:
    """Whether the hours are stated, to the last digit that somebody wrote."""
    digits = len(stated.strip().partition(".")[2])
    return abs(amount_in(stated) - hours) <= Fraction(1, 2 * 10**digits)


def _counts_all(details: Mapping[str, str], found: Estimate) -> bool:
    """Whether each number that the estimate counts is among the records or in the work."""
    told = {*figures_in(details.get("records", "")), *figures_in(details.get("activities", ""))}
    return all(line.units in told for line in found.lines)
