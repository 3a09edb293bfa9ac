"""The time to ask for an internal review of a letter: policy, receipt and last days."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from codes.models.bank_holidays import england_and_wales_calendar, uk_calendar
from codes.models.organisation import office_on
from foirequests.models import FoiRequest
from responses.domain import review_window
from responses.domain.office_facts import review_policy
from responses.models import IssuedLetter

CHANNELS = {
    (IssuedLetter.Channel.EMAIL, ""): review_window.Channel.EMAIL,
    (IssuedLetter.Channel.POST, IssuedLetter.PostClass.FIRST): review_window.Channel.POST_FIRST_CLASS,
    (IssuedLetter.Channel.POST, IssuedLetter.PostClass.SECOND): review_window.Channel.POST_SECOND_CLASS,
}


def policy_on(day: date, regime: str) -> review_window.ReviewPolicy:
    """The time to ask for an internal review: the office's setting, under the EIR 40 working days (regulation 11)."""
    policy = review_policy(office_on(day))
    if regime == "eir":
        return replace(policy, length=review_window.EIR_REVIEW_DAYS, unit="working_days")
    return policy


def moment_values(foi_request: FoiRequest, *, channel: str, post_class: str, day: date) -> Mapping[str, str]:
    """What the gaps of the moment say in a letter that leaves on `day` by that channel."""
    return review_window.moment_values(
        day,
        CHANNELS[channel, post_class],
        policy=policy_on(day, foi_request.regime_id),
        post_calendar=england_and_wales_calendar(),
        working_calendar=uk_calendar(),
    )


def window_of(letter: IssuedLetter) -> review_window.ReviewWindow | None:
    """The time to ask for an internal review of this letter; None until it has been posted."""
    if letter.reply_received_on is None:
        return None
    policy = policy_on(letter.issued_on, letter.foi_request.regime_id)
    return review_window.window_from(letter.reply_received_on, policy, uk_calendar())


def deemed_receipt_of(letter: IssuedLetter, *, sent_on: date) -> date:
    """The day on which a letter counts as received when it left on `sent_on` by its channel."""
    policy = policy_on(letter.issued_on, letter.foi_request.regime_id)
    return review_window.deemed_receipt(
        sent_on, CHANNELS[letter.channel, letter.post_class], policy, england_and_wales_calendar()
    )
