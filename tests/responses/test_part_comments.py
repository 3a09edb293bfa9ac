"""Comments on paragraphs of a letter: made, answered, resolved; never printed, and under no hash."""

import pytest
from django.urls import reverse

from foirequests.models import FoiRequest, Handover, HistoryEntry, Notice
from responses.actions.clear import return_response, submitted_version
from responses.actions.comments import answer_comment, comment_on_part, readers_of, resolve_comment
from responses.actions.draft import draft_letter, save_version
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import letter_hash
from responses.models import FoiResponse, PartComment
from tests import factories
from tests.office import member
from tests.responses.pages import NOW, address, as_member, body_of, keys, press, queries_of, text_of

pytestmark = pytest.mark.usefixtures("on_the_day_after_receipt")


@pytest.fixture
def draft(officer):
    return factories.a_draft(by=officer)


def say(foi_response, by, text="Is this so?", key=None, **more):
    return comment_on_part(foi_response, part=key or keys(foi_response)[1], text=text, by=by, at=NOW, **more)


def notices_of(person):
    return Notice.objects.filter(to=person, kind=Notice.Kind.MENTIONED).unseen()


# --- The acts -------------------------------------------------------------------------------------------------------


def test_a_comment_changes_no_hash_and_prints_nowhere(officer, clearer, draft):
    before = letter_hash(draft_letter(draft, at=NOW))
    say(draft, clearer, "Not to be printed")

    letter = draft_letter(draft, at=NOW)
    assert letter_hash(letter) == before
    assert "Not to be printed" not in str(letter.to_json())
    assert "Not to be printed" not in str(save_version(draft, by=officer, at=NOW).letter)


def test_the_words_stand_beside_history_where_they_can_be_erased(clearer, draft):
    comment = say(draft, clearer, "About Ms Ellery")
    entry = HistoryEntry.objects.get(act="commented")

    assert "Ellery" not in str(entry.facts)
    assert comment.text == entry.words.text == "About Ms Ellery"
    entry.words.delete()
    comment = PartComment.objects.with_words().get()
    assert comment.text == ""
    assert "These words were erased" in text_of(as_member(clearer).get(comments_page(draft)))


def test_who_is_mentioned_is_told_once_a_day_and_again_when_they_put_it_away(officer, clearer, deputy_director, draft):
    comment = say(draft, officer, "@Clem Clearer, is this so?", mentions=[deputy_director])
    assert set(comment.mentions.all()) == {clearer, deputy_director}
    assert (notices_of(clearer).count(), notices_of(deputy_director).count(), notices_of(officer).count()) == (1, 1, 0)

    notices_of(clearer).update(seen_at=NOW)
    say(draft, officer, "@Clem, once more")
    assert notices_of(clearer).count() == 1
    assert Notice.objects.filter(to=clearer).count() == 1
    queue = text_of(as_member(clearer).get(reverse("queue")))
    assert "You are mentioned in a comment on a letter" in queue
    assert comments_page(draft) in queue


def test_an_answer_joins_the_thread_and_tells_who_began_it(officer, clearer, draft):
    comment = say(draft, clearer)
    answer = answer_comment(comment, text="It is.", by=officer, at=NOW)
    again = answer_comment(answer, text="Thank you.", by=clearer, at=NOW)

    assert (answer.parent, again.parent) == (comment, comment)
    assert notices_of(clearer).count() == 1
    assert not notices_of(officer).exists()


def test_a_comment_is_resolved_once_and_is_not_answered_after_that(officer, clearer, draft):
    comment = say(draft, clearer)
    resolve_comment(comment, by=officer, at=NOW)
    with pytest.raises(Stale, match="resolved already"):
        resolve_comment(comment, by=clearer, at=NOW)
    with pytest.raises(Refused, match="has been resolved"):
        answer_comment(comment, text="But", by=officer, at=NOW)
    assert PartComment.objects.get().resolved_by == officer
    assert HistoryEntry.objects.filter(act="comment_resolved").count() == 1


@pytest.mark.parametrize(
    ("told", "why"),
    [({"text": "  "}, "Write the comment"), ({"text": "x" * 4001}, "at most"), ({"key": "gone"}, "not in the letter")],
)
def test_what_is_no_comment_is_refused(clearer, draft, told, why):
    with pytest.raises(Refused, match=why):
        say(draft, clearer, **told)
    assert not PartComment.objects.exists()


def test_nothing_is_said_about_a_letter_that_has_left(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer)
    with pytest.raises(NotPermitted, match="has left"):
        say(letter.foi_response, clearer)


