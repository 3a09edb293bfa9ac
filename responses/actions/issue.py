"""Issuing: the cleared text is frozen, the gaps of the moment are filled, and the PDF follows."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from codes.models.organisation import office_on
from foirequests.actions.cases import close_as_answered
from foirequests.actions.history import write_history
from foirequests.models import FoiRequest
from responses import tasks
from responses.actions.before_issue import check_may_issue, conditions_unmet, steps_lacking
from responses.actions.clear import live_clearance, submitted_version
from responses.actions.clock_letters import do_act
from responses.actions.draft import move_response, version_to_issue
from responses.actions.findings import findings_of, late_notes
from responses.actions.letters import build_letter, values_from_settings, wording_in
from responses.actions.search import index_replies
from responses.actions.where_it_goes import check_addresses
from responses.actions.windows import CHANNELS, deemed_receipt_of, moment_values, start_window
from responses.domain import outcomes
from responses.domain.decisions import decisions_in
from responses.domain.errors import Refused
from responses.domain.letter import Letter, letter_hash
from responses.models import FoiResponse, IssuedLetter, ResponseVersion

AROUND_THE_TEXT = {
    "letterhead": "letterhead",
    "addressee": "address",
    "salutation": "salutation",
    "subject": "heading",
    "signature": "signature",
    "attachments": "files",
}
"""What stands around the text of a letter, in the words of whoever has to look at it again."""


@transaction.atomic
def issue_response(
    foi_response: FoiResponse,
    *,
    channel: str,
    by: StaffMember,
    at: datetime,
    post_class: str = "",
    seen_hash: str = "",
    seen_addresses: str = "",
    address_checked: bool = False,
) -> IssuedLetter:
    """Issue a letter: freeze it, fill the gaps of the moment, do what its issue is, and hint at the rendering.

    The reply closes the case; a letter of the clock does its act. A letter that needs no clearance is issued as the
    officer saw it, by its hash `seen_hash`. `seen_addresses` is the digest of what the page showed of the requester;
    `address_checked` says that an address corrected since the clearance is right.

    Raises:
        Refused: no address for the channel, one that was corrected since and that nobody checked, files that the
            channel does not take, no live clearance, wording that went out of force, a setting that changed, or the law
            does not give the act of this letter any more.
        Stale: a letter that needs no clearance, or the address, was changed since it was seen.
        NotPermitted: `by` is no information governance officer (for a review: not its reviewer).
    """
    check_may_issue(foi_response, by=by)
    foi_request = foi_response.foi_request
    _check_channel(foi_request, channel, post_class)
    if foi_response.is_issued_by_officer:
        version = version_to_issue(foi_response, seen_hash=seen_hash, by=by, at=at)
    else:
        version = _cleared_version(foi_response, at=at)
    check_addresses(foi_response, seen=seen_addresses, checked=address_checked)
    cleared = Letter.from_json(version.letter)
    _check_files_can_go(cleared, channel)
    day = timezone.localdate(at)
    values = moment_values(foi_request, channel=channel, post_class=post_class, day=day)
    final = cleared.fill_moments({name: values[name] for name in cleared.moment_gaps})
    letter = IssuedLetter.objects.create(
        foi_request=foi_request,
        foi_response=foi_response,
        version=version,
        cleared_hash=version.letter_hash,
        frozen=final.to_json(),
        final_hash=outcomes.final_hash(version.letter_hash, final.moments),
        channel=channel,
        post_class=post_class,
        issued_on=day,
        issued_at=at,
        issued_by=by,
        next_attempt_at=at,
    )
    move_response(foi_response, "issued", by=by, at=at)
    _settle(letter, at)
    if channel == IssuedLetter.Channel.EMAIL:
        start_window(letter, deemed_receipt_of(letter, sent_on=day))
    letter.wording.set(wording_in(final))
    index_replies([foi_request.pk])
    tasks.render_letter.delay_on_commit(letter.pk)
    return letter


def _cleared_version(foi_response: FoiResponse, *, at: datetime) -> ResponseVersion:
    """The version that was cleared, when everything is as it was then.

    Raises:
        Refused: it was not, or it is not.
    """
    clearance = live_clearance(foi_response)
    if clearance is None:
        raise Refused("This text has not been cleared. Submit it for clearance first.")
    version = submitted_version(foi_response)
    cleared = Letter.from_json(version.letter)
    if letter_hash(cleared) != clearance.letter_hash:
        raise Refused("The text is not the one that was cleared. Take it back and submit it again.")
    if changed := changes_since_clearance(cleared, foi_response, at=at):
        raise Refused(" ".join(changed) + " Take the letter back and submit it again.")
    if unmet := conditions_unmet(foi_response, day=timezone.localdate(at)):
        raise Refused(" ".join(unmet))
    return version


def _check_channel(foi_request: FoiRequest, channel: str, post_class: str) -> None:
    if (channel, post_class) not in CHANNELS:
        raise Refused("Choose how the letter goes: by e-mail, or by post and in which class.")
    requester = foi_request.requester
    if channel == IssuedLetter.Channel.EMAIL and not requester.email:
        raise Refused("There is no e-mail address on this case. Issue the letter by post.")
    if channel == IssuedLetter.Channel.POST and not requester.postal_address:
        raise Refused("There is no postal address on this case. Issue the letter by e-mail.")


def _check_files_can_go(cleared: Letter, channel: str) -> None:
    """A letter that says what is sent with it cannot leave without it: an envelope takes no files."""
    if channel == IssuedLetter.Channel.POST and cleared.attachments:
        names = ", ".join(attachment.name for attachment in cleared.attachments)
        raise Refused(
            f"This letter says that files are sent with it ({names}), and files go by e-mail only. Issue it by e-mail,"
            " or take it back and leave the files out: the tables are printed in the letter."
        )


def changes_since_clearance(cleared: Letter, foi_response: FoiResponse, *, at: datetime) -> list[str]:
    """What was true at clearance and is no longer, in plain words.

    Who has to clear it, wording in force, what was decided on the questions, facts and settings as printed, layout and
    what stands around the text: a clearance is of all of them, as its hash is.
    """
    since = late_notes(submitted_version(foi_response))
    changed = [str(finding) for finding in findings_of(cleared, foi_response, at=at, since=since)]
    return changed + facts_changed(cleared, foi_response, at=at)


def facts_changed(cleared: Letter, foi_response: FoiResponse, *, at: datetime) -> list[str]:
    """What was true at clearance and is no longer, beside what the checks find in the letter: no note passes it."""
    day = timezone.localdate(at)
    changed = steps_lacking(foi_response, day=day)
    office = office_on(day)
    # What the officer typed, not what the letter prints: a name that was taken away must not stand in for itself.
    typed = foi_response.working_copy.values
    today = build_letter(foi_response, parts=cleared.parts, typed=typed, day=day, office=office)
    now, then = today.to_json(), cleared.to_json()
    if now["decisions"] != then["decisions"]:
        changed.append("What was decided about the request has changed since this letter was cleared.")
    values = {name for name, text in then["values"].items() if now["values"].get(name) != text}
    settings = values & values_from_settings(office, foi_response.foi_request.regime_id).keys()
    if settings:
        changed.append("A setting of the office that this letter prints has changed since it was cleared.")
    if values - settings:
        changed.append("A fact of the case that this letter prints has changed since it was cleared.")
    if now["layout"] != then["layout"]:
        changed.append("The layout of letters has changed since this letter was cleared.")
    elif any(now[name] != then[name] for name in then.keys() - {"decisions", "values"}):
        around = [words for name, words in AROUND_THE_TEXT.items() if now[name] != then[name]]
        what = f" ({', '.join(around)})" if around else ""
        changed.append(f"What stands around the text of this letter{what} has changed since it was cleared.")
    return changed


def _settle(letter: IssuedLetter, at: datetime) -> None:
    """What follows from the issue for the case and its clock, the letter that it replaces, or the review it ends."""
    foi_request, foi_response = letter.foi_request, letter.foi_response
    if foi_response.is_of_the_clock:
        do_act(letter)
    elif foi_response.kind == FoiResponse.Kind.REPLY:
        decided = decisions_in(letter.frozen["decisions"])
        close_as_answered(foi_request, answers={each.question: outcomes.answer_to(each) for each in decided}, at=at)
    elif foi_response.kind == FoiResponse.Kind.CORRECTED_REPLY:
        replaced = IssuedLetter.objects.filter(pk=foi_response.corrects_id, superseded_by__isnull=True).update(
            superseded_by=letter
        )
        if replaced != 1:
            raise Refused("The letter that this one corrects has been replaced already.")
        write_history(foi_request, "superseded", by=None, at=at, concerning=foi_response.corrects)
    else:
        review = foi_response.internal_review
        review.stage, review.closed_at = review.Stage.CLOSED, at
        review.save(update_fields=["stage", "closed_at"])
        write_history(
            foi_request, "review_closed", by=None, at=at, concerning=review, facts={"outcome": review.outcome}
        )
