"""Requests written to be hard, read with the codes that an office starts with: how much of the advice is right."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

import codes
from codes.actions.reference_data import load_code_reference_data
from foirequests.actions.knowledge import office_knowledge
from foirequests.domain.reading.read import read_request
from tests.dates import moment
from tests.foirequests.hard_requests import HardRequest, hard_requests

pytestmark = pytest.mark.django_db  # the codes of a new office are read from its database

RECEIVED_ON = date(2024, 5, 10)
SHIPPED_CODES = Path(codes.__file__).parent / "reference" / "cnst_codes.json"
REQUESTS = hard_requests()

SPLIT, REGIMES, SERVICE, NOT_RECORDED = 0.95, 0.95, 0.95, 0.8
"""Shares of requests whose questions, regimes and service are all right, and of concepts found."""

FLAG_RECALL, FLAG_PRECISION, CODES_PER_REQUEST = 0.9, 0.9, 3
CODE_RECALL = {"high": 0.92, "medium": 0.92, "low": 0.85}
"""Recall of codes, by how sure their labels are. Suggestions never depend on it."""

FEWEST_REQUESTS, FEWEST_CODES = 60, 60


@pytest.fixture(scope="module")
def read(django_db_setup, django_db_blocker):
    """Each hard request with what is read of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_code_reference_data(at=moment("Mon 2 March 2026 09:00"))
        knows = office_knowledge()
        found = [(one, read_request(one.text, received_on=RECEIVED_ON, knows=knows)) for one in REQUESTS]
        transaction.set_rollback(True)
    return found


def share(right: list[str], of: int) -> float:
    """The share that is right."""
    return len(right) / of


def told(record_property, name: str, right: int, of: int, wrong: list[str]) -> None:
    """Have the figures printed at the end of the run."""
    rest = f"; not: {', '.join(wrong)}" if wrong else ""
    record_property("figures", f"hard requests, {name}: {right} of {of}{rest}")


def test_the_requests_are_many_and_about_many_codes_of_every_confidence():
    confidence = _confidence()
    wanted = {code for one in REQUESTS for code in one.codes}
    assert len({one.name for one in REQUESTS}) == len(REQUESTS) >= FEWEST_REQUESTS
    assert len(wanted) >= FEWEST_CODES and wanted <= confidence.keys()
    assert {confidence[code] for code in wanted} == CODE_RECALL.keys()


def test_requests_fall_into_their_questions(read, record_property):
    wrong = [one.name for one, found in read if not _split_as_expected(one, found)]
    told(record_property, "questions", len(read) - len(wrong), len(read), wrong)
    assert 1 - share(wrong, len(read)) >= SPLIT


def test_each_question_gets_its_regime(read, record_property):
    wrong = [one.name for one, found in read if tuple(q.regime.value for q in found.questions) != one.regimes]
    told(record_property, "regimes", len(read) - len(wrong), len(read), wrong)
    assert 1 - share(wrong, len(read)) >= REGIMES


def test_each_request_gets_its_service(read, record_property):
    judged = [(one, found) for one, found in read if one.service]
    wrong = [one.name for one, found in judged if found.service.value != one.service]
    told(record_property, "service", len(judged) - len(wrong), len(judged), wrong)
    assert 1 - share(wrong, len(judged)) >= SERVICE


def test_codes_are_found_whatever_their_confidence_and_few_are_suggested(read, record_property):
    confidence, right, of, suggested = _confidence(), Counter(), Counter(), 0
    for one, found in read:
        codes_found = {(code.list_name, code.label) for question in found.questions for code in question.codes}
        suggested += len(codes_found)
        of.update(confidence[code] for code in one.codes)
        right.update(confidence[code] for code in one.codes & codes_found)
    for name, number in sorted(of.items()):
        told(record_property, f"codes of {name} confidence", right[name], number, [])
    assert all(right[name] / of[name] >= floor for name, floor in CODE_RECALL.items())
    assert suggested <= CODES_PER_REQUEST * len(read)


def test_what_the_database_does_not_record_is_found(read, record_property):
    wanted = [(one.name, concept) for one, _ in read for concept in one.not_recorded]
    found = {(one.name, m.concept) for one, read_ in read for q in read_.questions for m in q.not_recorded}
    missed = [f"{name} ({concept})" for name, concept in wanted if (name, concept) not in found]
    told(record_property, "not recorded", len(wanted) - len(missed), len(wanted), missed)
    assert 1 - share(missed, len(wanted)) >= NOT_RECORDED


def test_flags_are_raised_where_they_should_be_and_hardly_elsewhere(read, record_property):
    judged = [(one, found) for one, found in read if one.flags is not None]
    raised = {(one.name, flag.value) for one, found in judged for flag in found.flags}
    wanted = {(one.name, flag) for one, _ in judged for flag in one.flags}
    wrong = sorted(f"{name} ({flag})" for name, flag in raised ^ wanted)
    told(record_property, "flags", len(raised & wanted), len(wanted), wrong)
    assert len(raised & wanted) >= FLAG_RECALL * len(wanted)
    assert len(raised & wanted) >= FLAG_PRECISION * len(raised)


def test_all_the_words_that_are_shown_stand_in_the_request(read):
    for one, found in read:
        for passage in _all_passages(found):
            assert 0 <= passage.start < passage.end <= len(one.text), one.name


def _split_as_expected(one: HardRequest, found) -> bool:
    texts = [question.text.lower() for question in found.questions]
    if not one.says:
        return len(texts) == len(one.regimes)
    return len(texts) == len(one.says) and all(
        words.lower() in text for words, text in zip(one.says, texts, strict=True)
    )


def _confidence() -> dict[tuple[str, str], str]:
    values = json.loads(SHIPPED_CODES.read_text(encoding="utf-8"))["values"]
    return {(value["list"], value["label"]): value["confidence"] for value in values}


def _all_passages(found):
    cues = [found.regime, found.service, *found.flags]
    yield from found.left_out
    for question in found.questions:
        yield question.passage
        cues += [question.regime, question.service, *question.measures, *question.breakdowns, *question.formats]
        cues += [question.year_basis] if question.year_basis else []
        pieces = (*question.codes, *question.not_recorded, *([question.period] if question.period else []))
        for piece in pieces:
            yield from piece.passages
    for cue in cues:
        yield from cue.passages
