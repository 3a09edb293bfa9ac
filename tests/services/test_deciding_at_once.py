"""One decides a question while another submits the letter, on a real PostgreSQL: what waits is what was decided."""

import json

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
from responses.actions import deciding, decisions, draft
from responses.domain.decisions import decisions_in
from responses.domain.letter import Part
from responses.models import FoiResponse

officer = enter_member(name="Ann", email="ann@office.example", roles=[Role.OFFICER])
draft.findings_of = lambda *args, **kwargs: []  # which letter may be submitted is not the question here

def drafted():
    case = receive_request(
        text="How many?", requester=RequesterDetails(name="Ada", email="ada@requesters.example"),
        channel="email", received_on=timezone.localdate(), at=timezone.now(), by=officer,
    )
    FoiRequest.objects.filter(pk=case.pk).update(stage="drafting")
    letter = FoiResponse.objects.create(foi_request=case, started_by=officer, started_at=timezone.now())
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

def submit(letter):
    draft.submit_draft(letter, by=officer, at=timezone.now())

def at_once(first, second):
    pk = drafted()
    with ThreadPoolExecutor(2) as both:
        answers = [both.submit(act, first, pk, 0), both.submit(act, second, pk, 0.4)]
        said = [answer.result() for answer in answers]
    [version] = FoiResponse.objects.get(pk=pk).versions.all()
    [decision] = decisions_in(version.letter["decisions"])
    return [*said, len(decision.grounds)]

print(json.dumps([at_once(submit, decide), at_once(decide, submit)]))
"""


def test_a_letter_is_submitted_with_all_that_was_decided_or_the_decision_comes_too_late(first_day_on_postgres):
    office = first_day_on_postgres()
    try:
        late, in_time = json.loads(office.ask(TWO_AT_ONCE).splitlines()[-1])
    finally:
        office.stop()
    assert late[0] == "done" and "not being drafted" in late[1] and late[2] == 0
    assert in_time == ["done", "done", 1]