def test_only_who_may_open_the_case_comments_and_can_be_mentioned(officer, clearer, deputy_director, draft):
    case = draft.foi_request
    message = case.messages.get(kind="acknowledgement")
    Handover.objects.create(
        foi_request=case, kind="complaint", team="Claims", subject="", passed_on_at=NOW, passed_on_by=officer,
        acknowledgement=message,
    )  # fmt: skip
    FoiRequest.objects.filter(pk=case.pk).update(stage="passed_on")
    case.refresh_from_db()
    clearer.team_rows.create(team="Claims")

    with pytest.raises(NotPermitted, match="with another team"):
        say(draft, deputy_director)
    assert list(readers_of(case)) == [clearer]
    with pytest.raises(NotPermitted, match="cannot open this case"):
        say(draft, clearer, mentions=[deputy_director])
    assert as_member(officer).get(comments_page(draft)).status_code == 404


def test_who_has_no_role_any_more_is_not_mentioned(officer, draft):
    left = member("Lee Left")
    comment = say(draft, officer, "@Lee Left?")
    assert left not in readers_of(draft.foi_request)
    assert not comment.mentions.exists()


# --- The clearer's screen -------------------------------------------------------------------------------------------


def decide(person, foi_response, verdict, **typed):
    posted = {"verdict": verdict, "letter_hash": submitted_version(foi_response).letter_hash, **typed}
    return as_member(person).post(address("clear", foi_response), posted)


def test_a_letter_is_returned_with_comments_on_paragraphs_alone(officer, clearer, submitted):
    first, second = keys(submitted)[:2]
    page = text_of(as_member(clearer).get(address("clear", submitted)))
    assert page.count("Comment on this paragraph") == len(keys(submitted))

    decide(clearer, submitted, "returned", **{f"comment_on_{first}": "Too long", f"comment_on_{second}": "@Olive why?"})

    submitted.refresh_from_db()
    assert submitted.stage == "drafting"
    assert [comment.part for comment in PartComment.objects.all()] == [first, second]
    assert PartComment.objects.first().version == submitted_version(submitted)
    assert notices_of(officer).count() == 1
    page = text_of(as_member(officer).get(f"{address('draft', submitted)}?part={first}"))
    assert page.count("1 comment<") == 2
    assert "Too long" in page
    assert "Clem Clearer returned this letter" in page


def test_comments_that_were_typed_stay_when_the_decision_is_refused(officer, clearer, submitted):
    key = keys(submitted)[0]
    page = text_of(decide(clearer, submitted, "cleared", letter_hash="0" * 64, **{f"comment_on_{key}": "Keep me"}))
    assert "The letter has changed since you opened it" in page
    assert "Keep me</textarea>" in page
    assert not PartComment.objects.exists()


def test_a_comment_on_a_paragraph_that_went_meanwhile_is_shown_again(clearer, submitted):
    page = text_of(decide(clearer, submitted, "returned", comment_on_gone="Keep me too"))
    assert "This paragraph is not in the letter any more" in page
    assert "Keep me too</textarea>" in page
    submitted.refresh_from_db()
    assert submitted.stage == "clearance"


def test_a_comment_says_that_its_paragraph_was_changed_or_taken_out_since(officer, clearer, submitted):
    first, second, third = keys(submitted)[:3]
    version = submitted_version(submitted)
    said = {first: "Change this", second: "Leave this", third: "Take this out"}
    return_response(submitted, letter_hash=version.letter_hash, comment="", part_comments=said, by=clearer, at=NOW)
    submitted.refresh_from_db()
    press(officer, "draft_save", submitted, part=first, body="Dear all, this is new.")
    press(officer, "draft_remove", submitted, third)
    page = text_of(as_member(officer).get(f"{address('draft', submitted)}?part={first}"))
    assert "The paragraph was changed since" in page
    assert "Comments on parts that were taken out" in page
    assert "Take this out" in page

    seen = " ".join(str(pk) for pk in PartComment.objects.values_list("pk", flat=True))
    press(officer, "draft_submit", submitted, seen_open=seen)
    page = text_of(as_member(clearer).get(address("clear", submitted)))
    assert page.count("The paragraph was changed since") == 1
    assert page.count("The paragraph was taken out") == 1
    assert "On paragraphs that were taken out" in page


@pytest.fixture
def returned(clearer, submitted):
    """The reply, returned with a comment on its second paragraph and one on its third."""
    _first, second, third = keys(submitted)[:3]
    told = {"letter_hash": submitted_version(submitted).letter_hash, "comment": ""}
    said = {second: "Say which year", third: "Is it so?"}
    return_response(submitted, **told, part_comments=said, by=clearer, at=NOW)
    submitted.refresh_from_db()
    return submitted


