"""One writes in a letter while another submits it, on a real PostgreSQL: what waits is all that was written.

Deciding a question, passing a warning with a note, adding a table, saving words, changing the facts of an extension,
answering what earlier cases say: each is in the version or beside it in time, or comes too late.
"""

TWO_AT_ONCE = """
import json, time
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from django.utils import timezone
from accounts.actions.staff import enter_member
from accounts.models import Role
from codes.models import Exemption
from foirequests.actions.receive import RequesterDetails, receive_request
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest
from responses.actions import arrange, clock_letters, deciding, decisions, draft, guard, passing, tables
from responses.actions.clock_letters import Act
from responses.domain.decisions import decisions_in
from responses.domain.letter import Part
from responses.domain.letter_rules import WARNING, Finding
from responses.domain.passing import notes_in
from responses.domain.precedent_guard import GuardWarning
from responses.domain.tables import Table
from responses.models import FoiResponse

officer = enter_member(name="Ann", email="ann@office.example", roles=[Role.OFFICER])
draft.check_ready = lambda *args, **kwargs: None  # which letter may be submitted is not the question here

clock_letters.check_act = lambda foi_request, kind, facts, **told: dict(facts)  # nor what the law gives today
guard.warnings_of = lambda *args, **kwargs: [GuardWarning("k" * 16, "figure", 1, None, "Another figure.", "Why?")]

def drafted(kind="reply", facts=None):
    case = receive_request(
        text="How many?", requester=RequesterDetails(name="Ada", email="ada@requesters.example"),
        channel="email", received_on=timezone.localdate(), at=timezone.now(), by=officer,
    )
    FoiRequest.objects.filter(pk=case.pk).update(stage="drafting")
    letter = FoiResponse.objects.create(
        foi_request=case, kind=kind, facts=facts or {}, started_by=officer, started_at=timezone.now()
    )
    said = (Part(key="p1", kind="paragraph", body="We hold it."),)
    draft.make_working_copy(letter, parts=said, values={}, by=officer, at=timezone.now())
    return letter.pk

def resting(does):
    def done(*args, **kwargs):
        answer = does(*args, **kwargs)
        time.sleep(1)
        return answer
    return done

draft._make_version = resting(draft._make_version)
deciding.write_history = resting(deciding.write_history)
passing.write_history = resting(passing.write_history)
tables.make_files = resting(tables.make_files)
draft.note_first_change = resting(draft.note_first_change)
guard.note_first_change = resting(guard.note_first_change)

def act(does, pk, wait):
    time.sleep(wait)
    try:
        does(FoiResponse.objects.select_related("foi_request").get(pk=pk))
    except Refused as refused:
        return str(refused)
    finally:
        connection.close()
    return "done"

def decide(letter):
    question, exemption = letter.foi_request.questions.get(), Exemption.objects.get(pk="s42")
    told = {"information": "the advice", "by": officer, "at": timezone.now()}
    decisions.apply_ground(letter, question, exemption, **told)

def pass_warning(letter):
    warning = Finding("Name another body.", rule="L-N4", severity=WARNING, question=1)
    passing.pass_warning(letter, warning, words="Nobody holds it.", by=officer, at=timezone.now())

def add_table(letter):
    table = Table(caption="Claims", columns=("Year", "Claims"), rows=(("2025", "12"),))
    question = letter.foi_request.questions.get()
    tables.add_table(letter, question=question, table=table, by=officer, at=timezone.now())

def save_words(letter):
    arrange.save_typing(letter, revision=1, added="And more.", by=officer, at=timezone.now())

def change_facts(letter):
    clock_letters.change_act(letter, Act({"until": "2030-02-01"}, {}), by=officer, at=timezone.now())

def answer_guard(letter):
    guard.answer_warning(letter, "k" * 16, words="It was another year.", by=officer, at=timezone.now())

def submit(letter):
    draft.submit_draft(letter, by=officer, at=timezone.now())

def at_once(first, second):
    pk = drafted("extension", {"until": "2030-01-01"}) if change_facts in (first, second) else drafted()
    with ThreadPoolExecutor(2) as both:
        answers = [both.submit(act, first, pk, 0), both.submit(act, second, pk, 0.4)]
        said = [answer.result() for answer in answers]
    letter = FoiResponse.objects.get(pk=pk)
    [version] = letter.versions.all()
    kept = version.letter["decisions"]
    decision = next(iter(decisions_in(kept)), None)
    in_version = {
        "grounds": len(decision.grounds) if decision else 0,
        "notes": len(notes_in(kept)),
        "tables": len(decision.tables) if decision else 0,
        "words": len(version.letter["parts"]) - 1,
        "facts": int("2030-02-01" in json.dumps(kept)),
    }
    on_record = {
        "grounds": sum(row.grounds.count() for row in letter.question_decisions.all()),
        "notes": letter.passing_notes.count(),
        "tables": letter.tables.count(),
        "words": len(letter.working_copy.parts) - 1,
        "facts": int(letter.facts.get("until") == "2030-02-01"),
    }
    return [said, in_version, on_record, letter.precedent_notes.count()]

writing = (decide, pass_warning, add_table, save_words, change_facts, answer_guard)
print(json.dumps([[at_once(submit, each), at_once(each, submit)] for each in writing]))
"""

WRITTEN = ("grounds", "notes", "tables", "words", "facts", "answers")


def test_a_letter_is_submitted_with_all_that_was_written_or_the_writing_comes_too_late(first_day_on_postgres):
    with first_day_on_postgres() as office:
        answers = office.look(TWO_AT_ONCE)
    for written, (late, in_time) in zip(WRITTEN, answers, strict=True):
        said, in_version, on_record, answered = late
        assert said[0] == "done" and "not being drafted" in said[1], written
        assert set(in_version.values()) == set(on_record.values()) == {0}, written
        assert answered == 0
        said, in_version, on_record, answered = in_time
        assert said == ["done", "done"], written
        assert in_version == on_record, written
        assert answered if written == "answers" else in_version[written] == 1, written
