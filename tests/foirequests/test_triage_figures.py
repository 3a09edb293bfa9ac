"""How well codes and services are suggested: what is counted, and what is not."""

import json

import pytest
from django.core.management import CommandError, call_command

from foirequests.domain.reading.figures import LabelledRequest, Suggested, figures_of, halves, labelled_requests

CANCER, SCAR, BURN = ("injury", "Cancer"), ("injury", "Scarring"), ("injury", "Burn(s)")
CONFIDENCE = {CANCER: "high", BURN: "high", SCAR: "low"}


def request(number, *codes, basis="published", service="Claims Management"):
    return LabelledRequest(str(number), "words", basis, service, frozenset(codes))


def test_precision_judges_only_codes_whose_labels_are_known():
    figures = figures_of([request(1, CANCER)], {"1": Suggested((CANCER, SCAR), "Claims Management")}, CONFIDENCE)
    assert (figures.all.recall, figures.all.precision, figures.all.suggestions_per_case) == (1.0, 1.0, 2.0)
    assert figures.not_judged == {SCAR: 1}


def test_a_wrong_code_costs_precision_and_a_missed_one_recall():
    figures = figures_of([request(1, CANCER)], {"1": Suggested((BURN,), "Corporate")}, CONFIDENCE)
    assert (figures.all.recall, figures.all.precision, figures.accuracy_of_service) == (0.0, 0.0, 0.0)
    assert figures.lists["specialty"].recall is None


def test_codes_are_judged_only_where_all_labels_are_published():
    requests = [
        request(1, CANCER),
        request(2, BURN, basis="published (service only)"),
        request(3, BURN, basis="inferred"),
    ]
    suggested = {each.id: Suggested((CANCER,), "Corporate" if each.id == "3" else each.service) for each in requests}
    figures = figures_of(requests, suggested, CONFIDENCE)
    assert figures.all.cases == 1 and figures.all.recall == 1.0
    assert figures.accuracy_of_service == 1.0 and figures.recall_by_service == {"Claims Management": 1.0}


def test_only_the_paraphrase_of_an_example_is_read():
    row = {
        "id": "1", "title": "Cancer", "url": "https://example.org/cancer", "paraphrase": "words",
        "labels_basis": "published",
        "labels": {"service": "Corporate", "specialty": [], "cause": [], "injury": ["Cancer"]},
    }  # fmt: skip
    [read] = labelled_requests([row])
    assert read == LabelledRequest("1", "words", "published", "Corporate", frozenset({CANCER}))


def test_the_halves_share_no_request():
    requests = [request(number) for number in range(5)]
    first, second = halves(requests)
    assert {each.id for each in first} | {each.id for each in second} == {"0", "1", "2", "3", "4"} and len(first) == 3


@pytest.fixture
def examples(tmp_path):
    texts = ["Claims where a swab was left inside, excluding maternity.", "Deaths after misdiagnosis in A&E.", "?"]
    labels = [{"cause": ["Foreign Body Left In Situ"]}, {"injury": ["Fatality"], "specialty": ["Casualty / A & E"]}, {}]
    cases = [
        {
            "id": f"case-{n}",
            "paraphrase": text,
            "labels_basis": "published",
            "labels": {"service": "Claims Management", **each},
        }
        for n, (text, each) in enumerate(zip(texts, labels, strict=True))
    ]
    place = tmp_path / "examples.json"
    place.write_text(json.dumps({"cases": cases}))
    return place


def test_the_command_prints_what_anybody_can_score_again(office, examples, capsys):
    call_command("evaluate_triage", str(examples), "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed["cases"][0] == {
        "id": "case-0",
        "suggested": {"specialty": [], "cause": ["Foreign Body Left In Situ"], "injury": []},
        "service": "Claims Management",
    }
    assert printed["all"]["cases"] == 3 and printed["all"]["recall"] == 1.0
    assert set(printed["specialty"]) == {"cases", "recall", "precision", "suggestions_per_case"}
    assert printed["service"]["accuracy"] == 1.0 and printed["cross_validated"]["all"]["cases"] == 3


def test_the_command_says_the_figures_in_words(office, examples, capsys):
    call_command("evaluate_triage", str(examples))
    said = capsys.readouterr().out
    assert "All lists: recall 100.0% (cross-validated" in said and "Service: right in 100.0%." in said


@pytest.mark.parametrize("content", ["", "[]", '{"cases": [{}]}'])
def test_a_file_of_anything_else_is_refused(office, tmp_path, content):
    place = tmp_path / "other.json"
    place.write_text(content)
    with pytest.raises(CommandError, match="is not a file of labelled requests"):
        call_command("evaluate_triage", str(place))