def test_whoever_submits_is_told_which_comments_are_open_and_may_go_on(officer, clearer, returned):
    first, second = PartComment.objects.order_by("pk")
    page = text_of(press(officer, "draft_submit", returned, clearer=clearer.pk))

    trouble = page.partition('id="draft-trouble"')[2].partition('class="fd-jump"')[0]
    assert "Comments on this letter are still open" in trouble
    assert "Submit with 2 open comments" in trouble
    assert "Say which year" in trouble and "Clem Clearer" in trouble
    for comment in (first, second):
        assert f'{address("draft", returned)}?part={comment.part}#comment-{comment.pk}"' in trouble
    assert f'<option value="{clearer.pk}" selected>' in page
    returned.refresh_from_db()
    assert returned.stage == "drafting"

    press(officer, "draft_submit", returned, clearer=clearer.pk, seen_open=f"{first.pk} {second.pk} ")
    returned.refresh_from_db()
    assert (returned.stage, returned.asked_clearer) == ("clearance", clearer)

    page = text_of(as_member(clearer).get(address("clear", returned)))
    assert "2 comments on this letter have not been resolved." in page
    for comment in (first, second):
        assert page.count(f'id="comment-{comment.pk}"') == 1
        assert f'href="#comment-{comment.pk}"' in page


def test_the_clearer_who_was_chosen_stays_chosen_while_comments_are_resolved_and_after_a_return(
    officer, clearer, returned
):
    comment = PartComment.objects.first()
    chosen = f'<option value="{clearer.pk}" selected>'
    told = {"resolves": comment.pk, "htmx": True}
    assert chosen in text_of(press(officer, "draft_save", returned, clearer=clearer.pk, **told))
    assert chosen not in text_of(press(officer, "draft_save", returned, clearer="", htmx=True))
    assert chosen not in text_of(as_member(officer).get(address("draft", returned)))
    FoiResponse.objects.filter(pk=returned.pk).update(asked_clearer=clearer)
    assert chosen in text_of(as_member(officer).get(address("draft", returned)))


def test_a_comment_that_came_while_somebody_read_the_others_is_told_too(officer, clearer, returned):
    seen = " ".join(str(pk) for pk in PartComment.objects.values_list("pk", flat=True))
    say(returned, clearer, "One more")

    assert "Submit with 3 open comments" in text_of(press(officer, "draft_submit", returned, seen_open=seen))
    assert returned.versions.filter(why="submitted").count() == 1


def test_resolved_comments_stand_in_nobodys_way(officer, clearer, returned):
    assert "2 open comments" in text_of(as_member(officer).get(address("draft", returned)))
    for comment in PartComment.objects.all():
        resolve_comment(comment, by=officer, at=NOW)

    assert "open comment" not in text_of(as_member(officer).get(address("draft", returned)))
    press(officer, "draft_submit", returned)
    returned.refresh_from_db()
    assert returned.stage == "clearance"
    assert "not been resolved" not in text_of(as_member(clearer).get(address("clear", returned)))


def test_what_is_missing_is_told_before_the_comments_that_are_open(officer, returned):
    key = keys(returned)[1]
    page = text_of(press(officer, "draft_submit", returned, part=key, body="We hold ((something_new))."))
    assert "cannot be submitted for clearance yet" in page
    assert "Submit with" not in page


def test_whoever_is_named_in_a_comment_on_the_whole_letter_is_told_and_reads_it(
    officer, clearer, deputy_director, submitted
):
    digest = submitted_version(submitted).letter_hash
    words = "Please ask @Dee Director first, and @Nobody"
    told = {"verdict": "returned", "letter_hash": digest, "comment": words}
    page = text_of(as_member(clearer).post(address("clear", submitted), told, follow=True))

    assert "Nobody was told by “@Nobody”. Tell them in a comment on the letter." in page
    assert notices_of(deputy_director).count() == 1
    client = as_member(deputy_director)
    assert "You are mentioned in a comment on a letter" in text_of(client.get(reverse("queue")))
    assert words in text_of(client.get(comments_page(submitted)))


def test_a_comment_says_which_name_in_it_told_nobody(officer, clearer, draft):
    say(draft, officer, "@Clem Clearer and @Clara, look")
    page = text_of(as_member(officer).get(comments_page(draft)))
    assert "Mentioned: Clem Clearer" in page
    assert "Nobody was told by “@Clara”" in page


# --- The drafting page ----------------------------------------------------------------------------------------------


def test_an_officer_comments_on_the_open_part_and_what_else_was_typed_is_kept(officer, clearer, draft):
    key = keys(draft)[1]
    press(officer, "draft_save", draft, part=key, body="New words.", comment_text="Look", comment_mention=clearer.pk)

    assert body_of(draft, key) == "New words."
    comment = PartComment.objects.get()
    assert (comment.part, comment.made_on, comment.text) == (key, "New words.", "Look")
    assert notices_of(clearer).count() == 1


