"""Everyday words to codes: what is suggested, with which words as its evidence, and what is not."""

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codes.domain.code_matching import MOST_PER_LIST, CodeLexicon, CodeWords, suggest_codes
from codes.domain.passages import Passage
from codes.stems import stem
from tests.codes.lexicons import confidence_of_codes, labels_in, shipped_lexicon

OURS = json.loads((Path(__file__).parent / "hard_code_requests.json").read_text(encoding="utf-8"))["requests"]


@pytest.fixture
def process_seconds():
    """How many seconds of processor time the test has used so far: others' load does not count."""
    started = time.process_time()
    return lambda: time.process_time() - started


def small(*codes: CodeWords, **kwargs) -> CodeLexicon:
    return CodeLexicon(codes, stem=stem, **kwargs)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a swab left inside her", "Foreign Body Left In Situ"),
        ("an object was left inside a patient after an operation", "Foreign Body Left In Situ"),
        ("birth injuries", "Obstetrics"),
        ("HOW MANY STILLBIRTHS?", "Stillborn"),
        ("the diagnosis of his cancer was delayed", "Failure/Delay Diagnosis"),
        ("delayed bowel cancer diagnosis", "Failure/Delay Diagnosis"),
        ("mis-diagnosed children", "Wrong Diagnosis"),
        ("obstertrics", "Obstetrics"),
        ("cerebal palsy", "Cerebral Palsy"),
        ("gynecology and anesthesia", "Gynaecology"),
        ("A and E departments", "Casualty / A & E"),
        ("the A&E", "Casualty / A & E"),
        ("E.D. or ED waits", "Casualty / A & E"),
        ("DVTs", "Thrombosis/Embolism"),
        ("dvt", "Thrombosis/Embolism"),
        ("HAI", "Hospital Acquired Infection"),
        ("GPs", "General Practice"),
        ("C. diff", "Hospital Acquired Infection"),
        ("x ray misread", "Failure To Interpret X-Ray"),
        ("3rd degree tears", "Perineal Tear-1st,2nd,3rd Deg"),
        ("needle-stick", "Needle Stick Injury"),
        ("the wrong leg was operated on", "Wrong Site Surgery"),
        ("prisoners' claims", "HM Prison Medical/dental"),
        ("raped by a member of staff", "Assault, Etc By Hospital Staff"),
        ("nurses attacked by patients", "Assault"),
        ("non-clinical staff", "Non-Clinical Staff"),
        ("he was never told about the risks", "Fail To Warn-Informed Consent"),
        ("patients who did not survive", "Fatality"),
        ("women who can no longer have children", "Infertility"),
        ("left alone in early labour", "Fail To Monitor 1st Stage Labour"),
        ("refused an MRI", "Failure To Perform Tests"),
        ("his hand was caught in a machine", "Use of Tools/Mach/Equipment"),
        ("damage to cars", "Property Damage/Loss"),
        ("starved of oxygen at birth", "Hypoxia"),
        ("the surgeon hit the liver", "Liver Damage"),
        ("needless hysterectomies", "Adtnl/unnecessary Operation(s)"),
        ("her pacemaker broke down", "Equipment Malfunction"),
        ("the follow-up was delayed", "Fail Follow-Up Arrangements"),
        ("strokes that went unrecognised", "Failure/Delay Diagnosis"),
        ("bugs caught on the ward", "Cross Infection"),
        ("scans that came back abnormal", "Fail To Act On Abnorm Test Reslt"),
    ],
)
def test_everyday_words_suggest_a_code(text, label):
    assert label in labels_in(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("all claims excluding maternity", "Obstetrics"),
        ("claims, not including obstetrics or gynaecology, by year", "Gynaecology"),
        ("excluding maternity, obstetrics and dental claims", "Dentistry"),
        ("apart from obstetrics, which cost most", "Obstetrics"),
        ("anything other than cancer", "Cancer"),
        ("oncology rather than urology", "Urology"),
        ("maternity claims should be excluded", "Obstetrics"),
        ("non-obstetric claims", "Obstetrics"),
        ("DVT, not cancer", "Cancer"),
        ("I do not want dental claims", "Dentistry"),
        ("nurses attacked by patients", "Assault, Etc By Hospital Staff"),
    ],
)
def test_what_a_request_excludes_is_not_suggested(text, label):
    assert label not in labels_in(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("excluding maternity, how many deaths were there", "Fatality"),
        ("apart from maternity; deaths", "Fatality"),
        ("excluding stillbirths — swabs left inside patients", "Foreign Body Left In Situ"),
        ("Not including stillbirths. How many cancer claims were there?", "Cancer"),
        ("other than obstetrics, please include amputations", "Amputation - Lower"),
        ("treated without consent", "Treatment Without Consent"),
        ("an amputation that was not needed", "Amputation - Lower"),
        ("not only sepsis", "Septicaemia"),
    ],
)
def test_an_exclusion_ends_where_its_clause_does(text, label):
    assert label in labels_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Birmingham Women's Hospital and Alder Hey Children's NHS Foundation Trust",
        "the Royal Marsden",
        "Moorfields Eye Hospital NHS Foundation Trust",
        "the Royal College of Obstetricians and Gynaecologists",
        "infection", "pain and suffering", "surgery", "delay", "equipment", "other", "not specified", "child",
        "my date of birth is 1 May 1970",
        "please reply without further delay",
        "a breakdown of damages by trust under section 12",
        "a copy of your delivery plan, with written consent",
        "the Labour government", "ambulance chasers", "the deadline slipped",
        "our reference M19CT012",
        "",
        "\x00\x01",
    ],
)  # fmt: skip
def test_names_general_words_and_figures_of_speech_suggest_nothing(text):
    assert labels_in(text) == []


