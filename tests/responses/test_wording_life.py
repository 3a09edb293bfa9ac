"""The library's life: looked at again, retired, replaced, brought back; and the letters that hold older words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foirequests.models import Notice
from responses.actions.clear import clear_response, return_response, submitted_version
from responses.actions.draft import draft_letter, submit_draft, take_back
from responses.actions.issue import issue_response
from responses.actions.letters import parts_of
from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording
from responses.actions.wording_in_drafts import (
    copies_with_older_words,
    current_wording,
    tell_of_changed_wording,
    update_draft,
    update_drafts,
)
from responses.actions.wording_life import bring_back_block, confirm_wording, retire_block
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter_rules import LetterNotReady
from responses.models import TextBlock, TextBlockChange, TextBlockVersion, WorkingCopy
from tests import factories
from tests.factories import at
from tests.office import proposer
from tests.responses.pages import parts

ON = timezone.localdate()
NOW = timezone.now()
SLUG = "conclusion"


@pytest.fixture
def block(office):
    """A block that every reply ends with."""
    return TextBlock.objects.get(slug=SLUG)


@pytest.fixture
def draft(officer):
    return factories.a_draft(by=officer, received_on=ON)


def newer(block, deputy_director, *, body="That is all.", on=ON, moment=NOW, **changes):
    """Other words for the block, approved."""
    version = propose_wording(
        slug=block.slug,
        kind=block.kind,
        title=block.title,
        body=body,
        valid_from=on,
        source="Written by us",
        reason="Plainer",
        at=moment,
        by=proposer(),
        **changes,
    )
    approve_wording([version], by=deputy_director, at=moment)
    return version


def retire(block, deputy_director, **changes):
    retire_block(block, **{"reason": "The law changed", "by": deputy_director, "at": NOW} | changes)


def notices(kind):
    return list(Notice.objects.filter(kind=kind))


def holds(foi_response):
    """The slug and version of each part that comes from the library."""
    return {(part["slug"], part["version"]) for part in parts(foi_response) if part["kind"] == "block"}


# --- Looked at again ------------------------------------------------------------------------------------------------


def test_wording_is_due_for_review_from_its_day_on_until_somebody_confirms_it(block, deputy_director):
    newer(block, deputy_director, review_by=ON + timedelta(30))
    due = TextBlock.objects.due_for_review
    assert block not in due(ON + timedelta(29)) and block in due(ON + timedelta(30))

    block.refresh_from_db()
    confirm_wording(block, review_by=ON + timedelta(400), reason="Read again", by=deputy_director, at=NOW)
    assert block not in due(ON + timedelta(30))
    change = block.changes.get()
    assert (change.act, change.facts) == ("confirmed", {"review_by": (ON + timedelta(400)).isoformat()})


def test_a_proposal_moves_no_review_date_before_it_is_approved(block, deputy_director, officer):
    propose_wording(
        slug=SLUG, kind=block.kind, title=block.title, body="x", valid_from=ON, source="s", reason="r",
        review_by=ON + timedelta(9), at=NOW, by=officer,
    )  # fmt: skip
    block.refresh_from_db()
    assert block.review_by is None


def test_only_the_deputy_director_confirms_retires_and_brings_back(block, officer, clearer):
    for person in (officer, clearer):
        with pytest.raises(NotPermitted):
            confirm_wording(block, review_by=ON + timedelta(9), reason="x", by=person, at=NOW)
        with pytest.raises(NotPermitted):
            retire(block, person)
        with pytest.raises(NotPermitted):
            bring_back_block(block, reason="x", by=person, at=NOW)


def test_each_act_needs_a_reason_and_sense(block, deputy_director):
    with pytest.raises(Refused, match="what you looked at"):
        confirm_wording(block, review_by=ON + timedelta(9), reason=" ", by=deputy_director, at=NOW)
    with pytest.raises(Refused, match="in the future"):
        confirm_wording(block, review_by=ON, reason="x", by=deputy_director, at=NOW)
    with pytest.raises(Refused, match="why it is retired"):
        retire(block, deputy_director, reason="")
    with pytest.raises(Refused, match="not retired"):
        bring_back_block(block, reason="x", by=deputy_director, at=NOW)
    with pytest.raises(Refused, match="other wording"):
        retire(block, deputy_director, replaced_by=block)
    retire(block, deputy_director)
    with pytest.raises(Refused, match="retired already"):
        retire(block, deputy_director)
    with pytest.raises(Refused, match="nothing to confirm"):
        confirm_wording(block, review_by=ON + timedelta(9), reason="x", by=deputy_director, at=NOW)


def test_of_two_who_retire_it_at_once_the_second_is_told(block, deputy_director):
    seen_by_the_second = TextBlock.objects.get(pk=block.pk)
    retire(block, deputy_director)
    with pytest.raises(Stale):
        retire(seen_by_the_second, deputy_director)
    assert TextBlockChange.objects.count() == 1


def test_a_review_date_lies_after_the_first_day(block, deputy_director):
    with pytest.raises(Refused, match="looking at it again"):
        newer(block, deputy_director, review_by=ON)


# --- Retired --------------------------------------------------------------------------------------------------------


def test_no_letter_can_use_retired_wording_until_it_is_brought_back(block, deputy_director):
    in_force = TextBlockVersion.objects.in_force_on(ON).filter(block=block)
    version = in_force.get()
    retire(block, deputy_director)
    assert not in_force.exists()
    version.refresh_from_db()
    assert not version.is_in_force_on(ON) and version.is_in_force_on(ON - timedelta(1))

    bring_back_block(block, reason="It was needed", by=deputy_director, at=NOW)
    assert in_force.exists()
    assert [change.act for change in block.changes.all()] == ["brought_back", "retired"]


def test_new_words_for_a_retired_block_wait_until_it_is_brought_back(block, deputy_director):
    retire(block, deputy_director)
    with pytest.raises(Refused, match="retired. Bring that back first"):
        newer(block, deputy_director)


def test_what_replaces_a_block_has_to_be_in_force(block, deputy_director):
    other = TextBlock.objects.exclude(pk=block.pk).first()
    retire(other, deputy_director)
    with pytest.raises(Refused, match="not retired itself"):
        retire(block, deputy_director, replaced_by=other)
    expired = propose_wording(
        slug="never", kind="closing", title="Never", body="x", valid_from=ON, source="s", reason="r", at=NOW,
        by=deputy_director,
    ).block  # fmt: skip
    with pytest.raises(Refused, match="not in force today"):
        retire(block, deputy_director, replaced_by=expired)


def test_letters_use_what_replaces_the_block_and_what_replaces_that(block, deputy_director):
    second, third = TextBlock.objects.exclude(pk=block.pk).filter(versions__in=TextBlockVersion.objects.usable_on(ON))[
        :2
    ]
    retire(block, deputy_director, replaced_by=second)
    assert current_wording(block, ON).block == second
    retire(second, deputy_director, replaced_by=third)
    block.refresh_from_db()
    assert current_wording(block, ON).block == third
    retire(third, deputy_director)
    block = TextBlock.objects.get(pk=block.pk)
    assert current_wording(block, ON) is None


# --- Nothing expired or retired leaves ------------------------------------------------------------------------------


def test_a_block_retired_mid_draft_stops_the_submission(block, draft, officer, deputy_director):
    retire(block, deputy_director)
    with pytest.raises(LetterNotReady, match="not in force"):
        submit_draft(draft, by=officer, at=NOW)


def test_a_block_retired_before_clearance_stops_the_clearance_and_not_the_return(
    block, officer, clearer, deputy_director
):
    waiting = factories.a_submitted_response(by=officer, received_on=ON)
    retire(block, deputy_director)
    digest = submitted_version(waiting).letter_hash
    with pytest.raises(LetterNotReady, match="not in force"):
        clear_response(waiting, letter_hash=digest, by=clearer, at=NOW)
    return_response(waiting, letter_hash=digest, comment="The ending is retired.", by=clearer, at=NOW)
    assert waiting.stage == "drafting"


def test_a_block_retired_between_clearance_and_issue_stops_the_issue(block, officer, clearer, deputy_director):
    cleared = factories.a_cleared_response(by=officer, clearer=clearer, received_on=ON)
    retire(block, deputy_director)
    with pytest.raises(Refused, match="not in force"):
        issue_response(cleared, channel="email", by=officer, at=NOW)
    cleared.refresh_from_db()
    assert cleared.stage == "cleared" and not hasattr(cleared, "issued_letter")


def test_wording_that_expires_between_the_steps_stops_each_of_them(block, officer, clearer, deputy_director):
    last = ON + timedelta(2)
    TextBlockVersion.objects.filter(block=block).update(valid_until=last)
    later = at(last + timedelta(1))
    draft = factories.a_draft(by=officer, received_on=ON)
    waiting = factories.a_submitted_response(by=officer, received_on=ON)
    cleared = factories.a_cleared_response(by=officer, clearer=clearer, received_on=ON)
    with pytest.raises(LetterNotReady, match="not in force"):
        submit_draft(draft, by=officer, at=later)
    with pytest.raises(LetterNotReady, match="not in force"):
        clear_response(waiting, letter_hash=submitted_version(waiting).letter_hash, by=clearer, at=later)
    with pytest.raises(Refused, match="not in force"):
        issue_response(cleared, channel="email", by=officer, at=later)


# --- Which drafts hold what -----------------------------------------------------------------------------------------


def test_a_draft_knows_at_each_moment_which_wording_it_holds(draft, officer):
    def noted():
        versions = draft.working_copy.wording.select_related("block")
        return {(version.block.slug, version.number) for version in versions}

    assert noted() == holds(draft) and len(noted()) > 3
    from responses.actions import arrange
    from responses.actions.draft import rearrange
    from responses.domain import drafting

    key = next(part["key"] for part in parts(draft) if part["slug"] == SLUG)
    copy = rearrange(
        draft, lambda kept: drafting.remove(kept, key), revision=draft.working_copy.revision, by=officer, at=NOW
    )
    assert noted() == holds(draft) and SLUG not in {slug for slug, _number in noted()}
    arrange.put_part_back(draft, len(copy.removed) - 1, revision=copy.revision, by=officer, at=NOW)
    assert noted() == holds(draft) and SLUG in {slug for slug, _number in noted()}


def test_newer_wording_lists_the_open_letters_with_the_older_and_no_others(block, officer, clearer, deputy_director):
    drafts = [factories.a_draft(by=officer, received_on=ON) for _ in range(2)]
    waiting = factories.a_submitted_response(by=officer, received_on=ON)
    issued = factories.an_issued_letter(by=officer, clearer=clearer, received_on=ON - timedelta(9), issued_on=ON)
    assert not copies_with_older_words(block, ON)

    newer(block, deputy_director)
    found = {copy.foi_response for copy in copies_with_older_words(block, ON)}
    assert found == {*drafts, waiting} and issued.foi_response not in found


def test_wording_that_begins_later_makes_nothing_old_today(block, draft, deputy_director):
    tomorrow = ON + timedelta(1)
    newer(block, deputy_director, on=tomorrow)
    assert not copies_with_older_words(block, ON)
    assert copies_with_older_words(block, tomorrow)


# --- Bringing drafts up to date -------------------------------------------------------------------------------------


def update(draft, block, by, **changes):
    draft.working_copy.refresh_from_db()
    current = current_wording(block, ON)
    told = {"seen": current.pk if current else 0, "revision": draft.working_copy.revision, "by": by, "at": NOW}
    return update_draft(draft, block, **told | changes)


def test_a_draft_gets_the_newer_words_and_keeps_everything_else(block, draft, officer, deputy_director):
    before = parts(draft)
    version = newer(block, deputy_director)
    update(draft, block, officer)
    after = parts(draft)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [(old["slug"], new["version"], new["body"]) for old, new in changed] == [
        (SLUG, version.number, version.body)
    ]
    assert not copies_with_older_words(block, ON)
    assert "That is all." in draft_letter(draft, at=NOW).part(changed[0][1]["key"]).body


def test_words_changed_for_the_letter_stay_unless_they_were_seen(block, draft, officer, deputy_director):
    copy = draft.working_copy
    mine = next(part for part in copy.parts if part["slug"] == SLUG)
    mine |= {"body": "That ends our reply, Ada.", "edited": True}
    copy.save()
    newer(block, deputy_director)

    with pytest.raises(Refused, match="Nothing of this draft"):
        update(draft, block, officer)
    update(draft, block, officer, over={mine["key"]})
    assert next(part["body"] for part in parts(draft) if part["key"] == mine["key"]) == "That is all."


def test_a_letter_in_clearance_or_cleared_has_to_be_taken_back_first(block, officer, clearer, deputy_director):
    waiting = factories.a_submitted_response(by=officer, received_on=ON)
    cleared = factories.a_cleared_response(by=officer, clearer=clearer, received_on=ON)
    newer(block, deputy_director)
    for letter in (waiting, cleared):
        with pytest.raises(NotPermitted, match="Take it back first"):
            update(letter, block, officer)
    take_back(waiting, by=officer, at=NOW)
    update(waiting, block, officer)


def test_a_draft_that_somebody_saved_meanwhile_is_not_touched(block, draft, officer, deputy_director):
    newer(block, deputy_director)
    with pytest.raises(Stale):
        update(draft, block, officer, revision=draft.working_copy.revision + 1)


def test_words_that_nobody_saw_are_not_put_into_a_draft(block, draft, officer, deputy_director):
    seen = newer(block, deputy_director)
    newer(block, deputy_director, body="Even newer.")
    with pytest.raises(Refused, match="Other wording is in force"):
        update(draft, block, officer, seen=seen.pk)


def test_only_drafters_update_drafts(block, draft, clearer, deputy_director):
    newer(block, deputy_director)
    for person in (clearer, deputy_director):
        with pytest.raises(NotPermitted):
            update(draft, block, person)


def test_wording_retired_without_a_replacement_has_to_be_taken_out(block, draft, officer, deputy_director):
    retire(block, deputy_director)
    with pytest.raises(Refused, match="Take the part out"):
        update(draft, block, officer)


def test_all_at_once_updates_each_for_itself_and_says_which_were_left(block, officer, deputy_director):
    drafts = [factories.a_draft(by=officer, received_on=ON) for _ in range(3)]
    seen = newer(block, deputy_director).pk
    chosen = [(draft, draft.working_copy.revision, ()) for draft in drafts]
    WorkingCopy.objects.filter(foi_response=drafts[1]).update(revision=9)

    left = update_drafts(chosen, block, seen=seen, by=officer, at=NOW)
    assert [(each.foi_response, each.why) for each in left] == [
        (drafts[1], "It was saved since you opened this page. Look at it again.")
    ]
    assert [copy.foi_response for copy in copies_with_older_words(block, ON)] == [drafts[1]]


# --- Telling owners -------------------------------------------------------------------------------------------------


def test_the_owner_of_each_open_letter_is_told_once_that_its_wording_changed(block, officer, clearer, deputy_director):
    letters = [
        factories.a_draft(by=officer, received_on=ON),
        factories.a_submitted_response(by=officer, received_on=ON),
    ]
    for letter in letters:
        letter.foi_request.owner = officer
        letter.foi_request.save()
    newer(block, deputy_director)
    assert tell_of_changed_wording(at=NOW) == 2
    assert tell_of_changed_wording(at=NOW + timedelta(days=1)) == 0
    told = notices(Notice.Kind.WORDING_CHANGED)
    assert {notice.foi_request for notice in told} == {letter.foi_request for letter in letters}
    assert {(notice.to, notice.concerns_on) for notice in told} == {(officer, ON)}


def test_owners_are_told_on_the_day_on_which_newer_wording_begins_and_not_before(block, draft, deputy_director):
    newer(block, deputy_director, on=ON + timedelta(3))
    assert tell_of_changed_wording(at=NOW) == 0
    assert tell_of_changed_wording(at=NOW + timedelta(days=4)) == 1
    assert notices(Notice.Kind.WORDING_CHANGED)[0].concerns_on == ON + timedelta(3)


def test_owners_are_told_when_wording_expires(block, draft, deputy_director):
    TextBlockVersion.objects.filter(block=block).update(valid_until=ON)
    assert tell_of_changed_wording(at=NOW) == 0
    assert tell_of_changed_wording(at=NOW + timedelta(days=3)) == 1
    assert notices(Notice.Kind.WORDING_CHANGED)[0].concerns_on == ON + timedelta(1)


def test_owners_are_told_at_once_that_wording_is_retired(block, draft, deputy_director):
    retire(block, deputy_director)
    assert [notice.foi_request for notice in notices(Notice.Kind.WORDING_CHANGED)] == [draft.foi_request]


def test_the_owner_is_told_when_a_colleague_updates_their_draft(block, draft, officer, second_officer, deputy_director):
    draft.foi_request.owner = officer
    draft.foi_request.save()
    newer(block, deputy_director)
    update(draft, block, second_officer)
    assert [notice.to for notice in notices(Notice.Kind.WORDING_UPDATED)] == [officer]


def test_nobody_is_told_of_what_they_did_themselves(block, draft, officer, deputy_director):
    draft.foi_request.owner = officer
    draft.foi_request.save()
    newer(block, deputy_director)
    update(draft, block, officer)
    assert not notices(Notice.Kind.WORDING_UPDATED)
    assert parts_of(draft.working_copy)