def test_any_button_keeps_a_comment_that_was_typed(officer, draft):
    key = keys(draft)[1]
    press(officer, "draft_move_up", draft, key, part=key, comment_text="Not lost")
    assert PartComment.objects.get().text == "Not lost"
    assert keys(draft)[0] == key


def test_answering_and_resolving_on_the_drafting_page(officer, clearer, draft):
    comment = say(draft, clearer)
    page = press(officer, "draft_save", draft, htmx=True, part=comment.part, **{f"answer_{comment.pk}": "It is."})
    assert "It is." in text_of(page)
    assert comment.replies.get().by == officer

    press(officer, "draft_save", draft, part=comment.part, resolves=comment.pk)
    comment.refresh_from_db()
    assert comment.resolved_by == officer
    page = text_of(as_member(officer).get(f"{address('draft', draft)}?part={comment.part}"))
    assert "1 comment<" not in page
    assert "Resolved by Olive Officer" in page


def test_a_comment_that_cannot_be_kept_stays_in_its_field_with_all_that_was_said(officer, clearer, draft):
    key = keys(draft)[1]
    page = press(officer, "draft_save", draft, part=key, body="Words.", comment_text="y" * 4001)
    assert "A comment has 4,000 characters at most." in text_of(page)
    assert "y" * 4001 in text_of(page)
    assert body_of(draft, key) != "Words."

    comment = say(draft, clearer, key=key)
    resolve_comment(comment, by=clearer, at=NOW)
    answer = {f"answer_{comment.pk}": "Too late"}
    page = press(officer, "draft_save", draft, part=key, body="Words.", comment_text="In time", **answer)
    assert "This comment has been resolved" in text_of(page)
    assert PartComment.objects.count() == 1
    assert "In time</textarea>" in text_of(page)
    assert body_of(draft, key) == "Words."


def test_typing_alone_keeps_no_comment(officer, draft):
    press(officer, "draft_typed", draft, htmx=True, part=keys(draft)[1], comment_text="Half a thou")
    assert not PartComment.objects.exists()


# --- The page of comments -------------------------------------------------------------------------------------------


def comments_page(foi_response):
    return reverse("case_comments", args=[foi_response.foi_request.reference])


def test_a_mentioned_colleague_opens_the_letter_answers_and_resolves(officer, clearer, draft):
    comment = say(draft, officer, "@Clem Clearer, is this so?")
    client = as_member(clearer)
    page = text_of(client.get(comments_page(draft)))
    assert "@Clem Clearer, is this so?" in page
    assert client.get(address("draft", draft)).status_code == 200

    case = draft.foi_request.reference
    client.post(reverse("comment_answer", args=[case, comment.pk]), {f"comment{comment.pk}-text": "It is."})
    assert comment.replies.get().text == "It is."
    client.post(reverse("comment_resolve", args=[case, comment.pk]))
    comment.refresh_from_db()
    assert comment.resolved_by == clearer
    assert "1 resolved" in text_of(client.get(comments_page(draft)))


def test_a_colleague_comments_on_a_paragraph_from_there(officer, clearer, draft):
    key, prefix = keys(draft)[0], f"letter{draft.pk}"
    typed = {f"{prefix}-part": key, f"{prefix}-text": "A thought", f"{prefix}-mention": officer.pk}
    page = as_member(clearer).post(address("comment_add", draft), typed, follow=True)
    assert "The comment is kept." in text_of(page)
    assert PartComment.objects.get().part == key
    assert notices_of(officer).count() == 1


def test_what_was_typed_there_stays_when_it_is_refused(clearer, draft):
    prefix = f"letter{draft.pk}"
    page = text_of(
        as_member(clearer).post(address("comment_add", draft), {f"{prefix}-part": "gone", f"{prefix}-text": "Mine"})
    )
    assert "Mine</textarea>" in page
    assert "Choose from what the page offers" in page
    page = text_of(as_member(clearer).post(address("comment_add", draft), {f"{prefix}-part": keys(draft)[0]}))
    assert "Write the comment" in page


def test_the_page_asks_who_can_be_told_once_however_many_comments_are_open(officer, clearer, draft):
    page = reverse("case_comments", args=[draft.foi_request.reference])
    say(draft, clearer)
    one = queries_of(officer, page)
    for _ in range(3):
        say(draft, clearer)
    assert queries_of(officer, page) == one


def test_a_comment_of_another_case_is_not_found(officer, clearer, draft):
    other = factories.a_draft(by=officer, email="b@requesters.example")
    comment = say(other, officer)
    for name in ("comment_answer", "comment_resolve"):
        page = reverse(name, args=[draft.foi_request.reference, comment.pk])
        assert as_member(clearer).post(page, {}).status_code == 404