def test_a_kind_of_trust_that_does_one_thing_is_a_topic():
    assert labels_in("Birmingham and Solihull Mental Health NHS Foundation Trust") == ["Psychiatry/ Mental Health"]
    assert labels_in("each ambulance trust") == ["Ambulance"]


def test_the_evidence_is_the_very_words_of_the_text():
    text = "Re\u0301sume\u0301: claims where gauze was left inside; also sepsis"
    found = {code.label: [each.of(text) for each in code.passages] for code in suggest_codes(text, shipped_lexicon())}
    assert found == {"Foreign Body Left In Situ": ["gauze was left inside"], "Septicaemia": ["sepsis"]}


def test_the_longest_phrase_of_a_list_wins():
    assert labels_in("claims for wrongful birth") == ["Wrongful Birth", "Unwanted Pregnancy"]
    assert labels_in("leg amputations") == ["Amputation - Lower"]


def test_an_example_counts_only_where_nothing_of_its_list_is_named_outright():
    assert labels_in("deaths, for example from sepsis") == ["Fatality"]
    assert labels_in("injuries such as sepsis") == ["Septicaemia"]


def test_only_what_stands_within_the_passage_counts():
    text = "1. Deaths? 2. Sepsis?"
    [code] = suggest_codes(text, shipped_lexicon(), within=Passage(10, len(text)))
    assert code.label == "Septicaemia"


def test_a_label_scores_more_than_words_and_a_slip_less():
    lexicon = small(
        CodeWords("injury", "Blindness", words=("lost sight",)),
        spelling=lambda words: lambda word: "blindness" if word == "blindnes" else word,
    )
    scores = [
        suggest_codes(text, lexicon)[0].score
        for text in ("blindness", "blindnes", "lost her sight", "lost all her poor sight")
    ]
    assert scores == sorted(scores, reverse=True) and scores[0] == 1.0 and len(set(scores)) == 4


def test_no_more_than_a_few_codes_of_a_list_are_suggested():
    named = "stroke, sepsis, meningitis, blindness, deafness, fracture, burns"
    assert Counter(code.list_name for code in suggest_codes(named, shipped_lexicon()))["injury"] == MOST_PER_LIST


def test_a_suggestion_does_not_know_how_sure_the_office_is():
    assert "confidence" not in CodeWords.__dataclass_fields__


@pytest.mark.parametrize(("confidence", "least"), [("high", 0.95), ("medium", 0.9), ("low", 0.95)])
def test_our_own_requests_get_their_codes(confidence, least):
    known = confidence_of_codes()
    expected, found = Counter(), Counter()
    for request in OURS:
        got = {(code.list_name, code.label) for code in suggest_codes(request["text"], shipped_lexicon())}
        wanted = {(name, label) for name, labels in request["codes"].items() for label in labels}
        expected.update(known[code] for code in wanted)
        found.update(known[code] for code in wanted & got)
    assert found[confidence] / expected[confidence] >= least, (found, expected)


def test_our_own_requests_speak_of_every_confidence_and_of_most_codes():
    named = {(name, label) for request in OURS for name, labels in request["codes"].items() for label in labels}
    known = confidence_of_codes()
    by_confidence = Counter(known[code] for code in named)
    assert by_confidence["high"] == 37 and by_confidence["medium"] >= 15 and by_confidence["low"] >= 100


def test_suggestions_are_few():
    given_ = [len(suggest_codes(request["text"], shipped_lexicon())) for request in OURS]
    assert sum(given_) / len(given_) <= 3


@given(st.text(max_size=300))
def test_whatever_the_text_the_passages_lie_in_it(text):
    for code in suggest_codes(text, shipped_lexicon()):
        assert all(passage.of(text) and passage.end <= len(text) for passage in code.passages)
        assert 0 < code.score <= 1


LONG = {
    "one word": "a" * 1_000_000,
    "one topic": "cancer " * 140_000,
    "hyphens": "mis-" * 250_000,
    "single letters": "a & " * 250_000,
    "cues": "excluding, " * 90_000,
    "cues and topics": "sepsis, excluding " * 60_000,
    "names": "Aa Bb " * 160_000 + "Trust",
    "accents": "e\u0301" * 500_000,
    "empty lines": "\n \n" * 330_000,
    "half a phrase": "swab left " * 100_000,
    "apostrophes": "a'" * 500_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_megabyte_of_anything_is_read_in_time(text, process_seconds):
    lexicon = shipped_lexicon()  # made once for all tests of a process: making it is no reading
    before = process_seconds()
    suggest_codes(text, lexicon)
    assert process_seconds() - before < 1


def test_two_thousand_words_are_read_in_milliseconds(process_seconds):
    text = " ".join(" ".join(request["text"] for request in OURS).split()[:2000])
    took = []
    for _ in range(9):
        before = process_seconds()
        suggest_codes(text, shipped_lexicon())
        took.append(process_seconds() - before)
    assert min(took) < 0.06  # of every topic there is; 0.012 for an ordinary letter on a quiet machine


@pytest.mark.parametrize("injury", ["brain injury", "birth injury", "nerve injuries", "needlestick injuries"])
def test_how_many_injuries_are_no_multiple_injuries(injury):
    assert "Multiple Injuries" not in labels_in(f"How many {injury} claims were there?")
